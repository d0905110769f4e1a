//! What a `figure` turns out to be once all that it holds has been read.

use super::words::push_words;
use crate::article::Image;
use crate::article::block::{Block, Inline, is_blank};
use crate::article::inline::append;

/// The blocks of a figure: one thing with its caption, a gallery, a pull quote, or its parts one after
/// the other with the caption below.
pub fn blocks(
    mut content: Vec<Block>,
    mut caption: Vec<Inline>,
    is_pull_quote: bool,
    is_below: bool,
) -> Vec<Block> {
    if is_pull_quote && let [Block::Quote { body, citation }] = &mut *content {
        let mut content = Vec::new();
        for block in body {
            push_words(&mut content, block);
        }
        let mut citation = std::mem::take(citation);
        append(&mut citation, &mut caption);
        return vec![Block::PullQuote { content, citation }];
    }
    if content.iter().all(is_pictures) && !content.is_empty() {
        let mut images = Vec::new();
        take_images(&mut content, &mut images);
        if images.len() > 1 {
            return vec![Block::Gallery { images, caption }];
        }
        content.clear();
        if let Some(image) = images.pop() {
            content.push(Block::Image(image));
        }
    }
    by_line(&mut content, &mut caption);
    if let [Block::Table(table)] = &mut *content {
        table.is_caption_below = is_below;
    }
    if let [Block::Quote { citation, .. }] = &mut *content {
        append(citation, &mut caption);
        return content;
    }
    if let [block] = &mut *content
        && let Some(own) = block.caption_mut()
        && own.is_empty()
    {
        *own = caption;
        return content;
    }
    if let [Block::Quote { citation, .. }] = &mut *content
        && citation.is_empty()
    {
        *citation = caption;
        return content;
    }
    if !is_blank(&caption) {
        content.push(Block::Paragraph(caption));
    }
    content
}

/// Lines beside a picture, film or recording that is all a figure shows: its caption, and else its maker's.
fn by_line(content: &mut Vec<Block>, caption: &mut Vec<Inline>) {
    let is_line = |block: &Block| matches!(block, Block::Paragraph(_));
    let is_image = |block: &&Block| {
        matches!(
            block,
            Block::Image(_) | Block::Video(_) | Block::Audio(_) | Block::Embed(_)
        )
    };
    if content.iter().filter(is_image).count() != 1
        || !content
            .iter()
            .all(|block| is_line(block) || is_image(&block))
    {
        return;
    }
    let has_caption = !is_blank(caption);
    let mut lines = Vec::new();
    content.retain_mut(|block| match block {
        Block::Paragraph(words) => {
            append(&mut lines, words);
            false
        }
        _ => true,
    });
    let credit = match &mut **content {
        [Block::Image(image)] if has_caption => &mut image.credit,
        _ => caption,
    };
    append(credit, &mut lines);
}

/// Whether there is nothing but pictures here. Older galleries are lists of figures, and galleries
/// stand inside figures of their own.
fn is_pictures(block: &Block) -> bool {
    match block {
        Block::Image(_) => true,
        Block::Gallery { caption, .. } => caption.is_empty(),
        Block::List { items, .. } => items.iter().all(|item| item.body.iter().all(is_pictures)),
        Block::Foreign { body, .. } => body.iter().all(is_pictures),
        _ => false,
    }
}

fn take_images(content: &mut [Block], found: &mut Vec<Image>) {
    for block in content {
        match std::mem::replace(block, Block::Separator) {
            Block::Image(image) => found.push(image),
            Block::Gallery { mut images, .. } => found.append(&mut images),
            Block::List { mut items, .. } => {
                for item in &mut items {
                    take_images(&mut item.body, found);
                }
            }
            Block::Foreign { mut body, .. } => take_images(&mut body, found),
            _ => {}
        }
    }
}
