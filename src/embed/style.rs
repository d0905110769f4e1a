//! One style sheet for all embeds, as an object: a page's Content-Security-Policy for styles does
//! not concern those.

use std::cell::OnceCell;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, ShadowRoot, Window};

use crate::dictionary::member;
use crate::view::STYLE;

thread_local! {
    static SHEET: OnceCell<Option<CssStyleSheet>> = const { OnceCell::new() };
}

/// Gives a shadow root the widget's style, in place of the loader's.
pub fn adopt(shadow: &ShadowRoot) {
    SHEET.with(|sheet| {
        let sheet = sheet.get_or_init(|| make(&web_sys::window()?));
        if !give(shadow, sheet.as_ref()) {
            // A sheet belongs to one document, and the element stands in a frame's.
            let document = shadow.owner_document();
            let view = document.and_then(|document| document.default_view());
            give(shadow, view.and_then(|view| make(&view)).as_ref());
        }
    });
}

fn give(shadow: &ShadowRoot, sheet: Option<&CssStyleSheet>) -> bool {
    let name = JsValue::from_str("adoptedStyleSheets");
    sheet.is_some_and(|sheet| Reflect::set(shadow, &name, &Array::of1(sheet)).is_ok())
}

fn make(view: &Window) -> Option<CssStyleSheet> {
    let class: Function = member(view, "CSSStyleSheet")?.unchecked_into();
    let sheet = Reflect::construct(&class, &Array::new()).ok()?;
    let sheet: CssStyleSheet = sheet.unchecked_into();
    sheet.replace_sync(STYLE).ok()?;
    Some(sheet)
}
