//! Goes through everything in a story's text.

use article_embed::article::block::Block;
use article_embed::article::{Article, Image, Inline};

/// Something in a story.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A block, before what is in it.
    Block(&'a Block),
    /// A picture that stands by itself.
    Picture(&'a Image),
    /// A line of words.
    Words(&'a [Inline]),
}

/// Goes through a story in order.
pub fn story<'a>(article: &'a Article, visit: &mut dyn FnMut(Part<'a>)) {
    visit(Part::Words(&article.standfirst));
    if let Some(image) = &article.lead_image {
        picture(image, visit);
    }
    blocks(&article.body, visit);
}

fn picture<'a>(image: &'a Image, visit: &mut dyn FnMut(Part<'a>)) {
    visit(Part::Picture(image));
    visit(Part::Words(&image.caption));
    visit(Part::Words(&image.credit));
}

fn blocks<'a>(body: &'a [Block], visit: &mut dyn FnMut(Part<'a>)) {
    for block in body {
        visit(Part::Block(block));
        match block {
            Block::Paragraph(content)
            | Block::Heading { content, .. }
            | Block::Preformatted(content) => visit(Part::Words(content)),
            Block::List { items, .. } => {
                for item in items {
                    blocks(&item.body, visit);
                }
            }
            Block::DefinitionList(list) => {
                for definition in list {
                    visit(Part::Words(&definition.term));
                    blocks(&definition.body, visit);
                }
            }
            Block::Quote { body, citation } => {
                blocks(body, visit);
                visit(Part::Words(citation));
            }
            Block::PullQuote { content, citation } => {
                visit(Part::Words(content));
                visit(Part::Words(citation));
            }
            Block::Image(image) => picture(image, visit),
            Block::Gallery { images, caption } => {
                for image in images {
                    picture(image, visit);
                }
                visit(Part::Words(caption));
            }
            Block::Audio(media) | Block::Video(media) => visit(Part::Words(&media.caption)),
            Block::Embed(embed) => {
                blocks(&embed.quote, visit);
                visit(Part::Words(&embed.caption));
            }
            Block::Table(table) => {
                visit(Part::Words(&table.caption));
                for rows in [&table.head, &table.body, &table.foot] {
                    for cell in rows.iter().flatten() {
                        blocks(&cell.body, visit);
                    }
                }
            }
            Block::Separator => {}
            Block::Aside(body) | Block::Foreign { body, .. } => blocks(body, visit),
            Block::Details { summary, body } => {
                visit(Part::Words(summary));
                blocks(body, visit);
            }
        }
    }
}
