//! Counting for the publisher who asks for it: that a story was shown, and that it was read to its
//! end. docs/counting.md says what is sent and what is not.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::ShadowRoot;
use yew::Callback;

use crate::dictionary::member;
use crate::intersection::Intersection;
use crate::timer;
use crate::transport;
use crate::url::WebUrl;

/// How many milliseconds a paragraph takes at least. People take several times as long.
const PARAGRAPH: usize = 2_000;

thread_local! {
    /// What this page has told already.
    static TOLD: RefCell<Vec<WebUrl>> = const { RefCell::new(Vec::new()) };
}

/// A watch over one story that ends when this is dropped.
pub struct Count {
    _story: Option<Intersection>,
    _end: Option<Intersection>,
}

struct Reading {
    /// Where to tell what, up to what has happened.
    address: WebUrl,
    /// How many milliseconds the text takes at least.
    takes: i32,
    is_shown: Cell<bool>,
    /// As much time has gone by since.
    is_time_over: Cell<bool>,
    is_end_on_screen: Cell<bool>,
}

impl Count {
    /// Watches the story of that address and so many paragraphs that stands in a shadow root; `None`
    /// where the reader objects.
    pub fn watch(
        shadow: &ShadowRoot,
        address: &WebUrl,
        story: &WebUrl,
        paragraphs: usize,
    ) -> Option<Self> {
        // <https://www.w3.org/TR/gpc/>
        if member(&web_sys::window()?.navigator(), "globalPrivacyControl").is_some() {
            return None;
        }
        let reading = Rc::new(Reading {
            address: address.with_query("story", story.as_str()),
            takes: i32::try_from(paragraphs * PARAGRAPH).unwrap_or(i32::MAX),
            is_shown: Cell::new(false),
            is_time_over: Cell::new(false),
            is_end_on_screen: Cell::new(false),
        });
        // Nothing that is only near.
        let watch = |selector, on_change: fn(&Rc<Reading>, bool)| {
            let reading = reading.clone();
            let on_change = Callback::from(move |is_seen| on_change(&reading, is_seen));
            let element = shadow.query_selector(selector).ok()??;
            Intersection::watch(&element, "0px", on_change)
        };
        Some(Self {
            _story: watch(".story", Reading::show),
            // It follows on the text, and is there even if nothing is in it.
            _end: watch(".story > footer", Reading::end),
        })
    }
}

impl Reading {
    fn show(self: &Rc<Self>, is_seen: bool) {
        if !is_seen || self.is_shown.replace(true) {
            return;
        }
        self.tell("shown");
        // Gone as soon as nothing watches any more.
        let this = Rc::downgrade(self);
        let takes = self.takes;
        spawn_local(async move {
            timer::wait(takes).await;
            if let Some(this) = this.upgrade() {
                this.is_time_over.set(true);
                this.end(this.is_end_on_screen.get());
            }
        });
    }

    /// Who has skipped to the end has not read it; who has waited there may have.
    fn end(self: &Rc<Self>, is_seen: bool) {
        self.is_end_on_screen.set(is_seen);
        if is_seen && self.is_time_over.get() {
            self.tell("read");
        }
    }

    fn tell(&self, event: &str) {
        let address = self.address.with_query("event", event);
        if TOLD.with_borrow(|told| told.contains(&address)) {
            return;
        }
        transport::tell(&address);
        TOLD.with_borrow_mut(|told| told.push(address));
    }
}
