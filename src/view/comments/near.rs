//! Tells when an element comes near the screen.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::{Callback, NodeRef};

/// How far below the screen an element may be to count as near.
const MARGIN: &str = "800px";

/// A watch that ends when this is dropped.
pub struct Near {
    observer: IntersectionObserver,
    _seen: Closure<dyn FnMut(Vec<IntersectionObserverEntry>)>,
}

impl Near {
    /// Watches an element; `None` where the browser cannot.
    pub fn watch(element: &NodeRef, on_near: Callback<()>) -> Option<Self> {
        let element = element.cast::<Element>()?;
        let seen = Closure::new(move |entries: Vec<IntersectionObserverEntry>| {
            if entries
                .iter()
                .any(IntersectionObserverEntry::is_intersecting)
            {
                on_near.emit(());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
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
