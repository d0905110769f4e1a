//! Recordings in the browser's own player, which fetches nothing until the reader plays them.

use yew::Html;

use super::picture::caption;
use super::tag::{Attr, tag};
use crate::article::MediaObject;

/// A player with its caption; `element` is `audio` or `video`.
pub fn player(media: &MediaObject, element: &'static str, rel: &'static str) -> Html {
    let size = |size: Option<u32>| size.map(|size| size.to_string());
    let sources = media.sources.iter().map(|source| {
        tag("source")
            .set(Attr::Src, source.as_str().to_owned())
            .into()
    });
    let poster = media.poster.as_ref();
    let player = tag(element)
        .set(Attr::Controls, "")
        .set(Attr::Preload, "none")
        .set_some(
            Attr::Poster,
            poster.map(|poster| poster.as_str().to_owned()),
        )
        .set_some(Attr::Width, size(media.width))
        .set_some(Attr::Height, size(media.height))
        .children(sources.collect());
    tag("figure.recording")
        .child(player)
        .child(caption(&media.caption, &[], rel))
        .into()
}
