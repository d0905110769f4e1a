//! Pages and fragments: what they are, and the headers that caches and partners' browsers need.

use std::io::Read;

use crate::stage::{Answer, Publisher, Service, client, got, story};

const PAGE: &str = "/story/412/";
const FRAGMENT: &str = "/story/412/fragment.html";

#[tokio::test]
async fn a_story_is_a_page_and_a_fragment() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &[]);
    let page = service.get(PAGE).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().starts_with("<!DOCTYPE html>"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("<title>The lock keeper</title>"));
    assert_eq!(service.get("/story/412").await.bytes, page.bytes);
    let fragment = service.get(FRAGMENT).await;
    assert_eq!(fragment.status, 200);
    assert!(fragment.text().starts_with("<style>"));
    assert!(
        fragment
            .text()
            .contains("every barge since the spring flood")
    );
    // Readers' browsers find the story's JSON where the service did.
    let json = format!("http://{}/posts/412?_embed", publisher.address);
    assert!(fragment.text().contains(&json));
    assert_eq!(publisher.questions()[0].0, "/posts/412?_embed");
    assert_eq!(publisher.asked(), 1, "one question makes both");
}

#[tokio::test]
async fn answers_have_the_headers_that_caches_and_browsers_need() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(
        &publisher,
        &["--fresh", "30", "--stale", "90", "--stale-if-error", "700"],
    );
    for path in [PAGE, FRAGMENT] {
        let answer = service.get(path).await;
        for (name, value) in [
            ("content-type", "text/html; charset=utf-8"),
            (
                "cache-control",
                "public, max-age=30, stale-while-revalidate=90, stale-if-error=700",
            ),
            ("vary", "accept-encoding"),
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(answer.header(name), value, "{path} {name}");
        }
        let tag = answer.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 10, "{tag}");
        let known = service.get_with(path, &[("if-none-match", &tag)]).await;
        assert_eq!((known.status, known.bytes.len()), (304, 0), "{path}");
        assert_eq!(known.header("etag"), tag);
        assert_eq!(
            known.header("cache-control"),
            answer.header("cache-control")
        );
        assert_eq!(known.header("vary"), "accept-encoding");
        let head = got(client().head(service.url(path))).await;
        assert_eq!((head.status, head.bytes.len()), (200, 0));
        for name in ["content-length", "etag", "content-type", "cache-control"] {
            assert_eq!(head.header(name), answer.header(name), "{path} {name}");
        }
    }
    assert_eq!(
        service.get(FRAGMENT).await.header("x-robots-tag"),
        "noindex"
    );
    assert_eq!(service.get(PAGE).await.header("x-robots-tag"), "");
}

#[tokio::test]
async fn each_encoding_says_the_same_under_its_own_name() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &[]);
    let plain = service.get(FRAGMENT).await;
    let gzip = service
        .get_with(FRAGMENT, &[("accept-encoding", "gzip")])
        .await;
    let taken = "gzip, deflate, br, zstd";
    let brotli = service
        .get_with(FRAGMENT, &[("accept-encoding", taken)])
        .await;
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(gzip.header("content-encoding"), "gzip");
    assert_eq!(brotli.header("content-encoding"), "br");
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(&gzip.bytes[..])
        .read_to_end(&mut text)
        .unwrap();
    assert_eq!(text, plain.bytes);
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut &brotli.bytes[..], &mut text).unwrap();
    assert_eq!(text, plain.bytes);
    assert!(brotli.bytes.len() < plain.bytes.len() / 2);
    let tags = [
        plain.header("etag"),
        gzip.header("etag"),
        brotli.header("etag"),
    ];
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2]);
}

#[tokio::test]
async fn several_sources_have_names_and_readers_their_own_addresses() {
    let posts = Publisher::start(Answer::Story("A post")).await;
    let pages = Publisher::start(Answer::Story("A page")).await;
    let post = format!("posts={}", posts.template());
    let page = format!("pages={}", pages.template());
    let public = "posts=https://river-post.example/posts/{id}.json";
    let service = Service::start(&[
        "--allow-private-source",
        "127.0.0.1",
        "--source",
        &post,
        "--source",
        &page,
        "--article",
        public,
    ]);
    let text = service.get("/posts/412/fragment.html").await.text();
    assert!(text.contains("A post") && text.contains("https://river-post.example/posts/412.json"));
    assert!(
        service
            .get("/pages/412/fragment.html")
            .await
            .text()
            .contains("A page")
    );
    assert_eq!(service.get("/story/412/").await.status, 404);
}

#[tokio::test]
async fn two_services_answer_the_same_bytes() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let one = Service::before(&publisher, &[]);
    let other = Service::before(&publisher, &[]);
    for path in [PAGE, FRAGMENT] {
        let (one, other) = (one.get(path).await, other.get(path).await);
        assert_eq!(one.bytes, other.bytes);
        assert_eq!(one.header("etag"), other.header("etag"));
    }
}

#[tokio::test]
async fn the_options_of_the_tag_are_options_of_the_command() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(
        &publisher,
        &["--heading-level", "4", "--lang", "de", "--noindex"],
    );
    assert!(service.get(FRAGMENT).await.text().contains("<h4"));
    assert!(
        service
            .get(PAGE)
            .await
            .text()
            .contains(r#"<meta name="robots" content="noindex">"#)
    );
    publisher.say(Answer::Text(404, String::new()));
    let missing = service.get("/story/413/").await.text();
    assert!(missing.contains("nicht gefunden"), "{missing}");
}

#[tokio::test]
async fn the_service_can_stand_below_a_path() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let template = publisher.template();
    let service = Service::start(&[
        "--allow-private-source",
        "127.0.0.1",
        "--source",
        &template,
        "--public",
        "https://river-post.example/embed",
    ]);
    for start in ["", "/embed"] {
        assert_eq!(
            service.get(&format!("{start}{PAGE}")).await.status,
            200,
            "{start}"
        );
        assert_eq!(
            service.get(&format!("{start}/embed.js")).await.status,
            200,
            "{start}"
        );
    }
    let page = service.get(PAGE).await.text();
    assert!(
        page.contains("https://river-post.example/embed/embed.js"),
        "{page}"
    );
}

#[tokio::test]
async fn what_a_source_writes_runs_no_script() {
    let hostile = story("</title><script>alert(1)</script>");
    let publisher = Publisher::start(Answer::Text(200, hostile)).await;
    let service = Service::before(&publisher, &[]);
    for path in [
        PAGE,
        FRAGMENT,
        "/oembed?url=https%3A%2F%2Fembed.river-post.example%2Fstory%2F412%2F",
    ] {
        let text = service.get(path).await.text();
        assert!(!text.contains("<script>alert"), "{path}: {text}");
    }
}

/// An address that no browser writes has an answer like any other that is wrong.
#[tokio::test]
async fn an_id_that_is_no_text_is_nobodys() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &[]);
    for path in ["/story/%ff/", "/story/%ff/fragment.html"] {
        let answer = service.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        let kind = answer.headers["content-type"].to_str().unwrap();
        assert!(kind.starts_with("text/html"), "{path}: {kind}");
    }
    assert_eq!(publisher.asked(), 0);
}
