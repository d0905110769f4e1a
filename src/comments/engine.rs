//! The interface that every comment engine is reached through.

use std::future::Future;
use std::pin::Pin;

use super::Comment;
use crate::transport::TransportError;

/// An answer that is still to come. Widgets have one thread, so it need not be `Send`.
pub type Answer<T> = Pin<Box<dyn Future<Output = T>>>;

/// A comment engine with one story's comments in it.
pub trait Engine {
    /// What the engine can do, and what it asks for.
    fn capabilities(&self) -> Capabilities;

    /// Fetches a page of comments, oldest first, as a flat list. The first page is 1.
    fn list(&self, page: u32) -> Answer<Result<Page, ListError>>;

    /// Posts a comment.
    fn post(&self, submission: Submission) -> Answer<Result<Posted, Refusal>>;

    /// What has become of a comment that was held when it was posted. An engine that cannot tell
    /// leaves it so.
    fn standing(&self, _id: &str) -> Answer<Standing> {
        Box::pin(std::future::ready(Standing::Held))
    }
}

/// What has become of a comment that was held.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It still is, as far as anybody can tell.
    Held,
    /// Everybody can see it.
    Published(Comment),
    /// It is not there any more.
    Gone,
}

/// What an engine can do, and what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it takes comments at all.
    pub post: bool,
    /// A comment needs its writer's name and e-mail address.
    pub requires_identity: bool,
    /// After so many seconds it refuses the same words as a duplicate. So they can be sent again
    /// where nobody knows whether they arrived.
    pub tells_duplicates_after: Option<u32>,
    /// How many bytes of UTF-8 each field may have.
    pub limits: Limits,
    /// Comments stay in this browser.
    pub is_local: bool,
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
    /// The comments, oldest first.
    pub items: Vec<Comment>,
    /// How many there are on all pages.
    pub total: Option<u32>,
    /// The number of the next page.
    pub next: Option<u32>,
}

/// Why there is no page of comments.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// No answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The engine does not show these comments to readers.
    #[error("the comment engine refused: {0}")]
    Refused(String),
    /// The answer was no list of comments.
    #[error("the comment engine's answer was no list of comments: status {status}")]
    Unreadable {
        /// HTTP's status.
        status: u16,
    },
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
}

/// What became of a comment that the engine took. Pending ones say so in their state.
#[derive(Clone, Debug, PartialEq)]
pub struct Posted(pub Comment);

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
    /// A field holds too many characters.
    #[error("{0:?} is too long")]
    TooLong(Field),
    /// The same words are there already.
    #[error("duplicate")]
    Duplicate,
    /// The last comment came only seconds ago. The next is taken in so many.
    #[error("posted too fast; {0} seconds to wait")]
    TooFast(u32),
    /// No more comments are taken.
    #[error("comments are closed")]
    Closed,
    /// Only members may comment.
    #[error("login required")]
    LoginRequired,
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
    #[error("outcome unknown: {0}")]
    Unknown(TransportError),
}

impl From<TransportError> for Refusal {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Offline => Self::NotSent,
            TransportError::Failed(_) | TransportError::TimedOut => Self::Unknown(error),
        }
    }
}
