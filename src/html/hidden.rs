//! What a page keeps from its readers: hidden elements, decoys for address collectors, and pictures that count.

use super::address::style_has;
use super::attributes::number;
use super::tree::Element;
use crate::text::contains;

/// Pictures and frames of at most this size in both directions are there to count readers.
const COUNTER: u32 = 2;

/// Whether no reader sees the element. Panels of tabs and accordions are hidden only until one is opened.
pub fn is_hidden(element: &Element) -> bool {
    let hidden = element.get("hidden");
    let is_hidden = hidden.is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || style_has(
            element,
            &[
                "display:none",
                "visibility:hidden",
                // Off the screen, or cut to nothing.
                "left:-999",
                "left:-10000",
                "left:-5000",
                "top:-999",
                "text-indent:-999",
                "clip:rect(0",
                "clip:rect(1px",
                "font-size:0px",
                "font-size:0;",
            ],
        );
    is_hidden && !is_panel(element)
}

fn is_panel(element: &Element) -> bool {
    const NAMES: [&str; 7] = [
        "panel",
        "accordion",
        "tab",
        "toggle",
        "collaps",
        "spoiler",
        "answer",
    ];
    element.get("aria-labelledby").is_some()
        || ["role", "class"].into_iter().any(|name| {
            let value = element.get(name).unwrap_or_default();
            NAMES.into_iter().any(|part| contains(value, part))
        })
}

/// Whether this picture or frame is too small to be seen. A size of 0 beside another one is a mistake, or a lazy
/// loader's.
pub fn is_counter(element: &Element) -> bool {
    let size = |name| number(element, name);
    match (size("width"), size("height")) {
        (Some(width), Some(height)) => width <= COUNTER && height <= COUNTER,
        (Some(size), None) | (None, Some(size)) => (1..=COUNTER).contains(&size),
        (None, None) => false,
    }
}
