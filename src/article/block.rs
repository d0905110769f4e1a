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
    Embed(ExternalEmbed),
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
