//! The parts that a story's text is made of: blocks, and the inlines that stand in them.
//!
//! Plain data with no HTML in it anywhere. What may be in a block is decided where it is made
//! (the article formats and the HTML walk); how it looks is left to the view.

use super::{Embed, Image, MediaObject};
use crate::url::LinkUrl;

/// A part of the text that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A sub-heading; the story's headline is level 1, so 2 is the highest here and 6 the lowest.
    Heading {
        /// 2 to 6.
        level: u8,
        /// The words.
        content: Vec<Inline>,
    },
    /// A list; each item holds blocks.
    List {
        /// Numbered, or with bullets.
        ordered: bool,
        /// The first number, where it is not 1.
        start: Option<i32>,
        /// Numbers run down.
        reversed: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Terms with what they mean.
    DefinitionList(Vec<Definition>),
    /// Words of somebody else.
    Quote {
        /// The words.
        body: Vec<Block>,
        /// Who said them, and where.
        citation: Vec<Inline>,
    },
    /// Words of the story itself, set large to draw the eye.
    PullQuote {
        /// The words.
        content: Vec<Inline>,
        /// Who said them.
        citation: Vec<Inline>,
    },
    /// One picture.
    Image(Image),
    /// Pictures that belong together.
    Gallery {
        /// The pictures.
        images: Vec<Image>,
        /// A caption for all of them.
        caption: Vec<Inline>,
    },
    /// A sound recording.
    Audio(MediaObject),
    /// A film.
    Video(MediaObject),
    /// A post or recording of another service.
    Embed(Embed),
    /// A table of data.
    Table(Table),
    /// Text whose spaces and line breaks count.
    Preformatted(String),
    /// A break in the story.
    Separator,
    /// Something beside the story, such as a box with background.
    Aside(Vec<Block>),
}

impl Block {
    /// Whether there is nothing in it that it could show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Paragraph(content)
            | Self::Heading { content, .. }
            | Self::PullQuote { content, .. } => is_blank(content),
            Self::List { items, .. } => items.is_empty(),
            Self::DefinitionList(list) => list.is_empty(),
            Self::Quote { body, citation } => body.is_empty() && citation.is_empty(),
            Self::Gallery { images, .. } => images.is_empty(),
            Self::Audio(media) | Self::Video(media) => media.sources.is_empty(),
            Self::Table(table) => {
                table.head.is_empty() && table.body.is_empty() && table.foot.is_empty()
            }
            Self::Preformatted(text) => text.trim().is_empty(),
            Self::Aside(body) => body.is_empty(),
            Self::Image(_) | Self::Embed(_) | Self::Separator => false,
        }
    }

    /// Its caption, for blocks that stand for one thing and can have one.
    pub fn caption_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Image(image) => Some(&mut image.caption),
            Self::Audio(media) | Self::Video(media) => Some(&mut media.caption),
            Self::Embed(embed) => Some(&mut embed.caption),
            Self::Table(table) => Some(&mut table.caption),
            _ => None,
        }
    }
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term; empty where one term has several meanings and this is not the first.
    pub term: Vec<Inline>,
    /// What it means.
    pub body: Vec<Block>,
}

/// A table of data.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Table {
    /// What the table shows.
    pub caption: Vec<Inline>,
    /// Rows that head the columns.
    pub head: Vec<Row>,
    /// The data.
    pub body: Vec<Row>,
    /// Rows that sum up.
    pub foot: Vec<Row>,
}

/// The cells of one line of a table.
pub type Row = Vec<Cell>;

/// A field of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub content: Vec<Inline>,
    /// Whether it heads a row or column rather than holding data.
    pub header: bool,
    /// How many columns it covers, 1 to 1000.
    pub column_span: u16,
    /// How many rows it covers, 1 to 1000.
    pub row_span: u16,
}

/// The most columns or rows that a cell may cover, as in HTML's table model.
pub const SPAN_LIMIT: u16 = 1000;

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
    /// A new line.
    Break,
}

impl Inline {
    /// What it holds, where it can hold anything.
    #[must_use]
    pub fn content(&self) -> &[Inline] {
        match self {
            Self::Text(_) | Self::Break => &[],
            Self::Styled(_, content)
            | Self::Link { content, .. }
            | Self::Abbreviation { content, .. }
            | Self::Time { content, .. }
            | Self::Ruby { content, .. }
            | Self::Foreign { content, .. } => content,
        }
    }

    /// The same with other content, where it can hold any.
    #[must_use]
    pub fn holding(&self, content: Vec<Inline>) -> Self {
        match self {
            Self::Text(text) => Self::Text(text.clone()),
            Self::Break => Self::Break,
            Self::Styled(style, _) => Self::Styled(*style, content),
            Self::Link { url, .. } => Self::Link {
                url: url.clone(),
                content,
            },
            Self::Abbreviation { title, .. } => Self::Abbreviation {
                title: title.clone(),
                content,
            },
            Self::Time { datetime, .. } => Self::Time {
                datetime: datetime.clone(),
                content,
            },
            Self::Ruby { reading, .. } => Self::Ruby {
                reading: reading.clone(),
                content,
            },
            Self::Foreign {
                language,
                direction,
                ..
            } => Self::Foreign {
                language: language.clone(),
                direction: *direction,
                content,
            },
        }
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
            other => push_plain_text(other.content(), text),
        }
    }
}

/// Whether there is nothing in these inlines that a reader would see.
#[must_use]
pub fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(text) => text.chars().all(is_space),
        other => is_blank(other.content()),
    })
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
