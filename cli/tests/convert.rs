//! `convert`: what it writes is read again as the same story, as far as the format has words for it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod publisher;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use publisher::{GOOD, Publisher, answer, printed, run};

/// Stories of this project and of other systems.
fn stories() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in [
        "static/stories",
        "tests/corpus/ghost",
        "tests/corpus/json-feed",
        "tests/corpus/json-ld",
        "tests/corpus/ninjs",
        "tests/corpus/wordpress",
    ] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_json = path.extension().is_some_and(|ending| ending == "json");
            if is_json && !path.to_str().unwrap().contains(".expected.") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 15);
    found
}

const ADDRESS: &str = "https://tides.example/a.json";

/// All stories of a file in a format, as text.
fn convert(path: &Path, to: &str) -> String {
    let path = path.to_str().unwrap();
    let output = run(&["convert", "--feed", path, "--address", ADDRESS, "--to", to]);
    assert!(output.status.success(), "{path} to {to}: {output:?}");
    printed(&output)
}

/// A story that was converted and read again.
struct Pair {
    name: String,
    before: Value,
    after: Value,
}

impl Pair {
    fn assert_same(&self, field: &str) {
        assert_eq!(
            self.before[field], self.after[field],
            "{field} of {}",
            self.name
        );
    }

    /// Words without their styles.
    fn assert_same_words(&self, field: &str) {
        let (before, after) = (words(&self.before[field]), words(&self.after[field]));
        assert_eq!(before, after, "{field} of {}", self.name);
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).collect(),
        Value::Object(members) => members.get("content").map_or_else(String::new, words),
        _ => String::new(),
    }
}

/// All stories, as documents, before and after they were in a format.
fn pairs(to: &str) -> Vec<Pair> {
    let folder = tempfile::tempdir().unwrap();
    let between = folder.path().join("between.json");
    let mut pairs = Vec::new();
    for path in stories() {
        fs::write(&between, convert(&path, to)).unwrap();
        let read = |path: &Path| -> Vec<Value> {
            serde_json::from_str(&convert(path, "document")).unwrap()
        };
        let (before, after) = (read(&path), read(&between));
        assert_eq!(before.len(), after.len(), "{}", path.display());
        pairs.extend(before.into_iter().zip(after).map(|(before, after)| Pair {
            name: path.display().to_string(),
            before,
            after,
        }));
    }
    pairs
}

/// What every format has words for.
fn assert_same_story(pair: &Pair) {
    for field in [
        "headline",
        "canonical_url",
        "date_published",
        "date_modified",
        "language",
        "sections",
    ] {
        pair.assert_same(field);
    }
    pair.assert_same_words("standfirst");
    assert_eq!(
        pair.before["lead_image"]["src"],
        pair.after["lead_image"]["src"]
    );
    if pair.before["byline"].is_null() {
        pair.assert_same("authors");
    }
}

#[test]
fn documents_come_back_as_they_were() {
    for pair in pairs("document") {
        assert_eq!(pair.before, pair.after, "{}", pair.name);
    }
}

#[test]
fn json_feeds_come_back_with_their_whole_text() {
    for pair in pairs("json-feed") {
        assert_same_story(&pair);
        pair.assert_same("body");
        for field in ["alt", "caption"] {
            let picture = |story: &Value| story["lead_image"][field].clone();
            if !picture(&pair.before).is_null() {
                assert_eq!(picture(&pair.before), picture(&pair.after), "{}", pair.name);
            }
        }
        if !pair.before["source"]["name"].is_null() {
            assert_eq!(pair.before["source"]["name"], pair.after["source"]["name"]);
        }
    }
}

#[test]
fn json_ld_comes_back_with_its_words() {
    let mut with_text = 0;
    for pair in pairs("json-ld") {
        assert_same_story(&pair);
        for field in ["copyright_notice", "license_url", "based_on", "access"] {
            pair.assert_same(field);
        }
        for field in ["width", "height", "credit"] {
            let picture = |story: &Value| words(&story["lead_image"][field]);
            assert_eq!(picture(&pair.before), picture(&pair.after), "{}", pair.name);
        }
        assert_eq!(pair.before["source"]["name"], pair.after["source"]["name"]);
        // Without markup there are paragraphs alone, in order.
        let paragraphs = |story: &Value| -> Vec<String> {
            let body = story["body"].as_array().cloned().unwrap_or_default();
            let body = body.iter().filter(|block| block["type"] == "paragraph");
            body.map(|block| words(&block["content"]).trim().to_owned())
                .collect()
        };
        let after = paragraphs(&pair.after);
        for paragraph in paragraphs(&pair.before) {
            with_text += 1;
            let folded = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_there = after.iter().any(|other| {
                other
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .contains(&folded)
            });
            assert!(is_there, "{paragraph} of {}", pair.name);
        }
    }
    assert!(with_text > 50, "{with_text}");
}

