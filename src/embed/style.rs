//! One style sheet for all embeds, as an object: a page's Content-Security-Policy for styles does
//! not concern those.

use std::cell::OnceCell;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::view::STYLE;

thread_local! {
    static SHEET: OnceCell<Option<CssStyleSheet>> = const { OnceCell::new() };
}

/// Gives a shadow root the widget's style, in place of the loader's.
pub fn adopt(shadow: &ShadowRoot) {
    let name = JsValue::from_str("adoptedStyleSheets");
    // A sheet belongs to one document; in a frame's the loader has made one.
    if shadow.owner_document() != web_sys::window().and_then(|window| window.document())
        && let Ok(sheets) = Reflect::get(shadow, &name)
    {
        let sheet: CssStyleSheet = sheets.unchecked_into::<Array>().get(0).unchecked_into();
        let _ = sheet.replace_sync(STYLE);
        return;
    }
    SHEET.with(|sheet| {
        if let Some(sheet) = sheet.get_or_init(make) {
            let sheets = Array::of1(sheet.unchecked_ref());
            let _ = Reflect::set(shadow, &name, &sheets);
        }
    });
}

fn make() -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(STYLE).ok()?;
    Some(sheet)
}
