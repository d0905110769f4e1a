//! Lines made of what stands elsewhere: the words of blocks, and links with their names.

use crate::article::ExternalEmbed;
use crate::article::block::{Block, Definition, Inline, is_blank};
use crate::article::inline::append;
use crate::url::{Base, LinkUrl, WebUrl};

/// Adds what a block says to a line in which it cannot stand, such as a list in a caption.
pub fn push_words(line: &mut Vec<Inline>, block: &mut Block) {
    match block {
        Block::Paragraph(content)
        | Block::Heading { content, .. }
        | Block::PullQuote { content, .. }
        | Block::Preformatted(content) => append(line, content),
        Block::Gallery { images, caption } => {
            for image in images {
                push_words(line, &mut Block::Image(image.clone()));
            }
            append(line, caption);
        }
        Block::Image(image) => {
            let mut caption = std::mem::take(&mut image.caption);
            append(line, &mut vec![Inline::Picture(Box::new(image.clone()))]);
            append(line, &mut caption);
        }
        Block::Audio(media) | Block::Video(media) if is_blank(&media.caption) => {
            if let Some(source) = media.sources.first() {
                push_link(line, source.as_str(), "");
            }
        }
        Block::Audio(media) | Block::Video(media) => append(line, &mut media.caption),
        Block::Embed(embed) => {
            let start = line.len();
            for block in &mut embed.quote {
                push_words(line, block);
            }
            match embed.page() {
                _ if line.iter().skip(start).any(leads_to_post) => {}
                Some(page) => push_link(line, &page, embed.name()),
                None => append(line, &mut vec![Inline::Text(embed.name().to_owned())]),
            }
            append(line, &mut embed.caption);
        }
        other => {
            match other {
                Block::Details { summary, .. } => append(line, summary),
                Block::Table(table) => append(line, &mut table.caption),
                Block::DefinitionList(list) => {
                    for Definition { term, .. } in list {
                        append(line, term);
                    }
                }
                _ => {}
            }
            other.each_body(&mut |body| {
                for block in body {
                    push_words(line, block);
                }
            });
            if let Block::Quote { citation, .. } = other {
                append(line, citation);
            }
        }
    }
}

/// Whether this leads to what a known service shows.
fn leads_to_post(inline: &Inline) -> bool {
    let is_post = |url: &LinkUrl| ExternalEmbed::at(&WebUrl::parse(url.as_str())?);
    matches!(inline, Inline::Link { url, .. } if is_post(url).is_some())
        || inline.content().iter().any(leads_to_post)
}

fn push_link(line: &mut Vec<Inline>, address: &str, words: &str) {
    append(line, &mut link(address, words).into_iter().collect());
}

/// A link in these words, or in the name of the site that it leads to.
pub fn link(address: &str, words: &str) -> Option<Inline> {
    let url = WebUrl::parse(address)?;
    let words = if words.is_empty() {
        url.site()
    } else {
        words.to_owned()
    };
    Some(Inline::Link {
        url: Base::nowhere().link(url.as_str())?,
        content: vec![Inline::Text(words)],
    })
}
