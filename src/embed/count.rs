//! Counting for the publisher who asks for it: that a story was shown, and that it was read to its
//! end. docs/counting.md says what is sent and what is not.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Element, ShadowRoot};
use yew::Callback;

use crate::dictionary::member;
use crate::intersection::Intersection;
use crate::timer;
use crate::transport;
use crate::url::WebUrl;

/// Nobody reads more bytes of text in a millisecond; it is some four times what people read.
const FASTEST: f64 = 0.1;

thread_local! {
    /// What this page has told already.
    static TOLD: RefCell<Vec<WebUrl>> = const { RefCell::new(Vec::new()) };
}

/// A watch over one story that ends when this is dropped.
pub struct Count {
    reading: Rc<Reading>,
    _story: Option<Intersection>,
    _end: Option<Intersection>,
}

struct Reading {
    /// Where to tell what, up to what has happened.
    address: WebUrl,
    /// When the story came on the screen, in milliseconds.
    shown: Cell<Option<f64>>,
    /// How many milliseconds the text takes at least.
    takes: f64,
    is_end_on_screen: Cell<bool>,
}

impl Count {
    /// Watches the story that stands in a shadow root; `None` where the reader objects or there is
    /// nothing to read.
    pub fn watch(shadow: &ShadowRoot, address: &WebUrl, story: &WebUrl) -> Option<Self> {
        // <https://www.w3.org/TR/gpc/>
        if member(&web_sys::window()?.navigator(), "globalPrivacyControl").is_some() {
            return None;
        }
        let find = |selector| shadow.query_selector(selector).ok().flatten();
        let text = find(".text")?.text_content()?;
        #[allow(clippy::cast_precision_loss, reason = "no text is that long")]
        let takes = text.len() as f64 / FASTEST;
        let reading = Rc::new(Reading {
            address: address.with_query("story", story.as_str()),
            shown: Cell::new(None),
            takes,
            is_end_on_screen: Cell::new(false),
        });
        let watch = |element: Option<Element>, on_change| {
            // Nothing that is only near.
            Intersection::watch(&element?, "0px", on_change)
        };
        let (shown, end) = (reading.clone(), reading.clone());
        Some(Self {
            _story: watch(
                find(".story"),
                Callback::from(move |is_on_screen| shown.show(is_on_screen)),
            ),
            // It follows on the text, and is there even if nothing is in it.
            _end: watch(
                find(".story > footer"),
                Callback::from(move |is_on_screen| end.clone().end(is_on_screen)),
            ),
            reading,
        })
    }
}

impl Drop for Count {
    fn drop(&mut self) {
        self.reading.is_end_on_screen.set(false);
    }
}

impl Reading {
    fn show(&self, is_on_screen: bool) {
        if is_on_screen && self.shown.get().is_none() {
            self.shown.set(Some(js_sys::Date::now()));
            self.tell("shown");
        }
    }

    /// Who has skipped to the end has not read it; who has waited there may have.
    fn end(self: Rc<Self>, is_on_screen: bool) {
        self.is_end_on_screen.set(is_on_screen);
        if !is_on_screen {
            return;
        }
        let now = js_sys::Date::now();
        let left = self.shown.get().unwrap_or(now) + self.takes - now;
        #[allow(clippy::cast_possible_truncation, reason = "what is too long is cut")]
        timer::after(left as i32, move || {
            if self.is_end_on_screen.get() {
                self.tell("read");
            }
        });
    }

    fn tell(&self, event: &str) {
        let address = self.address.with_query("event", event);
        let is_new = TOLD.with_borrow_mut(|told| {
            let is_new = !told.contains(&address);
            if is_new {
                told.push(address.clone());
            }
            is_new
        });
        if is_new {
            transport::tell(&address);
        }
    }
}
