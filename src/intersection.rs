//! Tells when an element comes on the screen, or near it, and when it leaves.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::js_object::texts;

/// A watch that ends when this is dropped.
pub struct Intersection {
    observer: IntersectionObserver,
    _changed: Closure<dyn FnMut(Array)>,
}

impl Intersection {
    /// Watches an element; `None` where the browser cannot. `margin` says how far from the screen it
    /// counts already, as CSS does. How things stand at first is told too.
    pub fn watch(element: &Element, margin: &str, on_change: Box<dyn Fn(bool)>) -> Option<Self> {
        let changed = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            // The newest is the last.
            let entry: IntersectionObserverEntry = entries.pop().unchecked_into();
            on_change(entry.is_intersecting());
        });
        let options: IntersectionObserverInit = texts(&[("rootMargin", margin)]);
        let callback = changed.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(callback, &options).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _changed: changed,
        })
    }
}

impl Drop for Intersection {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
