//! A standfirst that says what the text begins with, as systems make one where nobody wrote any.

use super::super::body::{each_line, line};
use super::super::fields;
use super::super::writing::Writing;
use super::{END, LONG, fold, is_address};
use crate::article::block::{Block, Inline, is_blank, plain_text};
use crate::article::{Article, Reason};
use crate::html;
use crate::json::Json;
use crate::text::{around, around_last, split_run};
use crate::url::{Base, WebUrl};

/// Leaves a standfirst out that the text begins with.
pub fn drop_repeated(article: &mut Article) {
    let words = plain_text(&article.standfirst);
    if is_repeated(words.trim(), &mut article.body) {
        article.standfirst.clear();
        article
            .dropped
            .add(Reason::Repeated, "standfirst", || words);
    }
}

/// What content systems make of the beginning of a text where nobody wrote a standfirst: with a link to
/// the story behind it, and dots before that where it was cut.
pub fn read_excerpt(json: &Json, place: &str, base: &Base, article: &mut Article) {
    let html = fields::text(json, place).unwrap_or_default();
    let dropped = &mut article.dropped;
    let (kept, marked) = without_marked_link(html);
    let mut words = line(&kept, place, Writing::Html, base, dropped);
    let link = drop_own_link(&mut words, article.canonical_url.as_ref());
    let had_link = link.is_some();
    dropped.look(|dropped| {
        dropped.add(Reason::Invitation, place, || html::text(marked));
        if let Some(link) = link {
            dropped.add(Reason::Invitation, place, || plain_text(link.content()));
        }
    });
    let is_cut = (had_link || !marked.is_empty()) && has_dots(plain_text(&words).trim());
    if article.body.is_empty() || !is_cut {
        article.standfirst = words;
    } else {
        dropped.add(Reason::Repeated, place, || plain_text(&words));
    }
}

/// HTML without the link that a class says to lead to the rest, and that link.
fn without_marked_link(html: &str) -> (String, &str) {
    for class in ["more-link", "read-more", "readmore"] {
        let (before, after) = around(html, class);
        let (text, tag) = around_last(before, b'<');
        if tag.starts_with("a ") && tag.bytes().all(|byte| byte != b'>') {
            let (_, rest) = around(after, "</a>");
            let link = html.get(text.len()..html.len() - rest.len());
            return ([text, rest].concat(), link.unwrap_or_default());
        }
    }
    (html.to_owned(), "")
}

/// Drops a link to the story itself that ends a line.
fn drop_own_link(words: &mut Vec<Inline>, page: Option<&WebUrl>) -> Option<Inline> {
    let place = |address| {
        let (address, _) = split_run(around(address, "://").1, |byte| *byte != b'#');
        address
    };
    trim_end(words);
    let is_own = match (words.last(), page) {
        (Some(Inline::Link { url, .. }), Some(page)) => place(url.as_str()) == place(page.as_str()),
        _ => false,
    };
    let link = if is_own { words.pop() } else { None };
    trim_end(words);
    link
}

fn trim_end(words: &mut Vec<Inline>) {
    while words
        .last()
        .is_some_and(|last| is_blank(std::slice::from_ref(last)))
    {
        words.pop();
    }
}

fn has_dots(line: &str) -> bool {
    line.ends_with('…') || line.ends_with("...")
}

/// Whether a standfirst is nothing but addresses, the beginning of the text, or was cut from it.
fn is_repeated(standfirst: &str, body: &mut [Block]) -> bool {
    /// The text may begin with a heading, a byline and a place.
    const STARTS: usize = 4;
    /// So many blocks at most are compared.
    const BLOCKS: usize = 16;
    if standfirst.split_whitespace().all(is_address) {
        return true;
    }
    if body.is_empty() {
        return false;
    }
    if standfirst.ends_with("[…]") || standfirst.ends_with("[...]") {
        return true;
    }
    let mut text = String::new();
    let mut starts = Vec::new();
    let mut has_break = false;
    for block in body.iter_mut().take(BLOCKS) {
        // Behind a break another part begins.
        has_break |= matches!(block, Block::Separator);
        if starts.len() < STARTS && !has_break {
            starts.push(text.len());
        }
        // What is made of a text leaves captions out.
        if block.caption_mut().is_none() {
            each_line(std::slice::from_mut(block), &mut |line| {
                fold(&plain_text(line), &mut text);
            });
        }
    }
    let mut line = String::new();
    fold(standfirst, &mut line);
    // What stands behind dots invites to the rest.
    let (before, _) = around(standfirst, "…");
    let mut cut = String::new();
    if before.len() > LONG {
        fold(before, &mut cut);
    }
    let is_cut = has_dots(standfirst);
    starts.into_iter().any(|start| {
        let text = text.get(start..).unwrap_or_default();
        is_beginning(&line, text, is_cut) || is_beginning(&cut, text, true)
    })
}

