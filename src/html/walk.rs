//! The one walk over a tree: elements in, blocks out.
//!
//! It goes through the tree step by step rather than by calling itself, so that no depth of nesting
//! can overflow the stack. Each element that is entered leaves a [`Frame`] that says what to do when
//! it is left again.

use super::allowlist::{self, Treatment};
use super::embedded;
use super::figure;
use super::flow::Flow;
use super::frame::{Frame, Kind, push_words};
use super::shortcode;
use super::tree::{Cursor, Node};
use crate::article::block::{Block, Definition, Inline, is_blank};
use crate::url::Base;

/// Elements deeper than this are read as if they stood higher, which is also what browsers' parsers
/// do with them. It keeps the way through the frames short.
const FRAME_LIMIT: usize = 512;

/// Reads all that the tree holds.
pub fn walk(cursor: &mut dyn Cursor, base: &Base) -> Vec<Block> {
    let mut walk = Walk {
        base,
        flow: Flow::default(),
        frames: Vec::new(),
        beyond: 0,
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

pub(super) struct Walk<'a> {
    pub(super) base: &'a Base,
    pub(super) flow: Flow,
    pub(super) frames: Vec<Frame>,
    /// How many elements have been entered that are too deep to have a frame.
    pub(super) beyond: usize,
    /// What stands in no frame that holds blocks.
    blocks: Vec<Block>,
    /// How many frames hold blocks.
    pub(super) depth: usize,
}

impl Walk<'_> {
    /// Takes note of what stands at the cursor; answers whether to go into it, and so to leave it.
    fn enter(&mut self, cursor: &dyn Cursor) -> bool {
        let name = match cursor.node() {
            Node::Element(name) => name,
            Node::Text(text) => {
                self.text(&text);
                return false;
            }
            Node::Other => return false,
        };
        let mut treatment = allowlist::treatment(&name);
        if treatment.yields_to_class()
            && let Some(classes) = cursor.attribute("class")
        {
            treatment = allowlist::treatment_of_class(&classes).unwrap_or(treatment);
        }
        let is_in_media = self
            .frames
            .last()
            .is_some_and(|frame| frame.kind.is_media());
        if is_in_media && treatment != Treatment::Source {
            return false;
        }
        let Some(kind) = self.kind(cursor, treatment) else {
            return false;
        };
        if self.frames.len() == FRAME_LIMIT {
            self.beyond += 1;
            return true;
        }
        if !matches!(
            kind,
            Kind::Unwrapped | Kind::Ruby(..) | Kind::RubyReading(_)
        ) {
            self.flush();
        }
        self.depth += usize::from(kind.holds_blocks());
        let opened = self.open(cursor, treatment);
        self.frames.push(Frame { kind, opened });
        true
    }

    /// The innermost frame of some kind.
    pub(super) fn around(&mut self, is_it: fn(&Kind) -> bool) -> Option<&mut Kind> {
        self.frames
            .iter_mut()
            .rev()
            .map(|frame| &mut frame.kind)
            .find(|kind| is_it(kind))
    }

    pub(super) fn text(&mut self, text: &str) {
        match self.around(|kind| !matches!(kind, Kind::Unwrapped)) {
            Some(Kind::Block(Block::Preformatted(written)) | Kind::RubyReading(written)) => {
                written.push_str(text);
            }
            Some(Kind::Ruby(content, _)) => content.push(Inline::Text(text.to_owned())),
            Some(Kind::Block(Block::Audio(_) | Block::Video(_))) => {}
            // White space between rows and cells is no text.
            Some(
                Kind::Block(Block::Table(_)) | Kind::TableHead | Kind::TableFoot | Kind::Row(_),
            ) if text.trim_ascii().is_empty() => {}
            _ => self.flow.text(text),
        }
    }

    pub(super) fn line_break(&mut self) {
        match self.around(|kind| !matches!(kind, Kind::Unwrapped)) {
            Some(Kind::Block(Block::Preformatted(written))) => written.push('\n'),
            _ => {
                if !self.flow.line_break() {
                    self.flush();
                }
            }
        }
    }

    /// Ends the line: what stands on it becomes part of the innermost frame.
    pub(super) fn flush(&mut self) {
        let mut content = self.flow.take();
        for inline in &mut content {
            if let Inline::Text(text) = inline
                && let Some(words) = shortcode::without(text)
            {
                *text = words;
            }
        }
        if is_blank(&content) {
            return;
        }
        match self.around(Kind::takes_lines) {
            Some(Kind::Line(_, line)) => figure::append(line, &mut content),
            _ => self.add(embedded::line(content)),
        }
    }

    /// Adds a block after what is still on the line.
    pub(super) fn block(&mut self, block: Block) {
        self.flush();
        self.add(block);
    }

    /// Adds blocks after what is still on the line.
    pub(super) fn blocks(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.block(block);
        }
    }

    fn add(&mut self, mut block: Block) {
        match self.around(Kind::takes_lines) {
            None => self.blocks.push(block),
            Some(
                Kind::Block(Block::Quote { body, .. } | Block::Aside(body))
                | Kind::Post(body, _)
                | Kind::Item(body)
                | Kind::Meaning(body)
                | Kind::Figure { content: body, .. },
            ) => body.push(block),
            Some(Kind::Block(Block::List { items, .. })) => match items.last_mut() {
                // Older HTML nests a list beside the item that it belongs to.
                Some(item) if matches!(block, Block::List { .. }) => item.push(block),
                _ => items.push(vec![block]),
            },
            Some(Kind::Block(Block::DefinitionList(list))) => list.push(Definition {
                term: Vec::new(),
                body: vec![block],
            }),
            // A picture in a heading or cell has no place there; its words have.
            Some(Kind::Line(_, line)) => push_words(line, &mut block),
            Some(_) => {}
        }
    }
}
