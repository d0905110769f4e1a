//! The replies to a post on Bluesky, read-only: readers reply there.
//!
//! Source: the AT Protocol's `app.bsky.feed.getPostThread`, which anybody may ask. It gives the
//! thread as a tree. Posts that were deleted or are blocked come without words and replies, and are
//! left out; so is what the thread's writer has hidden (`app.bsky.feed.threadgate`), and what labels keep
//! from strangers (`com.atproto.label.defs`).

use std::cell::RefCell;
use std::rc::Rc;

use super::engine::{Call, Capabilities, Engine, Order, Page, Replier};
use super::kind::{Discussion, Kind};
use super::{Comment, Folded, State, member, plain};
use crate::json::Json;
use crate::text::{after_last_slash, is_among, split_run};
use crate::transport::{Answer, Request};
use crate::url::{Base, WebUrl};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "bluesky",
    example: "https://bsky.app/profile/news.example/post/3l6oveex3ii2l",
};

/// Starts the engine; `None` where the address is of another kind than the example.
#[must_use]
pub fn start(discussion: &Discussion) -> Option<Rc<dyn Engine>> {
    Some(Rc::new(Bluesky::new(discussion)?))
}

/// Where strangers ask.
const SERVER: &str = "https://public.api.bsky.app/";

/// The replies to a post.
pub struct Bluesky {
    /// The post's own page.
    page: WebUrl,
    /// What gives the thread.
    thread: WebUrl,
    /// Who can reply, as the thread has told last.
    repliers: RefCell<Option<Vec<Replier>>>,
}

impl Bluesky {
    fn new(story: &Discussion) -> Option<Self> {
        let page = story.address;
        let (author, post) = named(page.path())?;
        // Somebody's own server answers for itself.
        let server = match page.site().as_str() {
            "bsky.app" => WebUrl::parse(SERVER)?,
            _ => Base::parse(page.as_str())?.web("/")?,
        };
        let post = ["at://", author, "/app.bsky.feed.post/", post].concat();
        Some(Self {
            page: page.clone(),
            thread: server
                .below("xrpc/app.bsky.feed.getPostThread")
                .with_query("uri", &post)
                .with_query("depth", "10"),
            repliers: RefCell::default(),
        })
    }
}

/// Whose post a path names, and which.
fn named(path: &str) -> Option<(&str, &str)> {
    let step = |path| split_run(path, |byte| *byte != b'/');
    let (author, path) = step(path.strip_prefix("/profile/")?);
    let (post, rest) = step(path.strip_prefix("/post/")?);
    let is_whole = !author.is_empty() && !post.is_empty() && rest.is_empty();
    is_whole.then_some((author, post))
}

impl Engine for Bluesky {
    fn capabilities(&self) -> Capabilities {
        Capabilities::READ_ONLY
    }

    fn list(&self, _page: u32, _order: Order) -> Call {
        Request::get(self.thread.clone()).into()
    }

    fn read_list(&self, _page: u32, _order: Order, answer: &Answer) -> Option<Page> {
        let thread = answer.json().get("thread");
        if !matches!(thread, Json::Object(_)) || thread.get("notFound").is_true() {
            return None;
        }
        let gate = thread.at(&["post", "threadgate", "record"]);
        self.repliers.replace(repliers(gate.get("allow")));
        let mut items = Vec::new();
        let hidden = gate.get("hiddenReplies").items();
        replies(thread, None, hidden, &mut items);
        Some(Page::whole(items))
    }

    fn reply_place(&self) -> Option<&WebUrl> {
        Some(&self.page)
    }

    fn repliers(&self) -> Option<Vec<Replier>> {
        self.repliers.borrow().clone()
    }
}

/// Rules by which a thread's writer lets others reply.
const RULES: &[(&str, Replier)] = &[
    ("#mentionRule", Replier::Mentioned),
    ("#followingRule", Replier::Followed),
    ("#followerRule", Replier::Follower),
    ("#listRule", Replier::Listed),
];

/// Who can reply; `None` where anybody can, or by rules of a later version alone.
fn repliers(allow: &Json) -> Option<Vec<Replier>> {
    let Json::Array(allow) = allow else {
        return None;
    };
    let mut repliers = Vec::new();
    for (rule, replier) in RULES {
        let mut kinds = allow.iter().map(|one| one.get("$type").as_str());
        if kinds.any(|kind| kind.is_some_and(|kind| kind.ends_with(rule))) {
            repliers.push(*replier);
        }
    }
    (allow.is_empty() || !repliers.is_empty()).then_some(repliers)
}

