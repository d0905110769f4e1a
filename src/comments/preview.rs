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
    /// What was posted, as WordPress would list it: the text of an array in JSON. It is also what
    /// there is where nothing can be stored.
    posted: RefCell<String>,
}

impl Preview {
    /// The comments on the story of this name; any text will do that is the story's own.
    #[must_use]
    pub fn new(story: &str) -> Self {
        Self {
            story: Rc::new(Story {
                key: ["article-embed/preview-comments/", story].concat(),
                posted: RefCell::new("[]".to_owned()),
            }),
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
        let posted = self.story.posted();
        let page = Page {
            items: posted.items().iter().filter_map(comment).collect(),
            total: u32::try_from(posted.items().len()).ok(),
            next: None,
        };
        Box::pin(std::future::ready(Ok(page)))
    }

    fn post(&self, submission: Submission) -> Answer<Result<Posted, Refusal>> {
        Box::pin(std::future::ready(self.story.take(&submission)))
    }
}

impl Story {
    /// What was posted, also by another embed or tab.
    fn posted(&self) -> Json {
        let mut posted = self.posted.borrow_mut();
        let stored = storage().and_then(|storage| storage.get_item(&self.key).ok()?);
        if let Some(stored) = stored
            && let Ok(json @ Json::Array(_)) = json::parse(&stored.as_str().into())
        {
            *posted = stored;
            return json;
        }
        json::parse(&posted.as_str().into()).unwrap_or(Json::Null)
    }

    fn take(&self, submission: &Submission) -> Result<Posted, Refusal> {
        let posted = self.posted();
        let record = record(submission, posted.items().len() + 1);
        let json = json::parse(&record.as_str().into()).map_err(|_| Refusal::Server(500))?;
        let is_same = |other: &Json| {
            words(other) == words(&json)
                && other.get("author_name").as_str() == json.get("author_name").as_str()
                && other.get("parent").as_unsigned() == json.get("parent").as_unsigned()
        };
        if posted.items().iter().any(is_same) {
            return Err(Refusal::Duplicate);
        }
        let comment = comment(&json).ok_or(Refusal::Server(500))?;
        let mut posted = self.posted.borrow_mut();
        let is_first = posted.len() == "[]".len();
        posted.pop();
        posted.push_str(if is_first { "" } else { "," });
        posted.push_str(&record);
        posted.push(']');
        // What cannot be stored is kept until the page is left.
        let _ = storage().and_then(|storage| storage.set_item(&self.key, &posted).ok());
        Ok(Posted(comment))
    }
}

fn words(record: &Json) -> Option<&str> {
    record.at(&["content", "rendered"]).as_str()
}

fn comment(record: &Json) -> Option<Comment> {
    wordpress::comment(record, &Base::nowhere(), None)
}

/// The comment as WordPress would list it, in JSON.
fn record(submission: &Submission, id: usize) -> String {
    let is_held = submission.author.starts_with("Hold");
    let parent = submission.parent.as_deref();
    let parent: Option<u32> = parent.and_then(|id| id.parse().ok());
    let words = ["<p>", &escape(&submission.text), "</p>"].concat();
    [
        r#"{"id":"#,
        &id.to_string(),
        r#","parent":"#,
        &parent.unwrap_or_default().to_string(),
        r#","author_name":"#,
        &json::quoted(&escape(&submission.author)),
        r#","author_url":"#,
        &json::quoted(&submission.website),
        r#","date_gmt":"#,
        &json::quoted(&now()),
        r#","content":{"rendered":"#,
        &json::quoted(&words),
        r#"},"status":"#,
        if is_held {
            r#""hold"}"#
        } else {
            r#""approved"}"#
        },
    ]
    .concat()
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
        let blocks = crate::html::blocks(&html, &Base::nowhere());
        assert_eq!(blocks.len(), 2, "{blocks:?}");
    }
}
