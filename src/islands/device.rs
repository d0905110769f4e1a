//! What the reader's own device does to share: its share sheet, its clipboard, another page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, ShareData};

use crate::js_object::{member, texts};

/// Opens the device's share sheet.
pub fn share(data: &[(&str, &str)]) -> Option<JsFuture> {
    let data: ShareData = texts(data);
    let sharing = web_sys::window()?.navigator().share_with_data(&data);
    Some(sharing.into())
}

/// Copies a text; `None` where there is no clipboard, as in pages that are not secure.
pub fn copy(text: &str) -> Option<JsFuture> {
    let clipboard = member(&web_sys::window()?.navigator(), "clipboard")?;
    let clipboard: Clipboard = clipboard.unchecked_into();
    Some(clipboard.write_text(text).into())
}

/// Opens a page beside this one, which learns nothing of it.
pub fn open(address: &str) {
    if let Some(window) = web_sys::window() {
        let features = "noopener,noreferrer";
        let _ = window.open_with_url_and_target_and_features(address, "_blank", features);
    }
}
