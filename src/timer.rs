//! Waiting.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// A second, in milliseconds.
pub const SECOND: i32 = 1_000;

/// Ends after so many milliseconds, and never before what runs now has ended.
pub async fn wait(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _ = JsFuture::from(promise).await;
}
