//! Outlines of HTML that others have collected: attacks, and stories of real systems. Both parsers
//! are held against the same file, and so against each other.

use std::fmt::Write as _;

use article_embed::html;
use article_embed::json::Json;
use article_embed::url::Base;

use super::write_blocks;

/// What both parsers must find: for each piece its name, and its outline below.
const EXPECTED: &str = include_str!("../html/collected.txt");

const FILES: &[(&str, &str)] = &[
    ("ammonia", include_str!("../payloads/ammonia-tests.json")),
    ("own", include_str!("../payloads/own.json")),
    (
        "owasp",
        include_str!("../payloads/owasp-filter-evasion.json"),
    ),
    (
        "safevalues",
        include_str!("../payloads/safevalues-tests.json"),
    ),
    (
        "sanitize-html",
        include_str!("../payloads/sanitize-html-tests.json"),
    ),
    (
        "ghost",
        include_str!("../corpus/ghost/post-from-snapshot.json"),
    ),
    (
        "json-feed",
        include_str!("../corpus/json-feed/example.json"),
    ),
    (
        "ninjs-1",
        include_str!("../corpus/ninjs/1x-ninjsExComplex1.json"),
    ),
    ("ninjs-2", include_str!("../corpus/ninjs/2x-dpa_text.json")),
    (
        "ninjs-2-ntb",
        include_str!("../corpus/ninjs/2x-ntb_text.json"),
    ),
    (
        "ninjs-3",
        include_str!("../corpus/ninjs/3x-005_complex_text_article.json"),
    ),
    (
        "wordpress-post",
        include_str!("../corpus/wordpress/core-PostModel.json"),
    ),
    (
        "wordpress",
        include_str!("../corpus/wordpress/wp-pages.json"),
    ),
];

/// All outlines, in the form of the file.
pub fn outlines() -> String {
    let base = Base::parse("https://news.example/2022/").expect("it is an address");
    let mut outlines = String::new();
    for (name, file) in FILES {
        let mut pieces = Vec::new();
        texts(&parse(file), &mut pieces);
        for (index, piece) in pieces.iter().enumerate() {
            let _ = writeln!(outlines, "== {name} {index}");
            let blocks = html::read(piece, &base).0;
            write_blocks(&blocks, 0, &mut outlines);
        }
    }
    outlines
}

/// The outlines that are not as expected.
pub fn differences(found: &str) -> String {
    let pieces = |text: &str| -> Vec<String> {
        let pieces = text.strip_prefix("== ").unwrap_or(text).split("\n== ");
        pieces.map(|piece| piece.trim_end().to_owned()).collect()
    };
    let (expected, found) = (pieces(EXPECTED), pieces(found));
    let mut differences = String::new();
    if expected.len() != found.len() {
        let (expected, found) = (expected.len(), found.len());
        differences = format!("{expected} pieces expected, {found} found\n");
    }
    for (expected, found) in expected.iter().zip(&found) {
        if expected != found {
            let _ = writeln!(differences, "expected: {expected}\nfound: {found}\n");
        }
    }
    differences
}

/// Every text in which there can be markup.
fn texts(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::String(text) if text.contains(['<', '&']) => found.push(text.clone()),
        Json::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Json::Object(members) => members.iter().for_each(|(_, value)| texts(value, found)),
        _ => {}
    }
}

#[cfg(target_arch = "wasm32")]
fn parse(text: &str) -> Json {
    article_embed::json::parse(&text.into()).expect("the file is JSON")
}

#[cfg(not(target_arch = "wasm32"))]
fn parse(text: &str) -> Json {
    serde_json::from_str(text).expect("the file is JSON")
}
