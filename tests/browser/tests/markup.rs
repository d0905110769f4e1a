//! A story written as HTML without a browser is the story that the embed shows: the same elements,
//! attributes and texts, for every story that there is and for every attack.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Servers};
use serde_json::{Value, json};

use crate::native::Native;
use crate::payloads;

/// How many stories are shown at once.
const AT_ONCE: usize = 20;

/// A story, and how it is asked for.
struct Case {
    name: String,
    json: String,
    item: Option<String>,
}

/// The project's folder.
fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The JSON files in a folder, by name; what is expected of others is not a story.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".json")
                && !name.ends_with(".expected.json")
                && !name.ends_with("MANIFEST.json")
        })
        .collect();
    files.sort();
    files
}

/// The ids by which the corpus asks for the stories of a file; one that is no id where it has one story.
fn items(file: &Path) -> Vec<Option<String>> {
    let expected = file.with_extension("expected.json");
    let expected: Value = serde_json::from_slice(&fs::read(expected).unwrap()).unwrap();
    let expected = expected.as_array().unwrap().iter();
    let item = |expected: &Value| expected["item"].as_str().map(str::to_owned);
    expected.map(item).collect()
}

fn stories() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |file: &Path, item: Option<String>| {
        cases.push(Case {
            name: format!("{} {}", file.display(), item.clone().unwrap_or_default()),
            json: fs::read_to_string(file).unwrap(),
            item,
        });
    };
    let corpus = project().join("tests/corpus");
    let mut folders: Vec<_> = fs::read_dir(&corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    for file in folders.iter().flat_map(|folder| files(folder)) {
        for item in items(&file) {
            add(&file, item);
        }
    }
    for folder in ["static/stories", "tests/browser/stories"] {
        for file in files(&project().join(folder)) {
            add(&file, None);
        }
    }
    cases
}

/// Shows stories, and lists those that are others than their HTML.
async fn differences(browser: &Browser, servers: &Servers, cases: &[Case]) -> String {
    let page = servers.page("equal", &[]);
    browser.open(&page).await;
    let mut found = String::new();
    for cases in cases.chunks(AT_ONCE) {
        let mut stories = Vec::new();
        for (index, case) in cases.iter().enumerate() {
            let path = format!("/equal-{index}.json");
            servers.answer(&path, Answer::json(200, &case.json));
            // Each is asked for by an address of its own.
            let address = format!("{}{path}?{}", servers.publisher, browser_key(&case.name));
            let mut attributes = vec![("article", address.as_str()), ("lang", "en")];
            let mut options = json!({ "article": address, "lang": "en" });
            if let Some(item) = &case.item {
                attributes.push(("item", item));
                options["item"] = json!(item);
            }
            let native = Native::new(&attributes, &case.json, &page).present();
            let html = native.ok().map(|(html, ..)| html);
            stories.push(json!({ "options": options, "html": html }));
        }
        let script = "return differences(arguments[0])";
        let differences: Vec<Option<String>> = browser.run(script, vec![json!(stories)]).await;
        for (case, difference) in cases.iter().zip(differences) {
            if let Some(difference) = difference {
                writeln!(found, "{}:\n{difference}", case.name).unwrap();
            }
        }
    }
    found
}

/// Letters and digits that tell one story from the others.
fn browser_key(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_story_is_the_same_as_html_and_in_the_browser() {
    let (browser, servers) = start().await;
    let stories = stories();
    assert!(stories.len() > 25, "only {} stories", stories.len());
    let shown = stories.iter().filter(|case| {
        let attributes = [("article", "https://news.example/1.json")];
        let item = case.item.as_deref().map(|item| ("item", item));
        let attributes: Vec<_> = attributes.into_iter().chain(item).collect();
        Native::new(&attributes, &case.json, "https://partner.example/")
            .present()
            .is_ok()
    });
    assert!(shown.count() > 20, "most of them are refused");
    let found = differences(&browser, &servers, &stories).await;
    assert!(found.is_empty(), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_attack_is_the_same_as_html_and_in_the_browser() {
    let (browser, servers) = start().await;
    let payloads = payloads::payloads();
    let cases = payloads
        .iter()
        .enumerate()
        .map(|(index, (id, payload))| Case {
            name: format!("{index}: {id}"),
            json: payloads::post(&servers.publisher, index, payload).to_string(),
            item: None,
        });
    let cases: Vec<_> = cases.collect();
    let found = differences(&browser, &servers, &cases).await;
    assert!(found.is_empty(), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_attack_does_any_harm_as_html() {
    let (browser, servers) = start().await;
    let page = servers.page("payloads", &[]);
    browser.open(&page).await;
    let allowed: Value = serde_json::from_str(payloads::ALLOWED).unwrap();
    let mut found = String::new();
    let payloads: Vec<_> = payloads::payloads().into_iter().enumerate().collect();
    for payloads in payloads.chunks(AT_ONCE) {
        let stories: Vec<_> = payloads
            .iter()
            .map(|(index, (id, payload))| {
                let post = payloads::post(&servers.publisher, *index, payload).to_string();
                let address = format!("{}/story-{index}.json", servers.publisher);
                let native = Native::new(&[("article", &address)], &post, &page).present();
                native.unwrap_or_else(|error| panic!("{id}: {error}")).0
            })
            .collect();
        let script = "
            const [stories, allowed] = arguments;
            return (async () => {
                const found = [];
                for (const story of stories) found.push(await problemsOfHtml(story, allowed));
                return found;
            })()";
        let arguments = vec![json!(stories), allowed.clone()];
        let problems: Vec<Vec<String>> = browser.run(script, arguments).await;
        for ((_, (id, _)), problems) in payloads.iter().zip(problems) {
            if !problems.is_empty() {
                writeln!(found, "{id}: {problems:#?}").unwrap();
            }
        }
    }
    assert!(found.is_empty(), "{found}");
}
