//! What the walk keeps for each element that it is in.

use super::embedded;
use super::figure::append;
use crate::article::ExternalEmbed;
use crate::article::block::{Block, Definition, Inline, Row, is_blank};

/// An element that has been entered.
pub struct Frame {
    pub kind: Kind,
    /// How many inline elements it opened, to be closed when it is left.
    pub opened: usize,
}

/// What an element that has been entered collects.
pub enum Kind {
    /// Nothing: what it holds goes to the frame around it.
    Unwrapped,
    /// Nothing, but what it holds stands on lines of its own.
    Boundary,
    /// One line (with breaks): headings, captions, terms, cells.
    Line(Line, Vec<Inline>),
    /// A block that fills up: a quote, aside, list, table, recording or preformatted text.
    Block(Block),
    /// A quoted post, and the embed that it stands for.
    Post(Vec<Block>, Option<ExternalEmbed>),
    Item(Vec<Block>),
    Meaning(Vec<Block>),
    Figure {
        content: Vec<Block>,
        caption: Vec<Inline>,
        is_pull_quote: bool,
    },
    Ruby(Vec<Inline>, String),
    RubyReading(String),
    /// `thead` and `tfoot`; rows elsewhere are body.
    TableHead,
    TableFoot,
    Row(Row),
}

/// What a line is for.
#[derive(Clone, Copy)]
pub enum Line {
    Heading(u8),
    Caption,
    Citation,
    Term,
    Cell {
        header: bool,
        column_span: u16,
        row_span: u16,
    },
}

impl Kind {
    /// Whether it is a recording.
    pub fn is_media(&self) -> bool {
        matches!(self, Self::Block(Block::Audio(_) | Block::Video(_)))
    }

    /// Whether blocks can stand in it, or what stands for blocks.
    pub fn holds_blocks(&self) -> bool {
        self.takes_lines() && !matches!(self, Self::Line(..))
            || matches!(self, Self::Block(Block::Table(_)))
    }

    /// Whether lines and blocks end up in it.
    pub fn takes_lines(&self) -> bool {
        matches!(
            self,
            Self::Line(..)
                | Self::Block(
                    Block::Quote { .. }
                        | Block::Aside(_)
                        | Block::List { .. }
                        | Block::DefinitionList(_)
                )
                | Self::Post(..)
                | Self::Item(_)
                | Self::Meaning(_)
                | Self::Figure { .. }
        )
    }
}

/// Adds what a block says to a line in which it cannot stand: a table for layout, or a list in a
/// caption.
pub fn push_words(line: &mut Vec<Inline>, block: &mut Block) {
    match block {
        Block::Paragraph(content)
        | Block::Heading { content, .. }
        | Block::PullQuote { content, .. }
        | Block::Gallery {
            caption: content, ..
        } => append(line, content),
        Block::Preformatted(text) => push_text(line, text),
        Block::Image(image) if is_blank(&image.caption) => push_text(line, &image.alt),
        Block::Image(image) => append(line, &mut image.caption),
        Block::Audio(media) | Block::Video(media) if is_blank(&media.caption) => {
            if let Some(source) = media.sources.first() {
                push_link(line, source.as_str(), "");
            }
        }
        Block::Audio(media) | Block::Video(media) => append(line, &mut media.caption),
        Block::Embed(embed) => match embed.page() {
            Some(page) => push_link(line, &page, embed.name()),
            None => push_text(line, embed.name()),
        },
        Block::Quote { body, .. } | Block::Aside(body) => push_lines(line, body),
        Block::List { items, .. } => {
            for item in items {
                push_lines(line, item);
            }
        }
        Block::DefinitionList(list) => {
            for Definition { term, body } in list {
                append(line, term);
                push_lines(line, body);
            }
        }
        Block::Table(table) => {
            for rows in [&mut table.head, &mut table.body, &mut table.foot] {
                for cell in rows.iter_mut().flatten() {
                    append(line, &mut cell.content);
                }
            }
        }
        Block::Separator => {}
    }
}

fn push_lines(line: &mut Vec<Inline>, blocks: &mut [Block]) {
    for block in blocks {
        push_words(line, block);
    }
}

fn push_text(line: &mut Vec<Inline>, text: &str) {
    append(line, &mut vec![Inline::Text(text.to_owned())]);
}

fn push_link(line: &mut Vec<Inline>, address: &str, words: &str) {
    append(
        line,
        &mut embedded::link(address, words).into_iter().collect(),
    );
}
