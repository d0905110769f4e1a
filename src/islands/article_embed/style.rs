//! The style sheets of story and islands, as objects of the document: a page's Content-Security-Policy for
//! styles does not concern those.

use std::cell::OnceCell;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::{islands, render};

thread_local! {
    static SHEETS: OnceCell<Option<Array>> = const { OnceCell::new() };
}

/// Gives a shadow root both sheets, which all share.
pub fn adopt(shadow: &ShadowRoot) {
    SHEETS.with(|sheets| {
        if let Some(sheets) = sheets.get_or_init(make) {
            let name = JsValue::from_str("adoptedStyleSheets");
            let _ = Reflect::set(shadow, &name, sheets);
        }
    });
}

fn make() -> Option<Array> {
    let sheets = Array::new();
    for style in [render::STYLE, islands::STYLE] {
        let sheet = CssStyleSheet::new().ok()?;
        sheet.replace_sync(style).ok()?;
        sheets.push(sheet.unchecked_ref());
    }
    Some(sheets)
}
