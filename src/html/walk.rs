//! The one walk over a tree: elements in, blocks out.
//!
//! It goes through the tree step by step rather than by calling itself, so that no depth of nesting
//! can overflow the stack. Each element that is entered leaves a [`Frame`] that says what to do when
//! it is left again.

use super::allowlist::{self, Treatment};
use super::embedded;
use super::flow::Flow;
use super::frame::{Frame, Kind, Line, Shown};
use super::hidden;
use super::pictures;
use super::tree::{Cursor, Element, Node};
use super::words::push_words;
use crate::article::block::{Block, Definition, Inline, Item, is_blank, plain_text};
use crate::article::inline::{append, is_space};
use crate::article::{Reason, Report};
use crate::text::contains;
use crate::url::Base;

/// Elements deeper than this are read as if they stood higher, which is also what browsers' parsers
/// do with them. It keeps the way through the frames short.
const FRAME_LIMIT: usize = 512;

/// Blocks inside blocks deeper than this are taken for noise; their text is kept.
pub const DEPTH_LIMIT: usize = 24;

/// Reads all that the tree holds; `targets` are the names of places that links of the text lead to, and `depth`
/// is how many blocks it stands in.
pub fn walk(
    cursor: &mut dyn Cursor,
    base: &Base,
    targets: Vec<String>,
    depth: usize,
) -> (Vec<Block>, Report) {
    let mut walk = Walk {
        base,
        targets,
        flow: Flow::default(),
        frames: Vec::new(),
        beyond: 0,
        blocks: Vec::new(),
        depth,
        shown: Shown::Nothing,
        source: None,
        number: None,
        after_code: Vec::new(),
        added: 0,
        tabs: Vec::new(),
        report: Report::default(),
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
    walk.end_tabs();
    (walk.blocks, walk.report)
}

pub(super) struct Walk<'a> {
    pub(super) base: &'a Base,
    /// Names of places in the text that links lead to; a place's number is its place here.
    pub(super) targets: Vec<String>,
    pub(super) flow: Flow,
    pub(super) frames: Vec<Frame>,
    /// How many elements have been entered that are too deep to have a frame.
    pub(super) beyond: usize,
    /// What stands in no frame that holds blocks.
    blocks: Vec<Block>,
    /// How many frames hold blocks.
    pub(super) depth: usize,
    /// What was shown last, with no word after it.
    pub(super) shown: Shown,
    /// The list of sizes that a `source` names for the picture after it.
    pub(super) source: Option<String>,
    /// The number that an element around says one within it will count up to.
    pub(super) number: Option<String>,
    /// What stood in preformatted text and comes after it.
    pub(super) after_code: Vec<Block>,
    /// How many blocks have been added to something.
    pub(super) added: usize,
    /// The names of the panels that are still to come, the next one last.
    pub(super) tabs: Vec<Vec<Inline>>,
    pub(super) report: Report,
}

