//! The browser's tree by the web's own interfaces: `DOMParser`, walked with a `TreeWalker`.
//!
//! A `TreeWalker` moves by the tree's real structure. Properties of the nodes themselves could be
//! hidden by a form's named fields (DOM clobbering), so a form is recognised by its class alone, and attributes
//! are asked for by the prototype's methods.

use std::collections::BTreeSet;

use js_sys::{Array, Function, global};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlFormElement, Text, TreeWalker};

use super::{Cursor, Node};
use crate::js_object::{js_object, member};

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`
const ELEMENTS_AND_TEXT: u32 = 0x1 | 0x4;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = DOMParser)]
    type Parser;

    #[wasm_bindgen(constructor, js_class = "DOMParser")]
    fn new() -> Parser;

    #[wasm_bindgen(method, catch, js_class = "DOMParser", js_name = parseFromString)]
    fn parse(this: &Parser, html: &str, kind: &str) -> Result<Document, JsValue>;

    /// Asked of the prototype: a form's field could be called `getAttribute`.
    #[wasm_bindgen(js_namespace = ["Element", "prototype", "getAttributeNames"], js_name = call)]
    fn names_of(element: &Element) -> Vec<String>;

    #[wasm_bindgen(js_namespace = ["Element", "prototype", "getAttribute"], js_name = call)]
    fn value_of(element: &Element, name: &str) -> Option<String>;
}

/// Parses a document and stands at its root element; `None` where the page forbids it.
#[must_use]
pub fn parse(html: &str) -> Option<Box<dyn Cursor>> {
    let parsed = Parser::new().parse(html, "text/html");
    let parsed = parsed.ok().or_else(|| parse_without_policy(html))?;
    // What is parsed can hide its document's own properties, so nothing is asked of that.
    let page = web_sys::window()?.document()?;
    let walker = page.create_tree_walker_with_what_to_show(&parsed, ELEMENTS_AND_TEXT);
    let mut walker = walker.ok()?;
    Cursor::first_child(&mut walker).then(|| Box::new(walker) as Box<dyn Cursor>)
}

/// `Document.parseHTML`, which newer browsers have and Trusted Types do not concern. It leaves out
/// what could run script, and frames. It is given the names of all attributes to keep, since Chromium 156
/// ends the page at some of those that it is to find out by itself.
fn parse_without_policy(html: &str) -> Option<Document> {
    let document = member(&global(), "Document")?;
    let parse: Function = member(&document, "parseHTML")?.dyn_into().ok()?;
    let names = attribute_names(html).into_iter().map(JsValue::from);
    let names: JsValue = names.collect::<Array>().into();
    let sanitizer = js_object(&[("attributes", names)]);
    let options: JsValue = js_object(&[("sanitizer", sanitizer)]);
    let parsed = parse.call2(&document, &html.into(), &options).ok()?;
    parsed.dyn_into().ok()
}

/// All words of an HTML text that can be names of attributes, but for listeners.
fn attribute_names(html: &str) -> BTreeSet<String> {
    let ends = |sign: char| sign.is_ascii_whitespace() || "\"'<>/=".contains(sign);
    let words = html.split(ends).map(str::to_ascii_lowercase);
    words
        .filter(|word| !word.is_empty() && !word.starts_with("on"))
        .collect()
}

impl Cursor for TreeWalker {
    fn node(&self) -> Node {
        let node = self.current_node();
        if let Some(text) = node.dyn_ref::<Text>() {
            return Node::Text(text.data());
        }
        let Some(element) = node.dyn_ref::<Element>() else {
            return Node::Other;
        };
        let name = if node.has_type::<HtmlFormElement>() {
            "form".to_owned()
        } else {
            element.local_name()
        };
        let names = names_of(element);
        let attribute = |name: String| Some((name.clone(), value_of(element, &name)?));
        // Looking one up goes through all of them.
        let attributes = names.into_iter().take(99).filter_map(attribute).collect();
        Node::Element(super::Element { name, attributes })
    }

    fn first_child(&mut self) -> bool {
        matches!(TreeWalker::first_child(self), Ok(Some(_)))
    }

    fn next_sibling(&mut self) -> bool {
        matches!(TreeWalker::next_sibling(self), Ok(Some(_)))
    }

    fn parent(&mut self) -> bool {
        matches!(self.parent_node(), Ok(Some(_)))
    }
}
