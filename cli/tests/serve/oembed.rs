//! What consumers of oEmbed get.

use serde_json::Value;

use crate::stage::{Answer, Publisher, Service};

const HERE: &str = "https%3A%2F%2Fembed.river-post.example%2Fstory%2F412%2F";
const THERE: &str = "https%3A%2F%2Friver-post.example%2F2026%2F02%2F412%2F%3Futm_source%3Dx";

fn service(publisher: &Publisher) -> Service {
    let pages = "https://river-post.example/{year}/{month}/{id}/";
    Service::before(publisher, &["--story-url", pages])
}

#[tokio::test]
async fn a_story_is_embedded_by_our_address_and_the_publishers() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = service(&publisher);
    for url in [HERE, THERE] {
        let answer = service.get(&format!("/oembed?url={url}&format=json")).await;
        assert_eq!(answer.status, 200, "{url}");
        assert_eq!(
            answer.header("content-type"),
            "application/json; charset=utf-8"
        );
        assert!(
            answer
                .header("cache-control")
                .starts_with("public, max-age=60")
        );
        assert!(answer.header("etag").starts_with('"'));
        let json: Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!(json["version"], "1.0");
        assert_eq!(json["type"], "rich");
        assert_eq!(json["title"], "The lock keeper");
        assert_eq!(json["cache_age"], 60);
        let html = json["html"].as_str().unwrap();
        assert!(
            html.contains("https://embed.river-post.example/embed.js"),
            "{html}"
        );
        assert!(
            html.contains("https://embed.river-post.example/story/412/fragment.html"),
            "{html}"
        );
    }
    assert_eq!(publisher.asked(), 1);
}

/// Consumers send forms with fields that were left empty.
#[tokio::test]
async fn what_is_empty_is_not_asked_for() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = service(&publisher);
    let usual = service.get(&format!("/oembed?url={HERE}")).await;
    for query in ["&maxwidth=&maxheight=", "&format=", "&format=json"] {
        let answer = service.get(&format!("/oembed?url={HERE}{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
        assert_eq!(answer.bytes, usual.bytes, "{query}");
    }
    let answer = service
        .get(&format!("/oembed?url={HERE}&maxwidth=wide"))
        .await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn there_is_no_more_width_and_height_than_was_asked_for() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = service(&publisher);
    let answer = service
        .get(&format!("/oembed?url={HERE}&maxwidth=320&maxheight=400"))
        .await;
    let json: Value = serde_json::from_slice(&answer.bytes).unwrap();
    assert_eq!(
        (&json["width"], &json["height"]),
        (&320.into(), &400.into())
    );
    let html = json["html"].as_str().unwrap();
    assert!(
        html.starts_with(
            "<iframe data-article-embed src=\"https://embed.river-post.example/story/412/\""
        ),
        "{html}"
    );
}

#[tokio::test]
async fn what_cannot_be_answered_has_the_status_that_says_so() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = service(&publisher);
    for (question, expected) in [
        (format!("url={HERE}&format=xml"), 501),
        (
            "url=https%3A%2F%2Felsewhere.example%2Fstory%2F412%2F".to_owned(),
            404,
        ),
        (
            "url=https%3A%2F%2Friver-post.example%2Fabout%2F".to_owned(),
            404,
        ),
        ("url=http%3A%2F%2F169.254.169.254%2F".to_owned(), 404),
        ("url=x".to_owned(), 404),
        ("format=json".to_owned(), 400),
        (format!("url={HERE}&maxwidth=wide"), 400),
    ] {
        let answer = service.get(&format!("/oembed?{question}")).await;
        assert_eq!(answer.status, expected, "{question}");
        assert_eq!(
            answer.header("access-control-allow-origin"),
            "*",
            "{question}"
        );
    }
    assert_eq!(publisher.asked(), 0);
    publisher.say(Answer::Text(404, String::new()));
    assert_eq!(
        service.get(&format!("/oembed?url={HERE}")).await.status,
        404
    );
    publisher.say(Answer::Text(410, String::new()));
    let other = HERE.replace("412", "413");
    assert_eq!(
        service.get(&format!("/oembed?url={other}")).await.status,
        410
    );
}
