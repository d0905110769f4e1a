//! What the parts of one text have in common while they are drawn.

use std::cell::Cell;

use crate::i18n::Messages;

/// What blocks that stand together have in common. What a `Setting<Nobody>` is drawn for can be no story,
/// so a program that draws nothing else has no code for those.
pub struct Setting<'a, S = Drawing> {
    /// The level of the heading above them, 1 to 6.
    pub above: u8,
    /// `rel` of their links.
    pub rel: &'static str,
    /// The story that they are drawn for. In what readers and other services have written, nothing is
    /// fetched from elsewhere and nothing can be opened.
    pub story: Option<&'a S>,
}

/// What the parts of a line have in common.
#[derive(Clone, Copy)]
pub struct Lines {
    /// `rel` of their links.
    pub rel: &'static str,
    /// Pictures in them are fetched.
    pub has_pictures: bool,
}

impl<S> Setting<'_, S> {
    /// The same for lines.
    #[must_use]
    pub fn lines(&self) -> Lines {
        Lines {
            rel: self.rel,
            has_pictures: self.story.is_some(),
        }
    }
}

impl<S> Clone for Setting<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Setting<'_, S> {}

/// Whatever is drawn with pictures and frames that can be opened.
pub trait Openable {
    /// The interface's texts.
    fn messages(&self) -> Messages;
    /// The number of the next picture.
    fn next_picture(&self) -> u32;
}

/// There is none.
pub enum Nobody {}

impl Openable for Nobody {
    fn messages(&self) -> Messages {
        match *self {}
    }

    fn next_picture(&self) -> u32 {
        match *self {}
    }
}

/// One drawing of a story, whose pictures are numbered in document order.
pub struct Drawing {
    messages: Messages,
    pictures: Cell<u32>,
}

impl Drawing {
    /// Begins a drawing, or goes on after so many pictures.
    #[must_use]
    pub fn after(pictures: u32, messages: Messages) -> Self {
        Self {
            messages,
            pictures: Cell::new(pictures),
        }
    }

    /// How many pictures have been drawn.
    #[must_use]
    pub fn pictures(&self) -> u32 {
        self.pictures.get()
    }
}

impl Openable for Drawing {
    fn messages(&self) -> Messages {
        self.messages
    }

    fn next_picture(&self) -> u32 {
        self.pictures.replace(self.pictures.get() + 1)
    }
}
