//! Kinds of comment engines, and what one is started with.

use std::rc::Rc;

use super::Engine;
use crate::url::{Base, WebUrl};

/// A kind of comment engine.
pub struct Kind {
    /// What `data-comments` calls it.
    pub name: &'static str,
    /// An address as it takes one. Empty where it needs none.
    pub example: &'static str,
}

/// Starts an engine; `None` where the address is of another kind than the example.
pub type Start = fn(&Discussion) -> Option<Rc<dyn Engine>>;

impl Kind {
    /// What developers are told where the address is missing or of another kind.
    #[must_use]
    pub fn needs_address(&self) -> String {
        let Self { name, example, .. } = self;
        [
            "the comment engine ",
            name,
            " needs an address such as ",
            example,
        ]
        .concat()
    }
}

/// Whose comments, and where.
pub struct Discussion<'a> {
    /// The engine's address; the story's own page where the engine needs none.
    pub address: &'a WebUrl,
    /// The story's own page, by which engines know it.
    pub page: &'a WebUrl,
    /// The story's headline.
    pub headline: &'a str,
    /// The number that the engine knows the story's writer by.
    pub author: Option<u32>,
    /// Addresses in comments are relative to the story's page.
    pub base: Base,
}
