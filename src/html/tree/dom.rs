//! The browser's tree: `DOMParser`, walked with a `TreeWalker`.
//!
//! A `TreeWalker` moves by the tree's real structure. Properties of the nodes themselves could be
//! hidden by a form's named fields (DOM clobbering), so a form is recognised by its class alone.

use std::cell::OnceCell;

use js_sys::{Function, global};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlFormElement, Text, TreeWalker};

use super::{Cursor, Node, ParserRefused};
use crate::js_object::{js_object, member};

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`
const ELEMENTS_AND_TEXT: u32 = 0x1 | 0x4;

thread_local! {
    /// What makes a text one that a page with Trusted Types lets a parser have.
    static TRUST: OnceCell<Function> = const { OnceCell::new() };
}

/// Takes a function that makes a text one that the page lets a parser have, by a policy of its own. What is
/// parsed here never gets into a page.
pub fn trust_with(function: Function) {
    TRUST.with(|place| {
        let _ = place.set(function);
    });
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = DOMParser)]
    type Parser;

    #[wasm_bindgen(constructor, js_class = "DOMParser")]
    fn new() -> Parser;

    /// Takes a text, or what a policy made of one.
    #[wasm_bindgen(method, catch, js_class = "DOMParser", js_name = parseFromString)]
    fn parse(this: &Parser, html: &JsValue, kind: &str) -> Result<Document, JsValue>;
}

/// Parses a document and stands at its root element.
///
/// # Errors
/// Where the page forbids it.
pub fn parse(html: &str) -> Result<TreeWalker, ParserRefused> {
    let html = JsValue::from_str(html);
    let trusted = TRUST.with(|trust| trust.get()?.call1(&JsValue::UNDEFINED, &html).ok());
    let parsed = Parser::new().parse(trusted.as_ref().unwrap_or(&html), "text/html");
    let document = parsed.ok().or_else(|| parse_without_policy(&html));
    let document = document.ok_or(ParserRefused)?;
    let root = document.document_element().ok_or(ParserRefused)?;
    document
        .create_tree_walker_with_what_to_show(&root, ELEMENTS_AND_TEXT)
        .map_err(|_| ParserRefused)
}

/// `Document.parseHTML`, which newer browsers have and Trusted Types do not concern. It leaves out
/// what could run script, and frames; told to leave out nothing else, it keeps pictures and classes.
fn parse_without_policy(html: &JsValue) -> Option<Document> {
    let document = member(&global(), "Document")?;
    let parse: Function = member(&document, "parseHTML")?.dyn_into().ok()?;
    let options: JsValue = js_object(&[("sanitizer", js_object(&[]))]);
    let parsed = parse.call2(&document, html, &options).ok()?;
    parsed.dyn_into().ok()
}

impl Cursor for TreeWalker {
    fn node(&self) -> Node {
        let node = self.current_node();
        if let Some(text) = node.dyn_ref::<Text>() {
            Node::Text(text.data())
        } else if node.has_type::<HtmlFormElement>() {
            Node::Form
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