/// Adds what replies to a post, newest first as it comes, turned round. What is `hidden` goes with all that
/// replies to it; what only its writer keeps from strangers leaves the others their words.
fn replies(post: &Json, parent: Option<&str>, hidden: &[Json], items: &mut Vec<Comment>) {
    for reply in post.get("replies").items().iter().rev() {
        let post = reply.get("post");
        let Some(uri) = post.get("uri").text() else {
            continue;
        };
        let is_hidden = hidden.iter().any(|hidden| hidden.as_str() == Some(uri));
        if is_hidden || has_label(post, HIDDEN) {
            continue;
        }
        if !has_label(post, MEMBERS_ONLY) {
            items.extend(comment(reply, parent));
        }
        replies(reply, Some(uri), hidden, items);
    }
}

/// Labels of what nobody is shown.
const HIDDEN: &str = "!hide !takedown !suspend";

/// Label of an account that is not for strangers.
const MEMBERS_ONLY: &str = "!no-unauthenticated";

/// Labels of what strangers are asked about first; the last two are those of before.
const FOLDED: &str = "!warn porn sexual nudity graphic-media gore nsfl";

/// Whether a post, or the account that it is of, has one of these labels that nobody has taken back.
fn has_label(post: &Json, names: &str) -> bool {
    for path in [
        &["labels"][..],
        &["author", "labels"],
        &["record", "labels", "values"],
    ] {
        let labels = post.at(path).items();
        for label in labels {
            let name = label.get("val").as_str().unwrap_or_default();
            let is_taken_back = |other: &Json| {
                other.get("neg").is_true()
                    && other.get("val") == label.get("val")
                    && other.get("src") == label.get("src")
            };
            if is_among(name, names) && !labels.iter().any(is_taken_back) {
                return true;
            }
        }
    }
    false
}

