//! One question for many askers, old answers while new ones are fetched or cannot be had, and none of what was
//! withdrawn.

use crate::stage::{Answer, Publisher, Service, client, document, got, until};

const FRAGMENT: &str = "/story/412/fragment.html";

/// Ways in which a publisher's server fails without saying anything about the story.
fn failures() -> Vec<(&'static str, Answer)> {
    vec![
        (
            "500",
            Answer::Text(500, "Error establishing a database connection".to_owned()),
        ),
        ("503", Answer::Text(503, String::new())),
        ("429", Answer::Text(429, "{}".to_owned())),
        (
            "no JSON",
            Answer::Text(200, "<!doctype html><h1>Maintenance</h1>".to_owned()),
        ),
        ("empty", Answer::Text(200, String::new())),
        (
            "another document",
            Answer::Text(200, "{\"hello\": 1}".to_owned()),
        ),
        ("cut off", Answer::Half),
        ("endless", Answer::Endless),
        (
            "astray",
            Answer::Redirect("https://elsewhere.example/".to_owned()),
        ),
        ("round and round", Answer::Redirect("/posts/412".to_owned())),
    ]
}

#[tokio::test]
async fn many_askers_wait_for_one_question() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    publisher.hold();
    let service = Service::before(&publisher, &[]);
    let client = client();
    let asking: Vec<_> = (0..100)
        .map(|_| tokio::spawn(got(client.get(service.url(FRAGMENT)))))
        .collect();
    until("all are waiting", async || {
        // The one who counts is a request, too.
        service.metric("article_embed_requests_in_flight").await >= 101.0
    })
    .await;
    publisher.let_go();
    for asking in asking {
        assert_eq!(asking.await.unwrap().status, 200);
    }
    assert_eq!(publisher.asked(), 1);
    assert_eq!(service.get(FRAGMENT).await.status, 200);
    assert_eq!(publisher.asked(), 1, "it is fresh");
}

#[tokio::test]
async fn the_question_goes_on_when_the_first_asker_goes_away() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    publisher.hold();
    let service = Service::before(&publisher, &[]);
    let first = tokio::spawn(got(client().get(service.url(FRAGMENT))));
    until("the publisher was asked", async || publisher.asked() == 1).await;
    first.abort();
    let second = tokio::spawn(got(client().get(service.url(FRAGMENT))));
    until("the first has gone", async || {
        service.metric("article_embed_requests_in_flight").await <= 2.0
    })
    .await;
    publisher.let_go();
    assert_eq!(second.await.unwrap().status, 200);
    assert_eq!(publisher.asked(), 1);
}

#[tokio::test]
async fn an_old_answer_is_given_while_a_new_one_is_fetched() {
    let publisher = Publisher::start(Answer::Story("The first edition")).await;
    let service = Service::before(&publisher, &["--fresh", "0"]);
    assert!(
        service
            .get(FRAGMENT)
            .await
            .text()
            .contains("The first edition")
    );
    publisher.hold();
    publisher.say(Answer::Story("The second edition"));
    for _ in 0..20 {
        assert!(
            service
                .get(FRAGMENT)
                .await
                .text()
                .contains("The first edition")
        );
    }
    until("the publisher was asked", async || publisher.asked() == 2).await;
    publisher.let_go();
    until("the new edition is there", async || {
        service
            .get(FRAGMENT)
            .await
            .text()
            .contains("The second edition")
    })
    .await;
}

#[tokio::test]
async fn what_is_too_old_is_not_given_before_the_publisher_was_asked() {
    let publisher = Publisher::start(Answer::Story("The first edition")).await;
    let service = Service::before(&publisher, &["--fresh", "0", "--stale", "0"]);
    assert!(
        service
            .get(FRAGMENT)
            .await
            .text()
            .contains("The first edition")
    );
    publisher.say(Answer::Story("The second edition"));
    assert!(
        service
            .get(FRAGMENT)
            .await
            .text()
            .contains("The second edition")
    );
}

#[tokio::test]
async fn only_what_is_new_is_asked_for() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &["--fresh", "0", "--stale", "0"]);
    let first = service.get(FRAGMENT).await;
    let second = service.get(FRAGMENT).await;
    assert_eq!((publisher.asked(), publisher.unchanged()), (2, 1));
    assert_eq!(first.bytes, second.bytes);
    assert_eq!(first.header("etag"), second.header("etag"));
}

