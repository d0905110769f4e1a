//! Comments that stay in this browser, for trying the embed out.
//!
//! It behaves as WordPress does: it refuses the same comment
//! twice, and a name that begins with 'Hold' has its comments held. It says in plain sight what it
//! is. Where the browser keeps nothing (storage blocked or full), comments live until the page is
//! left.

use std::rc::Rc;

use super::engine::{Call, Capabilities, Engine, Order, Page, Refusal, Submission, read_all};
use super::kept::{LocalComment, LocalId};
use super::kind::{Discussion, Kind};
use super::{Comment, State, kept, wordpress};
use crate::json::{self, Json};
use crate::transport::Answer;

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "preview",
    example: "",
};

/// Starts the engine; `None` where the address is of another kind than the example.
#[must_use]
pub fn start(discussion: &Discussion) -> Option<Rc<dyn Engine>> {
    Some(Rc::new(Preview::new(discussion.page.as_str())))
}

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

    fn take(&self, sent: &Submission) -> Answer {
        let posted = kept::all(&self.name);
        let is_held = sent.author.starts_with("Hold");
        let comment = LocalComment {
            id: LocalId::Engine((posted.len() + 1).to_string()),
            state: if is_held {
                State::Pending
            } else {
                State::Published
            },
            ..LocalComment::unnamed(sent)
        };
        if posted.iter().any(|other| is_same(other, &comment)) {
            let code = ("code".to_owned(), "comment_duplicate".into());
            return Answer::from_here(409, Json::Object(vec![code]));
        }
        kept::add(&self.name, &comment);
        let json = kept::parse(&comment.write(json::quoted));
        Answer::from_here(201, json.unwrap_or(Json::Null))
    }
}

impl Engine for Preview {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            is_local: true,
            ..wordpress::CAPABILITIES
        }
    }

    fn list(&self, _page: u32, _order: Order) -> Call {
        let posted = kept::records(&self.name);
        Call::Here(Answer::from_here(200, Json::Array(posted)))
    }

    fn read_list(&self, _page: u32, _order: Order, answer: &Answer) -> Option<Page> {
        let posted = &mut answer.json().items().iter();
        Some(Page::whole(read_all(self, posted)))
    }

    fn post(&self, sent: &Submission) -> Option<Call> {
        Some(Call::Here(self.take(sent)))
    }

    fn read_comment(&self, json: &Json) -> Option<Comment> {
        Some(LocalComment::read(json)?.comment())
    }

    fn read_refusal(&self, _sent: &Submission, answer: &Answer) -> Refusal {
        wordpress::refusal(answer.status, answer.json())
    }
}

/// What WordPress takes for the same comment.
fn is_same(one: &LocalComment, other: &LocalComment) -> bool {
    one.text == other.text && one.author == other.author && one.parent == other.parent
}
