//! Leaving an element: what it has collected becomes part of what stands around it.

use super::figure;
use super::frame::{Frame, Kind, Line};
use super::walk::Walk;
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
            Kind::Block(block) => self.filled(block),
            Kind::Line(line, content) => self.line(line, content),
            Kind::Post(body, Some(mut embed)) => {
                embed.quote = body;
                self.block(Block::Embed(embed));
            }
            Kind::Post(body, None) => self.filled(Block::Quote {
                body,
                citation: Vec::new(),
            }),
            Kind::Item(body) => {
                match self.around(|kind| matches!(kind, Kind::Block(Block::List { .. }))) {
                    Some(Kind::Block(Block::List { items, .. })) => items.push(body),
                    _ => self.blocks(body),
                }
            }
            Kind::Meaning(body) => self.meaning(body),
            Kind::Figure {
                content,
                caption,
                is_pull_quote,
            } => self.blocks(figure::blocks(content, caption, is_pull_quote)),
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
            Kind::Row(row) => self.row(row),
        }
    }

    /// Adds a block, unless nothing came into it.
    fn filled(&mut self, mut block: Block) {
        match &mut block {
            Block::List { items, .. } => items.retain(|item| !item.is_empty()),
            Block::Preformatted(text) => {
                *text = text.trim_end().trim_start_matches('\n').to_owned();
            }
            _ => {}
        }
        if !block.is_empty() {
            self.block(block);
        }
    }

    fn line(&mut self, line: Line, mut content: Vec<Inline>) {
        match line {
            Line::Cell {
                header,
                column_span,
                row_span,
            } => {
                let row = self.around(|kind| matches!(kind, Kind::Row(_)));
                if let Some(Kind::Row(row)) = row {
                    row.push(Cell {
                        content,
                        header,
                        column_span,
                        row_span,
                    });
                }
            }
            _ if content.is_empty() => {}
            Line::Heading(level) => self.block(Block::Heading { level, content }),
            Line::Caption => {
                let owner = self.around(|kind| {
                    matches!(kind, Kind::Figure { .. } | Kind::Block(Block::Table(_)))
                });
                match owner {
                    Some(Kind::Figure { caption, .. }) => figure::append(caption, &mut content),
                    Some(Kind::Block(Block::Table(table))) => table.caption = content,
                    _ => self.block(Block::Paragraph(content)),
                }
            }
            Line::Citation => {
                if let Some(Kind::Block(Block::Quote { citation, .. })) =
                    self.around(|kind| matches!(kind, Kind::Block(Block::Quote { .. })))
                {
                    figure::append(citation, &mut content);
                }
            }
            Line::Term => {
                match self.around(|kind| matches!(kind, Kind::Block(Block::DefinitionList(_)))) {
                    Some(Kind::Block(Block::DefinitionList(list))) => list.push(Definition {
                        term: content,
                        body: Vec::new(),
                    }),
                    _ => self.block(Block::Paragraph(content)),
                }
            }
        }
    }

    fn meaning(&mut self, body: Vec<Block>) {
        match self.around(|kind| matches!(kind, Kind::Block(Block::DefinitionList(_)))) {
            Some(Kind::Block(Block::DefinitionList(list))) => match list.last_mut() {
                Some(definition) if definition.body.is_empty() => definition.body = body,
                _ => list.push(Definition {
                    term: Vec::new(),
                    body,
                }),
            },
            _ => self.blocks(body),
        }
    }

    fn row(&mut self, row: Row) {
        if row.is_empty() {
            return;
        }
        let section = self.around(|kind| {
            matches!(
                kind,
                Kind::TableHead | Kind::TableFoot | Kind::Block(Block::Table(_))
            )
        });
        let in_head = matches!(section, Some(Kind::TableHead));
        let in_foot = matches!(section, Some(Kind::TableFoot));
        if let Some(Kind::Block(Block::Table(table))) =
            self.around(|kind| matches!(kind, Kind::Block(Block::Table(_))))
        {
            match (in_head, in_foot) {
                (true, _) => table.head.push(row),
                (_, true) => table.foot.push(row),
                _ => table.body.push(row),
            }
        }
    }
}
