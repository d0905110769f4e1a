//! What a `figure` turns out to be once all that it holds has been read.

use crate::article::Image;
use crate::article::block::{Block, Inline, is_blank};

/// The blocks of a figure: a captioned picture, a gallery, a captioned table, a pull quote, or its
/// parts one after the other with the caption below.
pub fn blocks(mut content: Vec<Block>, caption: Vec<Inline>, is_pull_quote: bool) -> Vec<Block> {
    if is_pull_quote && let [Block::Quote { body, citation }] = &mut *content {
        let words = body.iter_mut().filter_map(|block| match block {
            Block::Paragraph(words) => Some(std::mem::take(words)),
            _ => None,
        });
        let quote = Block::PullQuote {
            content: join(words),
            citation: join([std::mem::take(citation), caption].into_iter()),
        };
        return vec![quote];
    }
    if let [Block::Table(table)] = &mut *content
        && table.caption.is_empty()
    {
        table.caption = caption;
        return content;
    }
    if content.iter().all(is_pictures) && !content.is_empty() {
        let mut images = Vec::new();
        take_images(content, &mut images);
        return match &mut *images {
            [image] => {
                if image.caption.is_empty() {
                    image.caption = caption;
                }
                images.into_iter().map(Block::Image).collect()
            }
            _ => vec![Block::Gallery { images, caption }],
        };
    }
    if !is_blank(&caption) {
        content.push(Block::Paragraph(caption));
    }
    content
}

/// Whether there is nothing but pictures here. Older galleries are lists of figures, and galleries
/// stand inside figures of their own.
fn is_pictures(block: &Block) -> bool {
    match block {
        Block::Image(_) => true,
        Block::Gallery { caption, .. } => caption.is_empty(),
        Block::List { items, .. } => items.iter().flatten().all(is_pictures),
        _ => false,
    }
}

fn take_images(content: Vec<Block>, found: &mut Vec<Image>) {
    for block in content {
        match block {
            Block::Image(image) => found.push(image),
            Block::Gallery { images, .. } => found.extend(images),
            Block::List { items, .. } => {
                for item in items {
                    take_images(item, found);
                }
            }
            _ => {}
        }
    }
}

/// Lines of inlines as one, with line breaks between them.
pub fn join(lines: impl Iterator<Item = Vec<Inline>>) -> Vec<Inline> {
    let mut joined = Vec::new();
    for line in lines.filter(|line| !is_blank(line)) {
        if !joined.is_empty() {
            joined.push(Inline::Break);
        }
        joined.extend(line);
    }
    joined
}
