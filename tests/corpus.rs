//! Stories as other systems publish them, held against what was read from them by hand.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use article_embed::article::{Article, Author, Block, Date};
use article_embed::formats::{self, FORMATS, FormatError, Reading};
use article_embed::json::Json;
use article_embed::url::{Base, WebUrl};

#[test]
fn every_story_is_read_as_a_person_reads_it() {
    let mut failures = Vec::new();
    let files = stories();
    assert!(files.len() >= 16, "only {} stories are there", files.len());
    for file in &files {
        let answer = json(file);
        let expected = json(&file.with_extension("expected.json"));
        assert!(!expected.items().is_empty(), "{}", file.display());
        for expected in expected.items() {
            let item = expected.get("item").text();
            let mut found = Findings {
                place: [&file.display().to_string(), " ", item.unwrap_or_default()].concat(),
                failures: &mut failures,
            };
            compare(&answer, expected, &mut found);
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn every_story_has_an_origin_and_a_licence() {
    let manifest = json(&root().join("MANIFEST.json"));
    let mut listed: Vec<_> = manifest
        .items()
        .iter()
        .map(|entry| {
            for field in ["origin", "path", "commit", "licence", "how"] {
                assert!(entry.get(field).text().is_some(), "{field}: {entry:?}");
            }
            let licence = root().join(entry.get("licence_text").text().unwrap());
            assert!(licence.is_file(), "{}", licence.display());
            root().join(entry.get("file").text().unwrap())
        })
        .collect();
    listed.sort();
    assert_eq!(listed, stories());
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// The files with stories, in the order of their names.
fn stories() -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let folders = list(&root()).into_iter().filter(|path| path.is_dir());
    let mut stories: Vec<_> = folders
        .flat_map(|folder| list(&folder))
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".json") && !name.ends_with(".expected.json")
        })
        .collect();
    stories.sort();
    stories
}

fn json(path: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

struct Findings<'a> {
    place: String,
    failures: &'a mut Vec<String>,
}

impl Findings<'_> {
    fn check<T: PartialEq + Debug>(&mut self, field: &str, found: T, expected: T) {
        if found != expected {
            let line = format!(
                "{}: {field}: expected {expected:?}, found {found:?}",
                self.place
            );
            self.failures.push(line);
        }
    }
}

fn compare(answer: &Json, expected: &Json, findings: &mut Findings) {
    let base = Base::parse("https://embed.example/story.json").unwrap();
    let reading = Reading {
        base: &base,
        format: None,
        item: expected.get("item").text(),
        // 2026-01-01
        now: 1_767_225_600,
    };
    let read = formats::read(answer, &reading);
    if !expected.get("ids").is_null() {
        let ids = match &read {
            Err(FormatError::Several { ids, .. }) if reading.item.is_none() => ids.clone(),
            Err(FormatError::NoItem { ids, .. }) if reading.item.is_some() => ids.clone(),
            other => format!("{other:?}"),
        };
        findings.check("ids", ids, texts(expected, "ids").join(", "));
        return;
    }
    let format = FORMATS.iter().find(|format| (format.detect)(answer));
    let name = format.map(|format| format.name);
    findings.check("format", name, expected.get("format").text());
    match read {
        Ok(article) => compare_article(&article, expected, findings),
        Err(error) => findings.check("refusal", error.to_string(), String::new()),
    }
}

fn compare_article(article: &Article, expected: &Json, findings: &mut Findings) {
    let headline = expected.get("headline").as_str();
    findings.check("headline", Some(article.headline.as_str()), headline);
    for (field, found) in [
        ("byline", article.byline.clone()),
        ("language", article.language.clone()),
        ("date", article.date_published.map(Date::datetime)),
        (
            "link",
            article
                .canonical_url
                .as_ref()
                .map(WebUrl::as_str)
                .map(str::to_owned),
        ),
    ] {
        findings.check(field, found.as_deref(), expected.get(field).text());
    }
    let name = |author: &Author| author.name.clone();
    let authors: Vec<_> = article.authors.iter().map(name).collect();
    findings.check("authors", authors, texts(expected, "authors"));
    findings.check(
        "sections",
        article.sections.clone(),
        texts(expected, "sections"),
    );
    let pictures = article.lead_image.iter().count() + pictures(&article.body);
    findings.check("pictures", Some(pictures), number(expected, "pictures"));
    findings.check(
        "blocks",
        Some(article.body.len()),
        number(expected, "blocks"),
    );
}

fn pictures(body: &[Block]) -> usize {
    body.iter()
        .map(|block| match block {
            Block::Image(_) => 1,
            Block::Gallery { images, .. } => images.len(),
            _ => 0,
        })
        .sum()
}

fn number(expected: &Json, field: &str) -> Option<usize> {
    let number = expected.get(field).as_unsigned()?;
    usize::try_from(number).ok()
}

fn texts(expected: &Json, field: &str) -> Vec<String> {
    let items = expected.get(field).items().iter();
    items
        .map(|item| item.as_str().unwrap().to_owned())
        .collect()
}

/// The levels of all sub-headings, in the order in which they stand.
fn push_levels(body: &mut [Block], levels: &mut Vec<u8>) {
    for block in body {
        if let Block::Heading { level, .. } = block {
            levels.push(*level);
        }
        block.each_body(&mut |body| push_levels(body, levels));
    }
}

#[test]
fn no_story_leaves_out_a_level_of_headings() {
    let mut with_headings = 0;
    for file in stories() {
        let expected = json(&file.with_extension("expected.json"));
        for expected in expected.items() {
            let base = Base::parse("https://embed.example/story.json").unwrap();
            let reading = Reading {
                base: &base,
                format: None,
                item: expected.get("item").text(),
                now: 1_767_225_600,
            };
            let Ok(mut article) = formats::read(&json(&file), &reading) else {
                continue;
            };
            let mut levels = vec![1];
            push_levels(&mut article.body, &mut levels);
            with_headings += usize::from(levels.len() > 1);
            let has_gap = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
            assert!(!has_gap, "{}: {levels:?}", file.display());
        }
    }
    assert!(with_headings > 0, "no story has headings");
}
