//! All embeds of this program: which element holds which.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlElement;

use super::life::Embed;

thread_local! {
    static EMBEDS: RefCell<Vec<Rc<Embed>>> = const { RefCell::new(Vec::new()) };
}

/// The embed in an element.
#[must_use]
pub fn find(host: &HtmlElement) -> Option<Rc<Embed>> {
    EMBEDS.with_borrow(|embeds| embeds.iter().find(|embed| embed.is_in(host)).cloned())
}

/// The embed in an element, which is a new one where there was none; `None` where the element cannot hold
/// one.
#[must_use]
pub fn find_or_start(host: &HtmlElement) -> Option<Rc<Embed>> {
    find(host).or_else(|| {
        let embed = Rc::new(Embed::new(host)?);
        EMBEDS.with_borrow_mut(|embeds| embeds.push(embed.clone()));
        Some(embed)
    })
}

/// Forgets the embed in an element.
pub fn release(host: &HtmlElement) {
    EMBEDS.with_borrow_mut(|embeds| embeds.retain(|embed| !embed.is_in(host)));
}
