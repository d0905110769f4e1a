//! A recording that plays in the story. How it is played is left to the browser's own player.

use super::Inline;
use crate::url::MediaUrl;

/// A recording: sound, or moving pictures.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MediaObject {
    /// The same recording in one format or several; the browser plays the first that it can.
    pub sources: Vec<MediaUrl>,
    /// A still picture for moving ones.
    pub poster: Option<MediaUrl>,
    /// The text under it.
    pub caption: Vec<Inline>,
    /// Width of the pictures in pixels.
    pub width: Option<u32>,
    /// Height of the pictures in pixels.
    pub height: Option<u32>,
}
