//! Doing something later.

use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Goes on after so many milliseconds, and never before what runs now has ended.
pub fn after(milliseconds: i32, go_on: Box<dyn FnOnce()>) {
    let go_on = Closure::once_into_js(go_on);
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            go_on.unchecked_ref(),
            milliseconds,
        );
    }
}

/// Ends after a second.
pub async fn second() {
    let promise = Promise::new(&mut |resolve, _| {
        let go_on = move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        };
        after(1_000, Box::new(go_on));
    });
    let _ = JsFuture::from(promise).await;
}