#[test]
fn one_story_becomes_one_document_and_several_an_array() {
    let harbour = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/stories/harbour.json");
    let harbour = harbour.to_str().unwrap();
    let read = |args: &[&str]| -> Value {
        serde_json::from_str(&printed(&run(&[&["convert"], args].concat()))).unwrap()
    };
    assert_eq!(read(&[harbour])["schema"], "article-embed/1");
    assert_eq!(read(&[harbour, "--to", "json-ld"])["@type"], "NewsArticle");
    let feed = read(&[harbour, "--to", "json-feed"]);
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["title"], "Saltmarsh Courier");
    assert_eq!(feed["items"].as_array().unwrap().len(), 1);
}

#[test]
fn pages_of_a_feed_become_one_file_and_the_same_each_time() {
    let page = |items: &str, next: &str| {
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Tides", NEXT "items": [ITEMS]}"#
            .replace("ITEMS", items)
            .replace("NEXT", next)
    };
    let item = |id: &str| {
        r#"{"id": "ID", "title": "Title ID", "content_html": "<p>Text <em>ID</em></p>"}"#
            .replace("ID", id)
    };
    let publisher = Publisher::start(move |request, _| match request.uri().path() {
        "/1.json" => answer(
            200,
            GOOD,
            page(
                &[item("a"), item("b")].join(","),
                r#""next_url": "/2.json","#,
            ),
        ),
        // The list has grown meanwhile: a story is there once more.
        "/2.json" => answer(
            200,
            GOOD,
            page(
                &[item("b"), item("c")].join(","),
                r#""next_url": "/1.json","#,
            ),
        ),
        _ => answer(404, GOOD, ""),
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.json");
    let address = [&publisher.address, "/1.json"].concat();
    let mut written = Vec::new();
    for _ in 0..2 {
        let file = file.to_str().unwrap();
        let output = run(&[
            "convert",
            "--feed",
            &address,
            "--to",
            "json-feed",
            "-o",
            file,
        ]);
        assert!(
            output.status.success() && output.stdout.is_empty(),
            "{output:?}"
        );
        written.push(fs::read_to_string(file).unwrap());
    }
    assert_eq!(written[0], written[1]);
    let feed: Value = serde_json::from_str(&written[0]).unwrap();
    let items = feed["items"].as_array().unwrap();
    let ids: Vec<_> = items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(items[2]["content_html"], "<p>Text <em>c</em></p>");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "something else was left behind");
}

#[test]
fn a_feed_that_breaks_off_is_told_and_what_came_is_written() {
    let publisher = Publisher::start(|request, _| match request.uri().path() {
        "/1.json" => answer(
            200,
            GOOD,
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "next_url": "/2.json", "items": [{"id": "a", "title": "A"}]}"#,
        ),
        _ => answer(503, GOOD, ""),
    });
    let output = run(&[
        "convert",
        "--feed",
        &[&publisher.address, "/1.json"].concat(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(
        error.contains("/2.json: the server answered with status 503"),
        "{error}"
    );
    let written: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(written[0]["headline"], "A");
}

#[test]
fn nothing_is_written_where_there_is_no_story() {
    let folder = tempfile::tempdir().unwrap();
    let (story, out) = (folder.path().join("a.json"), folder.path().join("out.json"));
    fs::write(&out, "before").unwrap();
    for (text, to) in [
        (r#"{"temperature": 4}"#, "document"),
        (
            r#"{"schema": "article-embed/1", "headline": "H", "access": "withheld"}"#,
            "json-feed",
        ),
    ] {
        fs::write(&story, text).unwrap();
        let [story, out] = [&story, &out].map(|path| path.to_str().unwrap());
        for further in [&[][..], &["--feed"]] {
            let args = [&["convert", story, "--to", to, "-o", out], further].concat();
            let output = run(&args);
            assert_eq!(output.status.code(), Some(1), "{text}");
            assert_eq!(fs::read_to_string(out).unwrap(), "before", "{text}");
        }
    }
}

#[test]
fn a_feed_is_of_one_publisher() {
    let folder = tempfile::tempdir().unwrap();
    for (name, publisher) in [("a", "The Post"), ("b", "The Courier"), ("c", "The Post")] {
        let story = serde_json::json!({
            "schema": "article-embed/1", "headline": name, "source": { "name": publisher },
            "body": [{ "type": "paragraph", "content": "It turns." }],
        });
        fs::write(
            folder.path().join(name).with_extension("json"),
            story.to_string(),
        )
        .unwrap();
    }
    let stories = folder.path().to_str().unwrap();
    let output = run(&["convert", "--feed", stories, "--to", "json-feed"]);
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(error.contains("“b” has another publisher"), "{error}");
    let feed: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(feed["title"], "The Post");
    let titles: Vec<_> = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["title"])
        .collect();
    assert_eq!(titles, ["a", "c"]);
    let output = run(&["convert", "--feed", stories]);
    assert_eq!(output.status.code(), Some(0));
}
