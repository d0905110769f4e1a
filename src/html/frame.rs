//! What the walk keeps for each element that it is in.

use crate::article::ExternalEmbed;
use crate::article::block::{Block, Cell, Inline, Item, Row};
use crate::url::WebUrl;

/// An element that has been entered.
pub struct Frame {
    pub kind: Kind,
    /// How many inline elements it opened, to be closed when it is left.
    pub opened: usize,
    /// The language and direction of the blocks that it becomes.
    pub foreign: Option<Foreign>,
}

/// What `lang` and `dir` say.
#[derive(PartialEq, Eq)]
pub struct Foreign {
    pub language: Option<String>,
    pub direction: Option<&'static str>,
}

/// What an element that has been entered collects.
pub enum Kind {
    /// Nothing: what it holds goes to the frame around it.
    Unwrapped,
    /// Nothing, but a link that has an icon alone is called by its name.
    Link {
        name: String,
        has_icon: bool,
        /// How many blocks had been added before it.
        blocks: usize,
    },
    /// What readers who cannot see a link's icon are told of it.
    Spoken(String),
    /// Nothing, and signs for the eye alone are no words in it.
    Button,
    /// Nothing, but what it holds stands on lines of its own.
    Boundary,
    /// Blocks, to be given a language or direction.
    Lines(Vec<Block>),
    /// Nothing, but its lines are lines of the preformatted text around it.
    CodeLine,
    /// Nothing but its labels.
    Drawing,
    /// A label, with a space around it.
    Label,
    /// Parts of a drawing of which the first is drawn; whether that has come.
    Choice(bool),
    /// A formula, and its words for where it draws nothing.
    Formula(String),
    /// Characters that stand for HTML.
    Encoded(String),
    /// One line (with breaks): headings, captions, terms.
    Line(Line, Vec<Inline>),
    /// A block that fills up: a quote, aside, list or table.
    Block(Block),
    /// A recording, and what stands in its place where it cannot be played.
    Media(Block, Vec<Block>),
    /// A quoted post, and the embed that it stands for.
    Post(Vec<Block>, Option<ExternalEmbed>),
    /// What a script or plug-in shows, and what stands in its place until then.
    Widget {
        url: Option<WebUrl>,
        title: String,
        content: Vec<Block>,
        /// It is shown beside its content as well.
        is_certain: bool,
    },
    /// What is shown where no script runs, and what stood before it.
    Noscript(Vec<Block>, Shown),
    Item(Item),
    Meaning(Vec<Block>),
    Figure {
        content: Vec<Block>,
        caption: Vec<Inline>,
        is_pull_quote: bool,
        /// The caption came after the content.
        is_below: bool,
    },
    Ruby(Vec<Inline>, String),
    RubyReading(String),
    /// A formula as it was written.
    Annotation(String),
    /// `thead` and `tfoot`; rows elsewhere are body.
    TableHead,
    TableFoot,
    Row(Row),
    Cell(Cell),
}

/// What a line is for.
#[derive(Clone, Copy)]
pub enum Line {
    Heading(u8),
    Caption,
    Citation,
    Term,
    Summary,
    Code,
    /// A box that is all one link.
    Card,
    /// The names of panels.
    Tabs,
}

/// What has been shown last, which may come once more: a `noscript` stands after what it stands for, or before.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// No picture, and nothing that another site shows.
    #[default]
    Nothing,
    /// A picture that may be a placeholder.
    Perhaps,
    /// The picture itself.
    Picture,
    /// What another site shows, or a link to it.
    Frame,
    /// What is there for where no script runs.
    Noscript,
}

impl Kind {
    /// Whether what it holds is as if it stood in the frame around it.
    pub fn is_passed(&self) -> bool {
        matches!(self, Self::Unwrapped | Self::Link { .. })
    }

    /// Whether it is a recording.
    pub fn is_media(&self) -> bool {
        matches!(self, Self::Media(..))
    }

    /// Whether it stands within a line.
    pub fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Unwrapped
                | Self::Link { .. }
                | Self::Spoken(_)
                | Self::Button
                | Self::Drawing
                | Self::Label
                | Self::Choice(_)
                | Self::Formula(_)
                | Self::CodeLine
                | Self::Ruby(..)
                | Self::RubyReading(_)
                | Self::Annotation(_)
        )
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
                        | Block::Details { .. }
                )
                | Self::Lines(_)
                | Self::Media(..)
                | Self::Post(..)
                | Self::Widget { .. }
                | Self::Noscript(..)
                | Self::Item(_)
                | Self::Meaning(_)
                | Self::Figure { .. }
                | Self::Cell(_)
        )
    }

    /// The blocks in it, where any kind may stand.
    pub fn body(&mut self) -> Option<&mut Vec<Block>> {
        match self {
            Self::Block(
                Block::Quote { body, .. } | Block::Aside(body) | Block::Details { body, .. },
            )
            | Self::Lines(body)
            | Self::Media(_, body)
            | Self::Post(body, _)
            | Self::Widget { content: body, .. }
            | Self::Noscript(body, _)
            | Self::Item(Item { body, .. })
            | Self::Meaning(body)
            | Self::Cell(Cell { body, .. })
            | Self::Figure { content: body, .. } => Some(body),
            _ => None,
        }
    }
}
