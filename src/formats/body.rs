//! From the text of a story to blocks, and from a line about it to inlines.
//!
//! Turning HTML into blocks is left to [`crate::html`], and what is said twice to [`super::repeated`].

use super::writing::{Writing, is_html};
use super::{fields, left_out};
use crate::article::block::{Block, Inline, plain_text};
use crate::article::inline::append;
use crate::article::{Reason, Report};
use crate::html;
use crate::json::Json;
use crate::text;
use crate::url::Base;

/// The blocks of the HTML in a field.
pub fn from_html(json: &Json, places: &str, base: &Base, dropped: &mut Report) -> Vec<Block> {
    fields::text(json, places).map_or_else(Vec::new, |html| {
        blocks(html, left_out::place(json, places), base, dropped)
    })
}

/// The blocks of a piece of HTML; `field` is where it stood.
pub fn blocks(html: &str, field: &str, base: &Base, dropped: &mut Report) -> Vec<Block> {
    let (blocks, report) = html::read(html, base);
    dropped.take(field, report);
    blocks
}

/// The paragraphs of a field that is plain, or should be.
pub fn from_plain(
    json: &Json,
    places: &str,
    writing: Writing,
    base: &Base,
    dropped: &mut Report,
) -> Vec<Block> {
    fields::text(json, places).map_or_else(Vec::new, |text| {
        paragraphs(text, left_out::place(json, places), writing, base, dropped)
    })
}

/// The paragraphs of a text that is plain, or should be: parted by blank lines, or by lines where there
/// are no blank ones. One with tags of HTML is HTML.
pub fn paragraphs(
    text: &str,
    field: &str,
    writing: Writing,
    base: &Base,
    dropped: &mut Report,
) -> Vec<Block> {
    let mut text = text.trim();
    // Some escape HTML as if it were to be read as source.
    let unescaped;
    if writing == Writing::Loose && !is_html(text) && text::contains(text, "&lt;/p") {
        unescaped = html::text(text);
        text = &unescaped;
    }
    let has_blank_lines = text.split('\n').any(|line| line.trim().is_empty());
    if is_html(text) {
        let html = with_paragraphs(text, has_blank_lines);
        return self::blocks(&html, field, base, dropped);
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

/// The words of a field, for captions and standfirsts.
pub fn line_of(
    json: &Json,
    places: &str,
    writing: Writing,
    base: &Base,
    dropped: &mut Report,
) -> Vec<Inline> {
    fields::text(json, places).map_or_else(Vec::new, |text| {
        line(text, left_out::place(json, places), writing, base, dropped)
    })
}

/// The words of a text, all on one line, with breaks where blocks end; `field` is where it stood.
pub fn line(
    text: &str,
    field: &str,
    writing: Writing,
    base: &Base,
    dropped: &mut Report,
) -> Vec<Inline> {
    if writing != Writing::Html && !is_html(text) {
        return vec![Inline::Text(writing.line(text))];
    }
    let mut words = Vec::new();
    let (mut blocks, report) = html::reported(text, base);
    dropped.take(field, report);
    dropped.look(|dropped| no_lines(&mut blocks, field, dropped));
    each_line(&mut blocks, &mut |line| {
        append(&mut words, line);
    });
    words
}

/// Takes note of what a line has no place for.
fn no_lines(blocks: &mut [Block], field: &str, dropped: &mut Report) {
    let mut add = |words: &str| dropped.add(Reason::NoPlace, field, || words.to_owned());
    for block in &mut *blocks {
        match block {
            Block::Image(image) => add(image.src.as_str()),
            Block::Gallery { images, caption } => {
                for image in images {
                    add(image.src.as_str());
                    add(&plain_text(&image.caption));
                }
                add(&plain_text(caption));
            }
            Block::Audio(media) | Block::Video(media) => {
                media.sources.iter().for_each(|source| add(source.as_str()));
            }
            Block::Embed(embed) => add(&embed.page().unwrap_or_else(|| embed.name().to_owned())),
            _ => {}
        }
    }
    for block in blocks {
        block.each_body(&mut |body| no_lines(body, field, dropped));
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

    fn lines(text: &str) -> Vec<String> {
        let words = |block| match block {
            Block::Paragraph(content) => plain_text(&content),
            other => panic!("{other:?} is no paragraph"),
        };
        let mut dropped = Report::default();
        let base = Base::nowhere();
        let blocks = paragraphs(text, "body", Writing::Loose, &base, &mut dropped);
        blocks.into_iter().map(words).collect()
    }

    #[test]
    fn plain_texts_are_parted_by_blank_lines_or_else_by_lines() {
        assert_eq!(
            lines("\nOne\r\n  two \r\n \r\n\r\nThree\n"),
            ["One\ntwo", "Three"]
        );
        assert_eq!(lines("One\nTwo\n"), ["One", "Two"]);
        assert_eq!(lines(" \n "), [""; 0]);
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
            assert_eq!(lines(text), expected, "{text}");
        }
    }

    #[test]
    fn words_of_several_blocks_are_kept() {
        let html = "<p>One <b>two</b></p><ul><li>Three</li></ul><blockquote><p>Four</p></blockquote>\
            <div><figure><img src='https://a.example/b.png'><figcaption>Five</figcaption></figure></div>";
        let mut dropped = Report::default();
        let words = line(
            html,
            "caption",
            Writing::Html,
            &Base::nowhere(),
            &mut dropped,
        );
        assert_eq!(plain_text(&words), "One two\nThree\nFour\nFive");
        let [picture] = dropped.dropped() else {
            panic!("{dropped:?}");
        };
        assert_eq!(
            (&*picture.field, picture.reason),
            ("caption", Reason::NoPlace)
        );
        assert_eq!(picture.words, "https://a.example/b.png");
    }
}
