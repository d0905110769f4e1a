//! Comments that stay in this browser, for trying the embed out.
//!
//! It behaves as WordPress does and keeps what WordPress would list: it refuses the same comment
//! twice, and a name that begins with 'Hold' has its comments held. It says in plain sight what it
//! is. Where the browser keeps nothing (storage blocked or full), comments live until the page is
//! left.

use std::cell::RefCell;
use std::rc::Rc;

use super::engine::{Answer, Capabilities, Engine, ListError, Page, Posted, Refusal, Submission};
use super::{Comment, wordpress};
use crate::json::{self, Json};
use crate::url::Base;

/// Comments on one story, kept in this browser.
pub struct Preview {
    story: Rc<Story>,
}

struct Story {
    /// Name in the browser's storage.
    key: String,
    /// What was posted, as WordPress would list it; also what there is where nothing can be stored.
    posted: RefCell<Vec<Json>>,
}

impl Preview {
    /// The comments on the story of this name; any text will do that is the story's own.
    #[must_use]
    pub fn new(story: &str) -> Self {
        let key = ["article-embed/preview-comments/", story].concat();
        let posted = RefCell::new(load(&key).unwrap_or_default());
        Self {
            story: Rc::new(Story { key, posted }),
        }
    }
}

impl Engine for Preview {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            is_local: true,
            ..wordpress::CAPABILITIES
        }
    }

    fn list(&self, _page: u32) -> Answer<Result<Page, ListError>> {
        let posted = self.story.posted.borrow();
        let page = Page {
            items: posted.iter().filter_map(comment).collect(),
            total: u32::try_from(posted.len()).ok(),
            next: None,
        };
        Box::pin(std::future::ready(Ok(page)))
    }

    fn post(&self, submission: Submission) -> Answer<Result<Posted, Refusal>> {
        Box::pin(std::future::ready(self.story.take(&submission)))
    }
}

impl Story {
    fn take(&self, submission: &Submission) -> Result<Posted, Refusal> {
        let mut posted = self.posted.borrow_mut();
        // Another embed or tab may have added to it.
        if let Some(stored) = load(&self.key) {
            *posted = stored;
        }
        let record = record(submission, posted.len() + 1);
        let is_same = |other: &Json| {
            ["content", "author_name", "parent"]
                .iter()
                .all(|name| other.get(name) == record.get(name))
        };
        if posted.iter().any(is_same) {
            return Err(Refusal::Duplicate);
        }
        let comment = comment(&record).ok_or(Refusal::Server(500))?;
        posted.push(record);
        store(&self.key, &posted);
        Ok(Posted(comment))
    }
}

fn comment(record: &Json) -> Option<Comment> {
    wordpress::comment(record, &Base::nowhere(), None)
}

/// The comment as WordPress would list it.
fn record(submission: &Submission, id: usize) -> Json {
    let is_held = submission.author.starts_with("Hold");
    let parent = submission.parent.as_deref().and_then(|id| id.parse().ok());
    let words = ["<p>", &escape(&submission.text), "</p>"].concat();
    object([
        ("id", number(u32::try_from(id).unwrap_or(u32::MAX))),
        ("parent", parent.map_or(Json::Null, number)),
        ("author_name", escape(&submission.author).as_str().into()),
        ("author_url", submission.website.as_str().into()),
        ("date_gmt", now().as_str().into()),
        ("content", object([("rendered", words.as_str().into())])),
        ("status", if is_held { "hold" } else { "approved" }.into()),
    ])
}

fn number(number: u32) -> Json {
    Json::Number(number.into())
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
}

/// Plain text as HTML.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '\n' => html.push_str("<br>"),
            other => html.push(other),
        }
    }
    html
}

fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn load(key: &str) -> Option<Vec<Json>> {
    let text = storage()?.get_item(key).ok()??;
    match json::parse(&text.into()).ok()? {
        Json::Array(posted) => Some(posted),
        _ => None,
    }
}

fn store(key: &str, posted: &[Json]) -> Option<()> {
    let json = Json::Array(posted.to_vec());
    storage()?.set_item(key, &json::stringify(&json)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back_as_it_was_written() {
        let submission = Submission {
            text: "1 < 2 & <b>so</b>\n\nthat \"is\"".into(),
            author: "Hold & Co".into(),
            parent: Some("7".into()),
            ..Submission::default()
        };
        // The clock is the browser's, so only what does not need it is read here.
        let html = ["<p>", &escape(&submission.text), "</p>"].concat();
        assert_eq!(
            html,
            "<p>1 &lt; 2 &amp; &lt;b>so&lt;/b><br><br>that \"is\"</p>"
        );
        let blocks = crate::html::blocks(&html, &Base::nowhere()).unwrap();
        assert_eq!(blocks.len(), 2, "{blocks:?}");
    }
}
