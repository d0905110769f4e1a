//! No word of a story goes missing without a reason, in any format: what its readers see there is shown, or the
//! report says why it was left out.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod lost_words;
mod made_up_pages;
mod rendered;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use article_embed::article::{Article, Dropped};
use article_embed::formats::{self, FORMATS, FormatError, Reading};
use article_embed::json::Json;
use article_embed::url::Base;
use lost_words::{lost, said, texts};
use serde_json::Value;
use walkdir::WalkDir;

/// The fields of each format that its readers see; a path goes through all items of lists on its way, `*` is any
/// name, and a text may stand anywhere below the end of one.
const SEEN: &[(&str, &str)] = &[
    (
        "article-embed",
        "headline kicker standfirst byline authors sections lead_image body copyright_notice source.credit_line \
            based_on follow related",
    ),
    (
        "json-feed",
        "title summary content_html content_text authors.name author.name tags attachments.title",
    ),
    (
        "json-ld",
        "headline name alternativeHeadline description articleBody articleSection author.name publisher.name \
            image.caption image.creditText image.copyrightNotice correction.text copyrightNotice \
            copyrightHolder.name video.name",
    ),
    (
        "ghost",
        "title html custom_excerpt excerpt feature_image_alt feature_image_caption authors.name tags.name",
    ),
    (
        "wordpress.com",
        "title content excerpt author.name categories.*.name tags.*.name",
    ),
    (
        "wordpress",
        "title.rendered content.rendered excerpt.rendered _embedded.author.name _embedded.wp:term.name \
            _embedded.wp:featuredmedia.alt_text _embedded.wp:featuredmedia.caption.rendered authors.display_name",
    ),
    (
        "ninjs",
        "headline headline_short title headlines.value bodies.value body_html body_xhtml body_text body_nitf \
            descriptions.value description_text description_caption description_usage byline by authors.name \
            subject.name subjects.name copyrightnotice copyrightholder copyrightNotice copyrightHolder usageterms \
            associations.headline associations.headlines.value associations.description_text \
            associations.descriptions.value associations.byline associations.by associations.creditline \
            associations.*.headline associations.*.description_text associations.*.byline \
            associations.*.creditline",
    ),
];

/// Members of article documents that are no words.
const NO_WORDS: &str = "type src srcset url sources tracks poster provider id language direction level datetime \
    numbering element align start end value list";

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

fn read(answer: &Json, item: Option<&str>) -> Result<Article, FormatError> {
    let reading = Reading {
        base: &Base::parse("https://news.example/api/story.json").unwrap(),
        format: None,
        item,
        now: 1_798_761_600,
    };
    formats::read(answer, &reading)
}

/// What readers see at a path.
fn push_seen(json: &Json, path: &[&str], seen: &mut Vec<String>) {
    match (json, path) {
        (Json::Array(items), _) => items.iter().for_each(|item| push_seen(item, path, seen)),
        (Json::String(text), []) => seen.push(text.clone()),
        (Json::Object(members), []) => {
            for (name, value) in members {
                if NO_WORDS.split_whitespace().all(|other| other != name) {
                    push_seen(value, path, seen);
                }
            }
        }
        (Json::Object(members), [step, rest @ ..]) => {
            for (name, value) in members {
                if *step == "*" || step == name {
                    push_seen(value, rest, seen);
                }
            }
        }
        _ => {}
    }
}

/// The words of a text, which may be HTML.
fn lost_of(text: &str, said: &str) -> Vec<String> {
    lost(&texts(text), said)
}

/// The words that a story has lost on its way through a format.
fn lost_of_story(answer: &Json, item: Option<&str>, article: &Article) -> Vec<String> {
    let said = said(&rendered::story(article), &article.dropped);
    let format = FORMATS
        .iter()
        .find(|format| (format.detect)(answer))
        .unwrap();
    let (_, paths) = SEEN.iter().find(|(name, _)| *name == format.name).unwrap();
    let mut found = Vec::new();
    for story in (format.stories)(answer) {
        let is_it = |item| {
            let ids = format.ids.iter();
            let mut ids = ids.filter_map(|field| story.get(field).as_str());
            ids.any(|id| id == item)
        };
        if !item.is_none_or(is_it) {
            continue;
        }
        for path in paths.split_whitespace() {
            let mut seen = Vec::new();
            push_seen(story, &path.split('.').collect::<Vec<_>>(), &mut seen);
            for text in seen {
                let lost = lost_of(&text, &said);
                if !lost.is_empty() {
                    found.push(format!("{path}: {lost:?}"));
                }
            }
        }
    }
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folders: &[&str]) -> Vec<PathBuf> {
    let entries = folders.iter().flat_map(|folder| {
        let entries = WalkDir::new(root().join(folder)).sort_by_file_name();
        entries.into_iter().map(|entry| entry.unwrap().into_path())
    });
    let is_answer = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".json") && !name.ends_with(".expected.json")
    };
    entries.filter(is_answer).collect()
}

#[test]
fn every_format_has_its_fields() {
    let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    let listed: Vec<_> = SEEN.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, listed);
}

