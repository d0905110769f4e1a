//! From the text of a story to blocks, and what is said twice.
//!
//! Turning HTML into blocks is left to [`crate::html`].

use crate::article::block::{Block, Inline, plain_text};
use crate::article::{Article, Image};
use crate::html;
use crate::url::Base;

/// The blocks of a piece of HTML.
pub fn from_html(html: Option<&str>, base: &Base) -> Vec<Block> {
    html.map_or_else(Vec::new, |html| html::blocks(html, base))
}

/// The paragraphs of a plain text: parted by blank lines, or by lines where there are no blank ones.
pub fn from_plain(text: &str) -> Vec<Block> {
    let text = text.trim();
    let has_blank_lines = text.split('\n').any(|line| line.trim().is_empty());
    let mut blocks = Vec::new();
    let mut content = Vec::new();
    for line in text.split('\n') {
        let line = line.trim();
        if !line.is_empty() {
            if !content.is_empty() {
                content.push(Inline::Break);
            }
            content.push(Inline::Text(line.to_owned()));
        }
        if !content.is_empty() && (line.is_empty() || !has_blank_lines) {
            blocks.push(Block::Paragraph(std::mem::take(&mut content)));
        }
    }
    if !content.is_empty() {
        blocks.push(Block::Paragraph(content));
    }
    blocks
}

/// The first paragraph of a piece of HTML, for captions and standfirsts.
pub fn words_from_html(html: Option<&str>, base: &Base) -> Vec<Inline> {
    match from_html(html, base).into_iter().next() {
        Some(Block::Paragraph(words)) => words,
        _ => Vec::new(),
    }
}

/// The words of a plain text.
pub fn words_from_plain(text: Option<&str>) -> Vec<Inline> {
    match text {
        Some(text) => vec![Inline::Text(text.to_owned())],
        None => Vec::new(),
    }
}

/// Leaves out what many systems say twice: a lead picture that opens the text too, and a standfirst
/// that was cut from the text.
pub fn drop_repeated(article: &mut Article) {
    if let (Some(lead), Some(Block::Image(first))) = (&article.lead_image, article.body.first())
        && is_same_picture(lead, first)
    {
        article.body.remove(0);
    }
    if is_repeated(
        plain_text(&article.standfirst).trim(),
        &first_words(article),
    ) {
        article.standfirst.clear();
    }
}

/// Whether a standfirst is the beginning of the text, or was cut from it.
fn is_repeated(standfirst: &str, text: &str) -> bool {
    if standfirst.ends_with("[…]") || standfirst.ends_with("[...]") {
        return true;
    }
    let is_cut = standfirst.ends_with('…') || standfirst.ends_with("...");
    text.strip_prefix(without_end(standfirst))
        .is_some_and(|rest| is_cut || rest.trim().is_empty() || rest.starts_with(ENDS))
}

/// What ends a sentence, or a line that was cut.
const ENDS: [char; 8] = ['.', '…', '!', '?', '”', '"', '»', ':'];

/// A line without what ends it.
pub fn without_end(line: &str) -> &str {
    line.trim_end().trim_end_matches(ENDS)
}

/// Whether two pictures are one in two places.
pub fn is_same_picture(lead: &Image, first: &Image) -> bool {
    lead.src == first.src || lead.srcset.iter().any(|other| other.url == first.src)
}

/// The words of the block that opens the text.
pub fn first_words(article: &Article) -> String {
    match article.body.first() {
        Some(Block::Paragraph(content) | Block::Heading { content, .. }) => plain_text(content),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let words = |block| match block {
            Block::Paragraph(content) => plain_text(&content),
            other => panic!("{other:?} is no paragraph"),
        };
        from_plain(text).into_iter().map(words).collect()
    }

    #[test]
    fn plain_texts_are_parted_by_blank_lines_or_else_by_lines() {
        assert_eq!(
            paragraphs("\nOne\r\n  two \r\n \r\n\r\nThree\n"),
            ["One\ntwo", "Three"]
        );
        assert_eq!(paragraphs("One\nTwo\n"), ["One", "Two"]);
        assert_eq!(paragraphs(" \n "), [""; 0]);
    }

    #[test]
    fn a_standfirst_that_the_text_begins_with_is_left_out() {
        for (standfirst, text, is_kept) in [
            ("It is back", "It is back. Two crowns.", false),
            ("It is ba...", "It is back.", false),
            ("It is back. What it costs […]", "It is back.", false),
            ("It came at night.", "It is back.", true),
            ("It came at night…", "", true),
            ("Opinion", "Opinion polls are back.", true),
        ] {
            let mut article = Article {
                standfirst: words_from_plain(Some(standfirst)),
                body: from_plain(text),
                ..Article::default()
            };
            drop_repeated(&mut article);
            assert_eq!(!article.standfirst.is_empty(), is_kept, "{standfirst}");
        }
    }
}
