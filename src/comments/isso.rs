//! Isso's comments.
//!
//! Source: Isso 0.14's API. Replies have one level; Isso puts deeper ones beside the reply that they
//! are about. Errors are pages of HTML with the reason in a paragraph, or JSON in later versions. The
//! same words sent twice are taken twice, so nothing is ever sent again without the reader.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::engine::{
    Call, Capabilities, Engine, Field, Limits, Order, Page, Refusal, Standing, Submission, read_all,
};
use super::kind::{Discussion, Kind};
use super::{Comment, State, isso_thread, kept, member, plain};
use crate::article::Date;
use crate::article::block::{Block, plain_text};
use crate::html;
use crate::json::{self, Json};
use crate::text::contains;
use crate::transport::{Answer, Body, Method, Request};
use crate::url::{Base, WebUrl};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "isso",
    example: "https://comments.news.example/",
};

/// Starts the engine; `None` where the address is of another kind than the example.
#[must_use]
pub fn start(discussion: &Discussion) -> Option<Rc<dyn Engine>> {
    Some(Rc::new(Isso::new(discussion)))
}

/// How many comments of the first level are asked for at a time.
const PER_PAGE: u32 = 50;

/// How many replies are asked for at a time. Those that do not come with their thread come after all
/// threads.
const REPLIES: &str = "50";

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
    /// The last page with threads, where that has come.
    last_page: Cell<Option<u32>>,
    /// Threads of which more replies are to come, and how many of each are here.
    unfinished: RefCell<Vec<(String, usize)>>,
}

impl Isso {
    /// The comments that Isso's own client shows on the story's page. `?uri=` in the address names the story
    /// otherwise.
    fn new(story: &Discussion) -> Self {
        let named = story.address.query("uri");
        let named = named.and_then(|name| crate::url::decode_component(&name));
        Self {
            server: story.address.clone(),
            story: named.unwrap_or_else(|| isso_thread::of(story.page)),
            title: story.headline.to_owned(),
            base: story.base.clone(),
            requires_author: Cell::new(false),
            requires_email: Cell::new(false),
            last_page: Cell::new(None),
            unfinished: RefCell::default(),
        }
    }

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
            .with_query("nested_limit", REPLIES)
            .with_query("sort", sort)
    }

    /// Whether a page has replies that did not come with their thread.
    fn is_behind_threads(&self, page: u32) -> bool {
        self.last_page.get().is_some_and(|last| page > last)
    }

    fn comment_url(&self, id: &str) -> WebUrl {
        self.server.below(&["id/", id].concat())
    }
}

