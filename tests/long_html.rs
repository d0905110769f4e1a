//! HTML that is very long or very deep: reading it takes no more than its share of time, and no
//! stack.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod sound;

use std::time::{Duration, Instant};

use article_embed::article::Block;

/// Far more than it takes on a slow machine without optimisation, and far less than what takes
/// quadratic time would.
const PATIENCE: Duration = Duration::from_mins(1);

fn read(what: &str, html: &str) -> Vec<Block> {
    let start = Instant::now();
    let blocks = sound::read(html);
    let took = start.elapsed();
    eprintln!("{what}: {took:?}");
    assert!(took < PATIENCE, "{what} took {took:?}");
    blocks
}

#[test]
fn sixty_thousand_nested_elements() {
    for name in ["span", "sub", "o:p", "ruby"] {
        read(name, &nested(name, 60_000));
    }
}

/// Fewer of those that the native parser looks through all open elements for; they are still far
/// deeper than a browser's parser or the walk goes.
#[test]
fn three_thousand_nested_blocks() {
    for name in [
        "div",
        "b",
        "font",
        "a href=/x",
        "blockquote",
        "ul><li",
        "dl><dd",
        "figure",
        "aside",
        "table><tr><td",
        "svg><desc",
        "video",
        "blockquote class=twitter-tweet",
        "h2><div",
    ] {
        read(name, &nested(name, 3_000));
    }
}

fn nested(name: &str, count: usize) -> String {
    [&["<", name, ">x"].concat().repeat(count), "end"].concat()
}

#[test]
fn five_megabytes_of_a_story() {
    let paragraph =
        "<p>Some <b>words</b> of <a href=/x>a story</a> with [brackets] &amp; more.</p>\n";
    let blocks = read("paragraphs", &paragraph.repeat(5_000_000 / paragraph.len()));
    assert!(blocks.len() > 60_000);
}

#[test]
fn five_megabytes_of_brackets() {
    for part in ["[a ", "[a x=\"", "[a][/b]", "[[", "[a x=' y=\"' z=' \"] "] {
        read(part, &part.repeat(5_000_000 / part.len()));
    }
}

#[test]
fn four_hundred_kilobytes_in_one_place() {
    for (what, before, part, after) in [
        ("text", "<p>", "word ", "</p>"),
        ("letters", "<p>", "aaaaa", "</p>"),
        ("brackets", "<p>", "[a] [/", "</p>"),
        ("brackets that end nowhere", "<p>", "[a [a=\"", "</p>"),
        ("shortcodes", "<p>", "[a x=\"y\"]b[/a]", "</p>"),
        ("shortcodes that nothing closes", "<p>", "[a][/b]", "</p>"),
        ("quotes in quotes", "<p>", "[a b='[a b=\"[a b=“' ", "</p>"),
        ("brackets in elements", "<p>", "<b>[/a]</b>", "</p>"),
        ("doubled brackets", "<p>", "[[a]", "]</p>"),
        ("gaps in a shortcode", "<p>[a", "<br />&nbsp;", "</p>"),
        ("tags in a shortcode", "<p>", "[a <b \"", "</p>"),
        ("lines in a heading", "<h2>", "<div>x</div>", "</h2>"),
        (
            "lines in a cell",
            "<table><tr><td>",
            "<p>x</p>",
            "</td></tr></table>",
        ),
        (
            "pictures in a cell",
            "<table><tr><td>",
            "<img src=a alt=b>",
            "</td></tr></table>",
        ),
        (
            "captions",
            "<figure>",
            "<figcaption>x</figcaption>",
            "</figure>",
        ),
        (
            "citations",
            "<blockquote>",
            "<cite>x</cite>",
            "</blockquote>",
        ),
        ("breaks", "<p>", "x<br>", "</p>"),
        ("items", "<ul>", "<li>x</li>", "</ul>"),
        ("pictures", "<figure>", "<img src=a>", "</figure>"),
        ("files", "<video>", "<source src=a>", "</video>"),
        ("candidates", "<img src=a srcset='", "a 1w,", "'>"),
        ("classes", "<div class='", "a b ", "'>x</div>"),
        (
            "links in a post",
            "<blockquote class=twitter-tweet>",
            "<a href=https://x.com/a/status/1>x</a>",
            "</blockquote>",
        ),
        (
            "frames",
            "",
            "<iframe src=https://youtu.be/dQw4w9WgXcQ></iframe>",
            "",
        ),
        (
            "an address",
            "<iframe src='https://w.soundcloud.com/player?url=",
            "%2525",
            "'></iframe>",
        ),
    ] {
        let part = part.repeat(400_000 / part.len());
        read(what, &[before, &part, after].concat());
    }
}

/// What each line or block within an element has of its own must not be long, nor stand there for each level.
#[test]
fn what_is_said_once_is_not_kept_for_each_line() {
    let long = "x".repeat(200_000);
    for (what, before, part) in [
        ("titles", ["<abbr title='", &long, "'>"].concat(), "a<hr>"),
        ("dates", ["<time datetime='", &long, "'>"].concat(), "a<hr>"),
        ("addresses", ["<a href='/", &long, "'>"].concat(), "a<hr>"),
        ("a language", "<div lang=en>".repeat(400), "<p>x"),
        (
            "languages",
            "<div lang=en><div lang=fr>".repeat(200),
            "<p>x",
        ),
    ] {
        let html = [before, part.repeat(4_000)].concat();
        let blocks = read(what, &html);
        assert!(blocks.len() >= 4_000, "{what}: {} blocks", blocks.len());
    }
}
