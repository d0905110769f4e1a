//! Isso's comments.
//!
//! Source: Isso 0.14's API. Replies have one level; Isso puts deeper ones beside the reply that they
//! are about. Errors are pages of HTML with the reason in a paragraph, or JSON in later versions. The
//! same words sent twice are taken twice, so nothing is ever sent again without the reader.

use std::cell::Cell;
use std::rc::Rc;

use super::engine::{
    Answer, Capabilities, Engine, Field, Limits, ListError, Order, Page, Refusal, Standing,
    Submission, fetch_list,
};
use super::engines::{Kind, Story};
use super::{Comment, State, kept};
use crate::article::Date;
use crate::article::block::{Block, plain_text};
use crate::html;
use crate::json::{self, Json};
use crate::text::contains;
use crate::transport::{self, Body, Method};
use crate::url::{Base, WebUrl};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "isso",
    example: "https://comments.news.example/",
    start: |story| Some(Rc::new(Isso::new(story))),
};

/// How many comments of the first level are asked for at a time.
const PER_PAGE: u32 = 50;

/// How many replies are asked for with each of them: all. Isso gives them the limit and the offset
/// of the first level where it is not told otherwise.
const REPLIES: u32 = 10_000;

/// After so many seconds Isso has forgotten how fast a reader's comments came.
const RATE_INTERVAL: u32 = 61;

