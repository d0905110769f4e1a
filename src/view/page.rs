//! A story as it is shown on one page: what every part of the view is given.

use std::rc::Rc;

use crate::article::{Article, Profile};
use crate::comments;
use crate::i18n::Messages;
use crate::share::{Story, Target};
use crate::url::WebUrl;

/// A story as it is shown on this page.
pub struct Page {
    /// The story.
    pub article: Rc<Article>,
    /// The publisher's name, from the story or from the tag.
    pub publisher: Option<String>,
    /// The publisher's profiles, from the story or from the tag.
    pub follow: Vec<Profile>,
    /// The story's own page, from the story or from the tag.
    pub url: Option<WebUrl>,
    /// The interface's texts.
    pub messages: Messages,
    /// The headline's level, 1 to 6.
    pub heading_level: u8,
    /// What is shared.
    pub shared: Story,
    /// Where it can be shared.
    pub targets: Vec<&'static Target>,
    /// Which comments stand first.
    pub comments_order: comments::Order,
    /// The comments, where there are any.
    pub comments: Option<Engine>,
}

/// A comment engine with its place, by which one is told from another.
#[derive(Clone)]
pub struct Engine {
    /// The engine.
    pub engine: Rc<dyn comments::Engine>,
    /// Which engine, where, and for which story. What is shown of one is never shown of another.
    pub place: Rc<str>,
}

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}
