//! The line being written: inlines inside inlines, with white space folded as a browser folds it.
//!
//! The flow outlives the paragraph: when a block starts inside a link or an emphasis, what was
//! written is taken out, the elements stay open, and the text after the block is in them again. So
//! `<a>text<figure>…</figure>more</a>` gives linked text, a figure, and linked text.

use crate::article::block::Inline;

/// More inline elements than this inside each other are taken for noise; their text is kept.
const DEPTH_LIMIT: usize = 24;

/// The line being written.
#[derive(Default)]
pub struct Flow {
    content: Vec<Inline>,
    /// What the open elements will be, still empty, and what they hold on this line.
    open: Vec<(Inline, Vec<Inline>)>,
    pending: Pending,
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

    fn note_space(&mut self, letter: Option<&u8>) {
        if self.pending == Pending::Nothing && letter.is_some_and(u8::is_ascii_whitespace) {
            self.pending = Pending::Space;
        }
    }

    /// Starts a new line. Answers `false`, and writes nothing, where that would be the second in a
    /// row: legacy HTML's way to say that a paragraph ends.
    pub fn line_break(&mut self) -> bool {
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
        self.write_pending();
        self.top().push(inline);
        self.pending = Pending::Nothing;
    }

    /// Opens an inline element; answers how many that are, each of which is to be closed.
    pub fn open(&mut self, element: Option<Inline>) -> usize {
        let Some(element) = element.filter(|_| self.open.len() < DEPTH_LIMIT) else {
            return 0;
        };
        // A space before a link belongs outside it, where it is not underlined.
        if self.pending == Pending::Space {
            self.write_pending();
            self.pending = Pending::Nothing;
        }
        self.open.push((element, Vec::new()));
        1
    }

    /// Closes the inline element opened last; an empty one leaves nothing behind.
    pub fn close(&mut self) {
        if let Some((element, content)) = self.open.pop()
            && !content.is_empty()
        {
            self.top().push(element.holding(content));
        }
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
    }

    fn push_text(&mut self, text: String) {
        match self.top().last_mut() {
            Some(Inline::Text(before)) => before.push_str(&text),
            _ => self.top().push(Inline::Text(text)),
        }
    }
}
