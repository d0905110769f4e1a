//! Text within a line.

use yew::Html;

use super::tag::{list, tag, text};
use crate::article::Inline;

/// Inlines, in order.
pub fn inlines(content: &[Inline]) -> Html {
    match content {
        [Inline::Text(characters)] => text(characters.clone()),
        _ => list(content.iter().map(inline).collect()),
    }
}

fn inline(inline: &Inline) -> Html {
    let (tag, content) = match inline {
        Inline::Text(characters) => return text(characters.clone()),
        Inline::Break => return tag("br").into(),
        Inline::Styled(style, content) => (tag(style.element()), content),
        Inline::Link { url, content } => (link(url.as_str()), content),
        Inline::Abbreviation { title, content } => {
            (tag("abbr").set("title", title.clone()), content)
        }
        Inline::Time { datetime, content } => {
            (tag("time").set("datetime", datetime.clone()), content)
        }
        Inline::Ruby { content, reading } => {
            let reading = tag("rt").text(reading.clone());
            return tag("ruby").child(inlines(content)).child(reading).into();
        }
        Inline::Foreign {
            language,
            direction,
            content,
        } => {
            let tag = tag("bdi").set_some("lang", language.clone());
            (tag.set_some("dir", *direction), content)
        }
    };
    tag.child(inlines(content)).into()
}

/// A link that tells the other side nothing of this window.
pub fn link(address: &str) -> super::tag::Tag {
    tag("a")
        .set("href", address.to_owned())
        .set("rel", "noopener")
}
