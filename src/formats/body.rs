//! From the text of a story to blocks, and from a line about it to inlines.
//!
//! Turning HTML into blocks is left to [`crate::html`], and what is said twice to [`super::repeated`].

use super::writing::{Writing, is_html};
use crate::article::block::{Block, Inline};
use crate::article::inline::append;
use crate::html;
use crate::text;
use crate::url::Base;

/// The blocks of a piece of HTML.
pub fn from_html(html: Option<&str>, base: &Base) -> Vec<Block> {
    html.map_or_else(Vec::new, |html| html::read(html, base).0)
}

/// The paragraphs of a text that is plain, or should be: parted by blank lines, or by lines where there
/// are no blank ones. One with tags of HTML is HTML.
pub fn from_plain(text: Option<&str>, writing: Writing, base: &Base) -> Vec<Block> {
    let mut text = text.unwrap_or_default().trim();
    // Some escape HTML as if it were to be read as source.
    let unescaped;
    if writing == Writing::Loose && !is_html(text) && text::contains(text, "&lt;/p") {
        unescaped = html::text(text);
        text = &unescaped;
    }
    let has_blank_lines = text.split('\n').any(|line| line.trim().is_empty());
    if is_html(text) {
        return html::read(&with_paragraphs(text, has_blank_lines), base).0;
    }
    let mut blocks = Vec::new();
    let mut content = Vec::new();
    for line in text.split('\n') {
        let line = line.trim();
        if !line.is_empty() {
            if !content.is_empty() {
                content.push(Inline::Break);
            }
            content.push(Inline::Text(writing.line(line)));
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

/// HTML whose paragraphs are parted by its elements, though it may have left that to blank lines, as
/// editors do before a system adds the tags; or to lines where there are no blank ones.
fn with_paragraphs(html: &str, has_blank_lines: bool) -> String {
    let mut tags = ["<p", "<br", "<div"].into_iter();
    if tags.any(|tag| text::contains(html, tag)) {
        return html.to_owned();
    }
    let mut marked = String::new();
    for line in html.split('\n') {
        let is_end = !has_blank_lines || line.trim().is_empty();
        marked.push_str(line);
        marked.push_str(if is_end { "<p>" } else { "\n" });
    }
    marked
}

/// The words of a piece of HTML, for captions and standfirsts: all on one line, with breaks where blocks
/// end.
pub fn words_from_html(html: Option<&str>, base: &Base) -> Vec<Inline> {
    let mut words = Vec::new();
    let mut blocks = html.map_or_else(Vec::new, |html| html::blocks(html, base));
    each_line(&mut blocks, &mut |line| {
        append(&mut words, line);
    });
    words
}

/// The words of a text that is plain, or should be.
pub fn words_from_plain(text: Option<&str>, writing: Writing, base: &Base) -> Vec<Inline> {
    match text {
        Some(html) if is_html(html) => words_from_html(text, base),
        Some(text) => vec![Inline::Text(writing.line(text))],
        None => Vec::new(),
    }
}

/// Goes through the lines of blocks.
pub fn each_line(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut *block {
            Block::Paragraph(content)
            | Block::Heading { content, .. }
            | Block::Preformatted(content)
            | Block::Details {
                summary: content, ..
            } => visit(content),
            Block::PullQuote { content, citation } => {
                visit(content);
                visit(citation);
            }
            Block::DefinitionList(list) => {
                for definition in list {
                    visit(&mut definition.term);
                    each_line(&mut definition.body, visit);
                }
                continue;
            }
            other => {
                if let Some(caption) = other.caption_mut() {
                    visit(caption);
                }
            }
        }
        block.each_body(&mut |body| each_line(body, visit));
        if let Block::Quote { citation, .. } = block {
            visit(citation);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::plain_text;

    fn paragraphs(text: &str) -> Vec<String> {
        let words = |block| match block {
            Block::Paragraph(content) => plain_text(&content),
            other => panic!("{other:?} is no paragraph"),
        };
        let blocks = from_plain(Some(text), Writing::Loose, &Base::nowhere());
        blocks.into_iter().map(words).collect()
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
    fn a_plain_text_with_tags_is_html() {
        for (text, expected) in [
            (
                "<p>One</p><p>Two &amp; three</p>",
                &["One", "Two & three"][..],
            ),
            ("One <em>two</em>\r\n\r\nThree", &["One two", "Three"]),
            ("<b>One</b>\nTwo", &["One", "Two"]),
            ("One\n\nTwo<br>three", &["One Two\nthree"]),
            (
                "&lt;p&gt;One &amp;amp; two&lt;/p&gt;\n&lt;p&gt;Three&lt;/p&gt;",
                &["One & two", "Three"],
            ),
            ("Type &lt;b&gt;x&lt;/b&gt;", &["Type <b>x</b>"]),
            (
                "One &lt; &ldquo;two&rdquo;\n3 < 4",
                &["One < “two”", "3 < 4"],
            ),
        ] {
            assert_eq!(paragraphs(text), expected, "{text}");
        }
    }

    #[test]
    fn words_of_several_blocks_are_kept() {
        let html =
            "<p>One <b>two</b></p><ul><li>Three</li></ul><blockquote><p>Four</p></blockquote>";
        let words = words_from_html(Some(html), &Base::nowhere());
        assert_eq!(plain_text(&words), "One two\nThree\nFour");
    }
}
