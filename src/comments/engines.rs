//! The one table of comment engines, and what each is started with.
//!
//! An engine is a file beside this one and a row here. Options, their written reference and the
//! article document go by the names in this table.

use std::rc::Rc;

use super::Engine;
use super::{bluesky, isso, mastodon, preview, wordpress};
use crate::url::{Base, WebUrl};

/// A kind of comment engine.
pub struct Kind {
    /// What `data-comments` calls it.
    pub name: &'static str,
    /// An address as it takes one. Empty where it needs none.
    pub example: &'static str,
    /// Starts one; `None` where the address is of another kind than the example.
    pub start: fn(&Story) -> Option<Rc<dyn Engine>>,
}

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
pub struct Story<'a> {
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

/// Every engine, in the order in which the written reference names them.
pub const ENGINES: &[Kind] = if cfg!(feature = "comments") {
    &[
        wordpress::KIND,
        isso::KIND,
        mastodon::KIND,
        bluesky::KIND,
        preview::KIND,
    ]
} else {
    &[]
};

/// The engine of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Kind> {
    ENGINES.iter().find(|kind| kind.name == name)
}
