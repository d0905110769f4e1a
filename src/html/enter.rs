//! Entering an element: which frame it gets, and which inlines it opens.

use super::allowlist::Treatment;
use super::attributes::{self, Picture};
use super::embedded;
use super::frame::{Kind, Line};
use super::tree::Cursor;
use super::walk::Walk;
use crate::article::block::{Block, Inline, Style, Table};

/// Blocks inside blocks deeper than this are taken for noise; their text is kept.
const DEPTH_LIMIT: usize = 24;

impl Walk<'_> {
    /// What the element collects; `None` where it is complete in itself or left out.
    pub fn kind(&mut self, cursor: &dyn Cursor, treatment: Treatment) -> Option<Kind> {
        let kind = match treatment {
            Treatment::Drop => return None,
            Treatment::Break => {
                self.line_break();
                return None;
            }
            Treatment::Separator => {
                self.block(Block::Separator);
                return None;
            }
            Treatment::Image => {
                match attributes::picture(cursor, self.base) {
                    Some(Picture::Image(image)) => self.block(Block::Image(image)),
                    Some(Picture::Sign(alt)) => self.text(&alt),
                    None => {}
                }
                return None;
            }
            Treatment::Frame => {
                self.frame(cursor);
                return None;
            }
            Treatment::Audio => Kind::Block(Block::Audio(attributes::media(cursor, self.base))),
            Treatment::Video => Kind::Block(Block::Video(attributes::media(cursor, self.base))),
            Treatment::Source => {
                let file = attributes::file(cursor, "src", self.base);
                if let Some(Kind::Block(Block::Audio(media) | Block::Video(media))) =
                    self.around(Kind::is_media)
                {
                    media.sources.extend(file);
                }
                return None;
            }
            Treatment::Cite | Treatment::Footer if self.is_in_quote() => {
                Kind::Line(Line::Citation, Vec::new())
            }
            Treatment::Link => {
                self.link_in_post(cursor);
                Kind::Unwrapped
            }
            Treatment::Unwrap
            | Treatment::Cite
            | Treatment::Style(_)
            | Treatment::Abbreviation
            | Treatment::Time
            | Treatment::Isolate => Kind::Unwrapped,
            Treatment::Boundary | Treatment::Footer => Kind::Boundary,
            Treatment::Ruby => Kind::Ruby(Vec::new(), String::new()),
            Treatment::RubyReading => Kind::RubyReading(String::new()),
            Treatment::Heading(level) => Kind::Line(Line::Heading(level), Vec::new()),
            Treatment::Caption => Kind::Line(Line::Caption, Vec::new()),
            Treatment::Term => Kind::Line(Line::Term, Vec::new()),
            Treatment::Cell { header } => {
                let line = Line::Cell {
                    header,
                    column_span: attributes::span(cursor, "colspan"),
                    row_span: attributes::span(cursor, "rowspan"),
                };
                Kind::Line(line, Vec::new())
            }
            Treatment::Preformatted => Kind::Block(Block::Preformatted(String::new())),
            Treatment::TableHead => Kind::TableHead,
            Treatment::TableFoot => Kind::TableFoot,
            Treatment::Row => Kind::Row(Vec::new()),
            _ if self.depth >= DEPTH_LIMIT => Kind::Boundary,
            Treatment::Quote => Kind::Block(Block::Quote {
                body: Vec::new(),
                citation: Vec::new(),
            }),
            Treatment::Aside => Kind::Block(Block::Aside(Vec::new())),
            Treatment::Post => embedded::post(cursor, self.base),
            Treatment::Item => Kind::Item(Vec::new()),
            Treatment::Meaning => Kind::Meaning(Vec::new()),
            Treatment::DefinitionList => Kind::Block(Block::DefinitionList(Vec::new())),
            Treatment::Table => Kind::Block(Block::Table(Table::default())),
            Treatment::Figure => Kind::Figure {
                content: Vec::new(),
                caption: Vec::new(),
                is_pull_quote: cursor
                    .attribute("class")
                    .is_some_and(|class| class.split(' ').any(|name| name == "wp-block-pullquote")),
            },
            Treatment::List { ordered } => Kind::Block(Block::List {
                ordered,
                start: cursor
                    .attribute("start")
                    .and_then(|start| start.trim_ascii().parse().ok()),
                reversed: cursor.attribute("reversed").is_some(),
                items: Vec::new(),
            }),
        };
        Some(kind)
    }

    /// Opens the inlines that the element stands for; answers how many.
    pub fn open(&mut self, cursor: &dyn Cursor, treatment: Treatment) -> usize {
        let content = Vec::new();
        let own = match treatment {
            Treatment::Style(style) => Some(Inline::Styled(style, content)),
            Treatment::Cite if !self.is_in_quote() => {
                Some(Inline::Styled(Style::Citation, content))
            }
            Treatment::Link => cursor
                .attribute("href")
                .and_then(|href| self.base.link(&href))
                .map(|url| Inline::Link { url, content }),
            Treatment::Abbreviation => cursor
                .attribute("title")
                .map(|title| Inline::Abbreviation { title, content }),
            Treatment::Time => cursor
                .attribute("datetime")
                .map(|datetime| Inline::Time { datetime, content }),
            _ => None,
        };
        self.flow.open(own) + self.flow.open(foreign(cursor, treatment))
    }

    /// Whether the next inline would stand in a quote itself and not in one of its lines.
    fn is_in_quote(&self) -> bool {
        self.frames
            .iter()
            .rev()
            .find(|frame| !matches!(frame.kind, Kind::Unwrapped))
            .is_some_and(|frame| matches!(frame.kind, Kind::Block(Block::Quote { .. })))
    }
}

/// What `lang` and `dir` say, which any element may carry.
fn foreign(cursor: &dyn Cursor, treatment: Treatment) -> Option<Inline> {
    let mut language = None;
    let mut direction = (treatment == Treatment::Isolate).then_some("auto");
    if cursor.has_attributes() {
        language = attributes::language(cursor);
        direction = attributes::direction(cursor).or(direction);
    }
    if language.is_none() && direction.is_none() {
        return None;
    }
    Some(Inline::Foreign {
        language,
        direction,
        content: Vec::new(),
    })
}
