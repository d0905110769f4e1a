//! Recordings in the browser's own player, which fetches nothing until the reader plays them.

use super::blocks::Setting;
use super::picture::{caption, elsewhere};
use super::tag::{Attr, Tag, tag};
use crate::article::MediaObject;

/// A player with its caption; `element` is `audio` or `video`.
pub fn player(media: &MediaObject, element: &'static str, setting: Setting) -> Tag {
    let rel = setting.rel;
    if let (None, Some(source)) = (setting.reader, media.sources.first()) {
        return elsewhere(source, "", &media.caption, setting);
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
        .child(caption(&media.caption, &[], rel))
}
