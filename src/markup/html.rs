//! Writes a tree as HTML.
//!
//! The escaping is that of the HTML fragment serialisation algorithm, so a parser gives the tree
//! back that [`super::dom`] makes.

use super::{Attr, Node, Numbering, Tag};

/// Elements without an end tag; source: HTML, void elements.
const VOID: &[&str] = &["br", "hr", "img", "input", "source", "track"];

/// Writes one story.
#[derive(Debug, Default)]
pub struct Writer {
    /// What has been written so far.
    pub html: String,
    numbering: Numbering,
}

impl Writer {
    /// Writes a node with all that stands in it.
    pub fn node(&mut self, node: &Node) {
        match node {
            Node::Text(text) => escape(&mut self.html, text, false),
            Node::Element(tag) => {
                self.open(tag);
                self.close(tag);
            }
            Node::List(nodes) => self.nodes(nodes),
        }
    }

    /// Writes nodes one after the other.
    pub fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    /// Writes an element's start tag and what stands in it, so that more may follow there.
    pub fn open(&mut self, tag: &Tag) {
        let element = tag.element();
        self.html.push('<');
        self.html.push_str(element.name);
        for (name, value) in &element.attributes {
            self.attribute(*name, value);
        }
        if element.is_spoken {
            let number = self.numbering.advance().to_string();
            self.attribute(Attr::DataSay, &number);
        }
        self.html.push('>');
        if let Some(Node::Text(text)) = element.children.first() {
            // A parser drops the first line break in these.
            if matches!(element.name, "pre" | "textarea") && text.starts_with('\n') {
                self.html.push('\n');
            }
        }
        self.nodes(&element.children);
    }

    /// Writes an element's end tag.
    pub fn close(&mut self, tag: &Tag) {
        let name = tag.element().name;
        if !VOID.contains(&name) {
            self.html.push_str("</");
            self.html.push_str(name);
            self.html.push('>');
        }
    }

    fn attribute(&mut self, name: Attr, value: &str) {
        self.html.push(' ');
        self.html.push_str(name.name());
        if !value.is_empty() {
            self.html.push_str("=\"");
            escape(&mut self.html, value, true);
            self.html.push('"');
        }
    }
}

/// A node as HTML.
#[must_use]
pub fn write(node: &Node) -> String {
    let mut writer = Writer::default();
    writer.node(node);
    writer.html
}

fn escape(html: &mut String, text: &str, is_attribute: bool) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' if is_attribute => html.push_str("&quot;"),
            '\u{a0}' => html.push_str("&nbsp;"),
            // A parser makes a line feed of it.
            '\r' => html.push_str("&#13;"),
            // A parser drops it or puts another character in its place.
            '\0' => html.push('\u{fffd}'),
            _ => html.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{part, tag};
    use super::*;

    #[test]
    fn elements_are_written_with_their_attributes_in_order() {
        let tree = part("p.byline")
            .set(Attr::Dir, "ltr")
            .set(Attr::Lang, "en")
            .text("a")
            .child(tag("br"))
            .text("b");
        assert_eq!(
            write(&tree.into()),
            r#"<p class="byline" part="byline" lang="en" dir="ltr">a<br>b</p>"#
        );
    }

    #[test]
    fn texts_stay_texts() {
        let tree = tag("p")
            .set(Attr::Title, "\"><script>\u{a0}&amp;".to_owned())
            .text("</p><script>alert(1)</script>&lt;\r\n");
        assert_eq!(
            write(&tree.into()),
            "<p title=\"&quot;&gt;&lt;script&gt;&nbsp;&amp;amp;\">&lt;/p&gt;&lt;script&gt;alert(1)\
             &lt;/script&gt;&amp;lt;&#13;\n</p>"
        );
    }

    #[test]
    fn a_first_line_break_in_pre_is_kept() {
        let tree = tag("pre").text("\n a");
        assert_eq!(write(&tree.into()), "<pre>\n\n a</pre>");
    }

    #[test]
    fn spoken_elements_are_numbered_in_document_order() {
        let tree = tag("div")
            .child(tag("p").spoken())
            .child(tag("div").child(tag("b").spoken()));
        assert_eq!(
            write(&tree.into()),
            r#"<div><p data-say="1"></p><div><b data-say="2"></b></div></div>"#
        );
    }
}
