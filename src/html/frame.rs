//! What the walk keeps for each element that it is in.

use super::{embedded, figure};
use crate::article::Embed;
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
    Post(Vec<Block>, Option<Embed>),
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
pub fn push_words(line: &mut Vec<Inline>, block: Block) {
    let words = match block {
        Block::Paragraph(content)
        | Block::Heading { content, .. }
        | Block::PullQuote { content, .. }
        | Block::Gallery {
            caption: content, ..
        } => content,
        Block::Preformatted(text) => vec![Inline::Text(text)],
        Block::Image(image) if is_blank(&image.caption) => vec![Inline::Text(image.alt)],
        Block::Image(image) => image.caption,
        Block::Audio(media) | Block::Video(media) if is_blank(&media.caption) => {
            let source = media.sources.first();
            let link = source.and_then(|source| embedded::link(source.as_str(), ""));
            link.into_iter().collect()
        }
        Block::Audio(media) | Block::Video(media) => media.caption,
        Block::Embed(embed) => {
            let link = embed
                .page()
                .and_then(|page| embedded::link(&page, embed.name()));
            vec![link.unwrap_or_else(|| Inline::Text(embed.name().to_owned()))]
        }
        Block::Quote { body, .. } | Block::Aside(body) => return push_lines(line, body),
        Block::List { items, .. } => {
            for item in items {
                push_lines(line, item);
            }
            return;
        }
        Block::DefinitionList(list) => {
            for Definition { term, body } in list {
                figure::append(line, term);
                push_lines(line, body);
            }
            return;
        }
        Block::Table(table) => {
            for row in [table.head, table.body, table.foot].into_iter().flatten() {
                for cell in row {
                    figure::append(line, cell.content);
                }
            }
            return;
        }
        Block::Separator => return,
    };
    figure::append(line, words);
}

fn push_lines(line: &mut Vec<Inline>, blocks: Vec<Block>) {
    for block in blocks {
        push_words(line, block);
    }
}
