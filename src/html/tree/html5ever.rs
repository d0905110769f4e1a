//! The tree of native builds: html5ever, through scraper. It parses as a browser without scripting
//! does, which is how `DOMParser` works.

use ego_tree::NodeRef;
use html5ever::QualName;
use scraper::node::Node as Content;
use scraper::{Html, HtmlTreeSink, StrTendril};

use super::attribute_limit;
use super::{Cursor, Element, Node, ParserRefused};

/// A place in a parsed document, which it owns.
pub struct Document {
    html: Html,
    place: ego_tree::NodeId,
}

/// Parses a document and stands at its root element.
///
/// # Errors
/// Never; the browser's parser can be refused, and callers treat both alike.
pub fn parse(html: &str) -> Result<Box<dyn Cursor>, ParserRefused> {
    use html5ever::tendril::TendrilSink;
    let options = html5ever::ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts {
            scripting_enabled: false,
            ..Default::default()
        },
        ..Default::default()
    };
    let html = attribute_limit::limited(html);
    let sink = HtmlTreeSink::new(Html::new_document());
    let html = html5ever::parse_document(sink, options).one(&*html);
    let place = html.root_element().id();
    Ok(Box::new(Document { html, place }))
}

impl Document {
    fn here(&self) -> Option<NodeRef<'_, Content>> {
        self.html.tree.get(self.place)
    }

    fn go(&mut self, to: Option<ego_tree::NodeId>) -> bool {
        match to {
            Some(place) => {
                self.place = place;
                true
            }
            None => false,
        }
    }
}

/// An attribute by the name that a browser has for it, which keeps a prefix as in `xlink:href`.
fn attribute((name, value): (&QualName, &StrTendril)) -> (String, String) {
    let name = match &name.prefix {
        Some(prefix) => [prefix, ":", &name.local].concat(),
        None => name.local.to_string(),
    };
    (name, value.to_string())
}

fn is_seen(node: &NodeRef<'_, Content>) -> bool {
    matches!(node.value(), Content::Element(_) | Content::Text(_))
}

impl Cursor for Document {
    fn node(&self) -> Node {
        match self.here().map(|node| node.value()) {
            Some(Content::Text(text)) => Node::Text(text.to_string()),
            Some(Content::Element(element)) => Node::Element(Element {
                name: element.name().to_owned(),
                attributes: element.attrs.iter().take(99).map(attribute).collect(),
            }),
            _ => Node::Other,
        }
    }

    fn words(&self) -> String {
        let nodes = self.here().into_iter().flat_map(|node| node.descendants());
        let texts = nodes.filter_map(|node| Some(node.value().as_text()?.to_string()));
        texts.collect::<Vec<_>>().join(" ")
    }

    fn first_child(&mut self) -> bool {
        let child = self
            .here()
            .and_then(|node| node.children().find(is_seen))
            .map(|node| node.id());
        self.go(child)
    }

    fn next_sibling(&mut self) -> bool {
        let sibling = self
            .here()
            .and_then(|node| node.next_siblings().find(is_seen))
            .map(|node| node.id());
        self.go(sibling)
    }

    fn parent(&mut self) -> bool {
        let parent = self
            .here()
            .filter(|node| node.id() != self.html.root_element().id())
            .and_then(|node| node.parent())
            .map(|node| node.id());
        self.go(parent)
    }
}
