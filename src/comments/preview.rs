//! Comments that stay in this browser, for trying the embed out.
//!
//! It behaves as WordPress does and keeps what WordPress would list: it refuses the same comment
//! twice, and a name that begins with 'Hold' has its comments held. It says in plain sight what it
//! is. Where the browser keeps nothing (storage blocked or full), comments live until the page is
//! left.

use std::rc::Rc;

use super::engine::{
    Answer, Capabilities, Engine, ListError, Order, Page, Refusal, Submission, now,
};
use super::engines::Kind;
use super::{Comment, kept, wordpress};
use crate::json::{self, Json};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "preview",
    example: "",
    start: |story| Some(Rc::new(Preview::new(story.page.as_str()))),
};

/// Comments on one story, kept in this browser.
pub struct Preview {
    /// Name in the browser's storage.
    name: String,
}

impl Preview {
    /// The comments on the story of this name; any text will do that is the story's own.
    #[must_use]
    pub fn new(story: &str) -> Self {
        Self {
            name: ["article-embed/preview-comments/", story].concat(),
        }
    }

    fn take(&self, submission: &Submission) -> Result<Comment, Refusal> {
        let posted = kept::records(&self.name);
        let is_held = submission.author.starts_with("Hold");
        let record = kept::record(submission, &(posted.len() + 1).to_string(), is_held);
        let json = json::parse(&record.as_str().into()).map_err(|_| Refusal::Server(500))?;
        if posted.iter().any(|other| is_same(other, &json)) {
            return Err(Refusal::Duplicate);
        }
        let comment = kept::comment(&json).ok_or(Refusal::Server(500))?;
        kept::add(&self.name, &record);
        Ok(comment)
    }
}

impl Engine for Preview {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            is_local: true,
            ..wordpress::CAPABILITIES
        }
    }

    fn list(&self, _page: u32, _order: Order) -> Answer<Result<Page, ListError>> {
        let posted = kept::records(&self.name);
        now(Ok(Page::whole(
            posted.iter().filter_map(kept::comment).collect(),
        )))
    }

    fn post(&self, submission: Rc<Submission>) -> Answer<Result<Comment, Refusal>> {
        now(self.take(&submission))
    }
}

/// What WordPress takes for the same comment.
fn is_same(one: &Json, other: &Json) -> bool {
    let words = |record: &Json| {
        record
            .at(&["content", "rendered"])
            .as_str()
            .map(str::to_owned)
    };
    words(one) == words(other)
        && one.get("author_name") == other.get("author_name")
        && one.get("parent") == other.get("parent")
}
