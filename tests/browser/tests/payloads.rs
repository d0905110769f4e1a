//! Every attack that others and we have collected, as a story's title, text, caption and comment.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::fmt::Write as _;

use browser_tests::stage::start;
use browser_tests::{Answer, Servers};
use serde_json::{Value, json};

/// The attacks; where they are from stands beside them.
const FILES: &[&str] = &[
    include_str!("../../payloads/own.json"),
    include_str!("../../payloads/ammonia-tests.json"),
    include_str!("../../payloads/owasp-filter-evasion.json"),
    include_str!("../../payloads/safevalues-tests.json"),
    include_str!("../../payloads/sanitize-html-tests.json"),
];

/// All that may stand in an embed's shadow root.
pub const ALLOWED: &str = include_str!("../allowed.json");

/// How many stories are shown before the browser is asked what it saw.
const AT_ONCE: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn no_attack_does_any_harm() {
    let (browser, servers) = start().await;
    let payloads = payloads();
    assert!(payloads.len() > 350, "only {} payloads", payloads.len());
    let stories: Vec<(&str, String)> = payloads
        .iter()
        .enumerate()
        .map(|(index, (id, payload))| (id.as_str(), publish(&servers, index, payload)))
        .collect();
    browser.open(&servers.page("payloads", &[])).await;
    let allowed: Value = serde_json::from_str(ALLOWED).unwrap();
    let mut found = String::new();
    for stories in stories.chunks(AT_ONCE) {
        let addresses: Vec<_> = stories.iter().map(|(_, address)| address).collect();
        let script = "
            const [stories, allowed] = arguments;
            return (async () => {
                const found = [];
                for (const story of stories) found.push(await problems(story, allowed));
                return found;
            })()";
        let problems: Vec<Vec<String>> = browser
            .run(script, vec![json!(addresses), allowed.clone()])
            .await;
        for ((id, _), problems) in stories.iter().zip(problems) {
            if !problems.is_empty() {
                let _ = writeln!(found, "{id}: {problems:#?}");
            }
        }
    }
    assert!(found.is_empty(), "{found}");
}

/// The attacks, by their names.
pub fn payloads() -> Vec<(String, String)> {
    let rows = FILES
        .iter()
        .flat_map(|file| serde_json::from_str::<Vec<Value>>(file).unwrap());
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    rows.map(|row| (text(&row, "id"), text(&row, "payload")))
        .collect()
}

/// Serves a story and its comments with the payload in every place; returns the story's address.
fn publish(servers: &Servers, index: usize, payload: &str) -> String {
    let story = format!("/story-{index}.json");
    let post = post(&servers.publisher, index, payload);
    let comment = json!([{
        "id": 1, "parent": 0, "author_name": payload, "author_url": payload, "status": "approved",
        "date_gmt": "2026-03-01T09:00:00", "link": payload,
        "content": { "rendered": format!("<p>Said.</p>{payload}") },
    }]);
    let comments = format!("/comments-{index}.json");
    servers.answer(&story, Answer::json(200, &post.to_string()));
    servers.answer(&comments, Answer::json(200, &comment.to_string()));
    format!("{}{story}", servers.publisher)
}

/// A story with the payload in every place.
pub fn post(publisher: &str, index: usize, payload: &str) -> Value {
    let figure = format!(
        "<figure><img src=\"{publisher}/lead.png\" alt=\"Water\"><figcaption>{payload}</figcaption></figure>"
    );
    json!({
        "id": 1,
        "date_gmt": "2026-03-01T08:00:00",
        "link": "https://news.example/story",
        "title": { "rendered": format!("Begins {payload}") },
        "excerpt": { "rendered": payload },
        "content": { "rendered": format!("{figure}<p>Before.</p>{payload}") },
        "comment_status": "open",
        "__proto__": { "polluted": true },
        "constructor": { "prototype": { "polluted": true } },
        "_links": {
            "replies": [{ "href": format!("{publisher}/comments-{index}.json?post=1") }],
        },
    })
}
