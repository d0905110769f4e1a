//! Text within a line.

use crate::article::Inline;
use crate::markup::tag::copied;
use crate::markup::{Attr, Node, Tag, tag};

/// Inlines, in order; `rel` is that of the links among them.
#[must_use]
pub fn inlines(content: &[Inline], rel: &'static str) -> Node {
    match content {
        [inline] => self::inline(inline, rel),
        _ => Node::List(
            content
                .iter()
                .map(|inline| self::inline(inline, rel))
                .collect(),
        ),
    }
}

fn inline(inline: &Inline, rel: &'static str) -> Node {
    let (tag, content) = match inline {
        Inline::Text(characters) => return Node::Text(copied(characters)),
        Inline::Break => return tag("br").into(),
        Inline::Styled(style, content) => (tag(style.element()), content),
        Inline::Link { url, content } => (link(url.as_str(), rel), content),
        Inline::Abbreviation { title, content } => (tag("abbr").set(Attr::Title, title), content),
        Inline::Time { datetime, content } => (tag("time").set(Attr::DateTime, datetime), content),
        Inline::Ruby { content, reading } => {
            let reading = tag("rt").text(reading);
            return tag("ruby").inlines(content, rel).child(reading).into();
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
    tag.inlines(content, rel).into()
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
    pub fn inlines(self, content: &[Inline], rel: &'static str) -> Self {
        self.child(inlines(content, rel))
    }
}
