//! Leaving an element: what it has collected becomes part of what stands around it.

use super::figure;
use super::frame::{Foreign, Frame, Kind, Line, Shown};
use super::walk::Walk;
use crate::article::Image;
use crate::article::Reason;
use crate::article::block::{Block, Definition, Inline, Row, is_blank};
use crate::article::inline::append;

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
        if !frame.kind.is_inline() {
            self.flush();
        }
        let Some(Frame {
            kind,
            opened,
            foreign,
        }) = self.frames.pop()
        else {
            return;
        };
        self.depth -= usize::from(kind.holds_blocks());
        if opened > 0 {
            self.write_name(&kind);
        }
        for _ in 0..opened {
            self.flow.close();
        }
        let in_foreign = |body: Vec<Block>| match &foreign {
            Some(foreign) => foreign.around(body),
            None => body,
        };
        match kind {
            Kind::Boundary | Kind::TableHead | Kind::TableFoot => {}
            Kind::Lines(body) => self.blocks(in_foreign(body)),
            Kind::Encoded(letters) => {
                let reason = if self.encoded(&letters) {
                    Reason::Twin
                } else {
                    Reason::Hidden
                };
                self.report.add_element(reason, "", || letters);
            }
            Kind::Block(block) => self.blocks(in_foreign(filled(block))),
            Kind::Media(media, fallback) => {
                let blocks = self.recording(media, fallback);
                self.blocks(in_foreign(blocks));
            }
            Kind::Line(line, content) => {
                let is_code = matches!(line, Line::Code);
                self.flow.is_verbatim &= !is_code;
                let mut blocks = self.line(line, content);
                if is_code {
                    blocks.append(&mut self.after_code);
                }
                self.blocks(in_foreign(blocks));
            }
            Kind::Post(body, Some(mut embed)) => {
                embed.quote = body;
                self.block(Block::Embed(embed));
            }
            Kind::Post(body, None) => self.blocks(filled(Block::Quote {
                body,
                citation: Vec::new(),
            })),
            Kind::Widget {
                url,
                title,
                content,
                is_certain,
            } => self.widget(url, &title, content, is_certain),
            Kind::Noscript(content, shown) => self.noscript(content, shown),
            Kind::Item(mut item) => {
                item.body = in_foreign(item.body);
                match self.around(|kind| matches!(kind, Kind::Block(Block::List { .. }))) {
                    Some(Kind::Block(Block::List { items, .. })) => items.push(item),
                    _ => self.blocks(item.body),
                }
            }
            Kind::Meaning(body) => self.meaning(in_foreign(body)),
            Kind::Figure {
                content,
                caption,
                is_pull_quote,
                is_below,
            } => {
                let blocks = figure::blocks(content, caption, is_pull_quote, is_below);
                self.blocks(in_foreign(blocks));
            }
            Kind::Annotation(text) => self.annotation(text),
            Kind::Cell(mut cell) => {
                cell.body = in_foreign(cell.body);
                match self.around(|kind| matches!(kind, Kind::Row(_))) {
                    Some(Kind::Row(row)) => row.push(cell),
                    _ => self.blocks(cell.body),
                }
            }
            Kind::Row(row) => self.row(row),
            inline => self.leave_inline(inline, opened),
        }
    }

    /// Leaves an element that stands within a line, and opened so many inlines.
    fn leave_inline(&mut self, kind: Kind, opened: usize) {
        match kind {
            Kind::CodeLine => self.flow.end_line(),
            Kind::Label => self.flow.text(" "),
            Kind::Spoken(words) => self.name_link(words),
            Kind::Formula(words) if opened > 0 && self.flow.take_back_formula() => {
                self.text(&words);
            }
            Kind::Ruby(content, reading) if content.is_empty() => self.text(&reading),
            Kind::Ruby(content, reading) => self.flow.inline(Inline::Ruby { content, reading }),
            Kind::RubyReading(text) => match self.around(|kind| matches!(kind, Kind::Ruby(..))) {
                Some(Kind::Ruby(_, reading)) => reading.push_str(text.trim()),
                _ => self.text(&text),
            },
            _ => {}
        }
    }

    /// Gives a line to what it belongs to, or else answers the blocks that it becomes.
    fn line(&mut self, line: Line, mut content: Vec<Inline>) -> Vec<Block> {
        if content.is_empty() {
            return Vec::new();
        }
        match line {
            Line::Caption => {
                let owner = self.around(|kind| {
                    matches!(
                        kind,
                        Kind::Figure { .. } | Kind::Cell(_) | Kind::Block(Block::Table(_))
                    )
                });
                match owner {
                    Some(Kind::Figure {
                        content: pictured,
                        caption,
                        is_below,
                        ..
                    }) => {
                        *is_below = !pictured.is_empty();
                        append(caption, &mut content);
                    }
                    Some(Kind::Block(Block::Table(table))) => {
                        append(&mut table.caption, &mut content);
                    }
                    _ => return vec![Block::Paragraph(content)],
                }
            }
            Line::Citation => {
                if let Some(Kind::Block(Block::Quote { citation, .. })) =
                    self.around(|kind| matches!(kind, Kind::Block(Block::Quote { .. })))
                {
                    append(citation, &mut content);
                }
            }
            Line::Summary => {
                match self.around(|kind| matches!(kind, Kind::Block(Block::Details { .. }))) {
                    Some(Kind::Block(Block::Details { summary, .. })) => {
                        append(summary, &mut content);
                    }
                    _ => return vec![Block::Paragraph(content)],
                }
            }
            Line::Tabs => {
                self.end_tabs();
                let names = content.split(|inline| *inline == Inline::Break);
                self.tabs = names.rev().map(<[Inline]>::to_vec).collect();
            }
            Line::Card => return vec![card(content)],
            Line::Heading(_) | Line::Code => return block_of(line, content),
            Line::Term => {
                match self.around(|kind| matches!(kind, Kind::Block(Block::DefinitionList(_)))) {
                    Some(Kind::Block(Block::DefinitionList(list))) => list.push(Definition {
                        term: content,
                        body: Vec::new(),
                    }),
                    _ => return vec![Block::Paragraph(content)],
                }
            }
        }
        Vec::new()
    }

    /// A recording, or what stands in its place where it has no file.
    fn recording(&mut self, mut block: Block, mut fallback: Vec<Block>) -> Vec<Block> {
        if let Block::Audio(media) | Block::Video(media) = &mut block {
            if !media.sources.is_empty() {
                self.shown = Shown::Nothing;
                self.drop(Reason::Twin, "", fallback);
                return vec![block];
            }
            let poster = media.poster.take().map(Image::new);
            fallback.splice(0..0, poster.map(Block::Image));
        }
        fallback
    }

    fn annotation(&mut self, text: String) {
        let other = self.flow.annotate(text);
        self.report
            .add_element(Reason::Twin, "annotation", || other);
    }

    /// The names of panels that have not come are words like others.
    pub(super) fn end_tabs(&mut self) {
        while let Some(name) = self.tabs.pop() {
            self.block(Block::Paragraph(name));
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
        let table = self.around(|kind| matches!(kind, Kind::Block(Block::Table(_))));
        if row.is_empty() || table.is_none() {
            return row.into_iter().for_each(|cell| self.blocks(cell.body));
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

impl Foreign {
    /// Blocks with this language and direction; what has no words needs none.
    fn around(&self, body: Vec<Block>) -> Vec<Block> {
        let marked = |block: Block| match block {
            Block::Image(_) | Block::Separator => block,
            other => Block::Foreign {
                language: self.language.clone(),
                direction: self.direction,
                body: vec![other],
            },
        };
        body.into_iter().map(marked).collect()
    }
}

/// A box whose first line leads where all of it does.
fn card(content: Vec<Inline>) -> Block {
    let mut words = Vec::new();
    let mut leads = false;
    for inline in content {
        match inline {
            Inline::Link { content, .. } if leads => words.extend(content),
            other => {
                leads |= matches!(other, Inline::Link { .. });
                words.push(other);
            }
        }
    }
    Block::Aside(vec![Block::Paragraph(words)])
}

/// A block, unless nothing came into it.
fn filled(mut block: Block) -> Vec<Block> {
    match &mut block {
        Block::List { items, .. } => items.retain(|item| !item.body.is_empty()),
        // Browsers write a word of their own where there is no summary.
        Block::Details { summary, body } if is_blank(summary) => return std::mem::take(body),
        Block::Table(table) if !table.caption.is_empty() && table.has_no_rows() => {
            return vec![Block::Paragraph(std::mem::take(&mut table.caption))];
        }
        _ => {}
    }
    if block.is_empty() {
        return Vec::new();
    }
    vec![block]
}

/// The block that a line becomes.
fn block_of(line: Line, mut content: Vec<Inline>) -> Vec<Block> {
    if is_blank(&content) {
        return Vec::new();
    }
    if let Line::Heading(level) = line {
        return vec![Block::Heading { level, content }];
    }
    if let Some(Inline::Text(first)) = content.first_mut() {
        *first = first.trim_start_matches('\n').to_owned();
    }
    if let Some(Inline::Text(last)) = content.last_mut() {
        *last = last.trim_end().to_owned();
        if last.is_empty() {
            content.pop();
        }
    }
    vec![Block::Preformatted(content)]
}
