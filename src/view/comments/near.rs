//! Tells when an element comes near the screen.

use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::{Callback, NodeRef};

use crate::dictionary::texts;

/// How far below the screen an element may be to count as near.
const MARGIN: &str = "800px";

/// A watch that ends when this is dropped.
pub struct Near {
    observer: IntersectionObserver,
    _seen: Closure<dyn FnMut(Array)>,
}

impl Near {
    /// Watches an element; `None` where the browser cannot.
    pub fn watch(element: &NodeRef, on_near: Callback<()>) -> Option<Self> {
        let element = element.cast::<Element>()?;
        let seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let is_near = |entry: JsValue| {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                entry.is_intersecting()
            };
            if entries.iter().any(is_near) {
                on_near.emit(());
            }
        });
        let options: IntersectionObserverInit = texts(&[("rootMargin", MARGIN)]);
        let observer =
            IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok()?;
        observer.observe(&element);
        Some(Self {
            observer,
            _seen: seen,
        })
    }
}

impl Drop for Near {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
