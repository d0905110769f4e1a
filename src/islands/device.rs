//! What the reader's own device does to share: its share sheet, its clipboard, another page.

use std::future::Future;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

use crate::js_object::{member, texts};

/// What has become of sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The device has passed it on.
    Sent,
    /// The reader has closed the sheet again.
    Left,
    /// There was no sheet, though the browser has the means to open it.
    Refused,
}

/// Opens the device's share sheet.
pub fn share(data: &[(&str, &str)]) -> impl Future<Output = Shared> + 'static {
    let data: JsValue = texts(data);
    let navigator = web_sys::window().map(|window| window.navigator());
    // Now, as long as the browser takes it for what the reader does.
    let sharing = navigator.and_then(|navigator| {
        let share: Function = member(&navigator, "share")?.dyn_into().ok()?;
        share.call1(&navigator, &data).ok()
    });
    async move {
        let Some(sharing) = sharing else {
            return Shared::Refused;
        };
        match JsFuture::from(Promise::resolve(&sharing)).await {
            Ok(_) => Shared::Sent,
            Err(error) => {
                let name = member(&error, "name").and_then(|name| name.as_string());
                match name.as_deref() {
                    Some("AbortError") => Shared::Left,
                    _ => Shared::Refused,
                }
            }
        }
    }
}

/// Copies a text; whether that was done. There is no clipboard in pages that are not secure.
pub fn copy(text: &str) -> impl Future<Output = bool> + 'static {
    let navigator = web_sys::window().map(|window| window.navigator());
    let clipboard = navigator.and_then(|navigator| member(&navigator, "clipboard"));
    let writing = clipboard.map(|clipboard| {
        let clipboard: Clipboard = clipboard.unchecked_into();
        JsFuture::from(clipboard.write_text(text))
    });
    async move {
        match writing {
            Some(writing) => writing.await.is_ok(),
            None => false,
        }
    }
}

/// Opens a page beside this one, which learns nothing of it.
pub fn open(address: &str) {
    if let Some(window) = web_sys::window() {
        let features = "noopener,noreferrer";
        let _ = window.open_with_url_and_target_and_features(address, "_blank", features);
    }
}
