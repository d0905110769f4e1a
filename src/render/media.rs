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
    let tracks = media.tracks.iter().map(|track| {
        tag("track")
            .set(Attr::Kind, track.kind.name())
            .set(Attr::SrcLang, track.language.as_ref())
            .set(Attr::Label, track.label.as_ref())
            .set(Attr::Default, track.is_default)
            .set(Attr::Src, &track.src)
    });
    // Tracks of another origin are only loaded for recordings that are asked for by CORS. Where a server
    // does not allow that, the loader takes the tracks away.
    let mode = (!media.tracks.is_empty()).then_some("anonymous");
    let player = tag(element)
        .set(Attr::Controls, "")
        .set(Attr::Preload, "none")
        .set(Attr::CrossOrigin, mode)
        .set(Attr::Poster, media.poster.as_ref())
        .set(Attr::Width, media.width)
        .set(Attr::Height, media.height)
        .children(sources.chain(tracks));
    tag("figure.recording")
        .child(player)
        .child(caption(&media.caption, &[], setting.lines()))
}
