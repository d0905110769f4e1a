//! The interface that every comment engine is reached through.
//!
//! An engine says what to ask its server for and reads what comes back; it waits for nothing. Asking is
//! the [`super::exchange`]'s.

use std::fmt;

use super::{Comment, draft};
use crate::json::Json;
use crate::transport::{Answer, Request, TransportError};
use crate::url::WebUrl;

/// A comment engine with one story's comments in it.
///
/// Only [`Engine::capabilities`], [`Engine::list`] and [`Engine::read_list`] have to be there: an engine
/// that cannot do the rest leaves it out. docs/adding-an-engine.md goes through it step by step.
pub trait Engine {
    /// What the engine can do, and what it asks for, as far as it is known by now.
    fn capabilities(&self) -> Capabilities;

    /// Asks for a page of comments. The first page is 1.
    fn list(&self, page: u32, order: Order) -> Call;

    /// The comments in an answer of success to that; `None` where it is something else.
    fn read_list(&self, page: u32, order: Order, answer: &Answer) -> Option<Page>;

    /// Asks how many comments there are, where a page has not told.
    fn count(&self) -> Option<Call> {
        None
    }

    /// The number in an answer to that.
    fn read_count(&self, _json: &Json) -> Option<u32> {
        None
    }

    /// Posts a comment, or changes one.
    fn post(&self, _sent: &Submission) -> Option<Call> {
        None
    }

    /// A comment as it stands in the answer to one that was taken, and mostly as it is listed.
    fn read_comment(&self, _json: &Json) -> Option<Comment> {
        None
    }

    /// What the engine means by an answer that is none of success.
    fn read_refusal(&self, _sent: &Submission, answer: &Answer) -> Refusal {
        Refusal::by_status(answer.status)
    }

    /// Asks for what may hold a comment that may have arrived; `step` counts from 0, until there is
    /// nothing more to look through.
    fn search(&self, _sent: &Submission, _step: u32) -> Option<Call> {
        None
    }

    /// The comment in an answer to that, where it is there.
    fn read_search(&self, _sent: &Submission, _json: &Json) -> Option<Comment> {
        None
    }

    /// A comment that was found as it was typed, as it is listed, if it is; where that is another way.
    fn as_shown(&self, found: Comment, _listed: &Json) -> Comment {
        found
    }

    /// Asks what has become of a comment that this reader wrote.
    fn standing(&self, _id: &str) -> Option<Call> {
        None
    }

    /// What an answer to that says.
    fn read_standing(&self, _answer: &Answer) -> Standing {
        Standing::Unknown
    }

    /// Asks for the words of that comment as they were typed, which only who may change them is told.
    fn source(&self, _id: &str) -> Option<Call> {
        None
    }

    /// The words in an answer of success to that.
    fn read_source(&self, _json: &Json) -> Option<String> {
        None
    }

    /// Deletes a comment that this reader wrote; any answer of success says that it was done.
    fn delete(&self, _id: &str) -> Option<Call> {
        None
    }

    /// Where readers reply, if not here: the thread's own page.
    fn reply_place(&self) -> Option<&WebUrl> {
        None
    }

    /// Who can reply there, as far as the last list has told: anybody, where that is `None`; nobody, where
    /// nobody is named.
    fn repliers(&self) -> Option<Vec<Replier>> {
        None
    }
}

/// Who can reply where not everybody can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replier {
    /// Whom the post mentions.
    Mentioned,
    /// Whom its writer follows.
    Followed,
    /// Who follows its writer.
    Follower,
    /// Who is on a list of its writer's.
    Listed,
}

/// What an engine asks.
pub enum Call {
    /// A server is asked.
    Server(Request),
    /// Nobody has to be asked.
    Here(Answer),
}

impl From<Request> for Call {
    fn from(request: Request) -> Self {
        Self::Server(request)
    }
}

/// In which order threads are listed. Replies always stand oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// The first page has the oldest.
    #[default]
    Oldest,
    /// The first page has the newest.
    Newest,
}

/// What has become of a comment that this reader wrote.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Nobody can tell: it is as it was.
    Unknown,
    /// It is there, published or held.
    There(Box<Comment>),
    /// Its writer can change it no more.
    Fixed,
    /// It is not there any more.
    Gone,
}

/// What an engine can do, and what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "engines can do any of these without the others"
)]
pub struct Capabilities {
    /// Whether it takes comments at all.
    pub post: bool,
    /// A comment needs its writer's name.
    pub requires_author: bool,
    /// A comment needs its writer's e-mail address.
    pub requires_email: bool,
    /// The words may be marked up in Markdown.
    pub has_markdown: bool,
    /// Readers can change and delete what they wrote, for a while.
    pub can_change: bool,
    /// After so many seconds it refuses the same words as a duplicate. So they can be sent again
    /// where nobody knows whether they arrived. Other engines are looked through.
    pub tells_duplicates_after: Option<u32>,
    /// How many bytes of UTF-8 each field may have.
    pub limits: Limits,
    /// Comments stay in this browser.
    pub is_local: bool,
}

impl Capabilities {
    /// An engine whose comments are only read.
    pub const READ_ONLY: Self = Self {
        post: false,
        requires_author: false,
        requires_email: false,
        has_markdown: false,
        can_change: false,
        tells_duplicates_after: None,
        limits: Limits {
            text: 0,
            author: 0,
            email: 0,
            website: 0,
        },
        is_local: false,
    };
}

/// How many bytes of UTF-8 each field may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The words.
    pub text: u32,
    /// The name.
    pub author: u32,
    /// The e-mail address.
    pub email: u32,
    /// The website.
    pub website: u32,
}

