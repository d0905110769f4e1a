//! What stands within a line of a story: characters, and the elements that hold them.

use super::Image;
use crate::url::LinkUrl;

/// A part of the text that stands within a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters.
    Text(String),
    /// A style or meaning given to what it holds.
    Styled(Style, Vec<Inline>),
    /// A link.
    Link {
        /// Where to.
        url: LinkUrl,
        /// What the reader clicks.
        content: Vec<Inline>,
    },
    /// A short form; the title says it in full.
    Abbreviation {
        /// The full words.
        title: String,
        /// The short form.
        content: Vec<Inline>,
    },
    /// A date or time, with a form that machines read.
    Time {
        /// HTML's `datetime`.
        datetime: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// Text with its reading set above it.
    Ruby {
        /// The text.
        content: Vec<Inline>,
        /// The reading.
        reading: String,
    },
    /// Text in another language or direction than that around it.
    Foreign {
        /// BCP 47 tag.
        language: Option<String>,
        /// HTML's `dir`: `ltr`, `rtl` or `auto`.
        direction: Option<&'static str>,
        /// The text.
        content: Vec<Inline>,
    },
    /// A small picture that stands in its line, as the sign of a key does.
    Picture(Box<Image>),
    /// An element of a formula, with its name in MathML Core ([`MATH`]).
    Math(&'static str, Vec<Inline>),
    /// A place in the story that links of the story lead to.
    Anchor(u32),
    /// A link to an anchor.
    Jump {
        /// The anchor.
        anchor: u32,
        /// The place on the story's own page, for readers who want to go there.
        url: LinkUrl,
        /// What the reader clicks.
        content: Vec<Inline>,
    },
    /// A new line.
    Break,
}

/// The elements of MathML that a formula may have; source: MathML Core. `block` is no element: it is `math` on
/// lines of its own.
pub const MATH: &str = "math block mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder \
    mover munderover mmultiscripts mprescripts mtable mtr mtd mpadded mphantom merror mstyle";

/// The element of MathML of this name.
#[must_use]
pub fn math_element(name: &str) -> Option<&'static str> {
    MATH.split(' ').find(|other| *other == name)
}

impl Inline {
    /// What it holds, where it can hold anything.
    #[must_use]
    pub fn content(&self) -> &[Inline] {
        match self {
            Self::Text(_) | Self::Break | Self::Picture(_) | Self::Anchor(_) => &[],
            Self::Styled(_, content)
            | Self::Link { content, .. }
            | Self::Abbreviation { content, .. }
            | Self::Time { content, .. }
            | Self::Ruby { content, .. }
            | Self::Math(_, content)
            | Self::Jump { content, .. }
            | Self::Foreign { content, .. } => content,
        }
    }

    /// The same with other content, where it can hold any.
    #[must_use]
    pub fn holding(&self, content: Vec<Inline>) -> Self {
        let mut inline = self.clone();
        match &mut inline {
            Self::Text(_) | Self::Break | Self::Picture(_) | Self::Anchor(_) => {}
            Self::Styled(_, old)
            | Self::Link { content: old, .. }
            | Self::Abbreviation { content: old, .. }
            | Self::Time { content: old, .. }
            | Self::Ruby { content: old, .. }
            | Self::Math(_, old)
            | Self::Jump { content: old, .. }
            | Self::Foreign { content: old, .. } => *old = content,
        }
        inline
    }
}

/// What a [`Inline::Styled`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Important.
    Strong,
    /// Stressed.
    Emphasis,
    /// Computer code.
    Code,
    /// Lowered.
    Subscript,
    /// Raised.
    Superscript,
    /// No longer true.
    Strike,
    /// Marked for the reader.
    Mark,
    /// A quotation within a line.
    Quote,
    /// Side comment.
    Small,
    /// The title of a work.
    Citation,
}

impl Style {
    /// Every style with its name in the project's own article document and its HTML element.
    pub const TABLE: [(Self, &'static str, &'static str); 10] = [
        (Self::Strong, "strong", "strong"),
        (Self::Emphasis, "emphasis", "em"),
        (Self::Code, "code", "code"),
        (Self::Subscript, "subscript", "sub"),
        (Self::Superscript, "superscript", "sup"),
        (Self::Strike, "strike", "s"),
        (Self::Mark, "mark", "mark"),
        (Self::Quote, "quote", "q"),
        (Self::Small, "small", "small"),
        (Self::Citation, "citation", "cite"),
    ];

    /// The style with this name in the project's own article document.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::TABLE
            .iter()
            .find(|(_, own, _)| *own == name)
            .map(|(style, ..)| *style)
    }

    /// Its name in the project's own article document.
    #[must_use]
    pub fn name(self) -> &'static str {
        // The table has a row for each style, which a test below checks.
        Self::TABLE
            .iter()
            .find(|(style, ..)| *style == self)
            .map_or("", |(_, name, _)| name)
    }

    /// The HTML element that shows this style.
    #[must_use]
    pub fn element(self) -> &'static str {
        // The table has a row for each style, which a test below checks.
        Self::TABLE
            .iter()
            .find(|(style, ..)| *style == self)
            .map_or("span", |(_, _, element)| element)
    }
}

/// The characters of some inlines, without their styles.
#[must_use]
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(content, &mut text);
    text
}

fn push_plain_text(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(characters) => text.push_str(characters),
            Inline::Break => text.push('\n'),
            Inline::Picture(image) => text.push_str(&image.alt),
            other => push_plain_text(other.content(), text),
        }
    }
}

/// Whether there is nothing in these inlines that a reader would see.
#[must_use]
pub fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(text) => text.chars().all(is_space),
        Inline::Picture(_) => false,
        other => is_blank(other.content()),
    })
}

/// Moves a line to others, with a break before it, unless there is nothing on it.
pub fn append(lines: &mut Vec<Inline>, line: &mut Vec<Inline>) {
    if is_blank(line) {
        return;
    }
    if !lines.is_empty() {
        lines.push(Inline::Break);
    }
    lines.append(line);
}

/// White space, and the characters without a width that editors leave in empty paragraphs.
#[must_use]
pub fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_a_row_of_its_own() {
        for (style, name, element) in Style::TABLE {
            assert_eq!(Style::named(name), Some(style), "{name}");
            assert_eq!(style.name(), name, "{name}");
            assert_eq!(style.element(), element, "{name}");
        }
    }

    #[test]
    fn blank_looks_through_styles() {
        let nbsp = Inline::Text("\u{a0} \u{200b}".into());
        assert!(is_blank(&[
            Inline::Styled(Style::Strong, vec![nbsp]),
            Inline::Break
        ]));
        assert!(!is_blank(&[Inline::Styled(
            Style::Strong,
            vec![Inline::Text("x".into())]
        )]));
    }

    #[test]
    fn plain_text_keeps_characters_and_breaks() {
        let content = [
            Inline::Text("a ".into()),
            Inline::Styled(Style::Emphasis, vec![Inline::Text("b".into())]),
            Inline::Break,
            Inline::Text("c".into()),
        ];
        assert_eq!(plain_text(&content), "a b\nc");
    }
}
