//! The one walk over a tree: elements in, blocks out.
//!
//! It goes through the tree step by step rather than by calling itself, so that no depth of nesting
//! can overflow the stack. Each element that is entered leaves a [`Frame`] that says what to do when
//! it is left again.

use super::allowlist::{Treatment, treatment};
use super::attributes::{self, Picture};
use super::figure;
use super::flow::{Flow, Wrap};
use super::tree::{Cursor, Node};
use crate::article::block::{Block, Cell, Definition, Inline, Row, Style, Table, is_blank};
use crate::url::Base;

/// Blocks inside blocks deeper than this are taken for noise; their text is kept.
const DEPTH_LIMIT: usize = 24;

/// Reads all that the tree holds.
pub fn walk(cursor: &mut impl Cursor, base: &Base) -> Vec<Block> {
    let mut walk = Walk {
        base,
        flow: Flow::default(),
        frames: Vec::new(),
        blocks: Vec::new(),
        depth: 0,
    };
    'tree: loop {
        if walk.enter(cursor) {
            if cursor.first_child() {
                continue;
            }
            walk.leave();
        }
        while !cursor.next_sibling() {
            if !cursor.parent() {
                break 'tree;
            }
            walk.leave();
        }
    }
    while !walk.frames.is_empty() {
        walk.leave();
    }
    walk.flush();
    walk.blocks
}

struct Walk<'a> {
    base: &'a Base,
    flow: Flow,
    frames: Vec<Frame>,
    /// What stands in no frame that holds blocks.
    blocks: Vec<Block>,
    /// How many frames hold blocks.
    depth: usize,
}

/// An element that has been entered.
struct Frame {
    kind: Kind,
    /// How many inline elements it opened, to be closed when it is left.
    opened: usize,
}

/// What an element that has been entered collects.
enum Kind {
    /// Nothing: what it holds goes to the frame around it.
    Unwrapped,
    /// Nothing, but what it holds stands on lines of its own.
    Boundary,
    /// One line (with breaks): headings, captions, terms, cells.
    Line(Line, Vec<Inline>),
    Quote(Vec<Block>, Vec<Inline>),
    Aside(Vec<Block>),
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
enum Line {
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

impl Walk<'_> {
    /// Takes note of what stands at the cursor; answers whether to go into it, and so to leave it.
    fn enter(&mut self, cursor: &impl Cursor) -> bool {
        let name = match cursor.node() {
            Node::Element(name) => name,
            Node::Text(text) => {
                self.text(&text);
                return false;
            }
            Node::Form | Node::Other => return false,
        };
        let Some(kind) = self.kind(cursor, &name) else {
            return false;
        };
        if !matches!(
            kind,
            Kind::Unwrapped | Kind::Ruby(..) | Kind::RubyReading(_)
        ) {
            self.flush();
        }
        self.depth += usize::from(kind.holds_blocks());
        let mut opened = 0;
        for wrap in self.wraps(cursor, &name).into_iter().flatten() {
            opened += usize::from(self.flow.open(wrap));
        }
        self.frames.push(Frame { kind, opened });
        true
    }

    /// What the element collects; `None` where it is complete in itself or left out.
    fn kind(&mut self, cursor: &impl Cursor, name: &str) -> Option<Kind> {
        let kind = match treatment(name) {
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
            Treatment::Elsewhere => {
                self.elsewhere(cursor);
                return None;
            }
            Treatment::Unwrap
            | Treatment::Style(_)
            | Treatment::Link
            | Treatment::Abbreviation
            | Treatment::Time
            | Treatment::Isolate => Kind::Unwrapped,
            Treatment::Cite if self.is_in_quote() => Kind::Line(Line::Citation, Vec::new()),
            Treatment::Cite => Kind::Unwrapped,
            Treatment::Footer if self.is_in_quote() => Kind::Line(Line::Citation, Vec::new()),
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
            Treatment::Preformatted => Kind::Preformatted(String::new()),
            Treatment::TableHead => Kind::TableHead,
            Treatment::TableFoot => Kind::TableFoot,
            Treatment::Row => Kind::Row(Vec::new()),
            _ if self.depth >= DEPTH_LIMIT => Kind::Boundary,
            Treatment::Quote => Kind::Quote(Vec::new(), Vec::new()),
            Treatment::Aside => Kind::Aside(Vec::new()),
            Treatment::Item => Kind::Item(Vec::new()),
            Treatment::Meaning => Kind::Meaning(Vec::new()),
            Treatment::DefinitionList => Kind::DefinitionList(Vec::new()),
            Treatment::Table => Kind::Table(Table::default()),
            Treatment::Figure => Kind::Figure {
                content: Vec::new(),
                caption: Vec::new(),
                is_pull_quote: cursor
                    .attribute("class")
                    .is_some_and(|class| class.split(' ').any(|name| name == "wp-block-pullquote")),
            },
            Treatment::List { ordered } => Kind::List {
                ordered,
                start: cursor
                    .attribute("start")
                    .and_then(|start| start.trim_ascii().parse().ok()),
                reversed: cursor.attribute("reversed").is_some(),
                items: Vec::new(),
            },
        };
        Some(kind)
    }