/// A page of comments.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The comments, the oldest thread first in either order.
    pub items: Vec<Comment>,
    /// How many there are on all pages, as far as the engine tells.
    pub total: Option<u32>,
    /// The number of the next page.
    pub next: Option<u32>,
}

/// The comments in a list, as [`Engine::read_comment`] reads each.
pub fn read_all(engine: &dyn Engine, listed: &mut dyn Iterator<Item = &Json>) -> Vec<Comment> {
    listed
        .filter_map(|json| engine.read_comment(json))
        .collect()
}

impl Page {
    /// Leaves so many comments, those that the reader comes to first, and gives what is left of them as
    /// a page of its own.
    pub fn split_off(&mut self, count: usize, order: Order) -> Option<Self> {
        let rest = match order {
            _ if self.items.len() <= count => return None,
            Order::Oldest => self.items.split_off(count),
            Order::Newest => {
                let newest = self.items.split_off(self.items.len() - count);
                std::mem::replace(&mut self.items, newest)
            }
        };
        Some(Self {
            items: rest,
            total: self.total,
            next: self.next,
        })
    }

    /// All that there are.
    #[must_use]
    pub fn whole(items: Vec<Comment>) -> Self {
        Self {
            total: u32::try_from(items.len()).ok(),
            items,
            next: None,
        }
    }
}

/// Why there is no page of comments.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// No answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The answer was no list of comments.
    #[error(fmt = unreadable)]
    Unreadable {
        /// HTTP's status.
        status: u16,
    },
}

/// Without `write!`, as in [`TransportError`].
#[allow(clippy::trivially_copy_pass_by_ref, reason = "thiserror passes it so")]
fn unreadable(status: &u16, formatter: &mut fmt::Formatter) -> fmt::Result {
    formatter.write_str("the comment engine's answer was no list of comments: status ")?;
    formatter.write_str(&u32::from(*status).to_string())
}

/// What a reader wants to say.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Submission {
    /// The words.
    pub text: String,
    /// The writer's name.
    pub author: String,
    /// The writer's address, which goes to the engine and nowhere else.
    pub email: String,
    /// The writer's own page.
    pub website: String,
    /// The comment that this replies to.
    pub parent: Option<String>,
    /// The comment at the top of the thread that this is in, if it replies.
    pub thread: Option<String>,
    /// The comment that these words take the place of.
    pub replaces: Option<String>,
    /// The comment as which they are known to have arrived; only another one is looked for.
    pub arrived_as: Option<String>,
    /// What tells people from programs.
    pub signs: Signs,
}

/// What tells people from programs that fill in every form. Engines that can check it are told.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Signs {
    /// What stands in the field that no reader sees.
    pub honeypot: String,
    /// How many seconds the form has been there.
    pub seconds: u32,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The words.
    Text,
    /// The name.
    Author,
    /// The e-mail address.
    Email,
    /// The website.
    Website,
}

/// Why a comment was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A field must not be empty.
    #[error("{0:?} is missing")]
    Missing(Field),
    /// A field does not hold what it should.
    #[error("{0:?} is invalid")]
    Invalid(Field),
    /// The words are too few.
    #[error("the comment is too short")]
    TooShort,
    /// A field holds too many characters.
    #[error("{0:?} is too long")]
    TooLong(Field),
    /// The same words are there already.
    #[error("duplicate")]
    Duplicate,
    /// The last comment came only seconds ago. The next is taken in so many.
    #[error("posted too fast; {0} seconds to wait")]
    TooFast(u32),
    /// This reader has said enough here for now.
    #[error("too many comments")]
    TooMany,
    /// Nobody replies to herself.
    #[error("a reply to oneself")]
    ToOneself,
    /// The comment can no longer be changed.
    #[error("too late to change it")]
    TooLate,
    /// No more comments are taken.
    #[error("comments are closed")]
    Closed,
    /// Only members may comment.
    #[error("login required")]
    LoginRequired,
    /// The server sends on to another page in place of taking it, as to one for signing in.
    #[error("answered by a redirect")]
    Redirected,
    /// Another reason, in the engine's words.
    #[error("refused: {0}")]
    Other(String),
    /// The engine failed before it could take the comment.
    #[error("the comment engine failed with status {0}")]
    Server(u16),
    /// The request never left the device.
    #[error("not sent: the browser is offline")]
    NotSent,
    /// The request left and nobody knows what became of it.
    #[error("outcome unknown")]
    Unknown,
    /// The same, where the line broke, or the answer is kept from this page: browsers do not tell which.
    #[error("outcome unknown: no answer that this page may read")]
    Unanswered,
}

impl Submission {
    /// The name of the draft that these words are, among the drafts on a story's comments.
    #[must_use]
    pub fn slot(&self) -> String {
        draft::slot(self.replaces.as_deref(), self.parent.as_deref())
    }
}

/// After so many seconds a gateway that was asked too often is asked again.
const GATEWAY_INTERVAL: u32 = 30;

impl Refusal {
    /// What a status means that came without a word of the engine's. Where a server failed in the
    /// middle, or a gateway before it lost patience, the comment may have arrived.
    #[must_use]
    pub fn by_status(status: u16) -> Self {
        match status {
            429 => Self::TooFast(GATEWAY_INTERVAL),
            // From 520 on they are of gateways that are no part of HTTP's standard.
            408 | 500 | 502 | 504 | 520..=524 => Self::Unknown,
            _ => Self::Server(status),
        }
    }
}

impl From<TransportError> for Refusal {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Offline => Self::NotSent,
            TransportError::Failed(_) => Self::Unanswered,
            TransportError::TimedOut => Self::Unknown,
        }
    }
}
