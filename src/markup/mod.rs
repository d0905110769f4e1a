//! A tree of elements that knows nothing of a browser: what [`crate::render`] draws a story as.
//!
//! The tree is written as HTML ([`html`]) or made into DOM nodes ([`dom`]); the islands make Yew's
//! virtual nodes of it. Elements and attributes have names from closed lists, and texts are
//! escaped or set as texts, so there is no way from a word of the data to markup. What the
//! elements mean is left to whoever builds them.

pub mod attributes;
pub mod dom;
pub mod html;
pub mod parts;
pub mod tag;

use std::borrow::Cow;

pub use attributes::Attr;
pub use tag::{Child, Tag, Value, Words, part, tag};

/// Characters: the program's own, or copied from the data.
pub type Text = Cow<'static, str>;

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Characters.
    Text(Text),
    /// An element.
    Element(Tag),
    /// Nodes one after the other.
    List(Vec<Node>),
}

impl Node {
    /// No node at all.
    #[must_use]
    pub const fn nothing() -> Self {
        Self::List(Vec::new())
    }
}

/// An element with its attributes in the order of [`Attr`], each at most once.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Its name in HTML or SVG.
    pub name: &'static str,
    /// Its attributes.
    pub attributes: Vec<(Attr, Text)>,
    /// What stands in it.
    pub children: Vec<Node>,
    /// Its attributes and children depend on the options: on the language of the interface, say.
    /// A writer numbers such elements in document order (`data-say`), so that they are found again
    /// when an option changes. What stands in one is no further such element.
    pub is_spoken: bool,
}

/// Numbers the spoken elements of one story in document order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbering(u32);

impl Numbering {
    /// The number of the next spoken element.
    pub fn advance(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

/// Collects the spoken elements of a tree, which are numbered as the writers number them.
pub fn spoken(node: Node, numbering: &mut Numbering, found: &mut Vec<(u32, Element)>) {
    match node {
        Node::Text(_) => {}
        Node::List(nodes) => {
            for node in nodes {
                spoken(node, numbering, found);
            }
        }
        Node::Element(tag) => {
            let element = tag.into_element();
            if element.is_spoken {
                found.push((numbering.advance(), element));
                return;
            }
            for child in element.children {
                spoken(child, numbering, found);
            }
        }
    }
}
