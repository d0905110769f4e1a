//! Tells when the connection is back.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// A watch that ends when this is dropped.
pub struct Online {
    listener: Closure<dyn Fn()>,
}

impl Online {
    /// Watches; `None` where the browser cannot.
    pub fn listen(on_back: impl Fn() + 'static) -> Option<Self> {
        let listener = Closure::<dyn Fn()>::new(on_back);
        web_sys::window()?
            .add_event_listener_with_callback("online", listener.as_ref().unchecked_ref())
            .ok()?;
        Some(Self { listener })
    }
}

impl Drop for Online {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let listener = self.listener.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("online", listener);
        }
    }
}