fn comment(reply: &Json, parent: Option<&str>) -> Option<Comment> {
    let own = Base::nowhere();
    let post = reply.get("post");
    let author = post.get("author");
    let record = post.get("record");
    let uri = post.get("uri").text()?;
    let words = record.get("text").as_str()?;
    let mut body = plain(words);
    let mut folded = Vec::new();
    if has_label(post, FOLDED) {
        std::mem::swap(&mut body, &mut folded);
    }
    let handle = author.get("handle").text();
    let name = author.get("displayName").text().or(handle);
    let profile = handle.map(|handle| ["https://bsky.app/profile/", handle].concat());
    let page = profile
        .as_ref()
        .map(|profile| [profile, "/post/", after_last_slash(uri)].concat());
    Some(Comment {
        id: uri.to_owned(),
        parent: parent.map(str::to_owned),
        author: name.unwrap_or_default().to_owned(),
        author_url: profile.and_then(|url| own.link(&url)),
        body,
        folded: Folded::new(None, folded),
        created: member::date(record, "createdAt"),
        state: State::Published,
        by_publisher: false,
        permalink: page.and_then(|url| own.link(&url)),
        edited: None,
        source: None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::article::block::{Block, plain_text};

    #[test]
    fn a_tree_becomes_a_list() {
        let json: Json = serde_json::from_str(
            r#"{"thread": {"replies": [
              {"$type": "app.bsky.feed.defs#notFoundPost", "uri": "at://x/app.bsky.feed.post/2", "notFound": true},
              {"post": {"uri": "at://did:plc:1/app.bsky.feed.post/1",
                "author": {"handle": "ada.example", "displayName": ""},
                "record": {"text": "One\n\n<b>two</b>", "createdAt": "2026-11-24T08:05:09.123Z"}},
               "replies": [{"post": {"uri": "at://did:plc:2/app.bsky.feed.post/3",
                 "author": {"handle": "bo.example", "displayName": "Bo"}, "record": {"text": "So."}}}]}
            ]}}"#,
        )
        .unwrap();
        let mut items = Vec::new();
        replies(json.get("thread"), None, &[], &mut items);
        let seen: Vec<_> = items
            .iter()
            .map(|item| (item.author.as_str(), item.parent.is_some(), item.state))
            .collect();
        assert_eq!(
            seen,
            [
                ("ada.example", false, State::Published),
                ("Bo", true, State::Published),
            ]
        );
        assert_eq!(items[0].body.len(), 2);
        assert_eq!(
            items[1].permalink.as_ref().unwrap().as_str(),
            "https://bsky.app/profile/bo.example/post/3"
        );
    }

    fn start(address: &str) -> Option<Bluesky> {
        let url = WebUrl::parse(address).unwrap();
        Bluesky::new(&Discussion {
            address: &url,
            page: &url,
            headline: "",
            author: None,
            base: Base::nowhere(),
        })
    }

    /// A thread in which one replies and another one to that, whose posts have such members.
    fn read(post: &Json, root: &Json) -> (Bluesky, Vec<Comment>) {
        let engine = start(KIND.example).unwrap();
        let object = |members: &[(&str, Json)]| {
            let own = |(name, json): &(&str, Json)| ((*name).to_owned(), json.clone());
            Json::Object(members.iter().map(own).collect())
        };
        let said = |words: &str| object(&[("text", words.into())]);
        let below = object(&[
            ("uri", "at://b/app.bsky.feed.post/2".into()),
            ("record", said("Below.")),
        ]);
        let below = object(&[("post", below)]);
        let Json::Object(mut members) = post.clone() else {
            panic!("a post has members");
        };
        members.push(("uri".into(), "at://a/app.bsky.feed.post/1".into()));
        if post.get("record").is_null() {
            members.push(("record".into(), said("Above.")));
        }
        let reply = object(&[
            ("post", Json::Object(members)),
            ("replies", Json::Array(vec![below])),
        ]);
        let thread = object(&[
            ("post", root.clone()),
            ("replies", Json::Array(vec![reply])),
        ]);
        let answer = Answer::from_here(200, object(&[("thread", thread)]));
        let page = engine.read_list(1, Order::Oldest, &answer).unwrap();
        (engine, page.items)
    }

    fn of(value: serde_json::Value) -> Json {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn labels_hide_and_fold() {
        let label = |val: &str| json!([{ "src": "did:plc:x", "val": val }]);
        let shown = &["Above.", "Below."][..];
        let folded = &["(Above.)", "Below."][..];
        let taken_back = json!([{ "src": "did:plc:x", "val": "porn" },
            { "src": "did:plc:x", "val": "porn", "neg": true }]);
        let other_side = json!([{ "src": "did:plc:x", "val": "porn" },
            { "src": "did:plc:y", "val": "porn", "neg": true }]);
        for (post, expected) in [
            (json!({}), shown),
            (json!({ "labels": label("rude-word-of-a-labeler") }), shown),
            (json!({ "labels": label("!hide") }), &[]),
            (json!({ "author": { "labels": label("!takedown") } }), &[]),
            (
                json!({ "author": { "labels": label("!no-unauthenticated") } }),
                &["Below."],
            ),
            (json!({ "labels": label("!warn") }), folded),
            (json!({ "labels": label("graphic-media") }), folded),
            (json!({ "author": { "labels": label("nudity") } }), folded),
            (
                json!({ "record": { "text": "Above.", "labels": { "values": [{ "val": "sexual" }] } } }),
                folded,
            ),
            (json!({ "labels": taken_back }), shown),
            (json!({ "labels": other_side }), folded),
        ] {
            let case = post.to_string();
            let (_, items) = read(&of(post), &Json::Null);
            let words = items.iter().map(|item| match (&*item.body, &item.folded) {
                ([Block::Paragraph(open)], None) => plain_text(open),
                ([], Some(folded)) => match &*folded.body {
                    [Block::Paragraph(closed)] => ["(", &plain_text(closed), ")"].concat(),
                    other => panic!("{case}: {other:?}"),
                },
                other => panic!("{case}: {other:?}"),
            });
            assert_eq!(words.collect::<Vec<_>>(), expected, "{case}");
        }
    }

    #[test]
    fn the_writer_of_a_thread_says_what_stands_in_it_and_who_can_reply() {
        let rule = |name: &str| json!({ "$type": format!("app.bsky.feed.threadgate#{name}") });
        for (gate, count, expected) in [
            (json!({}), 2, None),
            (json!({ "allow": [] }), 2, Some(vec![])),
            (
                json!({ "allow": [rule("listRule"), rule("mentionRule")] }),
                2,
                Some(vec![Replier::Mentioned, Replier::Listed]),
            ),
            (
                json!({ "allow": [rule("followerRule"), rule("followingRule"), rule("new")] }),
                2,
                Some(vec![Replier::Followed, Replier::Follower]),
            ),
            (json!({ "allow": [rule("new")] }), 2, None),
            (
                json!({ "hiddenReplies": ["at://b/app.bsky.feed.post/2"] }),
                1,
                None,
            ),
            (
                json!({ "hiddenReplies": ["at://a/app.bsky.feed.post/1"] }),
                0,
                None,
            ),
        ] {
            let case = gate.to_string();
            let root = json!({ "threadgate": { "record": gate } });
            let (engine, items) = read(&of(json!({})), &of(root));
            assert_eq!(
                (items.len(), engine.repliers()),
                (count, expected),
                "{case}"
            );
        }
    }

    #[test]
    fn only_the_address_of_a_post_will_do() {
        for (address, expected) in [
            (
                KIND.example,
                Some(
                    "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread\
                     ?uri=at%3A%2F%2Fnews.example%2Fapp.bsky.feed.post%2F3l6oveex3ii2l&depth=10",
                ),
            ),
            ("https://bsky.app/profile/news.example", None),
        ] {
            let thread = start(address).map(|engine| engine.thread.as_str().to_owned());
            assert_eq!(thread.as_deref(), expected, "{address}");
        }
    }
}
