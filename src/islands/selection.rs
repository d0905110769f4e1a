//! What a reader has selected of a story's text, and the bar that appears beside it.
//!
//! Selections change many times a second, and a story may be long. So the bar is shown, hidden and moved
//! without drawing anything anew, and the text is read only when a button of the bar is used.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Node, Range, ShadowRoot, Text};
use yew::NodeRef;

use crate::js_object::{js_object, member};
use crate::render::places::Place;
use crate::share::quote::{BLOCK_END, Quote};

/// What browsers look for a quote in, each for itself.
const BLOCKS: &str = "p,h1,h2,h3,h4,h5,h6,li,dt,dd,td,th,caption,figcaption,pre,cite,summary";

/// `NodeFilter.SHOW_TEXT`
const SHOW_TEXT: u32 = 4;

/// How far the bar is from the selection, in CSS pixels.
const DISTANCE: f64 = 10.0;

/// Shows the bar as long as something is selected, until this is dropped.
pub struct Watch {
    document: Document,
    changed: Closure<dyn Fn()>,
}

impl Watch {
    /// Watches the selection for the bar, which stands in the story. What the reader has selected before has its bar
    /// at once.
    pub fn start(bar: &NodeRef) -> Option<Self> {
        let element = bar.cast::<HtmlElement>()?;
        place(&element);
        let document = element.owner_document()?;
        let bar = bar.clone();
        let changed = Closure::<dyn Fn()>::new(move || {
            if let Some(bar) = bar.cast::<HtmlElement>() {
                place(&bar);
            }
        });
        let listener = changed.as_ref().unchecked_ref();
        document
            .add_event_listener_with_callback("selectionchange", listener)
            .ok()?;
        Some(Self { document, changed })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let listener = self.changed.as_ref().unchecked_ref();
        let _ = self
            .document
            .remove_event_listener_with_callback("selectionchange", listener);
    }
}

/// Moves the bar below what is selected, or hides it where that is nothing of the text.
fn place(bar: &HtmlElement) {
    let selected = text_beside(bar).and_then(|text| selected(&text));
    bar.set_hidden(selected.is_none());
    let (Some(range), Some(story)) = (selected, story_around(bar)) else {
        return;
    };
    let (words, story) = (
        range.get_bounding_client_rect(),
        story.get_bounding_client_rect(),
    );
    let width = f64::from(bar.offset_width());
    let middle = words.left() + (words.width() - width) / 2.0 - story.left();
    let left = middle.min(story.width() - width).max(0.0);
    let top = words.bottom() - story.top() + DISTANCE;
    let style = bar.style();
    for (name, place) in [("left", left), ("top", top)] {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "no page is two thousand million pixels long"
        )]
        let pixels = (place as i32).to_string();
        let _ = style.set_property(name, &[&pixels, "px"].concat());
    }
}

/// The story that the bar stands in, by whose corner it is placed.
fn story_around(bar: &HtmlElement) -> Option<Element> {
    bar.closest("[data-context]").ok()?
}

/// That story's text.
fn text_beside(bar: &HtmlElement) -> Option<Element> {
    let story = story_around(bar)?;
    story.query_selector(&Place::Text.selector()).ok()?
}

/// What is selected, as far as that is in the text.
fn selected(text: &Element) -> Option<Range> {
    let document = text.owner_document()?;
    let root: ShadowRoot = text.get_root_node().unchecked_into();
    let bounds = bounds(&document, &root)?;
    let node = |name| Some(member(&bounds, name)?.unchecked_into::<Node>());
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an offset is a whole number"
    )]
    let offset = |name| {
        member(&bounds, name)
            .and_then(|at| at.as_f64())
            .unwrap_or(0.0) as u32
    };
    let range = document.create_range().ok()?;
    let start = node("startContainer")?;
    range.set_start(&start, offset("startOffset")).ok()?;
    range
        .set_end(&node("endContainer")?, offset("endOffset"))
        .ok()?;
    let is_there = !range.collapsed() && range.intersects_node(text).ok()?;
    // Where one end is elsewhere on the page, the browser gives the embed as a whole.
    (is_there && text.contains(Some(&start))).then_some(range)
}

/// The ends of the selection, as browsers give them that look into shadow roots.
/// Source: Selection API, `getComposedRanges()`; older versions of Chromium have a selection for each
/// shadow root instead.
fn bounds(document: &Document, root: &ShadowRoot) -> Option<JsValue> {
    let selection = call(document, "getSelection", None)?;
    let roots = [("shadowRoots", Array::of1(root).into())];
    if let Some(ranges) = call(
        &selection,
        "getComposedRanges",
        Some(js_object::<JsValue>(&roots)),
    ) {
        return Some(ranges.unchecked_into::<Array>().get(0)).filter(JsValue::is_object);
    }
    let selection = call(root, "getSelection", None)?;
    call(&selection, "getRangeAt", Some(JsValue::from(0)))
}

/// Calls a method that an object may not have, and that may throw.
fn call(object: &JsValue, name: &str, argument: Option<JsValue>) -> Option<JsValue> {
    let method: Function = member(object, name)?.unchecked_into();
    let result = match argument {
        Some(argument) => method.call1(object, &argument),
        None => method.call0(object),
    };
    result.ok()
}

/// The words that are selected in the story beside the bar.
pub fn quote(bar: &NodeRef) -> Option<Quote> {
    let element = text_beside(&bar.cast::<HtmlElement>()?)?;
    let range = selected(&element)?;
    let walker = element
        .owner_document()?
        .create_tree_walker_with_what_to_show(&element, SHOW_TEXT)
        .ok()?;
    let mut text = String::new();
    let mut last_block = None;
    let mut start = None;
    let mut end = 0;
    while let Ok(Some(node)) = walker.next_node() {
        let block = node
            .parent_element()
            .and_then(|parent| parent.closest(BLOCKS).ok()?);
        if block != last_block && !text.is_empty() {
            text.push(BLOCK_END);
        }
        last_block = block;
        let is_in = range.intersects_node(&node).unwrap_or(false);
        let offset = |container: Result<Node, JsValue>, offset: Result<u32, JsValue>| {
            (container.ok()? == node).then_some(offset.ok()?)
        };
        let first = offset(range.start_container(), range.start_offset()).unwrap_or(0);
        let last = offset(range.end_container(), range.end_offset()).unwrap_or(u32::MAX);
        // JavaScript counts in UTF-16.
        let mut at = 0;
        for character in node.unchecked_into::<Text>().data().chars() {
            if is_in && at >= first && at < last && start.is_none() {
                start = Some(text.len());
            }
            let is_space = character.is_ascii_whitespace();
            if !is_space {
                text.push(character);
            } else if !text.is_empty() && !text.ends_with([' ', BLOCK_END]) {
                text.push(' ');
            }
            at += if character > '\u{ffff}' { 2 } else { 1 };
            if is_in && at > first && at <= last {
                end = text.len();
            }
        }
    }
    Quote::new(&text, start?, end)
}
