//! A story as it is shown on one page: what every part of the view is given.

use std::rc::Rc;

use crate::article::{Article, Profile};
use crate::comments;
use crate::comments::engines::Kind;
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
    /// Where the comments are, if there are any.
    pub comments: Option<CommentsPlace>,
}

/// Where a story's comments are: what their engine is started with as soon as a reader comes near.
#[derive(Clone)]
pub struct CommentsPlace {
    /// Which engine, where, and for which story. What is shown of one is never shown of another.
    pub name: Rc<str>,
    /// The kind of engine.
    pub kind: &'static Kind,
    /// The engine's address; the story's own page where the engine needs none.
    pub address: WebUrl,
    /// The story's own page, by which engines know it.
    pub page: WebUrl,
    /// The number that the engine knows the story's writer by.
    pub author: Option<u32>,
}
