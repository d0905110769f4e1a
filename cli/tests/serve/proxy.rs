//! Behind a real nginx that caches, as docs/cli.md configures it, with two services.
//!
//! Needs nginx; without it the tests say so and fail: `apt-get install -y --no-install-recommends nginx`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::stage::{Answer, Got, Publisher, Service, client, get, got, until};

const FRAGMENT: &str = "/story/412/fragment.html";

/// The documentation's configuration, which is what is tested.
const DOCS: &str = include_str!("../../../docs/serve.md");

/// A running nginx.
struct Nginx {
    address: SocketAddr,
    child: Child,
    _folder: TempDir,
}

impl Nginx {
    /// Starts nginx in front of two services.
    async fn start(services: [&Service; 2]) -> Self {
        let program = [
            "/usr/sbin/nginx",
            "/usr/bin/nginx",
            "/opt/homebrew/bin/nginx",
        ];
        let program = program
            .into_iter()
            .find(|path| PathBuf::from(path).exists());
        let program = program.expect(
            "these tests need nginx: sudo apt-get install -y --no-install-recommends nginx",
        );
        let folder = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let path = folder.path().display();
        let site = configuration()
            .replace("10.0.0.11:8080", &services[0].address.to_string())
            .replace("10.0.0.12:8080", &services[1].address.to_string())
            .replace("/var/cache/nginx/embed", &format!("{path}/cache"))
            .replace("listen 443 ssl;", &format!("listen {address};"))
            .replace("the-secret-of-the-editors", "sesame");
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {path}/{name};\n"))
            .concat();
        let whole = format!(
            "daemon off;\npid {path}/pid;\nerror_log {path}/error.log;\nworker_processes 1;\n\
             events {{}}\nhttp {{\naccess_log off;\n{temporary}{site}\n}}\n"
        );
        let file = folder.path().join("nginx.conf");
        std::fs::write(&file, whole).unwrap();
        // Root's workers are somebody else, who has to get at the folder.
        let _ = Command::new("chmod").arg("755").arg(folder.path()).status();
        let child = Command::new(program)
            .arg("-c")
            .arg(&file)
            .arg("-p")
            .arg(folder.path())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let nginx = Self {
            address,
            child,
            _folder: folder,
        };
        until("nginx listens", async || {
            tokio::net::TcpStream::connect(address).await.is_ok()
        })
        .await;
        nginx
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        get(&format!("http://{}{path}", self.address), headers).await
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let id = self.child.id().to_string();
        // The master ends its workers only when it is asked to.
        let _ = Command::new("kill").arg(id).status();
        let _ = self.child.wait();
    }
}

/// What docs/serve.md has for nginx, without what needs a certificate.
fn configuration() -> String {
    let start = DOCS
        .find("```nginx\n")
        .expect("docs/serve.md has a configuration of nginx");
    let rest = &DOCS[start + "```nginx\n".len()..];
    let text = rest.split("```").next().unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("ssl_"));
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn many_askers_make_one_question_to_the_source() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let one = Service::before(&publisher, &["--fresh", "600"]);
    let other = Service::before(&publisher, &["--fresh", "600"]);
    let nginx = Nginx::start([&one, &other]).await;
    publisher.hold();
    let client = client();
    let url = format!("http://{}{FRAGMENT}", nginx.address);
    let asking: Vec<_> = (0..50)
        .map(|_| tokio::spawn(got(client.get(&url))))
        .collect();
    until("the publisher was asked", async || publisher.asked() == 1).await;
    publisher.let_go();
    for asking in asking {
        let answer = asking.await.unwrap();
        assert_eq!(answer.status, 200);
        assert!(
            matches!(answer.header("x-cache"), "MISS" | "HIT"),
            "{:?}",
            answer.headers
        );
    }
    assert_eq!(publisher.asked(), 1);
    let again = nginx.get(FRAGMENT, &[]).await;
    assert_eq!(again.header("x-cache"), "HIT");
    assert_eq!(again.bytes, one.get(FRAGMENT).await.bytes);
    let asked = one
        .metric(r#"article_embed_requests_total{route="fragment",status="200"}"#)
        .await;
    assert!(asked <= 2.0, "nginx answered the others: {asked}");
}

