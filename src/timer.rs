//! Doing something later.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Goes on after so many milliseconds, and never before what runs now has ended.
pub fn after(milliseconds: i32, go_on: impl FnOnce() + 'static) {
    let go_on = Closure::once_into_js(go_on);
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            go_on.unchecked_ref(),
            milliseconds,
        );
    }
}