impl Engine for Isso {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            requires_author: self.requires_author.get(),
            requires_email: self.requires_email.get(),
            ..CAPABILITIES
        }
    }

    fn list(&self, page: u32, order: Order) -> Call {
        let url = match self.unfinished.borrow().first() {
            Some((thread, here)) if self.is_behind_threads(page) => self
                .url("")
                .with_query("parent", thread)
                .with_query("limit", REPLIES)
                .with_query("offset", &here.to_string()),
            _ => self.threads(page, order),
        };
        Request::get(url).into()
    }

    fn read_list(&self, page: u32, order: Order, answer: &Answer) -> Option<Page> {
        let json = answer.json();
        let Json::Array(listed) = json.get("replies") else {
            return None;
        };
        let config = json.get("config");
        self.requires_author
            .set(config.get("require-author").is_true());
        self.requires_email
            .set(config.get("require-email").is_true());
        let mut unfinished = self.unfinished.borrow_mut();
        if page == 1 {
            unfinished.clear();
            self.last_page.set(None);
        }
        if self.is_behind_threads(page) {
            if let Some((_, here)) = unfinished.first_mut() {
                *here += listed.len();
                if listed.is_empty() || !has_more(json) {
                    unfinished.remove(0);
                }
            }
        } else {
            for thread in listed {
                if has_more(thread) {
                    let here = thread.get("replies").items().len();
                    unfinished.extend(member::id(thread, "id").map(|id| (id, here)));
                }
            }
            if !has_more(json) {
                self.last_page.set(Some(page));
            }
        }
        let is_more = self.last_page.get().is_none() || !unfinished.is_empty();
        let all = Page::whole(read_all(self, &mut flat(json, order).into_iter()));
        Some(Page {
            total: all.total.filter(|_| page == 1 && !is_more),
            next: is_more.then_some(page + 1),
            ..all
        })
    }

    fn count(&self) -> Option<Call> {
        let stories = ["[", &json::quoted(&self.story), "]"].concat();
        let url = self.server.below("count");
        Some(Request::with_cookies(Method::Post, url, Some(stories)).into())
    }

    fn read_count(&self, json: &Json) -> Option<u32> {
        json.at(&["0"]).as_unsigned()
    }

    fn post(&self, sent: &Submission) -> Option<Call> {
        // An empty website would be no address.
        let members = json::members(&[
            ("text", &sent.text),
            ("author", &sent.author),
            ("email", &sent.email),
            ("website", &sent.website),
            ("title", &self.title),
        ]);
        let parent = sent.parent.as_deref();
        let parent = parent.filter(|_| sent.replaces.is_none());
        let parent = parent.unwrap_or("null");
        let body = [r#"{"parent":"#, parent, ",", &members, "}"].concat();
        let (method, url) = match &sent.replaces {
            Some(id) => (Method::Put, self.comment_url(id)),
            None => (Method::Post, self.url("new")),
        };
        Some(Request::with_cookies(method, url, Some(body)).into())
    }

    fn read_comment(&self, json: &Json) -> Option<Comment> {
        comment(json, &self.base)
    }

    fn read_refusal(&self, sent: &Submission, answer: &Answer) -> Refusal {
        match refusal(answer.status, &reason(&answer.body)) {
            // The cookie that let her has gone.
            Refusal::Other(_) if sent.replaces.is_some() => Refusal::TooLate,
            refusal => refusal,
        }
    }

    fn search(&self, sent: &Submission, step: u32) -> Option<Call> {
        let url = match step {
            0 => self.threads(1, Order::Newest),
            // The thread may be an old one.
            1 => self.url("").with_query("parent", sent.thread.as_deref()?),
            _ => return None,
        };
        Some(Request::get(url.with_query("plain", "1")).into())
    }

    fn read_search(&self, sent: &Submission, json: &Json) -> Option<Comment> {
        let listed = flat(json, Order::Newest);
        let is_id = |comment: &Json, name: &str, id: &Option<String>| {
            id.is_some() && member::id(comment, name) == *id
        };
        let arrived = &sent.arrived_as;
        let mine = listed.iter().find(|other| is_id(other, "id", arrived));
        let is_answered = listed.iter().any(|other| is_id(other, "parent", arrived));
        if arrived.is_some() && (mine.is_none() || is_answered) {
            return None;
        }
        let author = kept::author(&sent.author);
        let mut found = None;
        for other in &listed {
            let is_wanted = other.get("text").as_str() == Some(&sent.text)
                && match mine {
                    Some(mine) => is_double(other, mine),
                    None if sent.replaces.is_some() => is_id(other, "id", &sent.replaces),
                    None => {
                        member::words(other, "author") == author
                            && kept::is_in_place(member::id(other, "parent").as_deref(), sent)
                    }
                };
            if is_wanted {
                // The last is the newest, should she have said it before.
                found = Some(other);
            }
        }
        Some(Comment {
            // As it was typed: there are many ways to say the same in Markdown.
            body: plain(&sent.text),
            ..self.read_comment(found?)?
        })
    }

    fn as_shown(&self, found: Comment, listed: &Json) -> Comment {
        let mut listed = flat(listed, Order::Newest).into_iter();
        let shown = listed.find(|other| member::id(other, "id").as_ref() == Some(&found.id));
        let shown = shown.and_then(|shown| self.read_comment(shown));
        shown.unwrap_or(found)
    }

    fn standing(&self, id: &str) -> Option<Call> {
        // With the cookie of who wrote it, for as long as she may change it.
        let url = self.comment_url(id);
        Some(Request::with_cookies(Method::Get, url, None).into())
    }

    fn read_standing(&self, answer: &Answer) -> Standing {
        match (answer.status, self.read_comment(answer.json())) {
            (404, _) => Standing::Gone,
            // The cookie has gone, or is too old.
            (403, _) => Standing::Fixed,
            (200, Some(comment)) => Standing::There(Box::new(comment)),
            _ => Standing::Unknown,
        }
    }

    fn source(&self, id: &str) -> Option<Call> {
        let url = self.comment_url(id).with_query("plain", "1");
        Some(Request::with_cookies(Method::Get, url, None).into())
    }

    fn read_source(&self, json: &Json) -> Option<String> {
        Some(json.get("text").as_str()?.to_owned())
    }

    fn delete(&self, id: &str) -> Option<Call> {
        let url = self.comment_url(id);
        Some(Request::with_cookies(Method::Delete, url, None).into())
    }
}