#[tokio::test]
async fn while_the_source_is_down_the_last_good_answer_is_given() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let options = [
        "--fresh",
        "0",
        "--stale",
        "0",
        "--retry",
        "0",
        "--largest",
        "1",
    ];
    let service = Service::before(&publisher, &options);
    let good = service.get(FRAGMENT).await;
    assert_eq!(good.status, 200);
    for (name, failure) in failures() {
        publisher.say(failure);
        let answer = service.get(FRAGMENT).await;
        assert_eq!(answer.status, 200, "{name}");
        assert_eq!(answer.bytes, good.bytes, "{name}");
        let cache = answer.header("cache-control");
        assert!(cache.starts_with("public, max-age=0, "), "{name}: {cache}");
    }
    until("each failure is told on stderr", async || {
        let lines = service.lines();
        let told = lines.iter().filter(|line| line.contains("story 412: "));
        told.count() == failures().len()
    })
    .await;
    publisher.say(Answer::Story("The lock keeper, corrected"));
    assert!(service.get(FRAGMENT).await.text().contains("corrected"));
}

#[tokio::test]
async fn an_answer_in_memory_stays_though_what_it_was_made_of_is_forgotten() {
    // There is room for what is answered, but not for the source's own text beside it.
    let padding = "x".repeat(200 * 1024);
    let story = |members: &str| {
        let members = format!(r#", "padding": "{padding}"{members}"#);
        Answer::Text(200, document(&members))
    };
    let options = [
        "--memory", "1", "--fresh", "0", "--stale", "600", "--retry", "0",
    ];
    let publisher = Publisher::start(story("")).await;
    let service = Service::before(&publisher, &options);
    assert_eq!(service.get(FRAGMENT).await.status, 200);
    publisher.say(Answer::Text(500, String::new()));
    until("it was asked many times", async || {
        assert_eq!(service.get(FRAGMENT).await.status, 200);
        publisher.asked() >= 20
    })
    .await;
    // What has an end cannot be judged without its text.
    let publisher = Publisher::start(story(r#", "expires": "9000-01-01""#)).await;
    let service = Service::before(&publisher, &options);
    assert_eq!(service.get(FRAGMENT).await.status, 200);
    publisher.say(Answer::Text(500, String::new()));
    until("it is no longer answered", async || {
        service.get(FRAGMENT).await.status == 502
    })
    .await;
}

#[tokio::test]
async fn a_source_that_failed_is_left_alone_for_a_while() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let options = ["--fresh", "0", "--stale", "0", "--retry", "600"];
    let service = Service::before(&publisher, &options);
    service.get(FRAGMENT).await;
    publisher.say(Answer::Text(500, String::new()));
    for _ in 0..10 {
        assert_eq!(service.get(FRAGMENT).await.status, 200);
        assert_eq!(service.get("/story/413/fragment.html").await.status, 502);
    }
    assert_eq!(
        publisher.asked(),
        3,
        "once for the good one, and once more for each"
    );
}

#[tokio::test]
async fn without_a_good_answer_a_failure_is_a_failure() {
    for (name, failure) in failures() {
        let publisher = Publisher::start(failure).await;
        let service = Service::before(&publisher, &["--largest", "1"]);
        let answer = service.get(FRAGMENT).await;
        assert_eq!(answer.status, 502, "{name}");
        assert_eq!(answer.header("cache-control"), "no-store", "{name}");
        assert_eq!(answer.header("retry-after"), "5", "{name}");
        assert!(answer.text().contains("could not be reached"), "{name}");
    }
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    publisher.hold();
    let service = Service::before(&publisher, &["--source-timeout", "1"]);
    assert_eq!(service.get(FRAGMENT).await.status, 504);
}

#[tokio::test]
async fn what_was_withdrawn_is_gone_at_once() {
    for (told, expected, words) in [
        (
            Answer::Text(404, "<h1>Not here</h1>".to_owned()),
            404,
            "could not be found",
        ),
        (
            Answer::Text(410, String::new()),
            410,
            "may no longer be shown",
        ),
        (
            Answer::Text(401, "{}".to_owned()),
            404,
            "could not be found",
        ),
        (Answer::Text(403, String::new()), 404, "could not be found"),
        (
            Answer::Text(451, String::new()),
            451,
            "does not let this story be shown",
        ),
        (
            Answer::Text(200, "[]".to_owned()),
            404,
            "could not be found",
        ),
        (
            Answer::Text(
                200,
                r#"{"code": "rest_forbidden", "message": "No.", "data": {"status": 401}}"#
                    .to_owned(),
            ),
            404,
            "could not be found",
        ),
        (
            Answer::Text(200, document(r#", "expires": "2020-01-01""#)),
            410,
            "may no longer be shown",
        ),
    ] {
        let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
        let options = [
            "--fresh", "0", "--stale", "0", "--retry", "0", "--absent", "0",
        ];
        let service = Service::before(&publisher, &options);
        assert_eq!(service.get(FRAGMENT).await.status, 200);
        publisher.say(told.clone());
        for path in [FRAGMENT, "/story/412/"] {
            let answer = service.get(path).await;
            assert_eq!(answer.status, expected, "{told:?} {path}");
            assert!(
                answer.text().contains(words),
                "{told:?} {path}: {}",
                answer.text()
            );
            assert!(!answer.text().contains("every barge"), "{told:?} {path}");
            assert_eq!(answer.header("cache-control"), "public, max-age=0");
        }
        // From then on no failure brings it back.
        publisher.say(Answer::Text(500, String::new()));
        let answer = service.get(FRAGMENT).await;
        assert!(!answer.text().contains("every barge"), "{told:?}");
        assert_ne!(answer.status, 200, "{told:?}");
    }
}

#[tokio::test]
async fn that_there_is_no_story_is_believed_for_a_while() {
    let publisher = Publisher::start(Answer::Text(404, String::new())).await;
    let service = Service::before(&publisher, &["--absent", "600"]);
    for _ in 0..10 {
        let answer = service.get(FRAGMENT).await;
        assert_eq!(answer.status, 404);
        assert_eq!(answer.header("cache-control"), "public, max-age=600");
    }
    assert_eq!(publisher.asked(), 1);
}

#[tokio::test]
async fn a_corrected_story_is_fetched_at_once_when_it_is_purged() {
    let publisher = Publisher::start(Answer::Story("The first edition")).await;
    let service = Service::before(
        &publisher,
        &["--fresh", "600", "--purge-key", "open sesame"],
    );
    service.get(FRAGMENT).await;
    publisher.say(Answer::Story("The second edition"));
    let purge = |path: &str, key: &str| {
        got(client()
            .post(service.url(path))
            .header("authorization", format!("bearer {key}")))
    };
    // The scheme is the same in capitals and without them.
    for key in ["", "open", "open sesame "] {
        // A space at the end is no part of a header's value.
        let expected = if key.trim_end() == "open sesame" {
            200
        } else {
            401
        };
        assert_eq!(
            purge("/purge/story/999", key).await.status,
            expected,
            "{key:?}"
        );
    }
    assert!(
        service
            .get(FRAGMENT)
            .await
            .text()
            .contains("The first edition")
    );
    assert_eq!(
        purge("/purge/story/..%2f412", "open sesame").await.status,
        404
    );
    assert_eq!(purge("/purge/pages/412", "open sesame").await.status, 404);
    let purged = purge("/purge/story/412", "open sesame").await;
    assert_eq!(purged.status, 200);
    assert!(
        purged.text().contains("answered with 200"),
        "{}",
        purged.text()
    );
    assert!(
        service
            .get(FRAGMENT)
            .await
            .text()
            .contains("The second edition")
    );
    publisher.say(Answer::Text(500, String::new()));
    purge("/purge/story/412", "open sesame").await;
    assert_eq!(
        service.get(FRAGMENT).await.status,
        200,
        "a purge loses nothing"
    );
    publisher.say(Answer::Text(410, String::new()));
    assert!(
        purge("/purge/story/412", "open sesame")
            .await
            .text()
            .contains("answered with 410")
    );
    assert_eq!(service.get(FRAGMENT).await.status, 410);
}

#[tokio::test]
async fn nothing_is_purged_without_a_key() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &[]);
    for key in ["", "Bearer ", "Bearer x"] {
        let request = client().post(service.url("/purge/story/412"));
        assert_eq!(got(request.header("authorization", key)).await.status, 401);
    }
    assert_eq!(publisher.asked(), 0);
}

#[tokio::test]
async fn memory_is_bounded() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &["--memory", "1"]);
    for id in 0..40 {
        let answer = service.get(&format!("/story/{id}/fragment.html")).await;
        assert_eq!(answer.status, 200);
    }
    // The caches tidy up as they are used.
    until("the caches hold no more than they may", async || {
        service.get(FRAGMENT).await;
        service.metric("article_embed_cache_size_bytes").await <= f64::from(1 << 20)
    })
    .await;
    assert!(service.metric("article_embed_cache_size_bytes").await > 0.0);
}

#[tokio::test]
async fn what_happens_is_counted() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    let service = Service::before(&publisher, &["--access-log"]);
    service.get(FRAGMENT).await;
    service.get(FRAGMENT).await;
    service.get("/nothing").await;
    let metrics = service.get("/metrics").await;
    assert!(
        metrics
            .header("content-type")
            .starts_with("application/openmetrics-text")
    );
    for (line, expected) in [
        (
            r#"article_embed_requests_total{route="fragment",status="200"}"#,
            2.0,
        ),
        (
            r#"article_embed_requests_total{route="file",status="404"}"#,
            1.0,
        ),
        (r#"article_embed_cache_lookups_total{result="miss"}"#, 1.0),
        (r#"article_embed_cache_lookups_total{result="hit"}"#, 1.0),
        (
            r#"article_embed_source_duration_seconds_count{source="story",outcome="story"}"#,
            1.0,
        ),
    ] {
        assert!(
            (service.metric(line).await - expected).abs() < 0.5,
            "{line}"
        );
    }
    for part in [
        "GET /story/412/fragment.html 200 miss",
        "200 hit",
        "GET /nothing 404 -",
    ] {
        until(part, async || {
            service.lines().iter().any(|line| line.contains(part))
        })
        .await;
    }
}
