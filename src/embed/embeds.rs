//! All embeds of this program: which shadow root holds which.

use std::cell::RefCell;

use web_sys::ShadowRoot;

use super::life::{Embed, News, Next};

thread_local! {
    static EMBEDS: RefCell<Vec<Embed>> = const { RefCell::new(Vec::new()) };
}

/// Makes sure that there is an embed in a shadow root.
pub fn start(shadow: &ShadowRoot) {
    EMBEDS.with(|embeds| {
        if let Ok(mut embeds) = embeds.try_borrow_mut()
            && !embeds.iter().any(|embed| embed.is_in(shadow))
        {
            embeds.extend(Embed::new(shadow));
        }
    });
}

/// Calls the embed in a shadow root, if there is one; answers what the loader is to do next, and what the page
/// is to be told.
pub fn with(shadow: &ShadowRoot, call: &mut dyn FnMut(&mut Embed) -> Next) -> (Next, Vec<News>) {
    EMBEDS.with(|embeds| {
        // What the page does while an embed is drawn can call again, and is not heard.
        let Ok(mut embeds) = embeds.try_borrow_mut() else {
            return (Next::Done, Vec::new());
        };
        let mut found = embeds.iter_mut().filter(|embed| embed.is_in(shadow));
        found.next().map_or((Next::Done, Vec::new()), |embed| {
            (call(embed), embed.news())
        })
    })
}

/// Forgets the embed in a shadow root.
pub fn release(shadow: &ShadowRoot) {
    EMBEDS.with_borrow_mut(|embeds| embeds.retain(|embed| !embed.is_in(shadow)));
}
