//! The story's text: one block after the other.

use yew::Html;

use super::inlines::inlines;
use super::opened::Reader;
use super::picture::{self, Place};
use super::table;
use super::tag::{Attr, Tag, each, list, part, tag};
use super::{frame, media};
use crate::article::{Block, Definition, Inline};

/// What blocks that stand together have in common.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The level of the heading above them, 1 to 6.
    pub above: u8,
    /// `rel` of their links.
    pub rel: &'static str,
    /// Who can open frames and pictures in them, if anybody can.
    pub reader: Option<&'a Reader<'a>>,
}

/// How many blocks of a very long text a browser lays out together.
const PORTION: usize = 200;

/// A story's text. A browser would lay out one of five megabytes for seconds, and so gets it in
/// portions, each of which it leaves alone until the reader comes near.
pub fn text<'a>(body: &'a [Block], setting: Setting<'a>) -> Html {
    if body.len() < 2 * PORTION {
        return blocks(body, setting);
    }
    let portions = body.chunks(PORTION);
    each(portions.map(|portion| tag("div.portion").child(blocks(portion, setting))))
}

/// Blocks, in order.
pub fn blocks<'a>(blocks: &'a [Block], setting: Setting<'a>) -> Html {
    each(blocks.iter().map(|block| self::block(block, setting)))
}

fn block<'a>(block: &'a Block, setting: Setting<'a>) -> Tag {
    match block {
        Block::Paragraph(content) => tag("p").inlines(content, setting.rel),
        Block::Heading { level, content } => tag(heading(setting.above + level - 1))
            .class("heading")
            .set(Attr::Part, "heading")
            .set(Attr::DataLevel, u32::from(*level))
            .inlines(content, setting.rel),
        Block::List {
            ordered,
            start,
            reversed,
            items,
        } => {
            let items = items
                .iter()
                .map(|item| tag("li").child(item_content(item, setting)));
            tag(if *ordered { "ol" } else { "ul" })
                .set(Attr::Start, *start)
                .set(Attr::Reversed, *reversed)
                .children(items)
        }
        Block::DefinitionList(list) => tag("dl").child(definitions(list, setting)),
        Block::Quote { body, citation } => tag("blockquote")
            .child(blocks(body, setting))
            .child(line("footer", citation, setting)),
        Block::PullQuote { content, citation } => part("figure.pull-quote")
            .child(tag("blockquote").child(tag("p").inlines(content, setting.rel)))
            .child(line("figcaption", citation, setting)),
        Block::Image(image) => picture::figure(image, Place::Body, setting),
        Block::Gallery { images, caption } => picture::gallery(images, caption, setting),
        Block::Audio(media) => media::player(media, "audio", setting),
        Block::Video(media) => media::player(media, "video", setting),
        Block::Embed(embed) => frame::frame(embed, setting),
        Block::Table(table) => table::table(table, setting.rel),
        Block::Preformatted(text) => tag("pre").set(Attr::TabIndex, "0").text(text),
        Block::Separator => tag("hr.separator"),
        Block::Aside(body) => tag("aside")
            // Beside the text, and no landmark of the partner's page.
            .set(Attr::Role, "note")
            .child(blocks(body, setting)),
    }
}

fn line(name: &'static str, content: &[Inline], setting: Setting) -> Option<Tag> {
    (!content.is_empty()).then(|| tag(name).inlines(content, setting.rel))
}

fn definitions<'a>(definitions: &'a [Definition], setting: Setting<'a>) -> Html {
    let mut children = Vec::new();
    for definition in definitions {
        if !definition.term.is_empty() {
            children.push(tag("dt").inlines(&definition.term, setting.rel).into());
        }
        if !definition.body.is_empty() {
            children.push(
                tag("dd")
                    .child(item_content(&definition.body, setting))
                    .into(),
            );
        }
    }
    list(children)
}

/// An item that is one paragraph needs none around its words.
fn item_content<'a>(item: &'a [Block], setting: Setting<'a>) -> Html {
    match item {
        [Block::Paragraph(content), rest @ ..]
            if !matches!(rest.first(), Some(Block::Paragraph(_))) =>
        {
            list(vec![inlines(content, setting.rel), blocks(rest, setting)])
        }
        _ => blocks(item, setting),
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
