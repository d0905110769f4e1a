//! Recordings in the browser's own player, which fetches nothing until the reader plays them.

use super::picture::{caption, elsewhere};
use super::setting::{Openable, Setting};
use crate::article::MediaObject;
use crate::markup::{Attr, Tag, tag};

/// A player with its caption; `element` is `audio` or `video`.
#[must_use]
pub fn player<S: Openable>(media: &MediaObject, element: &'static str, setting: Setting<S>) -> Tag {
    if let (None, Some(source)) = (setting.story, media.sources.first()) {
        return elsewhere(source, "", &media.caption, setting.lines());
    }
    let sources = media
        .sources
        .iter()
        .map(|source| tag("source").set(Attr::Src, source));
    let player = tag(element)
        .set(Attr::Controls, "")
        .set(Attr::Preload, "none")
        .set(Attr::Poster, media.poster.as_ref())
        .set(Attr::Width, media.width)
        .set(Attr::Height, media.height)
        .children(sources);
    tag("figure.recording")
        .child(player)
        .child(caption(&media.caption, &[], setting.lines()))
}
