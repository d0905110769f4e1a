//! Which part of the library may know which: docs/decisions says why, and this holds it.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// The parts that decide and draw without a browser, each with the parts that it may know.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("article", &["text", "url"]),
    (
        "comments",
        &[
            "article",
            "html",
            "json",
            "storage",
            "text",
            "timer",
            "transport",
            "url",
        ],
    ),
    ("formats", &["article", "html", "json", "text", "url"]),
    ("html", &["article", "js_object", "text", "url"]),
    ("i18n", &["article", "js_object", "json", "text"]),
    ("markup", &["i18n", "text", "url"]),
    (
        "render",
        &["article", "i18n", "json", "markup", "share", "text", "url"],
    ),
    ("share", &["js_object", "storage", "text", "url"]),
];

/// Files of these parts that are the browser's side of what has a native one as well.
const OF_THE_BROWSER: &[&str] = &[
    "comments/kept/times.rs",
    "html/tree/browser.rs",
    "i18n/intl.rs",
    "markup/dom.rs",
    "share/segments.rs",
];

/// The text of every file in the sources, by its path there.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&root).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let read = |path: &Path| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
        (name.replace('\\', "/"), fs::read_to_string(path).unwrap())
    };
    files.map(|path| read(&path)).collect()
}

/// The words of a text as Rust takes them apart, without comments.
fn words(text: &str) -> Vec<&str> {
    let code = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    let is_of_word = |character: char| character.is_alphanumeric() || character == '_';
    code.flat_map(|line| line.split(move |character| !is_of_word(character)))
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn only_the_islands_know_yew() {
    let known: Vec<_> = sources()
        .into_iter()
        .filter(|(path, text)| !path.starts_with("islands/") && words(text).contains(&"yew"))
        .map(|(path, _)| path)
        .collect();
    assert!(known.is_empty(), "{known:#?}");
}

#[test]
fn what_is_pure_knows_no_browser() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        let part = path.split('/').next().unwrap_or_default();
        let is_pure = MAY_KNOW.iter().any(|(pure, _)| *pure == part);
        if !is_pure || OF_THE_BROWSER.contains(&path.as_str()) {
            continue;
        }
        for word in ["web_sys", "js_sys", "yew", "gloo_net"] {
            if words(&text).contains(&word) {
                found.push(format!("{path} knows {word}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn each_part_knows_what_is_below_it_alone() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        let part = path.split('/').next().unwrap_or_default();
        let Some((_, below)) = MAY_KNOW.iter().find(|(pure, _)| *pure == part) else {
            continue;
        };
        let words = words(&text);
        for pair in words.windows(2) {
            let (name, other) = (pair[0], pair[1]);
            let is_part = name == "crate" && other.starts_with(|first: char| first.is_lowercase());
            if is_part && other != part && !below.contains(&other) {
                found.push(format!("{path} knows {other}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
