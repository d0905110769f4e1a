//! The story's text: one block after the other.

use yew::Html;

use super::inlines::inlines;
use super::picture::{self, Place};
use super::table;
use super::tag::{list, tag, tag_with};
use crate::article::{Block, Definition, Inline};

/// Blocks, in order. `level` is that of the heading above them, 1 to 6.
pub fn blocks(blocks: &[Block], level: u8) -> Html {
    list(
        blocks
            .iter()
            .map(|block| self::block(block, level))
            .collect(),
    )
}

fn block(block: &Block, above: u8) -> Html {
    let tag = match block {
        Block::Paragraph(content) => tag("p").child(inlines(content)),
        Block::Heading { level, content } => tag(heading(above + level - 1))
            .class("heading")
            .set("data-level", level.to_string())
            .child(inlines(content)),
        Block::List {
            ordered,
            start,
            reversed,
            items,
        } => {
            let items = items
                .iter()
                .map(|item| tag("li").child(item_content(item, above)).into());
            tag(if *ordered { "ol" } else { "ul" })
                .set_some("start", start.map(|start| start.to_string()))
                .set_some("reversed", reversed.then_some(""))
                .children(items.collect())
        }
        Block::DefinitionList(list) => tag("dl").children(definitions(list, above)),
        Block::Quote { body, citation } => tag("blockquote")
            .child(blocks(body, above))
            .maybe(line("footer", citation)),
        Block::PullQuote { content, citation } => tag_with("figure", &[("class", "pull-quote")])
            .child(tag("blockquote").child(tag("p").child(inlines(content))))
            .maybe(line("figcaption", citation)),
        Block::Image(image) => return picture::figure(image, Place::Body),
        Block::Gallery { images, caption } => return picture::gallery(images, caption),
        Block::Table(table) => return table::table(table),
        Block::Preformatted(text) => tag_with("pre", &[("tabindex", "0")]).text(text.clone()),
        Block::Separator => tag_with("hr", &[("class", "separator")]),
        Block::Aside(body) => tag("aside").child(blocks(body, above)),
    };
    tag.into()
}

fn line(name: &'static str, content: &[Inline]) -> Option<super::tag::Tag> {
    (!content.is_empty()).then(|| tag(name).child(inlines(content)))
}

fn definitions(list: &[Definition], above: u8) -> Vec<Html> {
    let mut children = Vec::new();
    for definition in list {
        if !definition.term.is_empty() {
            children.push(tag("dt").child(inlines(&definition.term)).into());
        }
        if !definition.body.is_empty() {
            children.push(
                tag("dd")
                    .child(item_content(&definition.body, above))
                    .into(),
            );
        }
    }
    children
}

/// An item that is one paragraph needs none around its words.
fn item_content(item: &[Block], above: u8) -> Html {
    match item {
        [Block::Paragraph(content), rest @ ..]
            if !matches!(rest.first(), Some(Block::Paragraph(_))) =>
        {
            list(vec![inlines(content), blocks(rest, above)])
        }
        _ => blocks(item, above),
    }
}

/// The heading element of this level.
pub fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}
