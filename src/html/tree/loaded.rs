//! The tree that the loader (`static/loader`) parses and goes through.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Cursor, Node};

#[wasm_bindgen]
extern "C" {
    /// A place in a document that the loader has parsed.
    pub type Walker;

    /// What stands here: `"#"` and the characters of a text, or an element's name; nothing for anything else.
    #[wasm_bindgen(method, structural)]
    fn node(this: &Walker) -> Option<String>;

    #[wasm_bindgen(method, structural)]
    fn has_attributes(this: &Walker) -> bool;

    #[wasm_bindgen(method, structural)]
    fn attribute(this: &Walker, name: &str) -> Option<String>;

    /// Goes to the first child (0), the next sibling (1) or the parent (2); stays and answers `false` where
    /// there is none.
    #[wasm_bindgen(method, structural)]
    fn go(this: &Walker, to: u32) -> bool;
}

impl Cursor for Walker {
    fn node(&self) -> Node {
        match Walker::node(self) {
            None => Node::Other,
            Some(node) => match node.strip_prefix('#') {
                Some(text) => Node::Text(text.to_owned()),
                None => Node::Element(node),
            },
        }
    }

    fn has_attributes(&self) -> bool {
        Walker::has_attributes(self)
    }

    fn attribute(&self, name: &str) -> Option<String> {
        Walker::attribute(self, name)
    }

    fn first_child(&mut self) -> bool {
        self.go(0)
    }

    fn next_sibling(&mut self) -> bool {
        self.go(1)
    }

    fn parent(&mut self) -> bool {
        self.go(2)
    }
}
