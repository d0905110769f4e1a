//! Made-up answers: whatever comes, reading ends without a panic, and no address gets through that
//! must not be followed or loaded.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use article_embed::formats::{self, FORMATS, Reading};
use article_embed::json::Json;
use article_embed::url::Base;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// The names that formats look for, so that what is made up gets past the first look.
const NAMES: &[&str] = &[
    "@context",
    "@graph",
    "@id",
    "@type",
    "access",
    "articleBody",
    "articleSection",
    "associations",
    "author",
    "authors",
    "banner_image",
    "bodies",
    "body",
    "body_text",
    "body_xhtml",
    "by",
    "byline",
    "canonical_url",
    "caption",
    "categories",
    "colspan",
    "content",
    "content_html",
    "content_text",
    "contentType",
    "credit",
    "custom_excerpt",
    "data",
    "date",
    "date_gmt",
    "date_published",
    "datePublished",
    "description",
    "descriptions",
    "_embedded",
    "endpoint",
    "excerpt",
    "feature_image",
    "featured_image",
    "follow",
    "head",
    "headline",
    "headlines",
    "height",
    "href",
    "html",
    "id",
    "ID",
    "image",
    "images",
    "isAccessibleForFree",
    "items",
    "kicker",
    "label",
    "language",
    "lead_image",
    "level",
    "license",
    "link",
    "_links",
    "list",
    "logo",
    "mainEntityOfPage",
    "media_details",
    "name",
    "posts",
    "post_thumbnail",
    "protected",
    "publisher",
    "related",
    "rendered",
    "renditions",
    "replies",
    "reuse",
    "role",
    "rightsInfo",
    "linkedRights",
    "schema",
    "sections",
    "sizes",
    "source",
    "source_url",
    "src",
    "srcset",
    "standfirst",
    "status",
    "subjects",
    "summary",
    "tags",
    "taxonomy",
    "term",
    "text",
    "title",
    "type",
    "uri",
    "url",
    "URL",
    "uuid",
    "value",
    "version",
    "versioncreated",
    "width",
    "wp:featuredmedia",
    "wp:term",
];

/// Texts that mean something to one reader or another.
const TEXTS: &[&str] = &[
    "",
    " ",
    "article-embed/1",
    "https://jsonfeed.org/version/1.1",
    "https://schema.org",
    "NewsArticle",
    "picture",
    "paragraph",
    "heading",
    "list",
    "image",
    "gallery",
    "table",
    "link",
    "quote",
    "text/html",
    "main",
    "category",
    "usable",
    "canceled",
    "withheld",
    "protected",
    "2026-03-02",
    "2026-03-02T08:15:00+0000",
    "9999-12-31T23:59:60-14:00",
    "1",
    "<p>One <a href=\"javascript:alert(1)\">two</a></p><img src=data:x><iframe src=//x.example>",
    "<script>alert(1)</script><a href=https://a:b@c.example>x</a><p>&#106;avascript:x",
    "<table><tr><td colspan=9999>x</table><ul><li>y</ul><blockquote>z",
];

/// The beginning of a story in each format, to which members are added. `TEXT` is any text.
const BEGINNINGS: &[&str] = &[
    r#"{"schema": "article-embed/1", "headline": "TEXT"}"#,
    r#"{"version": "https://jsonfeed.org/version/1.1", "items": [], "title": "TEXT", "content_html": "TEXT"}"#,
    r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "TEXT", "articleBody": "TEXT"}"#,
    r#"{"posts": [], "uuid": "1", "title": "TEXT", "html": "TEXT"}"#,
    r#"{"ID": 1, "URL": "TEXT", "title": "TEXT", "content": "TEXT"}"#,
    r#"{"title": {"rendered": "TEXT"}, "content": {"rendered": "TEXT"}, "link": "TEXT"}"#,
    r#"{"uri": "urn:x", "headline": "TEXT", "body_xhtml": "TEXT"}"#,
    r#"{"uri": "urn:x", "pubstatus": "TEXT", "embargoed": "TEXT", "expires": "TEXT", "headline": "H"}"#,
];

/// Addresses that may be followed or loaded.
const GOOD: &[&str] = &[
    "https://news.example/a",
    "http://news.example/a.png",
    "/a.png",
    "//other.example/a",
];

/// Addresses that must not be loaded, and mostly not be followed either.
const BAD: &[&str] = &[
    "#a",
    "javascript:alert(1)",
    " JAVASCRIPT:alert(1)",
    "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:x",
    "https://user:word@news.example/",
    "mailto:a@news.example",
    "tel:1",
];