#[test]
fn the_samples_and_the_corpus_lose_no_word() {
    let mut count = 0;
    let mut failures = String::new();
    for file in files(&["static/stories", "tests/corpus", "tests/answers"]) {
        let answer = json(&fs::read_to_string(&file).unwrap());
        let expected = fs::read_to_string(file.with_extension("expected.json"));
        let expected = expected.map_or(Json::Null, |text| json(&text));
        let mut items: Vec<_> = expected
            .items()
            .iter()
            .map(|one| one.get("item").text())
            .collect();
        items.push(None);
        items.dedup();
        for item in items {
            let Ok(article) = read(&answer, item) else {
                continue;
            };
            count += 1;
            for lost in lost_of_story(&answer, item, &article) {
                let _ = writeln!(failures, "{}: {lost}", file.display());
            }
        }
    }
    assert!(failures.is_empty(), "words that are gone:\n{failures}");
    assert!(count > 20, "only {count} stories");
}

/// The made-up answers, by their formats.
fn templates() -> Vec<(String, String)> {
    let name = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    let files = files(&["tests/left_out"]);
    let read = |path| (name(&path), fs::read_to_string(&path).unwrap());
    let templates: Vec<_> = files.into_iter().map(read).collect();
    assert_eq!(templates.len(), FORMATS.len());
    templates
}

/// A made-up answer: each `~` becomes a word of its own, and `PAGE` the text.
fn made_up(template: &str, page: &str) -> (Json, Vec<String>) {
    let mut parts = template.split('~');
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut words = Vec::new();
    for part in parts {
        let word = format!("tide{}x", words.len());
        text.push_str(&word);
        text.push_str(part);
        words.push(word);
    }
    let page = Value::from(page).to_string();
    (json(&text.replace("\"PAGE\"", &page)), words)
}

#[test]
fn made_up_answers_lose_no_word() {
    let mut failures = String::new();
    for (format, template) in templates() {
        for page in made_up_pages::pages() {
            let (answer, mut words) = made_up(&template, &page);
            let article = read(&answer, None).unwrap();
            if template.contains("PAGE") {
                words.extend(texts(&page));
            }
            let lost = lost(&words, &said(&rendered::story(&article), &article.dropped));
            if !lost.is_empty() {
                let _ = writeln!(failures, "{format}: {lost:?}: {page}");
            }
        }
    }
    assert!(failures.is_empty(), "words that are gone:\n{failures}");
}

#[test]
fn the_report_says_what_where_and_why() {
    let mut found = String::new();
    for (format, template) in templates() {
        let page =
            "<h2>Low tide0x</h2><p>tide3x</p><p>Bergen NTB</p><p>tide2x</p><script>run()</script>";
        let (answer, _) = made_up(&template, page);
        let article = read(&answer, None).unwrap();
        let _ = writeln!(found, "== {format}");
        for dropped in article.dropped.dropped() {
            let _ = writeln!(found, "{}", Dropped::text(dropped));
        }
    }
    let file = root().join("tests/left_out/reports.txt");
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if found != expected {
        let new = concat!(env!("CARGO_TARGET_TMPDIR"), "/reports.txt");
        fs::write(new, &found).unwrap();
        panic!(
            "{found}If all of this is right, {new} is the new {}",
            file.display()
        );
    }
}

#[test]
fn a_story_that_may_not_be_shown_is_reported_whole() {
    for (format, template) in templates() {
        if !["article-embed", "ninjs"].contains(&&*format) {
            continue;
        }
        let template = template.replacen('{', r#"{"embargoed": "2200-01-01","#, 1);
        let (answer, words) = made_up(&template, "<p>Mud.</p>");
        let article = read(&answer, None).unwrap();
        assert!(article.body.is_empty());
        let said = said(&rendered::story(&article), &article.dropped);
        assert_eq!(lost(&words, &said), [""; 0]);
    }
}

/// An item of ninjs with so many pictures, the first of them with these names.
fn gallery(count: usize, names: &[&str], body: &str) -> Article {
    let picture = |number: usize| {
        let name = names.get(number).copied().unwrap_or("more");
        format!(
            r#"{{"name": "{name}", "type": "picture", "descriptions": [{{"value": "Boat {number}."}}], "renditions": [
                {{"href": "https://news.example/boat{number}.jpg", "width": 640, "height": 426}}]}}"#
        )
    };
    let pictures: Vec<_> = (0..count).map(picture).collect();
    let answer =
        r#"{"uri": "urn:x:1", "headline": "H", "body_html": "BODY", "associations": [PICTURES]}"#;
    let answer = answer
        .replace("BODY", body)
        .replace("PICTURES", &pictures.join(","));
    read(&json(&answer), None).unwrap()
}

#[test]
fn no_number_of_pictures_is_too_many() {
    const COUNT: usize = 20_000;
    let article = gallery(COUNT, &[], "<p>Mud.</p>");
    assert_eq!(article.body.len(), COUNT);
    assert!(article.lead_image.is_some());

    // Each is held against those in the text, and one of them leads.
    let in_text = |number: usize| format!("<p>One.</p><img src='/boat{number}.jpg' alt=''>");
    let in_text: Vec<_> = (0..COUNT).map(in_text).collect();
    let article = gallery(COUNT, &[], &in_text.concat());
    assert!(article.body.len() >= 2 * COUNT - 1);

    // The first that is named for it leads, and where the text has pictures of its own the others go.
    let named = vec!["featuremedia"; COUNT];
    let article = gallery(COUNT, &named, "<p>Mud.</p><img src='/tide.jpg' alt=''>");
    assert_eq!(article.dropped.dropped().len(), COUNT - 1);
    let lead = article.lead_image.unwrap();
    assert_eq!(lead.src.as_str(), "https://news.example/boat0.jpg");
}
