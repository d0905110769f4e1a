//! Whatever a story says, what is published of it is whole and runs nothing of it.

use std::fs;
use std::path::PathBuf;

use article_embed::article::Article;
use article_embed::embed::Options;
use article_embed::embed::presentation::{self, Surroundings};
use article_embed::formats::{self, Reading};
use article_embed::i18n::Messages;
use article_embed::url::{Base, WebUrl};
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

use super::page::Choices;
use super::snippet::BuiltFiles;
use super::*;

const JSON: &str = "https://news.example/stories/7.json";

fn url(address: &str) -> WebUrl {
    WebUrl::parse(address).unwrap()
}

fn places() -> Places {
    Places {
        embed: url("https://news.example/embed/"),
        fragment: Some(url("https://news.example/stories/7/fragment.html")),
        page: Some(url("https://news.example/stories/7/")),
        oembed: Some(url("https://news.example/stories/7/oembed.json")),
    }
}

fn article(document: &Value) -> Article {
    let base = Base::parse(JSON).unwrap();
    let reading = Reading {
        base: &base,
        format: None,
        item: None,
        now: 0,
    };
    let json = serde_json::from_value(document.clone()).unwrap();
    formats::read(&json, &reading).unwrap()
}

/// Gives a story, in these places, to a test.
fn with<T>(document: &Value, places: &Places, test: impl Fn(&Publication) -> T) -> T {
    let article = article(document);
    let value = |name: &str| (name == "article").then(|| JSON.to_owned());
    let (options, mistakes) = Options::read(&value, &Base::nowhere());
    assert_eq!(mistakes, [""; 0]);
    let (page, _) = presentation::page(
        &article,
        &options,
        Messages::default(),
        &Surroundings::default(),
    );
    test(&Publication::new(&page, places, &[]))
}

/// A story with these words wherever there may be any.
fn story(words: &str) -> Value {
    json!({
        "schema": "article-embed/1",
        "headline": format!("H {words}"),
        "kicker": words,
        "standfirst": [format!("S {words}")],
        "authors": [{ "name": format!("A {words}"), "url": "https://news.example/ada" }],
        "source": { "name": format!("P {words}"), "url": "https://news.example/", "logo": "https://news.example/logo.png" },
        "sections": [format!("X {words}")],
        "date_published": "2026-03-01T08:00:00+01:00",
        "date_modified": "2026-03-02T08:00:00+01:00",
        "language": "en-GB",
        "lead_image": { "src": "https://news.example/a.jpg", "alt": format!("I {words}"), "width": 1200, "height": 800,
            "caption": [words], "credit": [words] },
        "body": [{ "type": "paragraph", "content": [words] }],
        "copyright_notice": words,
        "based_on": [{ "name": format!("O {words}"), "url": "https://agency.example/1" }],
        "canonical_url": format!("https://news.example/2026/?q={words}"),
    })
}

fn payloads() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/payloads");
    let mut payloads = Vec::new();
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    names.sort();
    for path in names {
        let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for entry in file.as_array().into_iter().flatten() {
            payloads.extend(entry["payload"].as_str().map(str::to_owned));
        }
    }
    assert!(payloads.len() > 200, "{}", payloads.len());
    payloads
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// Holds a page against what it may have in it.
fn nothing_runs(html: &Html, what: &str) {
    for script in select(html, "script") {
        let is_loader = script.attr("src") == Some("https://news.example/embed/embed.js");
        let is_data = script.attr("type") == Some("application/ld+json");
        assert!(is_loader != is_data, "{what}: {}", script.html());
        assert!(is_data || script.inner_html().is_empty(), "{what}");
    }
    for element in select(html, "*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{what}: {name}={value}");
            let value: String = value.chars().filter(|sign| *sign > ' ').collect();
            let is_address = matches!(name, "href" | "src" | "action" | "formaction" | "srcdoc");
            let scheme = value.to_ascii_lowercase();
            assert!(
                !is_address || !scheme.starts_with("javascript:") && !scheme.starts_with("data:"),
                "{what}: {name}={value}"
            );
        }
    }
}

