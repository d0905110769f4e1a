//! The line being written: inlines inside inlines, with white space folded as a browser folds it.
//!
//! The flow outlives the paragraph: when a block starts inside a link or an emphasis, what was
//! written is taken out, the elements stay open, and the text after the block is in them again. So
//! `<a>text<figure>…</figure>more</a>` gives linked text, a figure, and linked text.

use crate::article::block::{Inline, plain_text};
use crate::url::LinkUrl;

/// More inline elements than this inside each other are taken for noise; their text is kept.
const DEPTH_LIMIT: usize = 24;

/// The line being written.
#[derive(Default)]
pub struct Flow {
    content: Vec<Inline>,
    /// What the open elements will be, still empty, and what they hold on this line.
    open: Vec<(Inline, Vec<Inline>)>,
    pending: Pending,
    /// White space is kept as it is.
    pub is_verbatim: bool,
    /// Anchors that stand before what is written next.
    pub anchors: Vec<u32>,
}

/// White space that has been read but is only written when something comes after it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Pending {
    /// Nothing has been written on this line yet, so white space does not count.
    #[default]
    Start,
    Nothing,
    Space,
    Break,
}

impl Flow {
    /// Writes characters; runs of ASCII white space become one space.
    pub fn text(&mut self, text: &str) {
        if self.is_verbatim {
            return self.verbatim(text);
        }
        let letters = text.as_bytes();
        self.note_space(letters.first());
        let mut run = String::with_capacity(text.len());
        for word in text.split_ascii_whitespace() {
            if run.is_empty() {
                self.write_pending();
            } else {
                run.push(' ');
            }
            run.push_str(word);
        }
        if !run.is_empty() {
            self.push_text(run);
            self.pending = Pending::Nothing;
            self.note_space(letters.last());
        }
    }

    fn verbatim(&mut self, text: &str) {
        if !text.is_empty() {
            self.write_pending();
            self.push_text(text.to_owned());
            self.pending = Pending::Nothing;
        }
    }

    /// Starts a new line of text whose white space is kept, unless one begins here anyway.
    pub fn end_line(&mut self) {
        let ends = match self.top().last() {
            Some(Inline::Text(text)) => text.ends_with('\n'),
            Some(_) => false,
            None => true,
        };
        if !ends {
            self.verbatim("\n");
        }
    }

    fn note_space(&mut self, letter: Option<&u8>) {
        if self.pending == Pending::Nothing && letter.is_some_and(u8::is_ascii_whitespace) {
            self.pending = Pending::Space;
        }
    }

    /// Starts a new line. Answers `false`, and writes nothing, where that would be the second in a
    /// row: legacy HTML's way to say that a paragraph ends.
    pub fn line_break(&mut self) -> bool {
        if self.is_verbatim {
            self.verbatim("\n");
            return true;
        }
        match self.pending {
            Pending::Start => true,
            Pending::Break => false,
            Pending::Nothing | Pending::Space => {
                self.pending = Pending::Break;
                true
            }
        }
    }

    /// Writes an inline that is complete.
    pub fn inline(&mut self, inline: Inline) {
        if let Inline::Picture(image) = &inline
            && self.is_in_math()
        {
            return self.text(&image.alt);
        }
        self.write_pending();
        self.top().push(inline);
        self.pending = Pending::Nothing;
    }

    /// Whether something stands on the line already.
    pub fn has_begun(&self) -> bool {
        self.pending != Pending::Start
    }

    /// Where the innermost link that is open leads to.
    pub fn link(&self) -> Option<LinkUrl> {
        self.open.iter().rev().find_map(|(inline, _)| match inline {
            Inline::Link { url, .. } => Some(url.clone()),
            _ => None,
        })
    }

    /// Whether a formula is being written.
    pub fn is_in_math(&self) -> bool {
        let last = self.open.last();
        last.is_some_and(|(inline, _)| matches!(inline, Inline::Math(..)))
    }

    /// Whether a formula was written last.
    pub fn ends_in_math(&mut self) -> bool {
        matches!(self.top().last(), Some(Inline::Math(..)))
    }

