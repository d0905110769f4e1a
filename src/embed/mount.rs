//! All embeds of this program: which element holds which.

use std::cell::RefCell;

use web_sys::HtmlElement;

use super::life::Embed;

thread_local! {
    static EMBEDS: RefCell<Vec<Embed>> = const { RefCell::new(Vec::new()) };
}

/// Starts an embed in an element, once.
pub fn mount(host: &HtmlElement) {
    let is_mounted = EMBEDS.with_borrow(|embeds| embeds.iter().any(|embed| embed.is_in(host)));
    if is_mounted {
        return;
    }
    // The page hears of the start, and may come back from there.
    let embed = Embed::start(host);
    EMBEDS.with_borrow_mut(|embeds| embeds.extend(embed));
}

/// Takes over what has been changed on the element.
pub fn update(host: &HtmlElement) {
    EMBEDS.with_borrow(|embeds| {
        if let Some(embed) = embeds.iter().find(|embed| embed.is_in(host)) {
            embed.update();
        }
    });
}

/// Ends the embed in the element.
pub fn unmount(host: &HtmlElement) {
    let found = EMBEDS.with_borrow_mut(|embeds| {
        let place = embeds.iter().position(|embed| embed.is_in(host))?;
        Some(embeds.remove(place))
    });
    if let Some(embed) = found {
        embed.stop();
    }
}