    /// The inline elements that the element stands for.
    fn wraps(&self, cursor: &impl Cursor, name: &str) -> [Option<Wrap>; 2] {
        let treatment = treatment(name);
        if let Treatment::Style(style) = treatment {
            return [Some(styled(style)), foreign(cursor, None)];
        }
        if treatment == Treatment::Cite && !self.is_in_quote() {
            return [Some(styled(Style::Citation)), foreign(cursor, None)];
        }
        if treatment == Treatment::Isolate {
            return [foreign(cursor, Some("auto")), None];
        }
        if !cursor.has_attributes() {
            return [None, None];
        }
        let own: Option<Wrap> = match treatment {
            Treatment::Link => cursor
                .attribute("href")
                .and_then(|href| self.base.link(&href))
                .map(|url| -> Wrap {
                    Box::new(move |content| Inline::Link {
                        url: url.clone(),
                        content,
                    })
                }),
            Treatment::Abbreviation => cursor.attribute("title").map(|title| -> Wrap {
                Box::new(move |content| Inline::Abbreviation {
                    title: title.clone(),
                    content,
                })
            }),
            Treatment::Time => cursor.attribute("datetime").map(|datetime| -> Wrap {
                Box::new(move |content| Inline::Time {
                    datetime: datetime.clone(),
                    content,
                })
            }),
            _ => None,
        };
        [own, foreign(cursor, None)]
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        // What is still on the line belongs to the element that is left.
        if !matches!(
            frame.kind,
            Kind::Unwrapped | Kind::Ruby(..) | Kind::RubyReading(_)
        ) {
            self.flush();
        }
        let Some(Frame { kind, opened }) = self.frames.pop() else {
            return;
        };
        self.depth -= usize::from(kind.holds_blocks());
        for _ in 0..opened {
            self.flow.close();
        }
        match kind {
            Kind::Unwrapped | Kind::Boundary | Kind::TableHead | Kind::TableFoot => {}
            Kind::Line(line, content) => self.line(line, content),
            Kind::Quote(body, citation) => {
                if !body.is_empty() || !citation.is_empty() {
                    self.block(Block::Quote { body, citation });
                }
            }
            Kind::Aside(body) => {
                if !body.is_empty() {
                    self.block(Block::Aside(body));
                }
            }
            Kind::Item(body) => match self.around(|kind| matches!(kind, Kind::List { .. })) {
                Some(Kind::List { items, .. }) => items.push(body),
                _ => body.into_iter().for_each(|block| self.block(block)),
            },
            Kind::Meaning(body) => self.meaning(body),
            Kind::Figure {
                content,
                caption,
                is_pull_quote,
            } => figure::blocks(content, caption, is_pull_quote)
                .into_iter()
                .for_each(|block| self.block(block)),
            Kind::List {
                ordered,
                start,
                reversed,
                mut items,
            } => {
                items.retain(|item| !item.is_empty());
                if !items.is_empty() {
                    self.block(Block::List {
                        ordered,
                        start,
                        reversed,
                        items,
                    });
                }
            }
            Kind::DefinitionList(list) => {
                if !list.is_empty() {
                    self.block(Block::DefinitionList(list));
                }
            }
            Kind::Preformatted(text) => {
                let text = text.trim_end().trim_start_matches('\n');
                if !text.is_empty() {
                    self.block(Block::Preformatted(text.to_owned()));
                }
            }
            Kind::Ruby(content, reading) => {
                if !content.is_empty() {
                    self.flow.inline(Inline::Ruby { content, reading });
                }
            }
            Kind::RubyReading(text) => {
                if let Some(Kind::Ruby(_, reading)) =
                    self.around(|kind| matches!(kind, Kind::Ruby(..)))
                {
                    reading.push_str(text.trim());
                }
            }
            Kind::Table(table) => {
                if !(table.head.is_empty() && table.body.is_empty() && table.foot.is_empty()) {
                    self.block(Block::Table(table));
                }
            }
            Kind::Row(row) => self.row(row),
        }
    }

