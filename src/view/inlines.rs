//! Text within a line.

use yew::Html;

use super::tag::{Attr, list, tag, text};
use crate::article::Inline;

/// Inlines, in order; `rel` is that of the links among them.
pub fn inlines(content: &[Inline], rel: &'static str) -> Html {
    match content {
        [Inline::Text(characters)] => text(characters.clone()),
        _ => list(
            content
                .iter()
                .map(|inline| self::inline(inline, rel))
                .collect(),
        ),
    }
}

fn inline(inline: &Inline, rel: &'static str) -> Html {
    let (tag, content) = match inline {
        Inline::Text(characters) => return text(characters.clone()),
        Inline::Break => return tag("br").into(),
        Inline::Styled(style, content) => (tag(style.element()), content),
        Inline::Link { url, content } => (link(url.as_str(), rel), content),
        Inline::Abbreviation { title, content } => {
            (tag("abbr").set(Attr::Title, title.clone()), content)
        }
        Inline::Time { datetime, content } => {
            (tag("time").set(Attr::DateTime, datetime.clone()), content)
        }
        Inline::Ruby { content, reading } => {
            let reading = tag("rt").text(reading.clone());
            return tag("ruby")
                .child(inlines(content, rel))
                .child(reading)
                .into();
        }
        Inline::Foreign {
            language,
            direction,
            content,
        } => {
            let tag = tag("bdi").set_some(Attr::Lang, language.clone());
            (tag.set_some(Attr::Dir, *direction), content)
        }
    };
    tag.child(inlines(content, rel)).into()
}

/// A link.
pub fn link(address: &str, rel: &'static str) -> super::tag::Tag {
    tag("a")
        .set(Attr::Href, address.to_owned())
        .set(Attr::Rel, rel)
}
