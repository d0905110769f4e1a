//! The replies to a post on Bluesky, read-only: readers reply there.
//!
//! Source: the AT Protocol's `app.bsky.feed.getPostThread`, which anybody may ask. It gives the
//! thread as a tree. Posts that were deleted or are blocked come without words and replies, and are
//! left out.

use std::rc::Rc;

use super::engine::{Call, Capabilities, Engine, Order, Page};
use super::kind::{Discussion, Kind};
use super::{Comment, State, member, plain};
use crate::json::Json;
use crate::text::{after_last_slash, split_run};
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
        let mut items = Vec::new();
        replies(thread, None, &mut items);
        Some(Page::whole(items))
    }

    fn reply_place(&self) -> Option<&WebUrl> {
        Some(&self.page)
    }
}

/// Adds what replies to a post, newest first as it comes, turned round.
fn replies(post: &Json, parent: Option<&str>, items: &mut Vec<Comment>) {
    for reply in post.get("replies").items().iter().rev() {
        if let Some(comment) = comment(reply, parent) {
            let id = comment.id.clone();
            items.push(comment);
            replies(reply, Some(&id), items);
        }
    }
}

fn comment(reply: &Json, parent: Option<&str>) -> Option<Comment> {
    let own = Base::nowhere();
    let post = reply.get("post");
    let author = post.get("author");
    let record = post.get("record");
    let uri = post.get("uri").text()?;
    let words = record.get("text").as_str()?;
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
        body: plain(words),
        created: member::date(record, "createdAt"),
        state: State::Published,
        by_publisher: false,
        permalink: page.and_then(|url| own.link(&url)),
        source: None,
        edited: None,
        folded: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        replies(json.get("thread"), None, &mut items);
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
            let url = WebUrl::parse(address).unwrap();
            let engine = Bluesky::new(&Discussion {
                address: &url,
                page: &url,
                headline: "",
                author: None,
                base: Base::nowhere(),
            });
            let thread = engine.map(|engine| engine.thread.as_str().to_owned());
            assert_eq!(thread.as_deref(), expected, "{address}");
        }
    }
}