#[tokio::test]
async fn encodings_and_names_come_through() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let one = Service::before(&publisher, &["--fresh", "600"]);
    let other = Service::before(&publisher, &["--fresh", "600"]);
    let nginx = Nginx::start([&one, &other]).await;
    for path in [
        FRAGMENT,
        "/story/412/",
        "/embed.js",
        "/render-0123456789abcdef.wasm",
    ] {
        for (taken, encoding) in [
            ("", ""),
            ("gzip", "gzip"),
            ("gzip, deflate, br", "br"),
            ("br;q=1, gzip", "br"),
        ] {
            let direct = one.get_with(path, &[("accept-encoding", taken)]).await;
            for _ in 0..2 {
                let answer = nginx.get(path, &[("accept-encoding", taken)]).await;
                assert_eq!(
                    answer.header("content-encoding"),
                    encoding,
                    "{path} {taken}"
                );
                assert_eq!(answer.bytes, direct.bytes, "{path} {taken}");
                for name in [
                    "etag",
                    "cache-control",
                    "content-type",
                    "vary",
                    "access-control-allow-origin",
                ] {
                    assert_eq!(
                        answer.header(name),
                        direct.header(name),
                        "{path} {taken} {name}"
                    );
                }
            }
            let tag = direct.header("etag");
            let known = nginx
                .get(path, &[("accept-encoding", taken), ("if-none-match", tag)])
                .await;
            assert_eq!(known.status, 304, "{path} {taken}");
        }
    }
    // However browsers word what they take, nginx keeps one answer of each encoding.
    let worded = nginx
        .get(FRAGMENT, &[("accept-encoding", "br, gzip;q=0.8, *;q=0.1")])
        .await;
    assert_eq!(
        (worded.header("x-cache"), worded.header("content-encoding")),
        ("HIT", "br")
    );
}

#[tokio::test]
async fn old_answers_are_given_while_services_and_source_are_down() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let one = Service::before(&publisher, &["--fresh", "1"]);
    let other = Service::before(&publisher, &["--fresh", "1"]);
    let nginx = Nginx::start([&one, &other]).await;
    let good = nginx.get(FRAGMENT, &[]).await;
    assert_eq!(good.status, 200);
    let old_answers_come = async |when: &str| {
        let mut old = 0;
        until(when, async || {
            let answer = nginx.get(FRAGMENT, &[]).await;
            assert_eq!(answer.status, 200, "{when}: {:?}", answer.headers);
            assert!(answer.bytes == good.bytes, "{when}");
            old += usize::from(matches!(answer.header("x-cache"), "STALE" | "UPDATING"));
            old > 1
        })
        .await;
    };
    publisher.say(Answer::Text(500, String::new()));
    old_answers_come("the source is down").await;
    drop(one);
    old_answers_come("a service is down, too").await;
    drop(other);
    old_answers_come("all are down").await;
}

#[tokio::test]
async fn a_correction_reaches_readers_at_once_when_it_is_purged() {
    let publisher = Publisher::start(Answer::Story("The first edition")).await;
    let options = ["--fresh", "600", "--purge-key", "sesame"];
    let one = Service::before(&publisher, &options);
    let other = Service::before(&publisher, &options);
    let nginx = Nginx::start([&one, &other]).await;
    let read = async |taken: &str| {
        let answer = nginx.get(FRAGMENT, &[("accept-encoding", taken)]).await;
        (
            answer.status,
            answer.header("etag").to_owned(),
            answer.header("x-cache").to_owned(),
        )
    };
    let before = [read("").await, read("gzip").await, read("br").await];
    publisher.say(Answer::Story("The second edition"));
    assert_eq!(read("").await.1, before[0].1, "nobody has said anything");
    let purge = async || {
        for service in [&one, &other] {
            let request = client().post(service.url("/purge/story/412"));
            let answer = got(request.header("authorization", "Bearer sesame")).await;
            assert_eq!(answer.status, 200);
        }
        for taken in ["", "gzip", "br"] {
            for path in [FRAGMENT, "/story/412/"] {
                let headers = [("x-refresh", "sesame"), ("accept-encoding", taken)];
                let answer = nginx.get(path, &headers).await;
                assert_eq!(answer.header("x-cache"), "BYPASS");
            }
        }
    };
    purge().await;
    for (taken, before) in ["", "gzip", "br"].into_iter().zip(before) {
        let after = read(taken).await;
        assert_ne!(after.1, before.1, "{taken}");
        assert_eq!((after.0, &*after.2), (200, "HIT"), "{taken}");
    }
    assert!(
        nginx
            .get(FRAGMENT, &[])
            .await
            .text()
            .contains("The second edition")
    );
    // Whoever does not know the secret makes nobody ask.
    let guess = nginx.get(FRAGMENT, &[("x-refresh", "guess")]).await;
    assert_eq!(guess.header("x-cache"), "HIT");
    // What was withdrawn is gone, for all encodings.
    publisher.say(Answer::Text(410, String::new()));
    purge().await;
    for taken in ["", "gzip", "br"] {
        assert_eq!(read(taken).await.0, 410, "{taken}");
    }
}

#[tokio::test]
async fn what_is_for_the_publisher_alone_is_not_for_everybody() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &["--purge-key", "sesame"]);
    let nginx = Nginx::start([&service, &service]).await;
    for path in ["/metrics", "/healthz", "/readyz", "/purge/story/412"] {
        assert_eq!(nginx.get(path, &[]).await.status, 404, "{path}");
    }
}
