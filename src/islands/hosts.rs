//! The elements in which the islands are drawn, and the places of a story that they go to.
//!
//! They belong to the app that draws in them, and go with it from story to story: Yew never frees
//! what it listens with, so an element of its own for each story would lose memory with each. What is
//! drawn comes into the story in one go, in place of what stood there.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusOptions, HtmlElement, ShadowRoot};

use crate::js_object::js_object;
use crate::render::places::{LIVE, Place};

/// The places that are taken.
const PLACES: [Place; 4] = [Place::Share, Place::Quote, Place::Lightbox, Place::Comments];

/// The elements, one for each place.
#[derive(Clone, PartialEq)]
pub struct Hosts {
    /// For the invitation to share.
    pub share: Element,
    /// For the bar beside selected words.
    pub quote: Element,
    /// For the picture in the whole window.
    pub lightbox: Element,
    /// For the comments.
    pub comments: Element,
}

impl Hosts {
    /// New ones, which stand nowhere yet.
    pub fn new(document: &Document) -> Option<Self> {
        let host = || document.create_element("div").ok();
        Some(Self {
            share: host()?,
            quote: host()?,
            lightbox: host()?,
            comments: host()?,
        })
    }

    fn of(&self, place: Place) -> Option<&Element> {
        Some(match place {
            Place::Share => &self.share,
            Place::Quote => &self.quote,
            Place::Lightbox => &self.lightbox,
            Place::Comments => &self.comments,
            Place::Text | Place::End => return None,
        })
    }

    /// Goes to the places of the story in this shadow root. The comments' is left alone where there
    /// are none to show.
    pub fn settle(&self, shadow: &ShadowRoot, has_comments: bool) {
        for place in PLACES {
            if (has_comments || place != Place::Comments)
                && let Some(host) = self.of(place)
                && let Ok(Some(found)) = shadow.query_selector(&place.selector())
                && host.parent_element().as_ref() != Some(&found)
            {
                take(&found, host, shadow);
            }
        }
    }

    /// Leaves the places.
    pub fn leave(&self) {
        for host in PLACES.iter().filter_map(|place| self.of(*place)) {
            if let Some(place) = host.parent_element() {
                let _ = place.remove_attribute(LIVE);
            }
            host.remove();
        }
    }
}

/// Puts what is live in place of what stands there. A reader who is in it with the keyboard stays so.
fn take(place: &Element, host: &Element, shadow: &ShadowRoot) {
    let active = shadow.active_element();
    let active = active.filter(|active| place.contains(Some(active)));
    let is_open = matches!(place.query_selector("details[open]"), Ok(Some(_)));
    let _ = place.set_attribute(LIVE, "");
    place.replace_children_with_node_1(host);
    // What the reader has opened before stays open.
    if is_open && let Ok(Some(details)) = host.query_selector("details") {
        let _ = details.set_attribute("open", "");
    }
    let counterpart = active.map(|active| counterpart(&active));
    if let Some(selector) = counterpart
        && let Ok(Some(found)) = host.query_selector(&selector)
    {
        let element: HtmlElement = found.unchecked_into();
        let options: FocusOptions = js_object(&[("preventScroll", true.into())]);
        let _ = element.focus_with_options(&options);
    }
}

/// A selector of what stands for an element among the live ones: what does the same, or the title.
fn counterpart(element: &Element) -> String {
    for name in ["data-target", "data-action", "id"] {
        if let Some(value) = element.get_attribute(name) {
            return ["[", name, "=\"", &value, "\"],#comments-title"].concat();
        }
    }
    "#comments-title".to_owned()
}
