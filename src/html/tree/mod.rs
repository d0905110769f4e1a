//! A place in a parsed HTML tree, and how one comes by a tree.
//!
//! In a browser it is the tree of a `DOMParser`'s document, which is inert: it fetches nothing and runs
//! nothing. The loader's programs go through it by the loader ([`loaded`]), which takes fewer bytes than going
//! by the web's own interfaces ([`browser`]), as an application's component does. Native builds read the same
//! HTML with html5ever. What is made of the tree is left to [`super::walk`].

#[cfg(not(target_arch = "wasm32"))]
mod attribute_limit;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod loaded;
#[cfg(not(target_arch = "wasm32"))]
#[path = "html5ever.rs"]
mod native;
#[cfg(target_arch = "wasm32")]
mod parser;

#[cfg(not(target_arch = "wasm32"))]
pub use native::parse;
#[cfg(target_arch = "wasm32")]
pub use parser::{parse, parse_by};

/// A node, as far as the walk wants to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
    /// Anything else.
    Other,
}

/// An element as the HTML has it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Element {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes: names in lower case, with their values.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(other, _)| other == name)?;
        Some(&found.1)
    }

    /// The value of an attribute without white space around it; empty where there is none.
    #[must_use]
    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default().trim_ascii()
    }

    /// Its classes.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        let classes = self.get("class").unwrap_or_default();
        classes.split_ascii_whitespace()
    }
}

/// A place in a tree that can be moved. It starts at the root element and never leaves the tree.
pub trait Cursor {
    /// What stands here.
    fn node(&self) -> Node;
    /// All characters within the element here, for reports; a browser has none.
    fn words(&self) -> String {
        String::new()
    }
    /// Goes to the first child; stays and answers `false` where there is none.
    fn first_child(&mut self) -> bool;
    /// Goes to the next sibling; stays and answers `false` where there is none.
    fn next_sibling(&mut self) -> bool;
    /// Goes to the parent; stays and answers `false` at the root.
    fn parent(&mut self) -> bool;
}

/// The page forbids turning text into HTML (`require-trusted-types-for 'script'`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this page's Trusted Types policy does not allow parsing HTML")]
pub struct ParserRefused;