    /// The innermost frame of some kind.
    fn around(&mut self, is_it: impl Fn(&Kind) -> bool) -> Option<&mut Kind> {
        self.frames
            .iter_mut()
            .rev()
            .map(|frame| &mut frame.kind)
            .find(|kind| is_it(kind))
    }

    /// Whether the next inline would stand in a quote itself and not in one of its lines.
    fn is_in_quote(&self) -> bool {
        self.frames
            .iter()
            .rev()
            .find(|frame| !matches!(frame.kind, Kind::Unwrapped))
            .is_some_and(|frame| matches!(frame.kind, Kind::Quote(..)))
    }

    fn text(&mut self, text: &str) {
        match self.around(|kind| !matches!(kind, Kind::Unwrapped)) {
            Some(Kind::Preformatted(written) | Kind::RubyReading(written)) => {
                written.push_str(text);
            }
            Some(Kind::Ruby(content, _)) => content.push(Inline::Text(text.to_owned())),
            // White space between rows and cells is no text.
            Some(Kind::Table(_) | Kind::TableHead | Kind::TableFoot | Kind::Row(_))
                if text.trim_ascii().is_empty() => {}
            _ => self.flow.text(text),
        }
    }

    fn line_break(&mut self) {
        match self.around(|kind| !matches!(kind, Kind::Unwrapped)) {
            Some(Kind::Preformatted(written)) => written.push('\n'),
            _ => {
                if !self.flow.line_break() {
                    self.flush();
                }
            }
        }
    }

    /// A link to what plays or runs elsewhere.
    fn elsewhere(&mut self, cursor: &impl Cursor) {
        let url = cursor
            .attribute("src")
            .and_then(|source| self.base.web(&source));
        let Some(link) = url.as_ref().and_then(|url| self.base.link(url.as_str())) else {
            return;
        };
        let title = cursor
            .attribute("title")
            .map(|title| title.trim().to_owned())
            .filter(|title| !title.is_empty());
        let words = title
            .or_else(|| url.map(|url| url.site()))
            .unwrap_or_default();
        let content = vec![Inline::Link {
            url: link,
            content: vec![Inline::Text(words)],
        }];
        self.block(Block::Paragraph(content));
    }

    /// Ends the line: what stands on it becomes part of the innermost frame.
    fn flush(&mut self) {
        let content = self.flow.take();
        if is_blank(&content) {
            return;
        }
        match self.around(Kind::takes_lines) {
            Some(Kind::Line(_, line)) => {
                let before = std::mem::take(line);
                *line = figure::join([before, content].into_iter());
            }
            _ => self.add(Block::Paragraph(content)),
        }
    }

    /// Adds a block after what is still on the line.
    fn block(&mut self, block: Block) {
        self.flush();
        self.add(block);
    }

    fn add(&mut self, block: Block) {
        match self.around(Kind::takes_lines) {
            None => self.blocks.push(block),
            Some(
                Kind::Quote(body, _) | Kind::Aside(body) | Kind::Item(body) | Kind::Meaning(body),
            )
            | Some(Kind::Figure { content: body, .. }) => body.push(block),
            Some(Kind::List { items, .. }) => items.push(vec![block]),
            Some(Kind::DefinitionList(list)) => list.push(Definition {
                term: Vec::new(),
                body: vec![block],
            }),
            // A picture in a heading or cell has no place there; its words have.
            Some(Kind::Line(_, line)) => {
                let before = std::mem::take(line);
                *line = figure::join([before, words(block)].into_iter());
            }
            Some(_) => {}
        }
    }

