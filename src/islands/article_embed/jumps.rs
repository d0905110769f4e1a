//! Links of a story that lead to a place in it, as the loader's `jumps.js` follows them in an embed.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, FocusOptions, HtmlElement, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::islands::share_bar::within;
use crate::markup::Attr;

/// Follows a click on such a link; without the place it leads to the publisher's page.
pub fn follow(column: &Element, event: &web_sys::Event) -> Option<()> {
    let link = within(event, "[data-jump]")?;
    let number = link.get_attribute(Attr::DataJump.name())?;
    let place = ["[data-anchor=\"", &number, "\"]"].concat();
    let place = column.query_selector(&place).ok()??;
    let mouse = event.dyn_ref::<MouseEvent>()?;
    // The reader wants it in another window.
    let has_key = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key();
    if mouse.button() != 0 || has_key {
        return None;
    }
    let block = place
        .closest("a")
        .ok()?
        .or_else(|| place.parent_element())?;
    let block: HtmlElement = block.dyn_into().ok()?;
    event.prevent_default();
    let mut inner = place.clone();
    while let Ok(Some(closed)) = inner.closest("details:not([open])") {
        closed.set_attribute("open", "").ok()?;
        inner = closed;
    }
    if block.tab_index() < 0 {
        block.set_tab_index(-1);
    }
    let stay = FocusOptions::new();
    stay.set_prevent_scroll(true);
    block.focus_with_options(&stay).ok()?;
    // In the middle, where no bar of the page covers it.
    let middle = ScrollIntoViewOptions::new();
    middle.set_block(ScrollLogicalPosition::Center);
    block.scroll_into_view_with_scroll_into_view_options(&middle);
    Some(())
}
