//! Leaving an element: what it has collected becomes part of what stands around it.

use super::frame::{Frame, Kind, Line};
use super::walk::Walk;
use super::{embedded, figure};
use crate::article::MediaObject;
use crate::article::block::{Block, Cell, Definition, Inline, Row};

impl Walk<'_> {
    /// Leaves the element that was entered last.
    pub fn leave(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
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
            Kind::Media(media, is_film) => self.media(media, is_film),
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
            Kind::Post(body, embed) => embedded::post_block(body, embed)
                .into_iter()
                .for_each(|block| self.block(block)),
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

    fn media(&mut self, media: MediaObject, is_film: bool) {
        if media.sources.is_empty() {
            return;
        }
        self.block(if is_film {
            Block::Video(media)
        } else {
            Block::Audio(media)
        });
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
                    Some(Kind::Figure { caption, .. }) => figure::append(caption, content),
                    Some(Kind::Table(table)) => table.caption = content,
                    _ => self.block(Block::Paragraph(content)),
                }
            }
            Line::Citation => {
                if let Some(Kind::Quote(_, citation)) =
                    self.around(|kind| matches!(kind, Kind::Quote(..)))
                {
                    figure::append(citation, content);
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