/// Whether a text begins with a line, both folded. A line that was not cut has to end where a sentence
/// or block does, unless it is too long for a chance.
fn is_beginning(line: &str, text: &str, is_cut: bool) -> bool {
    let mut rest = text.chars();
    let mut length = 0;
    for sign in line.chars().filter(|sign| *sign != END) {
        if rest.find(|other| *other != END) != Some(sign) {
            return false;
        }
        length += 1;
    }
    length > 0 && (is_cut || length > LONG || rest.next().is_none_or(|next| next == END))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::pick::tests::read;

    fn standfirst(excerpt: &str, content: &str) -> String {
        let post = r#"{"title": {"rendered": "T"}, "link": "https://gazette.example/tide/",
            "content": {"rendered": "CONTENT"}, "excerpt": {"rendered": "EXCERPT"}}"#;
        let post = post.replace("CONTENT", content).replace("EXCERPT", excerpt);
        plain_text(&read(&post).unwrap().standfirst)
            .trim()
            .to_owned()
    }

    const TEXT: &str = "<h2>Mud</h2><p>“Low tide” – they said – is at four, and nobody knows why.</p>\
        <ul><li>One boat</li></ul><figure><img src='/a.png'><figcaption>The slip</figcaption></figure><p>It stays.</p>";

    #[test]
    fn the_beginning_of_the_text_is_no_standfirst_however_it_was_cut() {
        for excerpt in [
            "<p>Mud &#8220;Low tide&#8221; &#8211; they said &#8211; is at</p>",
            r#"\"Low tide\" - they said - is at four, and nobody kno"#,
            "<p>Mud “Low tide” – they said – is at four, and nobody knows why. One boat It stays.</p>",
            "Mud. “Low tide” – they&#8230;",
            "Mud. “Low tide” – they...",
            "Mud. “Low tide” – they said – is at four, and [&hellip;]",
            "Something else from a plugin [...]",
            "“Low tide” – they said – is at four, and… Weiterlesen",
            "Another text <a href='https://gazette.example/elsewhere' class='btn read-more'>More</a>…",
            "Another text &hellip; <p class='link-more'><a href='/x' class='more-link'>Go on<span> to T</span></a></p>",
            "Another text &hellip; <a href='http://gazette.example/tide/#more-7'>Go on</a>",
            "https://video.example/watch?v=1",
            "https://video.example/watch?v=1 Mud “Low tide” – they said – is at four",
        ] {
            assert_eq!(standfirst(excerpt, TEXT), "", "{excerpt}");
        }
    }

    #[test]
    fn what_somebody_wrote_stays_without_the_invitation() {
        for (excerpt, expected) in [
            ("<p>In short.</p><p>And again.</p>", "In short.\nAnd again."),
            (
                "In short. <a href='https://gazette.example/tide/'>Read more</a>",
                "In short.",
            ),
            (
                "In short. <a class='more-link' href='/'>Read more</a>",
                "In short.",
            ),
            (
                "In short: <a href='https://gazette.example/tides/'>all tides</a>",
                "In short: all tides",
            ),
            ("In <b class='read-more'>short</b>", "In short"),
            ("Mud and more of it", "Mud and more of it"),
            ("Wait… what", "Wait… what"),
            ("It came…", "It came…"),
        ] {
            assert_eq!(standfirst(excerpt, TEXT), expected, "{excerpt}");
        }
        assert_eq!(
            standfirst("Low tide.", "<p>Low tides are back.</p>"),
            "Low tide."
        );
    }

    #[test]
    fn where_there_is_no_text_the_excerpt_stands_for_it() {
        for excerpt in [
            "Mud, and [&hellip;]",
            "Mud, and… <a class='more-link' href='/'>Go on</a>",
        ] {
            assert!(standfirst(excerpt, "").starts_with("Mud, and"), "{excerpt}");
        }
    }
}
