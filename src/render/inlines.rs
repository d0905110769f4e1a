//! Text within a line.

use super::picture::{Position, picture};
use super::setting::Lines;
use crate::article::Inline;
use crate::markup::tag::copied;
use crate::markup::{Attr, Node, Tag, tag};

/// Inlines, in order.
#[must_use]
pub fn inlines(content: &[Inline], lines: Lines) -> Node {
    match content {
        [inline] => self::inline(inline, lines),
        _ => Node::List(
            content
                .iter()
                .map(|inline| self::inline(inline, lines))
                .collect(),
        ),
    }
}

fn inline(inline: &Inline, lines: Lines) -> Node {
    let (tag, content) = match inline {
        Inline::Text(characters) => return Node::Text(copied(characters)),
        Inline::Break => return tag("br").into(),
        Inline::Picture(image) if lines.has_pictures => {
            return picture(image, Position::Line).into();
        }
        Inline::Picture(image) => {
            let words = if image.alt.is_empty() {
                image.src.as_str()
            } else {
                &image.alt
            };
            return link(image.src.as_str(), lines.rel)
                .text(copied(words))
                .into();
        }
        Inline::Anchor(number) => return tag("span").set(Attr::DataAnchor, *number).into(),
        Inline::Jump {
            anchor,
            url,
            content,
        } => {
            let link = link(url.as_str(), lines.rel);
            (link.set(Attr::DataJump, *anchor), content)
        }
        Inline::Math("block", content) => (tag("math").set(Attr::Display, "block"), content),
        Inline::Math(name, content) => (tag(name), content),
        Inline::Styled(style, content) => (tag(style.element()), content),
        Inline::Link { url, content } => (link(url.as_str(), lines.rel), content),
        Inline::Abbreviation { title, content } => (tag("abbr").set(Attr::Title, title), content),
        Inline::Time { datetime, content } => (tag("time").set(Attr::DateTime, datetime), content),
        Inline::Ruby { content, reading } => {
            let reading = tag("rt").text(reading);
            return tag("ruby").inlines(content, lines).child(reading).into();
        }
        Inline::Foreign {
            language,
            direction,
            content,
        } => {
            let tag = tag("bdi").set(Attr::Lang, language.as_ref());
            (tag.set(Attr::Dir, *direction), content)
        }
    };
    tag.inlines(content, lines).into()
}

/// A link.
#[must_use]
pub fn link(address: &str, rel: &'static str) -> Tag {
    tag("a")
        .set(Attr::Href, copied(address))
        .set(Attr::Rel, rel)
}

impl Tag {
    /// Adds inlines.
    #[inline(never)]
    #[must_use]
    pub fn inlines(self, content: &[Inline], lines: Lines) -> Self {
        self.child(inlines(content, lines))
    }
}
