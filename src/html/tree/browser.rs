//! The browser's tree by the web's own interfaces: `DOMParser`, walked with a `TreeWalker`.
//!
//! A `TreeWalker` moves by the tree's real structure. Properties of the nodes themselves could be
//! hidden by a form's named fields (DOM clobbering), so a form is recognised by its class alone.

use js_sys::{Function, global};
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
/// what could run script, and frames; told to leave out nothing else, it keeps pictures and classes.
fn parse_without_policy(html: &str) -> Option<Document> {
    let document = member(&global(), "Document")?;
    let parse: Function = member(&document, "parseHTML")?.dyn_into().ok()?;
    let options: JsValue = js_object(&[("sanitizer", js_object(&[]))]);
    let parsed = parse.call2(&document, &html.into(), &options).ok()?;
    parsed.dyn_into().ok()
}

impl Cursor for TreeWalker {
    fn node(&self) -> Node {
        let node = self.current_node();
        if let Some(text) = node.dyn_ref::<Text>() {
            Node::Text(text.data())
        } else if node.has_type::<HtmlFormElement>() {
            Node::Other
        } else if let Some(element) = node.dyn_ref::<Element>() {
            Node::Element(element.local_name())
        } else {
            Node::Other
        }
    }

    fn has_attributes(&self) -> bool {
        self.current_node()
            .dyn_ref::<Element>()
            .is_some_and(Element::has_attributes)
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.current_node()
            .dyn_ref::<Element>()?
            .get_attribute(name)
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
