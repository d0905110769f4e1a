//! What the walk keeps for each element that it is in.

use super::{embedded, figure};
use crate::article::block::{Block, Definition, Inline, Row, Table, is_blank};
use crate::article::{Embed, MediaObject};

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
    Quote(Vec<Block>, Vec<Inline>),
    Aside(Vec<Block>),
    /// A quoted post, and the embed that it stands for.
    Post(Vec<Block>, Option<Embed>),
    Item(Vec<Block>),
    Meaning(Vec<Block>),
    Figure {
        content: Vec<Block>,
        caption: Vec<Inline>,
        is_pull_quote: bool,
    },
    List {
        ordered: bool,
        start: Option<i32>,
        reversed: bool,
        items: Vec<Vec<Block>>,
    },
    DefinitionList(Vec<Definition>),
    Preformatted(String),
    /// A recording, and whether it is a film.
    Media(MediaObject, bool),
    Ruby(Vec<Inline>, String),
    RubyReading(String),
    Table(Table),
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
    /// Whether blocks can stand in it, or what stands for blocks.
    pub fn holds_blocks(&self) -> bool {
        matches!(
            self,
            Self::Quote(..)
                | Self::Aside(_)
                | Self::Post(..)
                | Self::Item(_)
                | Self::Meaning(_)
                | Self::Figure { .. }
                | Self::List { .. }
                | Self::DefinitionList(_)
                | Self::Table(_)
        )
    }

    /// Whether lines and blocks end up in it.
    pub fn takes_lines(&self) -> bool {
        matches!(self, Self::Line(..)) || (self.holds_blocks() && !matches!(self, Self::Table(_)))
    }
}

/// What a block says, for a place where it cannot stand: a table for layout, or a list in a caption.
pub fn words(block: Block) -> Vec<Inline> {
    match block {
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
        Block::Quote { body, .. } | Block::Aside(body) => lines(body),
        Block::List { items, .. } => {
            let mut words = Vec::new();
            for item in items {
                figure::append(&mut words, lines(item));
            }
            words
        }
        Block::DefinitionList(list) => {
            let mut words = Vec::new();
            for Definition { term, body } in list {
                figure::append(&mut words, term);
                figure::append(&mut words, lines(body));
            }
            words
        }
        Block::Table(table) => {
            let mut words = Vec::new();
            for row in [table.head, table.body, table.foot].into_iter().flatten() {
                for cell in row {
                    figure::append(&mut words, cell.content);
                }
            }
            words
        }
        Block::Separator => Vec::new(),
    }
}

fn lines(blocks: Vec<Block>) -> Vec<Inline> {
    let mut lines = Vec::new();
    for block in blocks {
        figure::append(&mut lines, words(block));
    }
    lines
}
