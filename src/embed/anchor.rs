//! Holds the story's text where it is while the interface's words around it change.
//!
//! Above the text stand the names of its writers and its date, with words of the interface that may
//! take a line more or less in another language. The gap below them makes up for that. What stands below
//! the text has other sizes then; it is out of sight for the moment in which it changes, so that nobody
//! sees it jump.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ShadowRoot};

use crate::render::places::Place;

/// The place of one story's text.
pub struct Anchor {
    shadow: ShadowRoot,
    /// By how many pixels the gap is larger than it would be.
    added: Cell<i32>,
    /// Where the text is to stay.
    home: Cell<i32>,
}

impl Anchor {
    /// For the story in this shadow root.
    pub fn new(shadow: &ShadowRoot) -> Self {
        Self {
            shadow: shadow.clone(),
            added: Cell::new(0),
            home: Cell::new(0),
        }
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.shadow.query_selector(selector).ok()??;
        Some(found.unchecked_into())
    }

    /// How far below the column's top the text begins.
    pub fn place(&self) -> Option<i32> {
        Some(self.find(&Place::Text.selector())?.offset_top())
    }

    /// Brings the text back to where it was.
    pub fn restore(&self, before: Option<i32>) {
        if let (Some(before), Some(after)) = (before, self.place()) {
            // Places are rounded, which would add up with every change. Farther off, the column has
            // become wider or narrower, and home is elsewhere.
            if before.abs_diff(self.home.get()) > 1 {
                self.home.set(before);
            }
            self.add(self.home.get() - after);
        }
    }

    /// The words are about to change to those of this language: takes what is below the text out of sight.
    /// The loader brings it back as soon as it has been laid out with its new words.
    pub fn hide(&self, language: &str) {
        if let Some(column) = self.find("[data-column]") {
            let _ = column.set_attribute("data-changing", language);
        }
    }

    /// Lets another story's text stand where it would.
    pub fn reset(&self) {
        self.add(-self.added.get());
    }

    fn add(&self, pixels: i32) {
        if pixels != 0 {
            self.added.set(self.added.get() + pixels);
            let gap = [&self.added.get().to_string(), "px"].concat();
            if let Some(column) = self.find("[data-column]") {
                let _ = column.style().set_property("--_added", &gap);
            }
        }
    }
}