/// Whether both were written by the same person in the same place, the first before the second. Her name
/// may be another's, too; the hash is that of her address.
fn is_double(first: &Json, second: &Json) -> bool {
    let mut names = ["text", "hash", "author", "parent"].iter();
    names.all(|name| first.get(name) == second.get(name))
        && first.get("id").as_unsigned() < second.get("id").as_unsigned()
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

/// Words by which Isso refuses, and what it means. They are never translated.
const REFUSALS: &[(&str, Refusal)] = &[
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
];

fn refusal(status: u16, reason: &str) -> Refusal {
    let mut known = REFUSALS.iter();
    match known.find(|(words, _)| contains(reason, words)) {
        Some((_, refusal)) => refusal.clone(),
        // Isso itself has no other status for what it does not take.
        None if matches!(status, 400 | 403) => Refusal::Other(reason.to_owned()),
        None => Refusal::by_status(status),
    }
}

/// Whether there are more below this than came with it.
fn has_more(json: &Json) -> bool {
    json.get("hidden_replies").as_integer() > Some(0)
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

fn comment(json: &Json, base: &Base) -> Option<Comment> {
    let words = json.get("text").as_str()?;
    let id = member::id(json, "id")?;
    Some(Comment {
        // Where Isso's own client shows it, on the story's page.
        permalink: base.link(&["#isso-", &id].concat()),
        id,
        parent: member::id(json, "parent"),
        author: member::words(json, "author"),
        author_url: member::link(json, "website", base),
        body: html::blocks(words, base),
        created: moment(json.get("created")),
        state: match json.get("mode").as_unsigned() {
            Some(2) => State::Pending,
            Some(4) => State::Deleted,
            _ => State::Published,
        },
        by_publisher: false,
        source: None,
        edited: moment(json.get("modified")),
        folded: None,
    })
}

/// Isso tells moments in seconds, with fractions.
fn moment(json: &Json) -> Option<Date> {
    match json {
        #[allow(clippy::cast_possible_truncation, reason = "seconds of today fit")]
        Json::Number(seconds) => Date::from_unix_seconds(*seconds as i64),
        _ => None,
    }
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
            (500, "an error", Refusal::Unknown),
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

    fn isso(address: &str, page: &str) -> Isso {
        Isso::new(&Discussion {
            address: &WebUrl::parse(address).unwrap(),
            page: &WebUrl::parse(page).unwrap(),
            headline: "H",
            author: None,
            base: Base::nowhere(),
        })
    }

    #[test]
    fn what_has_come_twice_is_told_by_who_wrote_it_and_where() {
        let of = |id: u32, hash: &str, parent: Option<u32>, text: &str| {
            serde_json::json!({ "id": id, "hash": hash, "parent": parent, "text": text,
                "author": "Ada", "mode": 1, "created": 1.0 })
        };
        let mine = of(8, "a", None, "Thanks!");
        for (other, is_found) in [
            (of(7, "a", None, "Thanks!"), true),
            // Hers was the first; the other's writer takes hers back.
            (of(9, "a", None, "Thanks!"), false),
            (of(7, "b", None, "Thanks!"), false),
            (of(7, "a", Some(3), "Thanks!"), false),
            (of(7, "a", None, "Thanks"), false),
        ] {
            let list = serde_json::json!({ "replies": [&mine, &other] });
            let list: Json = serde_json::from_value(list).unwrap();
            let engine = isso("https://comments.example/", PAGE);
            let sent = |id: Option<&str>| Submission {
                text: "Thanks!".into(),
                author: "Ada".into(),
                arrived_as: id.map(str::to_owned),
                ..Submission::default()
            };
            let found = engine.read_search(&sent(Some("8")), &list);
            assert_eq!(found.is_some(), is_found, "{other}");
            assert!(engine.read_search(&sent(Some("5")), &list).is_none());
        }
        let answered = serde_json::json!({ "replies": [of(7, "a", None, "Thanks!"), &mine,
            of(9, "b", Some(8), "You are welcome.")] });
        let answered: Json = serde_json::from_value(answered).unwrap();
        let sent = Submission {
            text: "Thanks!".into(),
            arrived_as: Some("8".into()),
            ..Submission::default()
        };
        let engine = isso("https://comments.example/", PAGE);
        assert!(engine.read_search(&sent, &answered).is_none());
    }

    const PAGE: &str = "https://news.example/2025/story/?a=1#b";

    #[test]
    fn what_may_have_arrived_is_looked_for_in_the_newest_and_in_its_thread() {
        let engine = isso("https://comments.example/", PAGE);
        let reply = Submission {
            thread: Some("7".into()),
            ..Submission::default()
        };
        let asked = |sent: &Submission, step| match engine.search(sent, step) {
            Some(Call::Server(request)) => request.url.as_str().to_owned(),
            _ => String::new(),
        };
        let newest = asked(&reply, 0);
        assert!(
            newest.contains("offset=0") && newest.contains("sort=newest"),
            "{newest}"
        );
        assert!(newest.ends_with("&plain=1"), "{newest}");
        let thread = "https://comments.example/?uri=%2F2025%2Fstory%2F&parent=7&plain=1";
        assert_eq!(asked(&reply, 1), thread);
        assert_eq!(asked(&reply, 2), "");
        assert_eq!(asked(&Submission::default(), 1), "");
    }

    #[test]
    fn the_total_is_told_where_it_is_known() {
        let engine = isso("https://comments.example/", PAGE);
        let list = |hidden: u32| {
            let reply = r#"{"id": 2, "text": "<p>B</p>", "parent": 1}"#;
            let text = format!(
                r#"{{"hidden_replies": {hidden}, "config": {{"require-email": true}},
                "replies": [{{"id": 1, "text": "<p>A</p>", "replies": [{reply}]}}]}}"#
            );
            Answer::from_here(200, serde_json::from_str(&text).unwrap())
        };
        for (page, hidden, total, next) in [
            (1, 0, Some(2), None),
            (1, 50, None, Some(2)),
            (2, 0, None, None),
        ] {
            let read = engine
                .read_list(page, Order::Oldest, &list(hidden))
                .unwrap();
            assert_eq!((read.total, read.next), (total, next), "{page} {hidden}");
            assert_eq!(read.items.len(), 2);
        }
        assert!(engine.capabilities().requires_email);
        let answer = Answer::from_here(200, Json::Null);
        assert_eq!(engine.read_list(1, Order::Oldest, &answer), None);
    }

    #[test]
    fn a_story_goes_by_the_path_of_its_page() {
        for (address, story) in [
            ("https://comments.example/", "/2025/story/"),
            ("https://comments.example/?uri=%2Fold%2Fstory", "/old/story"),
        ] {
            let isso = isso(address, PAGE);
            assert_eq!(isso.story, story);
            assert_eq!(
                isso.comment_url("7").as_str(),
                "https://comments.example/id/7"
            );
        }
    }
}
