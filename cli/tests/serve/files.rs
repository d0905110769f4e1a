//! The files of the built site, and what is answered beside them.

use crate::stage::{Answer, Publisher, Service, client, got, refused, site};

#[tokio::test]
async fn files_have_the_headers_that_browsers_and_caches_need() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &[]);
    for (path, kind, cache) in [
        (
            "/embed.js",
            "text/javascript; charset=utf-8",
            "public, max-age=300, must-revalidate",
        ),
        (
            "/render-0123456789abcdef.wasm",
            "application/wasm",
            "public, max-age=31536000, immutable",
        ),
        (
            "/themes/plain.css",
            "text/css; charset=utf-8",
            "public, max-age=300, must-revalidate",
        ),
        (
            "/",
            "text/html; charset=utf-8",
            "public, max-age=300, must-revalidate",
        ),
    ] {
        let answer = service.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("cache-control"), cache, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "cross-origin",
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{path}");
        let tag = answer.header("etag").to_owned();
        assert_eq!(
            service
                .get_with(path, &[("if-none-match", &tag)])
                .await
                .status,
            304,
            "{path}"
        );
        let head = got(client().head(service.url(path))).await;
        assert_eq!(
            head.header("content-length"),
            answer.bytes.len().to_string(),
            "{path}"
        );
    }
    let encoded = service
        .get_with("/embed.js", &[("accept-encoding", "br")])
        .await;
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut &encoded.bytes[..], &mut text).unwrap();
    assert_eq!(text, service.get("/embed.js").await.bytes);
}

#[tokio::test]
async fn there_is_nothing_else() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &[]);
    for path in [
        "/themes",
        "/themes/",
        "/..%2f..%2fetc%2fpasswd",
        "/embed.js/",
        "/nothing",
        "/story",
        "/story/",
        "/story/412/other.html",
    ] {
        assert_eq!(service.get(path).await.status, 404, "{path}");
    }
    for path in ["/embed.js", "/story/412/", "/nothing", "/oembed"] {
        for method in ["POST", "PUT", "DELETE", "TRACE"] {
            let request = client().request(method.parse().unwrap(), service.url(path));
            let answer = got(request.body("x")).await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert!(answer.header("allow").contains("GET"), "{method} {path}");
        }
    }
    assert_eq!(publisher.asked(), 0);
}

#[tokio::test]
async fn partners_pages_may_ask_before_they_ask() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &[]);
    let request = client().request(
        "OPTIONS".parse().unwrap(),
        service.url("/story/412/fragment.html"),
    );
    let request = request.header("origin", "https://partner.example");
    let answer = got(request.header("access-control-request-method", "GET")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert!(
        answer
            .header("access-control-allow-methods")
            .contains("GET")
    );
    // A cache would keep an answer for each partner.
    let with_origin = service
        .get_with("/embed.js", &[("origin", "https://partner.example")])
        .await;
    assert_eq!(with_origin.header("vary"), "accept-encoding");
}

#[tokio::test]
async fn whoever_watches_it_is_told_how_it_is() {
    let publisher = Publisher::start(Answer::Text(500, String::new())).await;
    let service = Service::before(&publisher, &[]);
    for path in ["/healthz", "/readyz"] {
        let answer = service.get(path).await;
        assert_eq!(
            (answer.status, answer.header("cache-control")),
            (200, "no-store"),
            "{path}"
        );
    }
}

#[test]
fn a_command_that_is_wrong_says_so() {
    let source = "https://river-post.example/posts/{id}";
    let folder = site();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let empty = folder.path().join("empty");
    let empty = empty.to_str().unwrap();
    for (args, code, words) in [
        (vec![], 2, "--source"),
        (
            vec!["--source", "https://river-post.example/posts/"],
            2,
            "must have {id} once",
        ),
        (
            vec!["--source", source, "--source", source],
            2,
            "two sources are called “story”",
        ),
        (
            vec![
                "--source",
                source,
                "--article",
                "posts=https://a.example/{id}",
            ],
            2,
            "no source called “posts”",
        ),
        (
            vec!["--source", "themes=https://river-post.example/{id}"],
            2,
            "no source can be called “themes”",
        ),
        (
            vec!["--source", "oembed=https://river-post.example/{id}"],
            2,
            "no source can be called “oembed”",
        ),
        (
            vec!["--source", source, "--public", "ftp://a.example/"],
            2,
            "is no http or https address",
        ),
        (
            vec!["--source", source, "--heading-level", "9"],
            2,
            "heading-level",
        ),
        (
            vec![
                "--source",
                source,
                "--story-url",
                "https://a.example/{year}/",
            ],
            2,
            "must have {id} once",
        ),
        (
            vec!["--source", source, "--site", empty],
            1,
            "there is no embed.js here",
        ),
        (
            vec!["--source", source, "--listen", "192.0.2.1:1"],
            1,
            "cannot be listened at",
        ),
    ] {
        let (status, text) = refused(&args);
        assert!(text.contains(words), "{args:?}: {text}");
        assert_eq!(status, Some(code), "{args:?}: {text}");
    }
}
