//! The words of HTML where nothing parses it: a page can forbid every parser, and some HTML would
//! keep one too busy.
//!
//! It knows where tags begin and end, and no more. What it takes for words is shown as words, so a
//! wrong guess is ugly at worst.

use super::allowlist::{Treatment, treatment};
use crate::article::block::{Block, Inline};
use crate::text::split_run;

/// Paragraphs of words.
pub fn blocks(html: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut words = String::new();
    let mut rest = html;
    loop {
        let (text, tag) = rest.split_once('<').unwrap_or((rest, ""));
        push_decoded(&mut words, text);
        if tag.is_empty() {
            break;
        }
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = after_comment(comment);
            continue;
        }
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let (name, _) = split_run(name, u8::is_ascii_alphanumeric);
        let name = name.to_ascii_lowercase();
        if name.is_empty() {
            // A sign of its own.
            words.push('<');
            rest = tag;
            continue;
        }
        rest = after_tag(tag);
        match treatment(&name) {
            Treatment::Drop(_) | Treatment::Script | Treatment::Noscript | Treatment::Drawing
                if !tag.starts_with('/') =>
            {
                rest = after(rest, &name);
            }
            other if other.is_inline() || matches!(other, Treatment::Drop(_)) => {}
            _ => end_paragraph(&mut blocks, &mut words),
        }
    }
    end_paragraph(&mut blocks, &mut words);
    blocks
}

fn end_paragraph(blocks: &mut Vec<Block>, words: &mut String) {
    let text = words.trim();
    if !text.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Text(text.to_owned())]));
    }
    words.clear();
}

fn after_tag(tag: &str) -> &str {
    tag.split_once('>').map_or("", |(_, rest)| rest)
}

fn after_comment(comment: &str) -> &str {
    let mut rest = comment;
    while let Some((text, after)) = rest.split_once('>') {
        if text.ends_with("--") {
            return after;
        }
        rest = after;
    }
    ""
}

/// What stands after the end tag of this name. Elements that have none hold nothing.
fn after<'a>(html: &'a str, name: &str) -> &'a str {
    if matches!(name, "input" | "meta" | "link" | "base" | "embed" | "frame") {
        return html;
    }
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let found = tag.strip_prefix('/').and_then(|tag| tag.get(..name.len()));
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return after_tag(tag);
        }
        rest = tag;
    }
    ""
}

/// Adds a text with its commonest references resolved.
fn push_decoded(words: &mut String, text: &str) {
    let mut parts = text.split('&');
    words.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let reference = part.split_once(';');
        let resolved = reference.and_then(|(name, rest)| Some((character(name)?, rest)));
        if let Some((character, rest)) = resolved {
            words.push(character);
            words.push_str(rest);
        } else {
            words.push('&');
            words.push_str(part);
        }
    }
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => {
            let number = name.strip_prefix('#')?;
            let digits = number.strip_prefix('x').or(number.strip_prefix('X'));
            let code = match digits {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::plain_text;

    #[test]
    fn words_are_kept_and_tags_are_not() {
        for (html, expected) in [
            (
                "<p>One <b>bold</b> word.</p><p>Two</p>",
                "One bold word.|Two",
            ),
            ("bare<br>text<hr>", "bare|text"),
            (
                "Tom &amp; &#8220;Ann&#x201D; &c; &bogus;",
                "Tom & “Ann” &c; &bogus;",
            ),
            ("5 < 6 and 7 <", "5 < 6 and 7"),
            ("<SCRIPT>alert('</p>')</script >after", "after"),
            ("<!-- <p>no --><p title='a>b'>yes", "b'>yes"),
            ("<style>p{}", ""),
            ("<input value=x>kept<svg><path/></svg>", "kept"),
            ("<", ""),
            ("</", "</"),
            ("&", "&"),
            ("<p", ""),
            ("ä<ä>", "ä<ä>"),
        ] {
            let words: Vec<_> = blocks(html)
                .iter()
                .map(|block| match block {
                    Block::Paragraph(content) => plain_text(content),
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(words.join("|"), expected, "{html}");
        }
    }
}