impl Walk<'_> {
    /// Takes note of what stands at the cursor; answers whether to go into it, and so to leave it.
    fn enter(&mut self, cursor: &dyn Cursor) -> bool {
        let element = match cursor.node() {
            Node::Element(element) => element,
            Node::Text(text) => {
                self.text(&text);
                return false;
            }
            Node::Other => return false,
        };
        let treatment = self.treatment(&element);
        let kind = match treatment {
            Treatment::Drop(reason) => Err(reason),
            _ if hidden::is_hidden(&element) => Err(Reason::Hidden),
            _ => {
                self.anchor(&element);
                self.kind(&element, treatment)
            }
        };
        let kind = match kind {
            Ok(Some(kind)) => kind,
            Ok(None) => return false,
            Err(reason) => {
                self.report
                    .add_element(reason, &element.name, || cursor.words());
                return false;
            }
        };
        if self.frames.len() == FRAME_LIMIT {
            self.beyond += 1;
            return true;
        }
        if !kind.is_inline() {
            self.end_line();
            if !matches!(kind, Kind::Noscript(..)) {
                self.shown = Shown::Nothing;
            }
        }
        let (opened, foreign) = self.open(&element, treatment, &kind);
        let kind = match kind {
            Kind::Boundary if foreign.is_some() && self.depth < DEPTH_LIMIT => {
                Kind::Lines(Vec::new())
            }
            other => other,
        };
        self.depth += usize::from(kind.holds_blocks());
        self.flow.is_verbatim |= matches!(kind, Kind::Line(Line::Code, _));
        self.frames.push(Frame {
            kind,
            opened,
            foreign,
        });
        true
    }

    /// What becomes of an element here.
    fn treatment(&mut self, element: &Element) -> Treatment {
        let treatment = allowlist::treatment(&element.name);
        if matches!(&*element.name, "title" | "desc")
            && self
                .around(|kind| !kind.is_passed())
                .is_some_and(|kind| matches!(kind, Kind::Drawing))
        {
            return Treatment::Label;
        }
        // The one name of them all that HTML writes with a capital.
        if element.name == "foreignObject" {
            return Treatment::Label;
        }
        if element.attributes.is_empty() && !matches!(treatment, Treatment::Drop(_)) {
            return treatment;
        }
        // A line of its own in a drawing.
        if element.name == "tspan" && ["x", "dy"].iter().any(|name| element.get(name).is_some()) {
            return Treatment::Label;
        }
        if let Some(class) = allowlist::treatment_of_classes(element.classes())
            && treatment.yields_to(class)
        {
            return class;
        }
        let is_box = matches!(
            treatment,
            Treatment::Boundary
                | Treatment::List { .. }
                | Treatment::Item
                | Treatment::Unwrap
                | Treatment::Button
                | Treatment::Link
        );
        match element.trimmed("role") {
            // Some call what holds the panels one as well.
            "tablist" if is_box && !contains(element.trimmed("class"), "content") => {
                Treatment::Tabs
            }
            "tabpanel" if is_box => Treatment::Panel,
            "tab" if is_box => Treatment::Boundary,
            _ => treatment,
        }
    }

    /// Leaves blocks out.
    pub(super) fn drop(&mut self, reason: Reason, element: &str, mut blocks: Vec<Block>) {
        self.report.add_element(reason, element, || {
            let mut line = Vec::new();
            for block in &mut blocks {
                push_words(&mut line, block);
            }
            plain_text(&line)
        });
    }

    /// Takes note that links lead to an element.
    fn anchor(&mut self, element: &Element) {
        for name in ["id", "name"] {
            if let Some(name) = element.get(name)
                && let Some(number) = self.targets.iter().position(|target| target == name)
                && let Ok(number) = u32::try_from(number)
            {
                self.flow.anchors.push(number);
            }
        }
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
        let is_blank = text.trim_ascii().is_empty();
        if !is_blank {
            self.shown = Shown::Nothing;
        }
        if is_blank && self.flow.is_in_math() {
            return;
        }
        // Signs of a font of icons.
        let is_icon = |sign| matches!(sign, '\u{e000}'..='\u{f8ff}');
        if text.chars().any(is_icon) && text.chars().all(|sign| is_icon(sign) || is_space(sign)) {
            return self
                .report
                .add_element(Reason::Drawing, "", || text.to_owned());
        }
        let holds_text = |kind: &Kind| {
            !kind.is_passed() && !matches!(kind, Kind::Button | Kind::CodeLine | Kind::Formula(_))
        };
        match self.around(holds_text) {
            Some(Kind::Ruby(content, _)) => content.push(Inline::Text(text.to_owned())),
            Some(
                Kind::RubyReading(written)
                | Kind::Encoded(written)
                | Kind::Spoken(written)
                | Kind::Annotation(written),
            ) => {
                written.push_str(text);
            }
            Some(Kind::Drawing | Kind::Choice(_)) => {
                self.report
                    .add_element(Reason::Twin, "", || text.to_owned());
            }
            // White space between rows and cells is no text.
            Some(
                Kind::Block(Block::Table(_)) | Kind::TableHead | Kind::TableFoot | Kind::Row(_),
            ) if is_blank => {}
            _ => self.flow.text(text),
        }
    }

    pub(super) fn line_break(&mut self) {
        if !self.flow.line_break() {
            self.flush();
        }
    }

    /// Ends the line: what stands on it becomes part of the innermost frame.
    pub(super) fn flush(&mut self) {
        if matches!(
            self.around(Kind::takes_lines),
            Some(Kind::Line(Line::Code, _))
        ) {
            let mut lines = self.flow.take();
            if let Some(Kind::Line(_, code)) = self.around(Kind::takes_lines) {
                code.append(&mut lines);
            }
            return;
        }
        let mut content = self.flow.take();
        if pictures::are_pictures(&content) {
            // Places are in the next words.
            pictures::push_anchors(&content, &mut self.flow.anchors);
        }
        if is_blank(&content) {
            return;
        }
        self.added += 1;
        match self.around(Kind::takes_lines) {
            Some(Kind::Line(_, line)) => append(line, &mut content),
            _ => {
                for block in pictures::parted(content) {
                    let block = match block {
                        Block::Paragraph(content) => embedded::line(content),
                        other => other,
                    };
                    self.add(block);
                }
            }
        }
    }

    /// Ends the line before something that does not stand in it.
    fn end_line(&mut self) {
        if self.flow.is_verbatim {
            self.flow.end_line();
        }
        self.flush();
    }

    /// Adds a block after what is still on the line.
    pub(super) fn block(&mut self, block: Block) {
        self.end_line();
        self.add(block);
    }

    /// Adds blocks after what is still on the line.
    pub(super) fn blocks(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.block(block);
        }
    }

    /// The block that was added last, where it stands in what is being filled.
    pub(super) fn last(&mut self) -> Option<&mut Block> {
        if self.around(Kind::takes_lines).is_none() {
            return self.blocks.last_mut();
        }
        self.around(Kind::takes_lines)?.body()?.last_mut()
    }

    fn add(&mut self, mut block: Block) {
        self.added += 1;
        let Some(kind) = self.around(Kind::takes_lines) else {
            return self.blocks.push(block);
        };
        match kind {
            Kind::Block(Block::List { items, .. }) => match items.last_mut() {
                // Older HTML nests a list beside the item that it belongs to.
                Some(item) if matches!(block, Block::List { .. }) => item.body.push(block),
                _ => items.push(Item::from(vec![block])),
            },
            Kind::Block(Block::DefinitionList(list)) => list.push(Definition {
                term: Vec::new(),
                body: vec![block],
            }),
            Kind::Line(Line::Code, _) => self.after_code.push(block),
            Kind::Line(_, line) => push_words(line, &mut block),
            other => {
                if let Some(body) = other.body() {
                    body.push(block);
                }
            }
        }
    }
}
