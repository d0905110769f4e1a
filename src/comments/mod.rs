//! Readers' comments: the model, the one interface to comment engines, and one file an engine.
//!
//! How comments look and where the form stands is left to [`crate::islands`]; requests to
//! [`crate::transport`].

pub mod bluesky;
pub mod delivery;
pub mod draft;
pub mod engine;
pub mod engines;
pub mod exchange;
pub mod isso;
mod isso_thread;
pub mod kept;
pub mod kind;
pub mod mastodon;
mod member;
pub mod outbox;
pub mod preview;
pub mod reader;
pub mod thread;
pub mod wordpress;

pub use draft::Drafts;
pub use engine::{Capabilities, Engine, Field, Order, Page, Refusal, Standing, Submission};

use crate::article::{Block, Date, Inline};
use crate::url::LinkUrl;

/// What a reader said.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// The engine's name for it, unique within the story.
    pub id: String,
    /// The comment that it replies to.
    pub parent: Option<String>,
    /// The writer's name as plain text; empty where none was given.
    pub author: String,
    /// The writer's own page.
    pub author_url: Option<LinkUrl>,
    /// The words.
    pub body: Vec<Block>,
    /// What stands closed until the reader opens it.
    pub folded: Option<Folded>,
    /// When it was written.
    pub created: Option<Date>,
    /// When its writer last changed it, by the engine's clock, as far as the engine tells.
    pub edited: Option<Date>,
    /// Whether everybody can see it.
    pub state: State,
    /// The publisher wrote it.
    pub by_publisher: bool,
    /// Its place on the publisher's page.
    pub permalink: Option<LinkUrl>,
    /// The words as they were typed, where this reader may still change them.
    pub source: Option<String>,
}

/// What not everybody wants to see at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded {
    /// What its writer warns of; `None` where it is only marked as sensitive.
    pub warning: Option<String>,
    /// What is folded.
    pub body: Vec<Block>,
}

impl Folded {
    /// What is folded; `None` where that is nothing.
    #[must_use]
    pub fn new(warning: Option<String>, body: Vec<Block>) -> Option<Self> {
        (!body.is_empty()).then_some(Self { warning, body })
    }
}

/// Who can see a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its writer only: it is on its way.
    Sending,
    /// Everybody.
    Published,
    /// Its writer only, until the publisher lets it through.
    Pending,
    /// Nobody; it still has replies.
    Deleted,
}

/// Plain text as blocks, a paragraph a line.
#[must_use]
pub fn plain(words: &str) -> Vec<Block> {
    let lines = words.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| Block::Paragraph(vec![Inline::Text(line.to_owned())]))
        .collect()
}
