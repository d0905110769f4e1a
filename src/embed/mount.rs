//! All embeds of this program: which element holds which, and what becomes of them when the
//! program itself fails.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::life::Embed;

thread_local! {
    static EMBEDS: RefCell<Vec<(Embed, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Sets up what all embeds share.
pub fn start() {
    // After a panic nothing here runs any more. Each reader then gets the loader's line with the
    // link in place of a story that no longer answers.
    // Yew puts a hook of its own in place of any that it does not know of.
    yew::set_custom_panic_hook(Box::new(|panic| {
        let reason = JsValue::from_str(&panic.to_string());
        EMBEDS.with(|embeds| {
            if let Ok(embeds) = embeds.try_borrow() {
                for (_, fail) in &*embeds {
                    let _ = fail.call1(&JsValue::UNDEFINED, &reason);
                }
            }
        });
    }));
}

/// Starts an embed in an element, once. `fail` shows the loader's line with the link.
pub fn mount(host: &HtmlElement, fail: Function) {
    let is_mounted = EMBEDS.with_borrow(|embeds| embeds.iter().any(|(embed, _)| embed.is_in(host)));
    if is_mounted {
        return;
    }
    if let Some(embed) = Embed::start(host) {
        EMBEDS.with_borrow_mut(|embeds| embeds.push((embed, fail)));
    }
}

/// Takes over what has been changed on the element.
pub fn update(host: &HtmlElement) {
    EMBEDS.with_borrow(|embeds| {
        if let Some((embed, _)) = embeds.iter().find(|(embed, _)| embed.is_in(host)) {
            embed.update();
        }
    });
}

/// Ends the embed in the element.
pub fn unmount(host: &HtmlElement) {
    let found = EMBEDS.with_borrow_mut(|embeds| {
        let place = embeds.iter().position(|(embed, _)| embed.is_in(host))?;
        Some(embeds.remove(place))
    });
    if let Some((embed, _)) = found {
        embed.stop();
    }
}
