//! Isso's comments.
//!
//! Source: Isso 0.14's API. Replies have one level; Isso puts deeper ones beside the reply that they
//! are about. Errors are pages of HTML with the reason in a paragraph, or JSON in later versions. The
//! same words sent twice are taken twice, so nothing is ever sent again without the reader.

use std::cell::Cell;
use std::rc::Rc;

use super::engine::{
    Answer, Capabilities, Engine, Field, Limits, ListError, Page, Posted, Refusal, Submission,
};
use super::{Comment, State};
use crate::article::Date;
use crate::html;
use crate::json::{self, Json};
use crate::transport::{self, Body, Method, TransportError};
use crate::url::{Base, WebUrl};

/// How many comments of the first level are asked for at a time.
const PER_PAGE: u32 = 50;

/// After so many seconds Isso has forgotten how fast a reader's comments came.
const RATE_INTERVAL: u32 = 61;

/// What Isso can do, and what it asks for where its owner has changed nothing.
pub const CAPABILITIES: Capabilities = Capabilities {
    post: true,
    requires_author: false,
    requires_email: false,
    has_markdown: true,
    tells_duplicates_after: None,
    limits: Limits {
        text: 65_535,
        author: 100,
        email: 254,
        website: 254,
    },
    is_local: false,
};

/// The comments on one story.
pub struct Isso {
    place: Rc<Place>,
}

struct Place {
    /// Where Isso answers.
    server: WebUrl,
    /// What Isso knows the story by.
    story: String,
    /// The story's headline. Isso fetches the page itself where it gets none.
    title: String,
    /// Addresses in comments are relative to the story's page.
    base: Base,
    /// What the owner asks for, known with the first list.
    requires_author: Cell<bool>,
    requires_email: Cell<bool>,
}

impl Isso {
    /// The comments on the story that this server knows by this name: for most sites the path of the
    /// story's page.
    #[must_use]
    pub fn new(server: &WebUrl, story: &str, title: &str, base: &Base) -> Self {
        Self {
            place: Rc::new(Place {
                server: server.clone(),
                story: story.to_owned(),
                title: title.to_owned(),
                base: base.clone(),
                requires_author: Cell::new(false),
                requires_email: Cell::new(false),
            }),
        }
    }
}

impl Place {
    fn url(&self, path: &str) -> WebUrl {
        self.server.below(path).with_query("uri", &self.story)
    }
}

impl Engine for Isso {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            requires_author: self.place.requires_author.get(),
            requires_email: self.place.requires_email.get(),
            ..CAPABILITIES
        }
    }

    fn list(&self, page: u32) -> Answer<Result<Page, ListError>> {
        let place = self.place.clone();
        Box::pin(async move {
            let offset = (page - 1) * PER_PAGE;
            let url = place
                .url("")
                .with_query("limit", &PER_PAGE.to_string())
                .with_query("offset", &offset.to_string())
                .with_query("sort", "oldest");
            let answer = transport::get_anonymously(&url).await?;
            let Body::Json(json) = &answer.body else {
                return Err(ListError::Unreadable {
                    status: answer.status,
                });
            };
            let config = json.get("config");
            place
                .requires_author
                .set(config.get("require-author").is_true());
            place
                .requires_email
                .set(config.get("require-email").is_true());
            let threads = json.get("replies").items();
            let mut items = Vec::new();
            for thread in threads {
                items.extend(comment(thread, &place.base));
                for reply in thread.get("replies").items() {
                    items.extend(comment(reply, &place.base));
                }
            }
            // How many threads are left after these.
            let is_more = json.get("hidden_replies").as_integer() > Some(0);
            Ok(Page {
                items,
                total: json.get("total_replies").as_unsigned(),
                next: is_more.then_some(page + 1),
            })
        })
    }

    fn post(&self, submission: Submission) -> Answer<Result<Posted, Refusal>> {
        let place = self.place.clone();
        Box::pin(async move {
            let parent = submission.parent.as_deref().unwrap_or("null");
            let mut body = [r#"{"parent":"#, parent].concat();
            for (name, value) in [
                ("text", &submission.text),
                ("author", &submission.author),
                ("email", &submission.email),
                ("website", &submission.website),
                ("title", &place.title),
            ] {
                // An empty website would be no address.
                if !value.is_empty() {
                    body += &[",\"", name, "\":", &json::quoted(value)].concat();
                }
            }
            body.push('}');
            let url = place.url("new");
            let answer = transport::with_cookies(Method::POST, &url, Some(body)).await?;
            match (&answer.body, answer.is_ok()) {
                (Body::Json(json), true) => comment(json, &place.base)
                    .map(Posted)
                    .ok_or_else(unreadable),
                (_, true) => Err(unreadable()),
                (body, false) => Err(refusal(answer.status, &reason(body))),
            }
        })
    }
}

fn unreadable() -> Refusal {
    Refusal::Unknown(TransportError::Failed(
        "the answer is unreadable".to_owned(),
    ))
}

/// Why Isso refused, in its words.
fn reason(body: &Body) -> String {
    match body {
        Body::Json(json) => html::text(json.get("reason").as_str().unwrap_or_default()),
        Body::Other { text, .. } => {
            let paragraph = text.split_once("<p>").map_or("", |(_, after)| after);
            html::text(paragraph.split("</p>").next().unwrap_or_default())
        }
        Body::Empty => String::new(),
    }
}

/// What Isso means by its words. They are never translated.
fn refusal(status: u16, reason: &str) -> Refusal {
    for (words, refusal) in [
        ("text is missing", Refusal::Missing(Field::Text)),
        ("text is too short", Refusal::TooShort),
        ("text is too long", Refusal::TooLong(Field::Text)),
        ("author address required", Refusal::Missing(Field::Author)),
        ("email address required", Refusal::Missing(Field::Email)),
        (
            "http://tools.ietf.org/html/rfc5321",
            Refusal::TooLong(Field::Email),
        ),
        (
            "Website not Django-conform",
            Refusal::Invalid(Field::Website),
        ),
        ("arbitrary length limit", Refusal::TooLong(Field::Website)),
        ("ratelimit exceeded", Refusal::TooFast(RATE_INTERVAL)),
        ("direct responses", Refusal::TooMany),
        ("edit time frame", Refusal::ToOneself),
    ] {
        if reason.contains(words) {
            return refusal;
        }
    }
    match status {
        500.. => Refusal::Server(status),
        _ => Refusal::Other(reason.to_owned()),
    }
}

fn comment(json: &Json, base: &Base) -> Option<Comment> {
    let words = json.get("text").as_str()?;
    Some(Comment {
        id: json.get("id").as_unsigned()?.to_string(),
        parent: json.get("parent").as_unsigned().map(|id| id.to_string()),
        author: html::text(json.get("author").as_str().unwrap_or_default()),
        author_url: json.get("website").text().and_then(|url| base.link(url)),
        body: html::blocks(words, base),
        created: match json.get("created") {
            #[allow(clippy::cast_possible_truncation, reason = "seconds of today fit")]
            Json::Number(seconds) => Date::from_unix_seconds(*seconds as i64),
            _ => None,
        },
        state: match json.get("mode").as_unsigned() {
            Some(2) => State::Pending,
            Some(4) => State::Deleted,
            _ => State::Published,
        },
        by_publisher: false,
        permalink: None,
    })
}