    fn line(&mut self, line: Line, content: Vec<Inline>) {
        if let Line::Cell {
            header,
            column_span,
            row_span,
        } = line
        {
            let cell = Cell {
                content,
                header,
                column_span,
                row_span,
            };
            if let Some(Kind::Row(row)) = self.around(|kind| matches!(kind, Kind::Row(_))) {
                row.push(cell);
            }
            return;
        }
        if content.is_empty() {
            return;
        }
        match line {
            Line::Heading(level) => self.block(Block::Heading { level, content }),
            Line::Caption => {
                let owner =
                    self.around(|kind| matches!(kind, Kind::Figure { .. } | Kind::Table(_)));
                match owner {
                    Some(Kind::Figure { caption, .. }) => {
                        let before = std::mem::take(caption);
                        *caption = figure::join([before, content].into_iter());
                    }
                    Some(Kind::Table(table)) => table.caption = content,
                    _ => self.block(Block::Paragraph(content)),
                }
            }
            Line::Citation => {
                if let Some(Kind::Quote(_, citation)) =
                    self.around(|kind| matches!(kind, Kind::Quote(..)))
                {
                    let before = std::mem::take(citation);
                    *citation = figure::join([before, content].into_iter());
                }
            }
            Line::Term => match self.around(|kind| matches!(kind, Kind::DefinitionList(_))) {
                Some(Kind::DefinitionList(list)) => list.push(Definition {
                    term: content,
                    body: Vec::new(),
                }),
                _ => self.block(Block::Paragraph(content)),
            },
            Line::Cell { .. } => {}
        }
    }

    fn meaning(&mut self, body: Vec<Block>) {
        match self.around(|kind| matches!(kind, Kind::DefinitionList(_))) {
            Some(Kind::DefinitionList(list)) => match list.last_mut() {
                Some(definition) if definition.body.is_empty() => definition.body = body,
                _ => list.push(Definition {
                    term: Vec::new(),
                    body,
                }),
            },
            _ => body.into_iter().for_each(|block| self.block(block)),
        }
    }

    fn row(&mut self, row: Row) {
        if row.is_empty() {
            return;
        }
        let section =
            self.around(|kind| matches!(kind, Kind::TableHead | Kind::TableFoot | Kind::Table(_)));
        let (in_head, in_foot) = (
            matches!(section, Some(Kind::TableHead)),
            matches!(section, Some(Kind::TableFoot)),
        );
        if let Some(Kind::Table(table)) = self.around(|kind| matches!(kind, Kind::Table(_))) {
            match (in_head, in_foot) {
                (true, _) => table.head.push(row),
                (_, true) => table.foot.push(row),
                _ => table.body.push(row),
            }
        }
    }
}

impl Kind {
    fn holds_blocks(&self) -> bool {
        matches!(
            self,
            Self::Quote(..)
                | Self::Aside(_)
                | Self::Item(_)
                | Self::Meaning(_)
                | Self::Figure { .. }
                | Self::List { .. }
                | Self::DefinitionList(_)
                | Self::Table(_)
        )
    }

    fn takes_lines(&self) -> bool {
        matches!(self, Self::Line(..)) || (self.holds_blocks() && !matches!(self, Self::Table(_)))
    }
}

fn styled(style: Style) -> Wrap {
    Box::new(move |content| Inline::Styled(style, content))
}

/// The wrapper for `lang` and `dir`, which any element may carry.
fn foreign(cursor: &impl Cursor, default_direction: Option<&'static str>) -> Option<Wrap> {
    let (language, direction) = if cursor.has_attributes() {
        (attributes::language(cursor), attributes::direction(cursor))
    } else {
        (None, None)
    };
    let direction = direction.or(default_direction);
    (language.is_some() || direction.is_some()).then(|| -> Wrap {
        Box::new(move |content| Inline::Foreign {
            language: language.clone(),
            direction,
            content,
        })
    })
}

/// What a block says, for a place where it cannot stand: a table for layout, or a list in a caption.
fn words(block: Block) -> Vec<Inline> {
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
        Block::Quote { body, .. } | Block::Aside(body) => lines(body),
        Block::List { items, .. } => lines(items.into_iter().flatten().collect()),
        Block::DefinitionList(list) => {
            let parts = list.into_iter().map(|definition| {
                figure::join([definition.term, lines(definition.body)].into_iter())
            });
            figure::join(parts)
        }
        Block::Table(table) => {
            let rows = table.head.into_iter().chain(table.body).chain(table.foot);
            figure::join(rows.flatten().map(|cell| cell.content))
        }
        Block::Separator => Vec::new(),
    }
}

fn lines(blocks: Vec<Block>) -> Vec<Inline> {
    figure::join(blocks.into_iter().map(words))
}