#[test]
fn no_words_of_a_story_run_or_break_a_page() {
    let shape = |html: &Html| -> Vec<String> {
        let all = select(html, "head *, body > *, article-embed > *");
        all.iter()
            .map(|element| element.value().name().to_owned())
            .collect()
    };
    let places = places();
    let plain = with(&story("words"), &places, |story| {
        shape(&Html::parse_document(&page::page(
            story,
            Choices::default(),
        )))
    });
    for payload in payloads() {
        let document = story(&payload);
        with(&document, &places, |story| {
            let html = Html::parse_document(&page::page(story, Choices::default()));
            nothing_runs(&html, &payload);
            assert_eq!(shape(&html), plain, "{payload}");
            let headline = &story.page.article.headline;
            let title = select(&html, "title");
            let data = select(&html, "script[type='application/ld+json']");
            let data: Value = serde_json::from_str(&data[0].text().collect::<String>()).unwrap();
            assert_eq!(data["headline"], json!(headline));
            // A parser has line feeds only, and no characters that are nothing.
            let as_parsed = |text: &str| {
                text.replace("\r\n", "\n")
                    .replace('\r', "\n")
                    .replace('\0', "\u{fffd}")
            };
            assert_eq!(title[0].text().collect::<String>(), as_parsed(headline));
        });
    }
}

/// How a snippet is written.
type Write = fn(&Publication) -> String;

#[test]
fn no_words_of_a_story_run_or_break_a_snippet() {
    let places = places();
    let kinds: [(&str, Write); 6] = [
        ("script", snippet::script),
        ("hints", |story| {
            snippet::hinted_script(story, &BuiltFiles::default())
        }),
        ("frame", |story| snippet::frame(story, 600).unwrap()),
        ("shadow", snippet::shadow),
        ("card", card::card),
        ("oembed", |story| {
            let answer = oembed::answer(story, oembed::Wish::default()).to_json();
            let answer: Value = serde_json::from_str(&answer).unwrap();
            answer["html"].as_str().unwrap().to_owned()
        }),
    ];
    let shape = |html: &Html| -> Vec<String> {
        let all = select(html, "html > body *");
        let all = all.iter().filter(|element| {
            !element.ancestors().any(|above| {
                above
                    .value()
                    .as_element()
                    .is_some_and(|above| above.name() == "template")
            })
        });
        all.map(|element| element.value().name().to_owned())
            .collect()
    };
    for (kind, write) in kinds {
        let parsed = |document: &Value| {
            let html = with(document, &places, write);
            Html::parse_document(&format!("<!doctype html><body>{html}"))
        };
        let plain = shape(&parsed(&story("words")));
        for payload in payloads() {
            let html = parsed(&story(&payload));
            nothing_runs(&html, &payload);
            assert_eq!(shape(&html), plain, "{kind}: {payload}");
        }
    }
}

