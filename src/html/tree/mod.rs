//! A place in a parsed HTML tree, and how one comes by a tree.
//!
//! The browser's tree is a `DOMParser` document, which is inert: it fetches nothing and runs
//! nothing. Native builds read the same HTML with html5ever. What is made of the tree is left to
//! [`super::walk`].

#[cfg(target_arch = "wasm32")]
#[path = "dom.rs"]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
#[path = "html5ever.rs"]
mod platform;

pub use platform::parse;
#[cfg(target_arch = "wasm32")]
pub use platform::trust_with;

/// A node, as far as the walk wants to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element, with its name in lower case.
    Element(String),
    /// Characters.
    Text(String),
    /// A form. It is told apart from other elements because its named fields can hide its own
    /// properties, so nothing must be asked of it.
    Form,
    /// Anything else.
    Other,
}

/// A place in a tree that can be moved. It starts at the root element and never leaves the tree.
pub trait Cursor {
    /// What stands here.
    fn node(&self) -> Node;
    /// Whether the element here has any attribute; asking this first saves asking for each.
    fn has_attributes(&self) -> bool;
    /// An attribute of the element here.
    fn attribute(&self, name: &str) -> Option<String>;
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