fn address() -> impl Strategy<Value = &'static str> + Clone {
    prop_oneof![select(GOOD), select(BAD)]
}

fn text() -> impl Strategy<Value = &'static str> {
    prop_oneof![select(TEXTS), address()]
}

fn value() -> impl Strategy<Value = Json> + Clone {
    let leaf = prop_oneof![
        1 => Just(Json::Null),
        1 => any::<bool>().prop_map(Json::Bool),
        1 => any::<f64>().prop_map(Json::Number),
        1 => (-2i32..4000).prop_map(|number| Json::Number(number.into())),
        1 => text().prop_map(Json::from),
        1 => any::<String>().prop_map(Json::String),
        4 => thing(),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Json::Array),
            members(inner).prop_map(Json::Object),
        ]
    })
}

/// Something with words and an address: a picture, a writer, a profile, a block, a link.
fn thing() -> impl Strategy<Value = Json> {
    const WORDS: [&str; 6] = ["type", "name", "label", "headline", "content", "taxonomy"];
    const ADDRESS: [&str; 6] = ["src", "url", "URL", "href", "link", "source_url"];
    (vec(select(TEXTS), WORDS.len()), address()).prop_map(|(texts, address)| {
        let words = WORDS.into_iter().zip(texts);
        let members = words.chain(ADDRESS.map(|name| (name, address)));
        let members = members.map(|(name, text)| (name.to_owned(), Json::from(text)));
        Json::Object(members.collect())
    })
}

fn members(
    value: impl Strategy<Value = Json> + Clone,
) -> impl Strategy<Value = Vec<(String, Json)>> {
    let name = prop_oneof![
        9 => select(NAMES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let value = prop_oneof![thing(), vec(thing(), 1..3).prop_map(Json::Array), value,];
    vec((name, value), 0..30)
}

/// A story that begins as one of a format, or anything at all.
fn answer() -> impl Strategy<Value = Json> {
    let story = (
        select(BEGINNINGS),
        vec(text(), 3),
        vec(members(value()), 4).prop_map(|members| members.concat()),
    )
        .prop_map(|(beginning, texts, members)| story(beginning, &texts, members));
    prop_oneof![4 => story, 1 => value()]
}

fn story(beginning: &str, texts: &[&str], members: Vec<(String, Json)>) -> Json {
    let mut texts = texts.iter();
    let Json::Object(beginning) = serde_json::from_str(beginning).unwrap() else {
        unreachable!("a story is an object");
    };
    let mut story = Vec::new();
    let mut feed = Vec::new();
    for (name, value) in beginning {
        let value = match value {
            Json::String(text) if text == "TEXT" => Json::from(*texts.next().unwrap()),
            Json::Object(inner) => {
                let text = Json::from(*texts.next().unwrap());
                Json::Object(vec![(inner[0].0.clone(), text)])
            }
            other => other,
        };
        if matches!(name.as_str(), "version" | "items" | "posts") {
            feed.push((name, value));
        } else {
            story.push((name, value));
        }
    }
    story.extend(members);
    match feed.last_mut() {
        Some((_, items)) => {
            *items = Json::Array(vec![Json::Object(story)]);
            Json::Object(feed)
        }
        None => Json::Object(story),
    }
}

/// Where an address of one of these types may lead.
const ALLOWED: &[(&str, &[&str])] = &[
    ("LinkUrl(\"", &["https://", "http://", "mailto:", "tel:"]),
    ("MediaUrl(\"", &["https://"]),
    ("WebUrl(\"", &["https://", "http://"]),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn reading_ends_and_lets_no_bad_address_through(
        answer in answer(),
        item in proptest::option::of(text()),
        now in any::<i64>(),
    ) {
        let base = Base::parse("https://news.example/story.json").unwrap();
        let names = FORMATS.iter().map(|format| Some(format.name));
        for format in names.chain([None, Some("no-such-format")]) {
            let reading = Reading { base: &base, format, item, now };
            let Ok(article) = formats::read(&answer, &reading) else {
                continue;
            };
            // In this form a quotation mark inside a text has a backslash before it.
            let written = format!("{article:?}");
            for (kind, allowed) in ALLOWED {
                for address in written.split(kind).skip(1) {
                    let address = address.split('"').next().unwrap_or_default();
                    let is_allowed = allowed.iter().any(|start| address.starts_with(start));
                    prop_assert!(is_allowed, "{kind}{address}");
                    let host = address.split('/').nth(2).unwrap_or_default();
                    prop_assert!(!host.contains('@'), "{kind}{address}");
                }
            }
        }
    }
}
