//! The story's text: one block after the other.

use super::inlines::inlines;
use super::picture::{self, Position};
use super::setting::{Lines, Openable, Setting};
use super::{frame, media, table};
use crate::article::{Block, Definition, Inline};
use crate::markup::{Attr, Node, Tag, part, tag};

/// How many blocks of a very long text are rendered and laid out together.
pub const PORTION: usize = 200;

/// How many blocks of a text of usual length come first: about what a reader sees at once.
const BEGINNING: usize = 6;

/// The portion of this number of a text; `None` after the last. A text of usual length has its beginning and
/// its rest, so that a browser paints the one before it has to lay out the other. It would lay out a text of
/// five megabytes for seconds, so it leaves each portion of a long one alone until the reader comes near.
#[must_use]
pub fn portion(body: &[Block], number: usize, setting: Setting) -> Option<Node> {
    if body.len() < 2 * PORTION {
        let (beginning, rest) = body.split_at(body.len().min(BEGINNING));
        return match number {
            0 => Some(blocks(beginning, setting)),
            1 if !rest.is_empty() => Some(blocks(rest, setting)),
            _ => None,
        };
    }
    let portion = body.chunks(PORTION).nth(number)?;
    let portion = blocks(portion, setting);
    Some(tag("div.portion").child(portion).into())
}

/// Blocks, in order.
#[must_use]
pub fn blocks<S: Openable>(blocks: &[Block], setting: Setting<S>) -> Node {
    let blocks = blocks
        .iter()
        .map(|block| self::block(block, setting).into());
    Node::List(blocks.collect())
}

fn block<S: Openable>(block: &Block, setting: Setting<S>) -> Tag {
    match block {
        Block::Paragraph(content) => tag("p").inlines(content, setting.lines()),
        Block::Heading { level, content } => tag(heading(setting.above + level - 1))
            .class("heading")
            .set(Attr::Part, "heading")
            .set(Attr::DataLevel, u32::from(*level))
            .inlines(content, setting.lines()),
        Block::List {
            ordered,
            start,
            numbering,
            reversed,
            items,
        } => {
            let items = items.iter().map(|item| {
                tag("li")
                    .set(Attr::Value, item.value)
                    .child(item_content(&item.body, setting))
            });
            tag(if *ordered { "ol" } else { "ul" })
                .set(Attr::Type, numbering.html_type())
                .set(Attr::Start, *start)
                .set(Attr::Reversed, *reversed)
                .children(items)
        }
        Block::DefinitionList(list) => tag("dl").child(definitions(list, setting)),
        Block::Quote { body, citation } => tag("blockquote")
            .child(blocks(body, setting))
            .child(line("footer", citation, setting.lines())),
        Block::PullQuote { content, citation } => part("figure.pull-quote")
            .child(tag("blockquote").child(tag("p").inlines(content, setting.lines())))
            .child(line("figcaption", citation, setting.lines())),
        Block::Image(image) => picture::figure(image, Position::Body, setting),
        Block::Gallery { images, caption } => picture::gallery(images, caption, setting),
        Block::Audio(media) => media::player(media, "audio", setting),
        Block::Video(media) => media::player(media, "video", setting),
        Block::Embed(embed) => frame::frame(embed, setting),
        Block::Table(table) => table::table(table, setting),
        Block::Preformatted(content) => tag("pre")
            .set(Attr::TabIndex, "0")
            .inlines(content, setting.lines()),
        Block::Separator => tag("hr.separator"),
        Block::Aside(body) => tag("aside")
            // Beside the text, and no landmark of the partner's page.
            .set(Attr::Role, "note")
            .child(blocks(body, setting)),
        Block::Details { summary, body } => tag("details")
            .child(tag("summary").inlines(summary, setting.lines()))
            .child(blocks(body, setting)),
        Block::Foreign {
            language,
            direction,
            body,
        } => {
            let block = match &**body {
                [block] => self::block(block, setting),
                several => tag("div").child(blocks(several, setting)),
            };
            block
                .set(Attr::Lang, language.as_ref())
                .set(Attr::Dir, *direction)
        }
    }
}

fn line(name: &'static str, content: &[Inline], lines: Lines) -> Option<Tag> {
    (!content.is_empty()).then(|| tag(name).inlines(content, lines))
}

fn definitions<S: Openable>(definitions: &[Definition], setting: Setting<S>) -> Node {
    let mut children = Vec::new();
    for definition in definitions {
        if !definition.term.is_empty() {
            children.push(tag("dt").inlines(&definition.term, setting.lines()).into());
        }
        if !definition.body.is_empty() {
            children.push(
                tag("dd")
                    .child(item_content(&definition.body, setting))
                    .into(),
            );
        }
    }
    Node::List(children)
}

/// An item that is one paragraph needs none around its words.
pub fn item_content<S: Openable>(item: &[Block], setting: Setting<S>) -> Node {
    match item {
        [Block::Paragraph(content), rest @ ..]
            if !matches!(rest.first(), Some(Block::Paragraph(_))) =>
        {
            Node::List(vec![
                inlines(content, setting.lines()),
                blocks(rest, setting),
            ])
        }
        _ => blocks(item, setting),
    }
}

/// The heading element of this level.
#[must_use]
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