#[test]
fn a_page_says_what_it_is() {
    let written = with(&story("words"), &places(), |story| {
        let choices = Choices {
            is_hidden_from_search: true,
        };
        page::page(story, choices)
    });
    let html = Html::parse_document(&written);
    let one = |selector: &str, attribute: &str| {
        let found = select(&html, selector);
        assert_eq!(found.len(), 1, "{selector}");
        found[0].attr(attribute).unwrap_or_default().to_owned()
    };
    for (selector, attribute, expected) in [
        ("html", "lang", "en-GB"),
        ("html", "dir", "ltr"),
        (
            "link[rel=canonical]",
            "href",
            "https://news.example/2026/?q=words",
        ),
        ("meta[name=robots]", "content", "noindex"),
        ("meta[name=description]", "content", "S words"),
        ("meta[property='og:title']", "content", "H words"),
        ("meta[property='og:type']", "content", "article"),
        (
            "meta[property='og:url']",
            "content",
            "https://news.example/2026/?q=words",
        ),
        (
            "meta[property='og:image']",
            "content",
            "https://news.example/a.jpg",
        ),
        ("meta[property='og:image:width']", "content", "1200"),
        ("meta[property='og:image:height']", "content", "800"),
        ("meta[property='og:image:alt']", "content", "I words"),
        ("meta[property='og:site_name']", "content", "P words"),
        ("meta[property='og:locale']", "content", "en_GB"),
        (
            "meta[property='article:published_time']",
            "content",
            "2026-03-01T08:00:00+01:00",
        ),
        (
            "meta[property='article:modified_time']",
            "content",
            "2026-03-02T08:00:00+01:00",
        ),
        (
            "link[type='application/json+oembed']",
            "href",
            "https://news.example/stories/7/oembed.json",
        ),
        (
            "article-embed",
            "article",
            "https://news.example/stories/7/fragment.html",
        ),
        ("article-embed > template", "shadowrootmode", "open"),
        ("article-embed > h1", "class", ""),
    ] {
        assert_eq!(one(selector, attribute), expected, "{selector}");
    }
    let data = select(&html, "script[type='application/ld+json']");
    let data: Value = serde_json::from_str(&data[0].text().collect::<String>()).unwrap();
    for (pointer, expected) in [
        ("/@type", json!("NewsArticle")),
        ("/headline", json!("H words")),
        ("/datePublished", json!("2026-03-01T08:00:00+01:00")),
        ("/author/0/name", json!("A words")),
        (
            "/publisher/logo/url",
            json!("https://news.example/logo.png"),
        ),
        ("/image/width", json!(1200)),
        ("/inLanguage", json!("en-GB")),
        (
            "/mainEntityOfPage",
            json!("https://news.example/2026/?q=words"),
        ),
        ("/isBasedOn/0", json!("https://news.example/2026/?q=words")),
        ("/isBasedOn/1/url", json!("https://agency.example/1")),
    ] {
        assert_eq!(data.pointer(pointer), Some(&expected), "{pointer}");
    }
}

#[test]
fn a_page_lets_its_own_styles_in_and_nothing_else() {
    let html = with(&story("words"), &places(), |story| {
        page::page(story, Choices::default())
    });
    let html = Html::parse_document(&html);
    let policy = select(&html, "meta[http-equiv]")[0]
        .attr("content")
        .unwrap();
    let styles = select(&html, "style");
    // The page's own, and the two of the story.
    assert_eq!(styles.len(), 3);
    for style in styles {
        let hash = policy::hash(&style.text().collect::<String>());
        assert!(policy.contains(&hash), "{policy}");
    }
    assert!(select(&html, "[style]").is_empty());
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains('*'),
        "{policy}"
    );
    assert!(policy.starts_with(
        "default-src 'none'; script-src https://news.example/embed/ 'wasm-unsafe-eval';"
    ));
    assert!(
        policy.contains("connect-src https://news.example https://news.example/embed/;"),
        "{policy}"
    );
}

#[test]
fn a_page_is_there_for_whoever_may_not_know_the_story() {
    let mut withheld = story("words");
    withheld["access"] = json!("withheld");
    let html = with(&withheld, &places(), |story| {
        page::page(story, Choices::default())
    });
    assert!(html.contains("H words"));
    for secret in ["S words", "A words", "a.jpg"] {
        assert!(!html.contains(secret), "{secret}");
    }
}

