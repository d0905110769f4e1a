//! A story as it is shown on one page: what every part of the rendering is given.

use super::context::Context;
use crate::article::{Article, Profile};
use crate::i18n::Messages;
use crate::share::server::Server;
use crate::share::{Shareable, Target};
use crate::url::WebUrl;

/// A story as it is shown on one page.
pub struct Page<'a> {
    /// The story.
    pub article: &'a Article,
    /// The publisher's name, from the story or from the tag.
    pub publisher: Option<&'a str>,
    /// The publisher's profiles, from the story or from the tag.
    pub follow: &'a [Profile],
    /// The story's own page, from the story or from the tag.
    pub url: Option<&'a WebUrl>,
    /// The interface's texts.
    pub messages: Messages,
    /// The headline's level, 1 to 6.
    pub heading_level: u8,
    /// What is shared.
    pub shared: Shareable,
    /// Where it can be shared.
    pub targets: Vec<&'static Target>,
    /// The Mastodon server that the reader has asked this browser to keep.
    pub server: Option<Server>,
    /// What the islands are told.
    pub context: Context,
}
