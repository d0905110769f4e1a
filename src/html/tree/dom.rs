//! The browser's tree: `DOMParser`, walked with a `TreeWalker`.
//!
//! A `TreeWalker` moves by the tree's real structure. Properties of the nodes themselves could be
//! hidden by a form's named fields (DOM clobbering), so a form is recognised by its class alone.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, HtmlFormElement, SupportedType, Text, TreeWalker};

use super::{Cursor, Node, ParserRefused};

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`
const ELEMENTS_AND_TEXT: u32 = 0x1 | 0x4;

/// Parses a document and stands at its root element.
///
/// # Errors
/// Where the page forbids it.
pub fn parse(html: &str) -> Result<TreeWalker, ParserRefused> {
    let document = DomParser::new()
        .and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml))
        .map_err(|_| ParserRefused)?;
    let root = document.document_element().ok_or(ParserRefused)?;
    document
        .create_tree_walker_with_what_to_show(&root, ELEMENTS_AND_TEXT)
        .map_err(|_| ParserRefused)
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