#[test]
fn oembed_keeps_to_what_the_asker_has_room_for() {
    let mut document = story("words");
    document["lead_image"]["srcset"] = json!([
        { "url": "https://news.example/a-600.jpg", "width": 600 },
        { "url": "https://news.example/a-300.jpg", "width": 300 },
    ]);
    with(&document, &places(), |story| {
        let answer = |wish| serde_json::to_value(oembed::answer(story, wish)).unwrap();
        let usual = answer(oembed::Wish::default());
        assert_eq!(usual["version"], "1.0");
        assert_eq!(usual["type"], "rich");
        assert_eq!(usual["title"], "H words");
        assert_eq!(usual["author_name"], "A words");
        assert_eq!(usual["provider_name"], "P words");
        assert_eq!(usual["cache_age"], 3600);
        assert_eq!(usual["thumbnail_url"], "https://news.example/a.jpg");
        assert_eq!(usual["html"], snippet::script(story));
        let narrow = answer(oembed::Wish {
            max_width: Some(500),
            ..oembed::Wish::default()
        });
        assert_eq!(narrow["width"], 500);
        assert_eq!(narrow["thumbnail_url"], "https://news.example/a-300.jpg");
        assert_eq!(narrow["thumbnail_height"], 200);
        let low = answer(oembed::Wish {
            max_height: Some(400),
            ..oembed::Wish::default()
        });
        assert_eq!(low["height"], 400);
        assert_eq!(low["html"], snippet::frame(story, 400).unwrap());
        let tiny = answer(oembed::Wish {
            max_width: Some(1),
            ..oembed::Wish::default()
        });
        assert_eq!(tiny.get("thumbnail_url"), None);
    });
}

#[test]
fn a_frame_cannot_take_the_page_away() {
    let frame = with(&story("words"), &places(), |story| {
        snippet::frame(story, 600).unwrap()
    });
    let html = Html::parse_fragment(&frame);
    let frame = select(&html, "iframe")[0];
    let sandbox = frame.attr("sandbox").unwrap();
    assert!(!sandbox.contains("top-navigation"));
    assert_eq!(frame.attr("src"), Some("https://news.example/stories/7/"));
    assert_eq!(frame.attr("title"), Some("H words"));
    assert_eq!(frame.attr("loading"), Some("lazy"));
}

/// `cargo xtask build` prints the same, and holds it against the README, too.
#[test]
fn the_readme_shows_the_snippet_with_hints() {
    let mut document = story("words");
    document["canonical_url"] = json!("https://news.example/2022/01/story/");
    let json = "https://news.example/wp-json/wp/v2/posts/42?_embed";
    let places = Places {
        fragment: None,
        ..places()
    };
    let article = article(&document);
    let value = |name: &str| (name == "article").then(|| json.to_owned());
    let (options, _) = Options::read(&value, &Base::nowhere());
    let (page, _) = presentation::page(
        &article,
        &options,
        Messages::default(),
        &Surroundings::default(),
    );
    let publication = Publication::new(&page, &places, &[]);
    let files = BuiltFiles {
        rest: Some("loader-0123456789abcdef.js".to_owned()),
        program: Some("render-0123456789abcdef.wasm".to_owned()),
    };
    let snippet = snippet::hinted_script(&publication, &files);
    let snippet = snippet.replace("Read this story on news.example", "Read the story");
    let readme = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    assert!(
        fs::read_to_string(readme).unwrap().contains(&snippet),
        "{snippet}"
    );
}

#[test]
fn a_story_is_rendered_once_whoever_wants_it() {
    with(&story("words"), &places(), |publication| {
        let first = publication.fragment().html.as_ptr();
        let shadow = snippet::shadow(publication);
        let page = page::page(publication, Choices::default());
        assert_eq!(publication.fragment().html.as_ptr(), first);
        for whole in [shadow, page] {
            assert!(whole.contains(&publication.fragment().html));
        }
    });
}

#[test]
fn an_element_looks_for_what_is_newer_where_a_tag_does() {
    let fragment = places().fragment;
    for (fragment, expected) in [
        (fragment, "https://news.example/stories/7/fragment.html"),
        (None, JSON),
    ] {
        let places = Places {
            fragment,
            ..places()
        };
        let shadow = with(&story("words"), &places, snippet::shadow);
        let html = Html::parse_fragment(&shadow);
        let elements = select(&html, "article-embed");
        assert_eq!(elements[0].attr("article"), Some(expected));
    }
}
