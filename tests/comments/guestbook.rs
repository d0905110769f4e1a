//! A guestbook's entries on a story, read-only: an example of a small comment engine.
//!
//! Source: what the guestbook says of itself. It answers with all entries at once, oldest first, in
//! one flat list. Their words are plain text.

use std::rc::Rc;

use super::engine::{Answer, Capabilities, Engine, ListError, Order, Page};
use super::engines::{Kind, Story};
use super::{Comment, State};
use crate::article::{Block, Date, Inline};
use crate::json::Json;
use crate::transport::{self, Body};
use crate::url::{Base, WebUrl};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "guestbook",
    example: "https://guestbook.news.example/stories/42.json",
    start: |story| Some(Rc::new(Guestbook::new(story)?)),
};

/// The entries on one story.
pub struct Guestbook {
    entries: WebUrl,
    /// Addresses in entries are relative to the story's page.
    base: Base,
}

impl Guestbook {
    fn new(story: &Story) -> Option<Self> {
        let entries = story.address.clone();
        // Whoever pasted the address of the guestbook's front page is told what one looks like.
        entries.path().starts_with("/stories/").then(|| Self {
            entries,
            base: story.base.clone(),
        })
    }
}

impl Engine for Guestbook {
    fn capabilities(&self) -> Capabilities {
        Capabilities::READ_ONLY
    }

    fn list(&self, _page: u32, _order: Order) -> Answer<Result<Page, ListError>> {
        let (entries, base) = (self.entries.clone(), self.base.clone());
        Box::pin(async move {
            let answer = transport::get_anonymously(&entries).await?;
            match (&answer.body, answer.is_ok()) {
                (Body::Json(Json::Array(entries)), true) => Ok(Page::whole(
                    entries
                        .iter()
                        .filter_map(|entry| comment(entry, &base))
                        .collect(),
                )),
                _ => Err(ListError::Unreadable {
                    status: answer.status,
                }),
            }
        })
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
        body: words
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| Block::Paragraph(vec![Inline::Text(line.to_owned())]))
            .collect(),
        created: entry.get("written").as_str().and_then(Date::parse),
        state: State::Published,
        by_publisher: false,
        permalink: None,
        source: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let url = WebUrl::parse(address).unwrap();
            let engine = (KIND.start)(&Story {
                address: &url,
                page: &url,
                headline: "",
                author: None,
                base: Base::nowhere(),
            });
            assert_eq!(engine.is_some(), is_list, "{address}");
        }
    }
}