/// What Isso can do, and what it asks for where its owner has changed nothing.
pub const CAPABILITIES: Capabilities = Capabilities {
    post: true,
    requires_author: false,
    requires_email: false,
    has_markdown: true,
    can_change: true,
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
    /// The comments that Isso's own client shows on the story's page, which it knows by the page's
    /// path. `?uri=` in the address names the story otherwise.
    fn new(story: &Story) -> Self {
        let named = story.address.query("uri");
        let named = named.and_then(|name| crate::url::decode_component(&name));
        Self {
            place: Rc::new(Place {
                server: story.address.clone(),
                story: named.unwrap_or_else(|| story.page.path().to_owned()),
                title: story.headline.to_owned(),
                base: story.base.clone(),
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

    /// A page of threads.
    fn threads(&self, page: u32, order: Order) -> WebUrl {
        let sort = match order {
            Order::Oldest => "oldest",
            Order::Newest => "newest",
        };
        self.url("")
            .with_query("limit", &PER_PAGE.to_string())
            .with_query("offset", &((page - 1) * PER_PAGE).to_string())
            .with_query("nested_limit", &REPLIES.to_string())
            .with_query("sort", sort)
    }

    fn comment_url(&self, id: &str) -> WebUrl {
        self.server.below(&["id/", id].concat())
    }

    /// How many comments there are with all replies, where they are more than were listed.
    async fn count(&self) -> Option<u32> {
        let story = ["[", &json::quoted(&self.story), "]"].concat();
        let url = self.server.below("count");
        let answer = transport::with_cookies(Method::POST, &url, Some(story)).await;
        match answer.ok()?.body {
            Body::Json(json) => json.at(&["0"]).as_unsigned(),
            _ => None,
        }
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

    fn list(&self, page: u32, order: Order) -> Answer<Result<Page, ListError>> {
        let place = self.place.clone();
        Box::pin(async move {
            let json = fetch_list(&place.threads(page, order)).await?;
            let config = json.get("config");
            place
                .requires_author
                .set(config.get("require-author").is_true());
            place
                .requires_email
                .set(config.get("require-email").is_true());
            let items = flat(&json, order).into_iter();
            let items = items
                .filter_map(|item| comment(item, &place.base))
                .collect();
            // How many threads are left after these.
            let is_more = json.get("hidden_replies").as_integer() > Some(0);
            if page == 1 && !is_more {
                return Ok(Page::whole(items));
            }
            Ok(Page {
                items,
                total: place.count().await,
                next: is_more.then_some(page + 1),
            })
        })
    }

    fn post(&self, submission: Rc<Submission>) -> Answer<Result<Comment, Refusal>> {
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
            let (method, url) = match &submission.replaces {
                Some(id) => (Method::PUT, place.comment_url(id)),
                None => (Method::POST, place.url("new")),
            };
            let answer = transport::with_cookies(method, &url, Some(body)).await?;
            match (&answer.body, answer.is_ok()) {
                (Body::Json(json), true) => {
                    comment(json, &place.base).ok_or_else(Refusal::unreadable)
                }
                (_, true) => Err(Refusal::unreadable()),
                (body, false) => match refusal(answer.status, &reason(body)) {
                    // The cookie that let her has gone.
                    Refusal::Other(_) if submission.replaces.is_some() => Err(Refusal::TooLate),
                    refusal => Err(refusal),
                },
            }
        })
    }

    fn find(&self, sent: Rc<Submission>) -> Answer<Result<Option<Comment>, ListError>> {
        let place = self.place.clone();
        Box::pin(async move {
            let writer = kept::nameless(&sent).map(|comment| comment.author);
            let changed = sent.replaces.as_ref().and_then(|id| id.parse().ok());
            let thread = sent.thread.as_ref();
            // The thread may be an old one.
            let thread = thread.map(|thread| place.url("").with_query("parent", thread));
            for url in std::iter::once(place.threads(1, Order::Newest)).chain(thread) {
                // As they were typed: there are many ways to say the same in Markdown.
                let typed = fetch_list(&url.with_query("plain", "1")).await?;
                let id = |comment: &&Json| comment.get("id").as_unsigned();
                let is_it = |comment: &&Json| {
                    let is_hers = match changed {
                        Some(_) => id(comment) == changed,
                        None => Some(author(comment)) == writer,
                    };
                    is_hers && comment.get("text").as_str() == Some(sent.text.as_str())
                };
                let same = flat(&typed, Order::Newest).into_iter().filter(is_it);
                // The newest, should she have said it before.
                let Some(found) = same.max_by_key(id) else {
                    continue;
                };
                let shown = fetch_list(&url).await?;
                let is_found = |comment: &&Json| id(comment) == id(&found);
                let shown = flat(&shown, Order::Newest).into_iter().find(is_found);
                return Ok(shown.and_then(|shown| comment(shown, &place.base)));
            }
            Ok(None)
        })
    }

    fn standing(&self, id: &str) -> Answer<Standing> {
        let place = self.place.clone();
        let url = place.comment_url(id);
        Box::pin(async move {
            // With the cookie of who wrote it, for as long as she may change it.
            let typed = url.with_query("plain", "1");
            let Ok(typed) = transport::with_cookies(Method::GET, &typed, None).await else {
                return Standing::Unknown;
            };
            let typed = match (&typed.body, typed.status) {
                (_, 404) => return Standing::Gone,
                (Body::Json(json), 200) => json.get("text").as_str().map(str::to_owned),
                _ => return Standing::Unknown,
            };
            let shown = transport::with_cookies(Method::GET, &url, None).await;
            match shown.map(|shown| shown.body) {
                Ok(Body::Json(json)) => match comment(&json, &place.base) {
                    Some(comment) => Standing::There(Box::new(Comment {
                        source: typed,
                        ..comment
                    })),
                    None => Standing::Unknown,
                },
                _ => Standing::Unknown,
            }
        })
    }

    fn delete(&self, id: &str) -> Answer<bool> {
        let url = self.place.comment_url(id);
        Box::pin(async move {
            let answer = transport::with_cookies(Method::DELETE, &url, None).await;
            answer.is_ok_and(|answer| answer.is_ok())
        })
    }
}

/// Why Isso refused, in its words.
fn reason(body: &Body) -> String {
    match body {
        Body::Json(json) => html::text(json.get("reason").as_str().unwrap_or_default()),
        Body::Other { text, .. } => {
            // The heading before it names the status, which is known.
            match html::blocks(text, &Base::nowhere()).last() {
                Some(Block::Paragraph(words)) => plain_text(words),
                _ => String::new(),
            }
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
        if contains(reason, words) {
            return refusal;
        }
    }
    match status {
        500.. => Refusal::by_status(status),
        _ => Refusal::Other(reason.to_owned()),
    }
}

/// Threads, the oldest first, each with its replies behind it.
fn flat(list: &Json, order: Order) -> Vec<&Json> {
    let mut threads: Vec<_> = list.get("replies").items().iter().collect();
    if order == Order::Newest {
        threads.reverse();
    }
    let mut flat = Vec::new();
    for thread in threads {
        flat.push(thread);
        flat.extend(thread.get("replies").items());
    }
    flat
}

/// The writer's name, empty where none was given.
fn author(json: &Json) -> String {
    html::text(json.get("author").as_str().unwrap_or_default())
}

fn comment(json: &Json, base: &Base) -> Option<Comment> {
    let words = json.get("text").as_str()?;
    let id = json.get("id").as_unsigned()?.to_string();
    Some(Comment {
        // Where Isso's own client shows it, on the story's page.
        permalink: base.link(&["#isso-", &id].concat()),
        id,
        parent: json.get("parent").as_unsigned().map(|id| id.to_string()),
        author: author(json),
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
        source: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(words: &str) -> Body {
        let text = [
            "<!doctype html>\n<title>400 Bad Request</title>\n<h1>Bad Request</h1>\n<p>",
            words,
            "</p>\n",
        ];
        Body::Other {
            text: text.concat(),
            reason: String::new(),
        }
    }

    #[test]
    fn refusals_go_by_their_words_in_either_form() {
        for (status, words, expected) in [
            (
                400,
                "text is too short (minimum length: 3)",
                Refusal::TooShort,
            ),
            (
                403,
                "author address required but not provided",
                Refusal::Missing(Field::Author),
            ),
            (
                403,
                "{0}: ratelimit exceeded (203.0.113.5)",
                Refusal::TooFast(RATE_INTERVAL),
            ),
            (403, "Not &amp; never", Refusal::Other("Not & never".into())),
            (503, "later", Refusal::Server(503)),
            (
                500,
                "an error",
                Refusal::Unknown(transport::TransportError::Gateway(500)),
            ),
        ] {
            let json: Json =
                serde_json::from_value(serde_json::json!({ "reason": words })).unwrap();
            for body in [page(words), Body::Json(json)] {
                assert_eq!(refusal(status, &reason(&body)), expected, "{body:?}");
            }
        }
    }

    #[test]
    fn comments_are_read() {
        let json: Json = serde_json::from_str(
            r#"{"id": 7, "parent": 3, "created": 1763971509.25, "modified": null, "mode": 4,
            "text": "<p>So <a href=\"javascript:x\">it</a> is.</p>", "author": "Zo\u00eb &amp; Co",
            "website": "ftp://x", "likes": 0, "dislikes": 0, "hash": "0"}"#,
        )
        .unwrap();
        let base = Base::parse("https://news.example/story/").unwrap();
        let read = comment(&json, &base).unwrap();
        assert_eq!((read.id.as_str(), read.parent.as_deref()), ("7", Some("3")));
        assert_eq!((read.author.as_str(), read.author_url), ("Zoë & Co", None));
        assert_eq!(read.created.unwrap().datetime(), "2025-11-24T08:05:09Z");
        assert_eq!(read.state, State::Deleted);
        assert_eq!(
            read.permalink.unwrap().as_str(),
            "https://news.example/story/#isso-7"
        );
    }

    #[test]
    fn a_story_goes_by_the_path_of_its_page() {
        let page = WebUrl::parse("https://news.example/2025/story/?a=1#b").unwrap();
        for (address, story) in [
            ("https://comments.example/", "/2025/story/"),
            ("https://comments.example/?uri=%2Fold%2Fstory", "/old/story"),
        ] {
            let address = WebUrl::parse(address).unwrap();
            let isso = Isso::new(&Story {
                address: &address,
                page: &page,
                headline: "H",
                author: None,
                base: Base::nowhere(),
            });
            assert_eq!(isso.place.story, story);
            assert_eq!(
                isso.place.comment_url("7").as_str(),
                "https://comments.example/id/7"
            );
        }
    }
}
