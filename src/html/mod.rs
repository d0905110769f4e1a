//! HTML from a content system, turned into typed blocks.
//!
//! The HTML is parsed into an inert tree ([`tree`]), walked once ([`walk`]) and only what the
//! allowlist ([`allowlist`]) names comes out, as values that cannot hold script, style or names. No
//! HTML string reaches the live page from here or anywhere else.

mod address;
pub mod allowlist;
mod anchors;
mod attributes;
mod counters;
mod depth;
mod embedded;
mod enter;
mod figure;
mod flow;
mod frame;
mod hidden;
mod inner;
mod leave;
mod names;
mod pictures;
mod plain;
mod shortcode;
pub mod tree;
pub mod walk;
mod words;

pub use attributes::is_language_tag;

use crate::article::block::{Block, plain_text};
use crate::article::{Reason, Report};
use crate::url::Base;

/// The blocks of a piece of HTML; addresses in it are relative to `base`. Where the page lets nobody
/// parse HTML, or a parser would take too long, they are its words alone.
#[must_use]
pub fn blocks(html: &str, base: &Base) -> Vec<Block> {
    reported(html, base).0
}

/// The same for HTML that stands in so many blocks.
fn within(html: &str, base: &Base, depth: usize) -> (Vec<Block>, Report) {
    walked(html, base, |_| Vec::new(), depth)
}

/// The same with a report of what was left out (empty in a browser).
#[must_use]
pub fn reported(html: &str, base: &Base) -> (Vec<Block>, Report) {
    walked(html, base, |_| Vec::new(), 0)
}

/// The same for the text of a story, whose links can lead to places in it.
#[must_use]
pub fn read(html: &str, base: &Base) -> (Vec<Block>, Report) {
    walked(html, base, anchors::targets, 0)
}

fn walked(
    html: &str,
    base: &Base,
    targets: fn(&str) -> Vec<String>,
    depth: usize,
) -> (Vec<Block>, Report) {
    let without_shortcodes = shortcode::without(html);
    let written = html;
    let html = without_shortcodes.as_deref().unwrap_or(html);
    if depth::is_too_deep(html) {
        return (plain::blocks(html), Report::default());
    }
    let Ok(mut tree) = tree::parse(html) else {
        return (plain::blocks(html), Report::default());
    };
    let (blocks, mut report) = walk::walk(&mut *tree, base, targets(html), depth);
    if html.len() < written.len() {
        report.add_element(Reason::Shortcode, "", || shortcode::removed(written));
    }
    (blocks, report)
}

/// The words of a short piece of HTML such as a title, with its entities decoded and its white space
/// folded.
#[must_use]
pub fn text(html: &str) -> String {
    // Most titles are plain, and parsing costs a document each.
    if !html.bytes().any(|byte| matches!(byte, b'<' | b'&')) {
        return folded(html);
    }
    let mut words = Vec::new();
    for block in &mut blocks(html, &Base::nowhere()) {
        words::push_words(&mut words, block);
    }
    folded(&plain_text(&words))
}

/// Words with one space between any two.
#[must_use]
pub fn folded(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_decoded_once() {
        for (html, expected) in [
            (
                "Harbour &#8220;bridge&#8221; reopens &amp; more",
                "Harbour “bridge” reopens & more",
            ),
            ("Use &amp;lt;b&amp;gt; today", "Use &lt;b&gt; today"),
            ("  Two\n words ", "Two words"),
            (
                "<em>Loud</em> news<br>today<script>alert(1)</script>",
                "Loud news today",
            ),
            ("5 < 6", "5 < 6"),
            ("", ""),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }
}
