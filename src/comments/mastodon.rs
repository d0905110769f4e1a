//! The replies to a post on Mastodon, read-only: readers reply there.
//!
//! Source: Mastodon's API, `GET /api/v1/statuses/:id/context`, which gives strangers 60 replies at
//! most, all at once. What is not for everybody is left out, whatever a server gives away. Accounts say of
//! themselves whether search engines may have them (`noindex`, `indexable`), which is nothing to readers.

use std::rc::Rc;

use super::engine::{Call, Capabilities, Engine, Order, Page, read_all};
use super::kind::{Discussion, Kind};
use super::{Comment, Folded, State, member};
use crate::article::{Block, Image};
use crate::html;
use crate::json::Json;
use crate::text::is_all;
use crate::transport::{Answer, Request};
use crate::url::{Base, WebUrl};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "mastodon",
    example: "https://mastodon.social/@news/109330000000000000",
};

/// Starts the engine; `None` where the address is of another kind than the example.
#[must_use]
pub fn start(discussion: &Discussion) -> Option<Rc<dyn Engine>> {
    Some(Rc::new(Mastodon::new(discussion)?))
}

/// The replies to a post.
pub struct Mastodon {
    /// The post's own page.
    page: WebUrl,
    /// The post's number, which is too long for a JavaScript number.
    id: String,
    context: WebUrl,
}

impl Mastodon {
    fn new(story: &Discussion) -> Option<Self> {
        let page = story.address;
        let id = page.path_end();
        let path = ["/api/v1/statuses/", id, "/context"].concat();
        Some(Self {
            page: page.clone(),
            id: is_all(id, u8::is_ascii_digit).then(|| id.to_owned())?,
            context: Base::parse(page.as_str())?.web(&path)?,
        })
    }
}

impl Engine for Mastodon {
    fn capabilities(&self) -> Capabilities {
        Capabilities::READ_ONLY
    }

    fn list(&self, _page: u32, _order: Order) -> Call {
        Request::get(self.context.clone()).into()
    }

    fn read_list(&self, _page: u32, _order: Order, answer: &Answer) -> Option<Page> {
        let Json::Array(statuses) = answer.json().get("descendants") else {
            return None;
        };
        Some(Page::whole(read_all(self, &mut statuses.iter())))
    }

    fn read_comment(&self, status: &Json) -> Option<Comment> {
        comment(status, &self.id)
    }

    fn reply_place(&self) -> Option<&WebUrl> {
        Some(&self.page)
    }
}

/// A reply; `post` is what all of them answer in the end.
fn comment(status: &Json, post: &str) -> Option<Comment> {
    let account = status.get("account");
    if !is_for_everybody(status) || is_limited(account) {
        return None;
    }
    let own = Base::nowhere();
    let mut body = html::blocks(status.get("content").as_str()?, &own);
    let mut media = media(status);
    let warning = member::text(status, "spoiler_text");
    if warning.is_some() {
        body.append(&mut media);
        media = std::mem::take(&mut body);
    } else if !status.get("sensitive").is_true() {
        body.append(&mut media);
    }
    Some(Comment {
        id: member::text(status, "id")?,
        parent: member::text(status, "in_reply_to_id").filter(|parent| parent != post),
        author: member::text(account, "display_name")
            .or_else(|| member::text(account, "acct"))
            .unwrap_or_default(),
        author_url: member::link(account, "url", &own),
        body,
        folded: Folded::new(warning, media),
        created: member::date(status, "created_at"),
        edited: None,
        state: State::Published,
        by_publisher: false,
        permalink: member::link(status, "url", &own),
        source: None,
    })
}

/// Whether a reply is public, and no filter takes it away.
fn is_for_everybody(status: &Json) -> bool {
    let visibility = status.get("visibility").as_str();
    visibility.is_none_or(|visibility| matches!(visibility, "public" | "unlisted"))
        && status.get("filtered").items().is_empty()
}

/// Whether the server's moderators keep an account from strangers.
fn is_limited(account: &Json) -> bool {
    account.get("limited").is_true() || account.get("suspended").is_true()
}

