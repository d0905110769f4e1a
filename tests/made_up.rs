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
    "embargoed",
    "_embedded",
    "endpoint",
    "excerpt",
    "expires",
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
    "pubStatus",
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
    "https://news.example/a",
    "http://news.example/a.png",
    "/a.png",
    "//other.example/a",
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
    "<p>One <a href=\"javascript:alert(1)\">two</a></p><img src=data:x><iframe src=//x.example>",
    "<script>alert(1)</script><a href=https://a:b@c.example>x</a><p>&#106;avascript:x",
    "<table><tr><td colspan=9999>x</table><ul><li>y</ul><blockquote>z",
];

fn answer() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<f64>().prop_map(Json::Number),
        (-2i32..4000).prop_map(|number| Json::Number(number.into())),
        select(TEXTS).prop_map(Json::from),
        select(TEXTS).prop_map(Json::from),
        any::<String>().prop_map(Json::String),
    ];
    leaf.prop_recursive(6, 120, 12, |inner| {
        let name = prop_oneof![
            9 => select(NAMES).prop_map(str::to_owned),
            1 => any::<String>(),
        ];
        prop_oneof![
            1 => vec(inner.clone(), 0..6).prop_map(Json::Array),
            3 => vec((name, inner), 0..12).prop_map(Json::Object),
        ]
    })
}

/// Where an address of one of these types may lead.
const ALLOWED: &[(&str, &[&str])] = &[
    ("LinkUrl(\"", &["https://", "http://", "mailto:", "tel:"]),
    ("MediaUrl(\"", &["https://"]),
    ("WebUrl(\"", &["https://", "http://"]),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn reading_ends_and_lets_no_bad_address_through(
        answer in answer(),
        item in proptest::option::of(select(TEXTS)),
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
