//! The Isso that tests start: it takes comments from the partner's pages as it is told to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::isso::Settings;
use browser_tests::{Isso, Servers};
use reqwest::Client;
use reqwest::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN};
use serde_json::{Value, json};

const STORY: &str = "https://news.example/2025/10/bridge?a=1&b=2";

/// A reader at the partner's page.
struct Reader {
    isso: Isso,
    partner: String,
    client: Client,
}

impl Reader {
    async fn at(settings: Settings) -> Self {
        let servers = Servers::start().await;
        Self {
            isso: Isso::start(&servers, settings).await,
            partner: servers.partner,
            client: Client::new(),
        }
    }

    /// Sends a comment of these fields and returns the answer's status.
    async fn send(&self, fields: Value) -> u16 {
        let mut fields = fields;
        fields["title"] = json!("The bridge");
        let request = self.client.post(format!("{}/new", self.isso.origin()));
        let request = request.query(&[("uri", STORY)]).json(&fields);
        let answer = request.header(ORIGIN, &self.partner).send().await.unwrap();
        assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], self.partner);
        answer.status().as_u16()
    }

    /// How many comments everybody sees.
    async fn published(&self) -> usize {
        let request = self.client.get(format!("{}/", self.isso.origin()));
        let answer = request.query(&[("uri", STORY)]).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        answer["replies"].as_array().unwrap().len()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_are_published_at_once_or_held_for_the_moderator() {
    for (moderated, status, mode) in [(false, 201, 1), (true, 202, 2)] {
        let settings = Settings {
            moderated,
            ..Settings::default()
        };
        let reader = Reader::at(settings).await;
        let fields = json!({ "text": "I saw *it*.", "author": "Ada", "email": "ada@example.org" });
        assert_eq!(reader.send(fields).await, status);
        assert_eq!(reader.published().await, usize::from(!moderated));
        let comments = reader.isso.comments(STORY);
        assert_eq!(comments.len(), 1, "{comments:#?}");
        assert_eq!(comments[0]["mode"], mode);
        assert_eq!(comments[0]["text"], "I saw *it*.");
        assert_eq!(comments[0]["author"], "Ada");
        assert_eq!(comments[0]["email"], "ada@example.org");

        let id = comments[0]["id"].as_u64().unwrap();
        if moderated {
            reader.isso.approve(id).await;
            assert_eq!(reader.isso.comments(STORY)[0]["mode"], 1);
            assert_eq!(reader.published().await, 1);
        }
        reader.isso.delete(id).await;
        assert_eq!(reader.isso.comments(STORY), [Value::Null; 0]);
        assert_eq!(reader.published().await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_guarded_one_refuses_what_comes_fast() {
    for (guarded, third, reply) in [(false, 201, 201), (true, 403, 403)] {
        let settings = Settings {
            guarded,
            ..Settings::default()
        };
        let reader = Reader::at(settings).await;
        assert_eq!(reader.send(json!({ "text": "The first." })).await, 201);
        let own = json!({ "text": "To myself.", "parent": 1 });
        assert_eq!(reader.send(own).await, reply, "guarded: {guarded}");
        reader.send(json!({ "text": "The second." })).await;
        let answer = reader.send(json!({ "text": "The third." })).await;
        assert_eq!(answer, third, "guarded: {guarded}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_addresses_are_demanded_where_they_are_required() {
    let settings = Settings {
        requires_author: true,
        requires_email: true,
        ..Settings::default()
    };
    let reader = Reader::at(settings).await;
    for (author, email, status) in [
        ("", "ada@example.org", 403),
        ("Ada", "", 403),
        ("Ada", "ada@example.org", 201),
    ] {
        let fields = json!({ "text": "Is it?", "author": author, "email": email });
        assert_eq!(reader.send(fields).await, status, "{author:?} {email:?}");
    }
}
