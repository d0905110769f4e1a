//! The tree that the loader (`static/loader`) parses and goes through.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Cursor, Element, Node};

#[wasm_bindgen]
extern "C" {
    /// A place in a document that the loader has parsed.
    pub type Walker;

    /// What stands here: `"#"` and the characters of a text; or an element's name, and the names and values of
    /// its attributes, each with a NUL before it, which HTML has nowhere.
    #[wasm_bindgen(method, structural)]
    fn node(this: &Walker) -> String;

    /// Goes to the first child (0), the next sibling (1) or the parent (2); stays and answers `false` where
    /// there is none.
    #[wasm_bindgen(method, structural)]
    fn go(this: &Walker, to: u32) -> bool;
}

impl Cursor for Walker {
    fn node(&self) -> Node {
        let node = Walker::node(self);
        if let Some(text) = node.strip_prefix('#') {
            return Node::Text(text.to_owned());
        }
        let mut parts = node.split('\0').map(str::to_owned);
        let mut element = Element {
            name: parts.next().unwrap_or_default(),
            attributes: Vec::new(),
        };
        while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
            element.attributes.push((name, value));
        }
        Node::Element(element)
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
