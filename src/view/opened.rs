//! What a reader has opened in a story: frames of other services, and the picture that is shown
//! large.
//!
//! Frames and pictures are known by their numbers in the order in which a story draws them. So the
//! embed itself can keep this state, and needs no component for each of them. What the numbers stand
//! for is drawn by [`super::frame`] and [`super::lightbox`].

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::{Callback, MouseEvent, NodeRef};

use super::swipe::Finger;
use crate::article::Image;
use crate::i18n::Messages;

/// What a reader can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Ask for the frame of this number.
    Frame(usize),
    /// Ask for the picture of this number in large.
    Picture(usize),
    /// Ask for the story again, which came without its text.
    Again,
}

/// What has been opened.
#[derive(Default)]
pub struct Opened {
    /// The frames with their places, the latest last.
    frames: Vec<(usize, NodeRef)>,
    /// The picture that is shown large, or was last.
    pub picture: Option<usize>,
    /// The dialog that shows it.
    pub dialog: NodeRef,
    /// The finger that turns it.
    pub finger: Finger,
    needs_focus: bool,
}

impl Opened {
    /// Takes note of what the reader did.
    pub fn update(&mut self, event: Event) {
        match event {
            Event::Frame(number) => {
                self.frames.push((number, NodeRef::default()));
                self.needs_focus = true;
            }
            // Whoever holds the story does that.
            Event::Again => {}
            Event::Picture(number) => {
                self.picture = Some(number);
                if let Some(dialog) = self.dialog.get() {
                    // It may be open already, for the picture before this one.
                    let _ = dialog.unchecked_into::<HtmlDialogElement>().show_modal();
                }
            }
        }
    }

    /// The place of the frame of this number, if the reader asked for it.
    pub fn frame(&self, number: usize) -> Option<&NodeRef> {
        let frame = self.frames.iter().find(|(other, _)| *other == number);
        frame.map(|(_, place)| place)
    }

    /// After the story was drawn anew: the frame stands where the button had the focus.
    pub fn rendered(&mut self) {
        if std::mem::take(&mut self.needs_focus)
            && let Some((_, place)) = self.frames.last()
            && let Some(frame) = place.cast::<HtmlElement>()
        {
            let _ = frame.focus();
        }
    }
}

/// One drawing of a story for a reader who can open things in it.
pub struct Reader<'a> {
    /// What is open.
    pub opened: &'a Opened,
    /// The interface's texts.
    pub messages: Messages,
    /// Takes what the reader does.
    pub on_event: Callback<Event>,
    /// The pictures drawn so far.
    pub pictures: RefCell<Vec<&'a Image>>,
    frames: Cell<usize>,
}

impl<'a> Reader<'a> {
    /// Begins a drawing.
    pub fn new(opened: &'a Opened, messages: Messages, on_event: Callback<Event>) -> Self {
        Self {
            opened,
            messages,
            on_event,
            pictures: RefCell::default(),
            frames: Cell::new(0),
        }
    }

    /// The number of the next frame.
    pub fn next_frame(&self) -> usize {
        self.frames.replace(self.frames.get() + 1)
    }

    /// The number of this picture, which is the next.
    pub fn next_picture(&self, image: &'a Image) -> usize {
        let mut pictures = self.pictures.borrow_mut();
        pictures.push(image);
        pictures.len() - 1
    }

    /// What a button does.
    pub fn on_click(&self, event: Event) -> Callback<MouseEvent> {
        let on_event = self.on_event.clone();
        Callback::from(move |_| on_event.emit(event))
    }
}
