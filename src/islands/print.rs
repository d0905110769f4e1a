//! Printing a story alone, from the midst of a partner's page.
//!
//! Everything else on the page is left out for as long as it is printed: the elements that the embed
//! stands in are marked, and a sheet that only counts on paper hides what is beside them. The pictures
//! are those that are there already. docs/decisions/printing.md says why it is not another document.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Element, HtmlElement, Node, ShadowRoot};

use crate::js_object::js_object;

/// The attribute of what stays: `in` around the embed, `it` on the embed itself.
const MARK: &str = "data-article-embed-print";

/// Whatever the page does with the elements around, on paper they are plain blocks.
const SHEET: &str = "@media print{\
    [data-article-embed-print]>:not([data-article-embed-print]){display:none!important}\
    [data-article-embed-print=in]{all:revert!important;display:block!important;margin:0!important}\
    [data-article-embed-print=in]::before,[data-article-embed-print=in]::after{content:none!important}}";

/// Prints the story in an element.
pub fn story(host: &HtmlElement) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let mut marked = Vec::new();
    let mut sheets = Vec::new();
    let mut place: Option<Element> = Some(host.clone().into());
    while let Some(element) = place {
        let _ = element.set_attribute(MARK, if marked.is_empty() { "it" } else { "in" });
        let parent = element.parent_node();
        // A page may have the embed in a shadow root of its own, which needs a sheet of its own.
        let root = parent
            .as_ref()
            .and_then(|parent| parent.dyn_ref::<ShadowRoot>());
        if let Some(root) = root {
            sheets.extend(add_sheet(root));
        }
        place = match root {
            Some(root) => Some(root.host()),
            None => parent.as_ref().and_then(|parent| parent.dyn_ref().cloned()),
        };
        marked.push(element);
    }
    if let Some(document) = window.document() {
        sheets.extend(add_sheet(&document));
    }
    let restore = Closure::once_into_js(move || {
        for element in marked {
            let _ = element.remove_attribute(MARK);
        }
        for (root, before) in sheets {
            let _ = Reflect::set(&root, &sheets_name(), &before);
        }
    });
    // Some browsers print only after this has ended.
    let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
        "afterprint",
        restore.unchecked_ref(),
        &js_object(&[("once", JsValue::TRUE)]),
    );
    let _ = window.print();
}

fn sheets_name() -> JsValue {
    JsValue::from_str("adoptedStyleSheets")
}

/// Adds the sheet; the root with the sheets that it had before.
fn add_sheet(root: &Node) -> Option<(Node, JsValue)> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(SHEET).ok()?;
    let before = Array::from(&Reflect::get(root, &sheets_name()).ok()?);
    let with_it = before.concat(&Array::of1(&sheet));
    Reflect::set(root, &sheets_name(), &with_it).ok()?;
    Some((root.clone(), before.into()))
}
