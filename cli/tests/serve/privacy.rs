//! Nothing is asked but the sources that were named, whatever ids, redirects and names say.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::stage::{Answer, Publisher, Service, refused, until};

/// What the service answers to a request line that no client would send.
async fn raw(address: SocketAddr, target: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn hostile_ids_ask_nobody() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &[]);
    for id in [
        "..",
        ".",
        "%2e%2e",
        "%2E%2E%2Fusers",
        "..%2f..%2fusers",
        "..%5c..%5cusers",
        "412%2f..%2fusers",
        "412%3fcontext=edit",
        "412%3Fcontext%3Dedit",
        "412%23x",
        "412%26_fields=x",
        "412%00",
        "412%0d%0aHost:%20evil.example",
        "412%20",
        "@evil.example",
        "%40evil.example%2f",
        "%2f%2fevil.example%2f",
        "http:%2f%2f127.0.0.1%2f",
        "412;x=y",
        "%ef%bc%8f",
        "%ef%bc%8e%ef%bc%8e",
        "%e2%88%95",
        "%ff%fe",
        "412%252f..",
        &"9".repeat(300),
    ] {
        for end in ["", "/", "/fragment.html"] {
            let answer = raw(service.address, &format!("/story/{id}{end}")).await;
            let status = answer.split(' ').nth(1).unwrap_or_default();
            assert!(matches!(status, "400" | "404"), "{id}{end}: {answer}");
        }
    }
    for target in [
        "http://169.254.169.254/",
        "//evil.example/story/1",
        "*",
        "/story/412/../../x",
    ] {
        let answer = raw(service.address, target).await;
        let status = answer.split(' ').nth(1).unwrap_or_default();
        assert!(
            matches!(status, "400" | "404" | "200"),
            "{target}: {answer}"
        );
    }
    let hostile: Vec<_> = publisher
        .questions()
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(hostile, [""; 0], "nobody was asked");
    assert_eq!(service.get("/story/412/").await.status, 200);
}

#[tokio::test]
async fn redirects_lead_nowhere_else() {
    let other = Publisher::start(Answer::Story("A secret")).await;
    let port = other.address.port();
    let publisher = Publisher::start(Answer::Endless).await;
    let service = Service::before(&publisher, &[]);
    let mut number = 0;
    for host in [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("[::1]:{port}"),
        format!("[::ffff:127.0.0.1]:{port}"),
        format!("0.0.0.0:{port}"),
        format!("2130706433:{port}"),
        format!("0x7f000001:{port}"),
        format!("0177.0.0.1:{port}"),
        format!("127.1:{port}"),
        "169.254.169.254".to_owned(),
        "elsewhere.example".to_owned(),
    ] {
        for scheme in ["http", "https", "ftp", "file"] {
            let to = format!("{scheme}://{host}/latest/meta-data/");
            publisher.say(Answer::Redirect(to.clone()));
            number += 1;
            let answer = service.get(&format!("/story/{number}/")).await;
            assert_eq!(answer.status, 502, "{to}");
        }
    }
    assert_eq!(other.asked(), 0);
}

#[tokio::test]
async fn redirects_within_the_origin_and_to_named_ones_are_followed() {
    let other = Publisher::start(Answer::Story("Moved here")).await;
    let origin = format!("http://{}", other.address);
    let publisher = Publisher::start(Answer::Redirect(format!("{origin}/elsewhere"))).await;
    let service = Service::before(&publisher, &["--redirect-to", &origin]);
    assert!(
        service
            .get("/story/412/")
            .await
            .text()
            .contains("Moved here")
    );
    assert_eq!(other.questions()[0].0, "/elsewhere");
}

#[tokio::test]
async fn a_name_that_means_this_machine_is_not_asked() {
    let publisher = Publisher::start(Answer::Story("A secret")).await;
    let template = format!("http://localhost:{}/{{id}}", publisher.address.port());
    let service = Service::start(&["--source", &template]);
    assert_eq!(service.get("/story/412/").await.status, 502);
    assert_eq!(publisher.asked(), 0);
    until("the private network is told of", async || {
        service.lines().concat().contains("private network")
    })
    .await;
    // The same name is asked where that is allowed, by the name or by where it leads.
    for place in ["localhost", "127.0.0.0/8"] {
        let service = Service::start(&["--source", &template, "--allow-private-source", place]);
        assert_eq!(service.get("/story/412/").await.status, 200, "{place}");
    }
}

#[tokio::test]
async fn one_private_source_opens_no_other() {
    let publisher = Publisher::start(Answer::Story("A secret")).await;
    let by_name = format!("posts=http://localhost:{}/{{id}}", publisher.address.port());
    let by_address = format!("pages=http://{}/{{id}}", publisher.address);
    let allowed = ["--allow-private-source", "localhost"];
    let (code, text) = refused(
        &[
            &["--source", &by_name, "--source", &by_address],
            &allowed[..],
        ]
        .concat(),
    );
    assert_eq!(code, Some(2), "{text}");
    assert!(
        text.contains("pages") && text.contains("127.0.0.1"),
        "{text}"
    );
    // Nor does it open what it redirects to, though that is an origin to which it may lead.
    let origin = format!("http://{}", publisher.address);
    let redirecting = Publisher::start(Answer::Redirect(format!("{origin}/elsewhere"))).await;
    let by_name = format!("http://localhost:{}/{{id}}", redirecting.address.port());
    let redirect = ["--source", &by_name, "--redirect-to", &origin];
    let service = Service::start(&[&redirect, &allowed[..]].concat());
    assert_eq!(service.get("/story/412/").await.status, 502);
    assert_eq!((redirecting.asked(), publisher.asked()), (1, 0));
}

#[test]
fn sources_at_private_addresses_are_refused_at_the_start() {
    for host in [
        "127.0.0.1:1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[64:ff9b::a00:1]",
        "[ff02::1]",
    ] {
        let template = format!("http://{host}/{{id}}");
        let (code, text) = refused(&["--source", &template]);
        assert_eq!(code, Some(2), "{host}: {text}");
        assert!(text.contains("--allow-private-source"), "{host}: {text}");
    }
}

#[tokio::test]
async fn proxies_of_the_environment_are_not_asked() {
    let proxy = Publisher::start(Answer::Story("From the proxy")).await;
    let publisher = Publisher::start(Answer::Story("From the source")).await;
    let address = format!("http://{}", proxy.address);
    let service = Service::before_with(
        &publisher,
        &[],
        &[
            ("http_proxy", &address),
            ("HTTP_PROXY", &address),
            ("ALL_PROXY", &address),
        ],
    );
    assert!(
        service
            .get("/story/412/")
            .await
            .text()
            .contains("From the source")
    );
    assert_eq!(proxy.asked(), 0);
}
