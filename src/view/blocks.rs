//! The story's text: one block after the other.

use yew::{Html, html};

use super::inlines::inlines;
use super::picture::{self, Place};
use super::table;
use crate::article::Block;
use crate::i18n::Messages;

/// What all blocks of a story have in common.
#[derive(Clone, Copy)]
pub struct Setting {
    /// The interface's texts.
    pub messages: Messages,
    /// The level of the heading above these blocks, 1 to 6.
    pub heading_level: u8,
}

/// Blocks, in order.
pub fn blocks(blocks: &[Block], setting: Setting) -> Html {
    blocks.iter().map(|block| self::block(block, setting)).collect()
}

fn block(block: &Block, setting: Setting) -> Html {
    let messages = setting.messages;
    match block {
        Block::Paragraph(content) => html! { <p>{ inlines(content) }</p> },
        Block::Heading { level, content } => {
            let tag = heading(setting.heading_level + level - 1);
            html! { <@{tag} class="heading" data-level={level.to_string()}>{ inlines(content) }</@> }
        }
        Block::List {
            ordered,
            start,
            reversed,
            items,
        } => {
            let items = items.iter().map(|item| html! { <li>{ item_content(item, setting) }</li> });
            if *ordered {
                let start = start.map(|start| start.to_string());
                html! { <ol {start} reversed={*reversed}>{ for items }</ol> }
            } else {
                html! { <ul>{ for items }</ul> }
            }
        }
        Block::DefinitionList(list) => {
            let definitions = list.iter().map(|definition| {
                html! {
                    <>
                        if !definition.term.is_empty() {
                            <dt>{ inlines(&definition.term) }</dt>
                        }
                        if !definition.body.is_empty() {
                            <dd>{ item_content(&definition.body, setting) }</dd>
                        }
                    </>
                }
            });
            html! { <dl>{ for definitions }</dl> }
        }
        Block::Quote { body, citation } => html! {
            <blockquote>
                { blocks(body, setting) }
                if !citation.is_empty() {
                    <footer>{ inlines(citation) }</footer>
                }
            </blockquote>
        },
        Block::PullQuote { content, citation } => html! {
            <figure class="pull-quote">
                <blockquote><p>{ inlines(content) }</p></blockquote>
                if !citation.is_empty() {
                    <figcaption>{ inlines(citation) }</figcaption>
                }
            </figure>
        },
        Block::Image(image) => picture::figure(image, Place::Body, messages),
        Block::Gallery { images, caption } => picture::gallery(images, caption, messages),
        Block::Table(table) => table::table(table),
        Block::Preformatted(text) => html! { <pre tabindex="0">{ text }</pre> },
        Block::Separator => html! { <hr class="separator"/> },
        Block::Aside(body) => html! { <aside>{ blocks(body, setting) }</aside> },
    }
}

/// An item that is one paragraph needs none around its words.
fn item_content(item: &[Block], setting: Setting) -> Html {
    match item {
        [Block::Paragraph(content), rest @ ..]
            if !matches!(rest.first(), Some(Block::Paragraph(_))) =>
        {
            html! { <>{ inlines(content) }{ blocks(rest, setting) }</> }
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
