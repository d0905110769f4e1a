//! The replies to a post on Mastodon, read-only: readers reply there.
//!
//! Source: Mastodon's API, `GET /api/v1/statuses/:id/context`, which gives strangers 60 replies at
//! most, all at once.

use std::rc::Rc;

use super::engine::{Call, Capabilities, Engine, Order, Page, read_all};
use super::kind::{Discussion, Kind};
use super::{Comment, State, member};
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
    let own = Base::nowhere();
    Some(Comment {
        id: member::text(status, "id")?,
        parent: member::text(status, "in_reply_to_id").filter(|parent| parent != post),
        author: member::text(account, "display_name")
            .or_else(|| member::text(account, "acct"))
            .unwrap_or_default(),
        author_url: member::link(account, "url", &own),
        body: html::blocks(status.get("content").as_str()?, &own),
        created: member::date(status, "created_at"),
        state: State::Published,
        by_publisher: false,
        permalink: member::link(status, "url", &own),
        source: None,
        edited: None,
        folded: None,
    })
}

#[cfg(test)]
mod tests {
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
