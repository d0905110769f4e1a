//! Makes DOM nodes of a tree, by calls that take texts as texts.

use web_sys::{Document, Element as DomElement, Node as DomNode};

use super::{Attr, Element, Node, Numbering, Tag};
use crate::text::decimal;

/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";

/// The namespace of MathML.
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// Makes the nodes of one story.
pub struct Builder {
    document: Document,
    numbering: Numbering,
    /// That of the drawing or formula that is being made.
    namespace: Option<&'static str>,
}

impl Builder {
    /// For nodes of this document.
    #[must_use]
    pub fn new(document: Document) -> Self {
        Self {
            document,
            numbering: Numbering::default(),
            namespace: None,
        }
    }

    /// An element with all that stands in it; `None` where the document makes none, as one in a
    /// closed window.
    pub fn element(&mut self, tag: &Tag) -> Option<DomElement> {
        let element = tag.element();
        let around = self.namespace;
        self.namespace = match element.name {
            "svg" => Some(SVG),
            "math" => Some(MATHML),
            _ => around,
        };
        let made = match self.namespace {
            None => self.document.create_element(element.name),
            namespace => self.document.create_element_ns(namespace, element.name),
        };
        let made = made.ok()?;
        for (name, value) in &element.attributes {
            set(&made, *name, value);
        }
        if element.is_spoken {
            set(&made, Attr::DataSay, &decimal(self.numbering.advance()));
        }
        self.append_all(&made, &element.children);
        self.namespace = around;
        Some(made)
    }

    /// Puts nodes at the end of a parent.
    pub fn append_all(&mut self, parent: &DomNode, nodes: &[Node]) {
        for node in nodes {
            self.append(parent, node);
        }
    }

    /// Puts a node at the end of a parent.
    pub fn append(&mut self, parent: &DomNode, node: &Node) {
        match node {
            Node::Text(text) => {
                let text = self.document.create_text_node(text);
                let _ = parent.append_child(&text);
            }
            Node::Element(tag) => {
                if let Some(element) = self.element(tag) {
                    let _ = parent.append_child(&element);
                }
            }
            Node::List(nodes) => self.append_all(parent, nodes),
        }
    }

    /// Gives an element that stands in the page another element's attributes and children. Its own
    /// place, number and listeners stay, and so does what is set that no tree can set.
    pub fn refill(&mut self, standing: &DomElement, before: &Element, after: &Element) {
        for (name, _) in &before.attributes {
            if !after.attributes.iter().any(|(other, _)| other == name) {
                let _ = standing.remove_attribute(name.name());
            }
        }
        for attribute in &after.attributes {
            if !before.attributes.contains(attribute) {
                set(standing, attribute.0, &attribute.1);
            }
        }
        if before.children != after.children {
            standing.set_text_content(None);
            self.append_all(standing, &after.children);
        }
    }
}

fn set(element: &DomElement, name: Attr, value: &str) {
    let _ = element.set_attribute(name.name(), value);
}
