//! The parts of a text that stand on lines of their own.

use std::ops::Not;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Definition, Embed, Image, Inlines, ListItem, Recording, Table, all, schema};
use crate::article::block::{self, Numbering};

/// A part of the text that stands on lines of its own.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schemars(transform = schema::tagged)]
pub enum Block {
    /// Running text.
    Paragraph {
        /// The words.
        content: Inlines,
    },
    /// A sub-heading.
    Heading {
        /// 2 to 6, and 2 where nothing is said: the story's headline is level 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 2, max = 6))]
        level: Option<u8>,
        /// The words.
        content: Inlines,
    },
    /// A list.
    List {
        /// Numbered, or with bullets.
        #[serde(skip_serializing_if = "Not::not")]
        ordered: bool,
        /// The first number, where it is not 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<i32>,
        /// How numbers are written, and in decimal digits where nothing is said.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(extend("enum" = Numbering::TABLE.map(|(.., name)| name)))]
        numbering: Option<&'static str>,
        /// Numbers run down.
        #[serde(skip_serializing_if = "Not::not")]
        reversed: bool,
        /// The items.
        #[schemars(length(min = 1))]
        items: Vec<ListItem>,
    },
    /// Terms with what they mean.
    DefinitionList {
        /// The terms in order.
        #[schemars(length(min = 1))]
        items: Vec<Definition>,
    },
    /// Words of somebody else.
    Quote {
        /// The words.
        #[schemars(length(min = 1))]
        body: Vec<Block>,
        /// Who said them, and where.
        #[serde(skip_serializing_if = "Inlines::is_empty")]
        citation: Inlines,
    },
    /// Words of the story itself, set large to draw the eye.
    PullQuote {
        /// The words.
        content: Inlines,
        /// Who said them.
        #[serde(skip_serializing_if = "Inlines::is_empty")]
        citation: Inlines,
    },
    /// One picture.
    Image(Image),
    /// Pictures that belong together.
    Gallery {
        /// The pictures.
        #[schemars(length(min = 1))]
        images: Vec<Image>,
        /// A caption for all of them.
        #[serde(skip_serializing_if = "Inlines::is_empty")]
        caption: Inlines,
    },
    /// A sound recording.
    Audio(Recording),
    /// A film.
    Video(Recording),
    /// A post or recording of another service, which is loaded when the reader asks for it.
    Embed(Embed),
    /// A table of data.
    Table(Table),
    /// Text whose spaces and line breaks count.
    Preformatted {
        /// The text, where it has no styles and links.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(length(min = 1))]
        text: Option<String>,
        /// The text with its styles and links.
        #[serde(skip_serializing_if = "Inlines::is_empty")]
        content: Inlines,
    },
    /// A break in the story.
    Separator,
    /// Something beside the story, such as a box with background.
    Aside {
        /// What stands in it.
        #[schemars(length(min = 1))]
        body: Vec<Block>,
    },
    /// What is folded away behind its summary until the reader opens it.
    Details {
        /// What the reader opens it by.
        summary: Inlines,
        /// What is folded away.
        body: Vec<Block>,
    },
    /// Blocks in another language or direction than those around them.
    Foreign {
        /// BCP 47 tag.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// Which way it runs; `auto` goes by its first letter.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(extend("enum" = ["ltr", "rtl", "auto"]))]
        direction: Option<&'static str>,
        /// The blocks.
        #[schemars(length(min = 1))]
        body: Vec<Block>,
    },
}

impl From<block::Block> for Block {
    fn from(block: block::Block) -> Self {
        match block {
            block::Block::Paragraph(content) => Self::Paragraph {
                content: content.into(),
            },
            block::Block::Heading { level, content } => Self::Heading {
                level: (level != 2).then_some(level),
                content: content.into(),
            },
            block::Block::List {
                ordered,
                start,
                numbering,
                reversed,
                items,
            } => Self::List {
                ordered,
                start,
                numbering: numbering.html_type().map(|_| numbering.name()),
                reversed,
                items: all(items),
            },
            block::Block::DefinitionList(items) => Self::DefinitionList { items: all(items) },
            block::Block::Quote { body, citation } => Self::Quote {
                body: all(body),
                citation: citation.into(),
            },
            block::Block::PullQuote { content, citation } => Self::PullQuote {
                content: content.into(),
                citation: citation.into(),
            },
            block::Block::Image(image) => Self::Image(image.into()),
            block::Block::Gallery { images, caption } => Self::Gallery {
                images: all(images),
                caption: caption.into(),
            },
            block::Block::Audio(recording) => Self::Audio(recording.into()),
            block::Block::Video(recording) => Self::Video(recording.into()),
            block::Block::Embed(embed) => Self::Embed(embed.into()),
            block::Block::Table(table) => Self::Table(table.into()),
            block::Block::Preformatted(mut content) => {
                let text = match &mut *content {
                    [block::Inline::Text(text)] => Some(std::mem::take(text)),
                    _ => None,
                };
                if text.is_some() {
                    content.clear();
                }
                Self::Preformatted {
                    text,
                    content: content.into(),
                }
            }
            block::Block::Separator => Self::Separator,
            block::Block::Aside(body) => Self::Aside { body: all(body) },
            block::Block::Details { summary, body } => Self::Details {
                summary: summary.into(),
                body: all(body),
            },
            block::Block::Foreign {
                language,
                direction,
                body,
            } => Self::Foreign {
                language,
                direction,
                body: all(body),
            },
        }
    }
}
