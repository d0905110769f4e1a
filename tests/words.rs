//! No word of a text goes missing without a reason: every one is shown, or stands in the walk's report of what it
//! left out.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod lost_words;
mod made_up_pages;
mod rendered;

use std::fmt::Write as _;
use std::path::Path;

use article_embed::html;
use article_embed::url::Base;
use lost_words::{lost, said, texts};
use serde_json::Value;
use walkdir::WalkDir;

/// The words that are neither shown nor reported.
fn missing(source: &str) -> Vec<String> {
    let base = Base::parse("https://news.example/2022/").unwrap();
    let (blocks, report) = html::read(source, &base);
    lost(&texts(source), &said(&rendered::rendered(blocks), &report))
}

fn check<'a>(pages: impl Iterator<Item = (String, &'a str)>) -> usize {
    let mut count = 0;
    let mut failures = String::new();
    for (name, source) in pages {
        let missing = missing(source);
        if !missing.is_empty() {
            let _ = writeln!(failures, "{name}: {missing:?}");
        }
        count += 1;
    }
    assert!(failures.is_empty(), "words that are gone:\n{failures}");
    count
}

#[test]
fn the_cases_lose_no_word() {
    let cases = include_str!("html/cases.txt").split("\n== ").skip(1);
    let cases = cases.map(|case| {
        let (name, rest) = case.split_once('\n').unwrap();
        (name.to_owned(), rest.split_once("\n--\n").unwrap().0)
    });
    // Of an address that is an embed, its id is left.
    let cases = cases.filter(|(name, _)| !name.contains("the address of an embed"));
    assert!(check(cases) > 40);
}

/// Every text in the corpus that reads as HTML.
#[test]
fn the_corpus_loses_no_word() {
    fn push_html(json: &Value, texts: &mut Vec<String>) {
        match json {
            Value::String(text) if text.contains("</") => texts.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| push_html(item, texts)),
            Value::Object(members) => members.values().for_each(|item| push_html(item, texts)),
            _ => {}
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["tests/corpus", "static/stories"] {
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name() {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|ending| ending == "json") {
                let text = std::fs::read_to_string(&path).unwrap();
                push_html(&serde_json::from_str(&text).unwrap(), &mut texts);
            }
        }
    }
    let names = (0..).map(|number: usize| format!("text {number}"));
    let count = check(names.zip(texts.iter().map(String::as_str)));
    assert!(count > 15, "only {count} texts");
}

#[test]
fn a_hundred_made_up_pages_lose_no_word() {
    let pages = made_up_pages::pages();
    let named = pages.iter().enumerate();
    let count = check(named.map(|(number, page)| (format!("page {number}: {page}"), &**page)));
    assert_eq!(count, 100);
}
