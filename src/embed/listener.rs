//! Listening to something of the browser's for as long as it is wanted.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget};

/// A listener that ends when this is dropped.
pub struct Listener {
    target: EventTarget,
    names: &'static [&'static str],
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Listens to events of these names.
    pub fn new(
        target: EventTarget,
        names: &'static [&'static str],
        on_event: impl Fn() + 'static,
    ) -> Self {
        Self::with_event(target, names, move |_| on_event())
    }

    /// Listens to events of these names, and to what they tell.
    pub fn with_event(
        target: EventTarget,
        names: &'static [&'static str],
        on_event: impl Fn(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn Fn(Event)>::new(on_event);
        let listener = closure.as_ref().unchecked_ref();
        for name in names {
            let _ = target.add_event_listener_with_callback(name, listener);
        }
        Self {
            target,
            names,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.closure.as_ref().unchecked_ref();
        for name in self.names {
            let _ = self
                .target
                .remove_event_listener_with_callback(name, listener);
        }
    }
}