    /// Writes the formula's own text in place of its elements, where those have lost something of it. Answers
    /// which of the two is not shown.
    pub fn annotate(&mut self, text: String) -> String {
        let count = |text: &str| text.bytes().filter(|byte| is_letter(*byte)).count();
        let elements = plain_text(self.top());
        // Commands of TeX have letters of their own.
        if !self.is_in_math()
            || text.bytes().any(|byte| byte == b'\\')
            || count(&text) <= count(&elements)
        {
            return text;
        }
        let text = Inline::Text(text.trim_ascii().to_owned());
        *self.top() = vec![Inline::Math("mtext", vec![text])];
        elements
    }

    /// Keeps what is written next apart from a word before it.
    pub fn set_apart(&mut self) {
        let joins = match self.top().last() {
            Some(Inline::Text(text)) => text.bytes().next_back().is_some_and(is_letter),
            last => last.is_some(),
        };
        if joins && self.pending == Pending::Nothing && !self.is_verbatim {
            self.pending = Pending::Space;
        }
    }

    /// Opens an inline element; answers how many that are, each of which is to be closed.
    pub fn open(&mut self, element: Option<Inline>) -> usize {
        let is_in_math = self.is_in_math();
        // Only formulas stand in formulas.
        let may_stand = |element: &Inline| !is_in_math || matches!(element, Inline::Math(..));
        let is_too_deep = self.open.len() >= DEPTH_LIMIT;
        let Some(element) = element.filter(|element| may_stand(element) && !is_too_deep) else {
            return 0;
        };
        // A space before a link belongs outside it, where it is not underlined.
        let is_formula = matches!(element, Inline::Math(..));
        if self.pending == Pending::Space || self.pending == Pending::Break && is_formula {
            self.write_pending();
            self.pending = Pending::Nothing;
        }
        self.open.push((element, Vec::new()));
        1
    }

    /// Whether nothing stands in the inline element opened last.
    pub fn is_empty(&self) -> bool {
        self.open
            .last()
            .is_none_or(|(_, content)| content.is_empty())
    }

    /// Closes the inline element opened last; an empty one leaves nothing behind.
    pub fn close(&mut self) {
        if let Some((element, content)) = self.open.pop()
            // An empty element of a formula has its place in it.
            && (!content.is_empty() || matches!(element, Inline::Math(..)))
        {
            self.top().push(element.holding(content));
        }
    }

    /// Takes back the formula that was closed last, if it draws nothing.
    pub fn take_back_formula(&mut self) -> bool {
        let draws_nothing = |inline: &mut Inline| {
            matches!(inline, Inline::Math(..)) && plain_text(inline.content()).trim().is_empty()
        };
        self.top().pop_if(draws_nothing).is_some()
    }

    /// Takes what has been written, and starts a new line inside the same open elements.
    pub fn take(&mut self) -> Vec<Inline> {
        let mut inner = Vec::new();
        for (element, content) in self.open.iter_mut().rev() {
            let mut content = std::mem::take(content);
            content.append(&mut inner);
            if !content.is_empty() {
                inner.push(element.holding(content));
            }
        }
        let mut content = std::mem::take(&mut self.content);
        content.append(&mut inner);
        self.pending = Pending::Start;
        content
    }

    fn top(&mut self) -> &mut Vec<Inline> {
        match self.open.last_mut() {
            Some((_, content)) => content,
            None => &mut self.content,
        }
    }

    fn write_pending(&mut self) {
        match self.pending {
            Pending::Start | Pending::Nothing => {}
            Pending::Space => self.push_text(" ".to_owned()),
            Pending::Break => self.top().push(Inline::Break),
        }
        if self.is_in_math() {
            return;
        }
        let anchors = std::mem::take(&mut self.anchors);
        let anchors = anchors.into_iter().map(Inline::Anchor);
        self.top().extend(anchors);
    }

    fn push_text(&mut self, text: String) {
        match self.top().last_mut() {
            Some(Inline::Text(before)) => before.push_str(&text),
            _ => self.top().push(Inline::Text(text)),
        }
    }
}

/// Whether a byte is part of a letter or digit, as far as it tells.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
