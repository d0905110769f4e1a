//! The parts that a story's text is made of: blocks. The inlines that stand in them have a file of
//! their own.
//!
//! Plain data with no HTML in it anywhere. What may be in a block is decided where it is made
//! (the article formats and the HTML walk); how it looks is left to
//! [`crate::render`].

pub use super::inline::{Inline, Style, is_blank, is_space, plain_text};
use super::{ExternalEmbed, Image, MediaObject};

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
        /// How numbers are written.
        numbering: Numbering,
        /// Numbers run down.
        reversed: bool,
        /// The items.
        items: Vec<Item>,
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
    Embed(ExternalEmbed),
    /// A table of data.
    Table(Table),
    /// Text whose spaces and line breaks count.
    Preformatted(Vec<Inline>),
    /// A break in the story.
    Separator,
    /// Something beside the story, such as a box with background.
    Aside(Vec<Block>),
    /// What is folded away behind its summary until the reader opens it.
    Details {
        /// What the reader opens it by.
        summary: Vec<Inline>,
        /// What is folded away.
        body: Vec<Block>,
    },
    /// Blocks in another language or direction than those around them.
    Foreign {
        /// BCP 47 tag.
        language: Option<String>,
        /// HTML's `dir`: `ltr`, `rtl` or `auto`.
        direction: Option<&'static str>,
        /// The blocks.
        body: Vec<Block>,
    },
}

impl Block {
    /// Whether there is nothing in it that it could show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Paragraph(content)
            | Self::Heading { content, .. }
            | Self::PullQuote { content, .. }
            | Self::Preformatted(content) => is_blank(content),
            Self::List { items, .. } => items.is_empty(),
            Self::DefinitionList(list) => list.is_empty(),
            Self::Quote { body, citation } => body.is_empty() && citation.is_empty(),
            Self::Gallery { images, .. } => images.is_empty(),
            Self::Audio(media) | Self::Video(media) => media.sources.is_empty(),
            Self::Table(table) => table.has_no_rows(),
            Self::Aside(body) | Self::Foreign { body, .. } => body.is_empty(),
            Self::Details { summary, body } => is_blank(summary) && body.is_empty(),
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

    /// Goes through the blocks that stand in it, one group after the other.
    pub fn each_body(&mut self, visit: &mut dyn FnMut(&mut Vec<Block>)) {
        match self {
            Self::Quote { body, .. }
            | Self::Aside(body)
            | Self::Details { body, .. }
            | Self::Foreign { body, .. } => visit(body),
            Self::Embed(embed) => visit(&mut embed.quote),
            Self::List { items, .. } => {
                for item in items {
                    visit(&mut item.body);
                }
            }
            Self::DefinitionList(list) => {
                for definition in list {
                    visit(&mut definition.body);
                }
            }
            Self::Table(table) => {
                for rows in [&mut table.head, &mut table.body, &mut table.foot] {
                    for cell in rows.iter_mut().flatten() {
                        visit(&mut cell.body);
                    }
                }
            }
            _ => {}
        }
    }
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Item {
    /// Its number, where it is not the next one.
    pub value: Option<i32>,
    /// What stands in it.
    pub body: Vec<Block>,
}

impl From<Vec<Block>> for Item {
    fn from(body: Vec<Block>) -> Self {
        Self { value: None, body }
    }
}

/// How the numbers of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Numbering {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

impl Numbering {
    /// Each with the value of HTML's `type`, the keyword of CSS, and the name in the project's own article
    /// document, which is that of CSS.
    pub const TABLE: [(Self, &'static str, &'static str); 5] = [
        (Self::Decimal, "1", "decimal"),
        (Self::LowerAlpha, "a", "lower-alpha"),
        (Self::UpperAlpha, "A", "upper-alpha"),
        (Self::LowerRoman, "i", "lower-roman"),
        (Self::UpperRoman, "I", "upper-roman"),
    ];

    /// The one that HTML's `type` or CSS calls so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut rows = Self::TABLE.iter();
        let found = rows.find(|(_, html, css)| *html == name || *css == name);
        found.map(|(numbering, ..)| *numbering)
    }

    /// The value of HTML's `type`, where it is not the usual one.
    #[must_use]
    pub fn html_type(self) -> Option<&'static str> {
        let (_, html, _) = Self::TABLE[self as usize];
        (self != Self::Decimal).then_some(html)
    }

    /// The keyword of CSS.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::TABLE[self as usize].2
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
    /// The caption stands below the table.
    pub is_caption_below: bool,
    /// Rows that head the columns.
    pub head: Vec<Row>,
    /// The data.
    pub body: Vec<Row>,
    /// Rows that sum up.
    pub foot: Vec<Row>,
}

impl Table {
    /// Whether it has no rows at all.
    #[must_use]
    pub fn has_no_rows(&self) -> bool {
        self.head.is_empty() && self.body.is_empty() && self.foot.is_empty()
    }
}

/// The cells of one line of a table.
pub type Row = Vec<Cell>;

/// A field of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub body: Vec<Block>,
    /// Whether it heads a row or column rather than holding data.
    pub header: bool,
    /// Where its lines stand, if the table says so.
    pub align: Option<Align>,
    /// How many columns it covers, 1 to 1000.
    pub column_span: u16,
    /// How many rows it covers, 1 to 1000.
    pub row_span: u16,
}

/// On which side lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Left.
    Left,
    /// In the middle.
    Center,
    /// Right.
    Right,
}

impl Align {
    /// Each with its name in HTML, CSS and article documents.
    pub const TABLE: [(Self, &'static str); 3] = [
        (Self::Left, "left"),
        (Self::Center, "center"),
        (Self::Right, "right"),
    ];

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut rows = Self::TABLE.iter();
        let found = rows.find(|(_, other)| *other == name);
        found.map(|(align, _)| *align)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::TABLE[self as usize].1
    }
}

/// The most columns or rows that a cell may cover, as in HTML's table model.
pub const SPAN_LIMIT: u16 = 1000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_numbering_and_side_has_its_row() {
        for (numbering, html, css) in Numbering::TABLE {
            assert_eq!(Numbering::named(html), Some(numbering));
            assert_eq!(Numbering::named(css), Some(numbering));
            assert_eq!(numbering.name(), css);
            assert_eq!(numbering.html_type().unwrap_or("1"), html);
        }
        for (align, name) in Align::TABLE {
            assert_eq!(Align::named(name), Some(align));
            assert_eq!(align.name(), name);
        }
    }
}
