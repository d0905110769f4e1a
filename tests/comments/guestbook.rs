//! A guestbook's entries on a story, read-only: an example of a small comment engine.
//!
//! Source: what the guestbook says of itself. It answers with all entries at once, oldest first, in
//! one flat list. Their words are plain text.

use std::rc::Rc;

use super::engine::{Call, Capabilities, Engine, Order, Page};
use super::kind::{Discussion, Kind};
use super::{Comment, State, plain};
use crate::article::Date;
use crate::json::Json;
use crate::transport::{Answer, Request};
use crate::url::{Base, WebUrl};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "guestbook",
    example: "https://guestbook.news.example/stories/42.json",
};

/// Starts the engine; `None` where the address is of another kind than the example.
#[must_use]
pub fn start(discussion: &Discussion) -> Option<Rc<dyn Engine>> {
    Some(Rc::new(Guestbook::new(discussion)?))
}

/// The entries on one story.
pub struct Guestbook {
    entries: WebUrl,
    /// Addresses in entries are relative to the story's page.
    base: Base,
}

impl Guestbook {
    fn new(discussion: &Discussion) -> Option<Self> {
        let entries = discussion.address.clone();
        // Whoever pasted the address of the guestbook's front page is told what one looks like.
        entries.path().starts_with("/stories/").then(|| Self {
            entries,
            base: discussion.base.clone(),
        })
    }
}

impl Engine for Guestbook {
    fn capabilities(&self) -> Capabilities {
        Capabilities::READ_ONLY
    }

    fn list(&self, _page: u32, _order: Order) -> Call {
        Request::get(self.entries.clone()).into()
    }

    fn read_list(&self, _page: u32, _order: Order, answer: &Answer) -> Option<Page> {
        let Json::Array(entries) = answer.json() else {
            return None;
        };
        let entries = entries.iter();
        let comments = entries.filter_map(|entry| comment(entry, &self.base));
        Some(Page::whole(comments.collect()))
    }
}

/// An entry; `None` where it has no id or no words, so that one broken entry takes no other along.
fn comment(entry: &Json, base: &Base) -> Option<Comment> {
    let words = entry.get("words").text()?;
    Some(Comment {
        id: entry.get("id").text()?.to_owned(),
        parent: entry.get("answers").text().map(str::to_owned),
        author: entry.get("name").text().unwrap_or_default().to_owned(),
        author_url: entry.get("home").text().and_then(|url| base.link(url)),
        body: plain(words),
        created: entry.get("written").as_str().and_then(Date::parse),
        state: State::Published,
        by_publisher: false,
        permalink: None,
        source: None,
        edited: None,
        folded: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn discussion(address: &WebUrl) -> Discussion<'_> {
        Discussion {
            address,
            page: address,
            headline: "",
            author: None,
            base: Base::nowhere(),
        }
    }

    fn guestbook() -> Guestbook {
        let address = WebUrl::parse(KIND.example).unwrap();
        Guestbook::new(&discussion(&address)).unwrap()
    }

    #[test]
    fn the_list_is_fetched_without_cookies() {
        let book = guestbook();
        let Call::Server(request) = book.list(1, Order::Oldest) else {
            panic!("the guestbook is on a server");
        };
        assert_eq!(request, Request::get(WebUrl::parse(KIND.example).unwrap()));
    }

    #[test]
    fn what_is_no_list_is_none() {
        let book = guestbook();
        let answer = Answer::from_here(200, Json::Null);
        assert_eq!(book.read_list(1, Order::Oldest, &answer), None);
    }

    #[test]
    fn entries_are_read() {
        let json: Json = serde_json::from_str(
            r#"[{"id": "g7", "answers": "g6", "name": "Zoë <b>", "home": "javascript:alert(1)",
            "words": "I was there.\n\nSo <i>was</i> she.", "written": "2026-11-24T08:05:09Z"},
            {"id": "g8"}, {"words": "Nobody knows me."}, null]"#,
        )
        .unwrap();
        let base = Base::nowhere();
        let mut comments = json
            .items()
            .iter()
            .filter_map(|entry| comment(entry, &base));
        let entry = comments.next().unwrap();
        assert_eq!(comments.next(), None);
        assert_eq!(
            (entry.id.as_str(), entry.parent.as_deref()),
            ("g7", Some("g6"))
        );
        // Plain text stays as it is, and an address that must not be followed is left out.
        assert_eq!(entry.author, "Zoë <b>");
        assert_eq!(entry.author_url, None);
        assert_eq!(entry.body.len(), 2);
        assert_eq!(entry.created.unwrap().datetime(), "2026-11-24T08:05:09Z");
    }

    #[test]
    fn only_the_address_of_a_list_will_do() {
        for (address, is_list) in [
            (KIND.example, true),
            ("https://guestbook.news.example/", false),
        ] {
            let engine = start(&discussion(&WebUrl::parse(address).unwrap()));
            assert_eq!(engine.is_some(), is_list, "{address}");
        }
    }
}
