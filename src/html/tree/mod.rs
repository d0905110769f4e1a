//! A place in a parsed HTML tree, and how one comes by a tree.
//!
//! In a browser it is the tree of a `DOMParser`'s document, which is inert: it fetches nothing and runs
//! nothing. The loader's programs go through it by the loader ([`loaded`]), which takes fewer bytes than going
//! by the web's own interfaces ([`browser`]), as an application's component does. Native builds read the same
//! HTML with html5ever. What is made of the tree is left to [`super::walk`].

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
    /// An element, with its name in lower case.
    Element(String),
    /// Characters.
    Text(String),
    /// Anything else; and a form, whose named fields can hide its own properties, so that nothing must be asked
    /// of it.
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