/// What goes with a reply, in the words of who described it.
fn media(status: &Json) -> Vec<Block> {
    let attached = status.get("media_attachments").items().iter();
    let media = attached.filter_map(|file| {
        // A server that keeps no copies has the other's address alone.
        let url = file.get("url").text().or(file.get("remote_url").text())?;
        let mut image = Image::new(Base::nowhere().media(url)?);
        image.alt = member::text(file, "description").unwrap_or_default();
        Some(Block::Image(image))
    });
    media.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn replies_are_read() {
        let json: Json = serde_json::from_str(
            r#"{"id": "109331", "in_reply_to_id": "109330", "created_at": "2026-11-24T08:05:09.000Z",
            "url": "https://other.example/@ada/1", "content": "<p>So <a href=\"javascript:x\">it</a> is.</p>",
            "account": {"display_name": " ", "acct": "ada@other.example", "url": "https://other.example/@ada"}}"#,
        )
        .unwrap();
        let reply = comment(&json, "109330").unwrap();
        assert_eq!((reply.id.as_str(), &reply.parent), ("109331", &None));
        assert_eq!(reply.author, "ada@other.example");
        assert_eq!(reply.created.unwrap().datetime(), "2026-11-24T08:05:09Z");
        assert_eq!(reply.body.len(), 1);
        let nested = comment(&json, "1").unwrap();
        assert_eq!(nested.parent.as_deref(), Some("109330"));
    }

    /// A public reply, with these members in place of its own.
    fn reply(members: serde_json::Value) -> Option<Comment> {
        let mut status = json!({
            "id": "7", "content": "<p>Otters again.</p>", "visibility": "public",
            "account": { "acct": "ada" }, "sensitive": false, "spoiler_text": "",
        });
        for (name, value) in members.as_object().unwrap() {
            status[name] = value.clone();
        }
        comment(&serde_json::from_value(status).unwrap(), "1")
    }

    #[test]
    fn what_is_not_for_everybody_is_left_out() {
        let filtered = json!([{ "filter": { "title": "otters", "filter_action": "warn" } }]);
        for (members, is_shown) in [
            (json!({}), true),
            (json!({ "visibility": "unlisted" }), true),
            (json!({ "visibility": "private" }), false),
            (json!({ "visibility": "direct" }), false),
            (json!({ "visibility": "of a later version" }), false),
            (json!({ "filtered": [] }), true),
            (json!({ "filtered": filtered }), false),
            (
                json!({ "account": { "acct": "ada", "limited": true } }),
                false,
            ),
            (
                json!({ "account": { "acct": "ada", "suspended": true } }),
                false,
            ),
            // That is between an account and search engines.
            (
                json!({ "account": { "acct": "ada", "noindex": true, "indexable": false } }),
                true,
            ),
        ] {
            let case = members.to_string();
            assert_eq!(reply(members).is_some(), is_shown, "{case}");
        }
    }

    #[test]
    fn what_is_warned_of_is_folded() {
        let media = json!([
            { "type": "image", "url": "https://files.example/1.jpg", "description": "An otter" },
            { "type": "video", "url": null, "remote_url": "https://other.example/2.mp4" },
            { "type": "unknown", "url": "javascript:alert(1)" },
        ]);
        for (members, shown, folded, warning) in [
            (json!({}), 1, 0, None),
            (json!({ "sensitive": true }), 1, 0, None),
            (json!({ "media_attachments": media }), 3, 0, None),
            (
                json!({ "media_attachments": media, "sensitive": true }),
                1,
                2,
                None,
            ),
            (json!({ "spoiler_text": "The end" }), 0, 1, Some("The end")),
            (
                json!({ "spoiler_text": "The end", "sensitive": true, "media_attachments": media }),
                0,
                3,
                Some("The end"),
            ),
        ] {
            let case = members.to_string();
            let reply = reply(members).unwrap();
            let below = reply.folded.as_ref().map_or(0, |folded| folded.body.len());
            assert_eq!((reply.body.len(), below), (shown, folded), "{case}");
            let told = reply.folded.and_then(|folded| folded.warning);
            assert_eq!(told.as_deref(), warning, "{case}");
        }
    }

    #[test]
    fn only_the_address_of_a_post_will_do() {
        for (address, expected) in [
            (
                KIND.example,
                Some("https://mastodon.social/api/v1/statuses/109330000000000000/context"),
            ),
            ("https://mastodon.social/@news", None),
            ("https://mastodon.social/", None),
        ] {
            let url = WebUrl::parse(address).unwrap();
            let engine = Mastodon::new(&Discussion {
                address: &url,
                page: &url,
                headline: "",
                author: None,
                base: Base::nowhere(),
            });
            let context = engine.map(|engine| engine.context.as_str().to_owned());
            assert_eq!(context.as_deref(), expected, "{address}");
        }
    }
}
