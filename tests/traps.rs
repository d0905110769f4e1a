//! What goes wrong with real answers, a test for each.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use article_embed::article::block::{Block, plain_text};
use article_embed::article::{Access, Article, WithheldReason};
use article_embed::formats::{self, FormatError, Reading};
use article_embed::json::Json;
use article_embed::url::Base;

fn try_read(text: &str) -> Result<Article, FormatError> {
    let json: Json = serde_json::from_str(text).unwrap();
    let base = Base::parse("https://api.example/v2/stories/story.json").unwrap();
    let reading = Reading {
        base: &base,
        format: None,
        item: None,
        // 2026-03-02T12:00:00Z
        now: 1_772_452_800,
    };
    formats::read(&json, &reading)
}

fn read(text: &str) -> Article {
    try_read(text).unwrap()
}

fn words(block: &Block) -> String {
    match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => plain_text(content),
        other => panic!("{other:?} has no words of its own"),
    }
}

/// A WordPress post with more members.
fn post(members: &str) -> String {
    [
        r#"{"title": {"rendered": "T"}, "content": {"rendered": "<p>One</p>"},"#,
        members,
        "}",
    ]
    .concat()
}

#[test]
fn wordpress_dates_without_offset_are_the_sites_own_and_gmt_gives_the_moment() {
    for (members, expected) in [
        (
            r#""date": "2026-03-02T08:15:00", "date_gmt": "2026-03-01T19:15:00""#,
            "2026-03-02T08:15:00+13:00",
        ),
        (
            r#""date_gmt": "2026-03-01T19:15:00""#,
            "2026-03-01T19:15:00Z",
        ),
        (r#""date": "2026-03-02T08:15:00""#, "2026-03-02T08:15:00"),
    ] {
        let published = read(&post(members)).date_published.unwrap();
        assert_eq!(published.datetime(), expected);
    }
}

#[test]
fn wordpress_titles_are_decoded_once_and_are_text_then() {
    let text = r#"{"title": {"rendered": "Wait&#8230;&nbsp;&amp;lt;b&amp;gt;"}, "content": {"rendered": ""}}"#;
    assert_eq!(read(text).headline, "Wait…\u{a0}&lt;b&gt;");
}

#[test]
fn json_feed_titles_are_plain_and_not_decoded() {
    let text = r#"{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "Use &amp;amp; &lt;b>"}]}"#;
    assert_eq!(read(text).headline, "Use &amp;amp; &lt;b>");
}

#[test]
fn protected_wordpress_content_is_said_to_be_on_the_publishers_page() {
    let text = r#"{"title": {"rendered": "T"}, "content": {"rendered": "", "protected": true}, "link": "https://news.example/t"}"#;
    let article = read(text);
    assert_eq!(article.access, Access::Protected);
    assert!(article.canonical_url.is_some());
}

#[test]
fn an_embedded_author_may_be_an_error_object() {
    let members = r#""_embedded": {"author": [{"code": "rest_user_invalid_id", "message": "Invalid user ID.", "data": {"status": 404}}]}"#;
    let article = read(&post(members));
    assert!(article.authors.is_empty());
    assert_eq!(article.body.len(), 1);
}

#[test]
fn featured_media_may_be_missing() {
    for members in [
        r#""featured_media": 0"#,
        r#""featured_media": 7, "_embedded": {}"#,
        r#""featured_media": 7, "_embedded": {"wp:featuredmedia": [{"code": "rest_forbidden", "message": "No.", "data": {"status": 401}}]}"#,
    ] {
        let article = read(&post(members));
        assert_eq!((article.lead_image, article.body.len()), (None, 1));
    }
}

#[test]
fn of_several_ninjs_bodies_the_html_is_read() {
    let article = read(
        r#"{"uri": "urn:x", "versioncreated": "2026-03-02T08:00:00Z", "headline": "H", "body_nitf": "<nitf/>", "body_text": "One Two",
            "body_xhtml": "<p>One</p><p>Two</p>"}"#,
    );
    assert_eq!(article.body.len(), 2);
    let article = read(
        r#"{"uri": "urn:x", "headlines": [{"value": "H"}], "bodies": [{"contenttype": "text/plain", "value": "One Two"},
            {"contenttype": "application/nitf+xml", "value": "<nitf/>"}, {"contenttype": "application/xhtml+xml", "value": "<p>One</p><p>Two</p>"}]}"#,
    );
    assert_eq!(article.body.len(), 2);
}

#[test]
fn a_ninjs_body_that_is_a_whole_page_does_not_repeat_headline_and_dateline() {
    let bodies = [
        r#"{"contenttype": "text/html", "value": "<html><head><title>Ferry back</title></head><body><article><h1>Ferry back</h1><div class=\"dat\"><span>Coast</span><span>PA</span></div><div><p>It came at night.</p><p>It stays.</p></div></article></body></html>"}"#,
        r#"{"contenttype": "text/plain", "value": "Ferry back\nCoast PA\nIt came at night.\nIt stays."}"#,
    ];
    for body in bodies {
        let article = read(
            &r#"{"uri": "urn:x", "headlines": [{"role": "main", "value": "Ferry back"}], "bodies": [BODY]}"#
                .replace("BODY", body),
        );
        let text: Vec<_> = article.body.iter().map(words).collect();
        assert_eq!(text, ["It came at night.", "It stays."]);
    }
}

#[test]
fn a_ninjs_item_may_have_no_body_at_all() {
    let article = read(
        r#"{"uri": "urn:x", "headlines": [{"value": "H"}], "descriptions": [{"value": "In short"}]}"#,
    );
    assert_eq!(article.headline, "H");
    assert_eq!(plain_text(&article.standfirst), "In short");
    assert!(article.body.is_empty());
}

#[test]
fn ninjs_status_embargo_and_expiry_are_honoured() {
    for (members, access) in [
        (
            r#""pubstatus": "withheld""#,
            Access::Withheld(WithheldReason::Withheld),
        ),
        (
            r#""pubStatus": "canceled""#,
            Access::Withheld(WithheldReason::Canceled),
        ),
        (
            r#""embargoed": "2026-03-02T13:00:01+01:00""#,
            Access::Withheld(WithheldReason::Embargoed),
        ),
        (r#""embargoed": "2026-03-02T13:00:00+01:00""#, Access::Open),
        (
            r#""expires": "2026-03-02T12:00:00Z""#,
            Access::Withheld(WithheldReason::Expired),
        ),
        (r#""expires": "2026-03-02T12:00:01Z""#, Access::Open),
    ] {
        let article = read(
            &r#"{"uri": "https://pa.example/1", "headline": "H", "body_text": "Secret", "byline": "Ann", MEMBERS}"#
                .replace("MEMBERS", members),
        );
        assert_eq!(article.access, access, "{members}");
        let shows = !article.body.is_empty() || article.byline.is_some();
        assert_eq!(shows, access == Access::Open, "{members}");
        assert!(article.canonical_url.is_some());
    }
}

#[test]
fn json_ld_mostly_has_no_article_body() {
    let article = read(
        r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "H", "description": "In short", "url": "https://news.example/h"}"#,
    );
    assert_eq!(plain_text(&article.standfirst), "In short");
    assert!(article.body.is_empty() && article.canonical_url.is_some());
}

#[test]
fn offsets_come_without_a_colon() {
    let article = read(
        r#"{"@context": "http://schema.org", "@type": "NewsArticle", "headline": "H", "datePublished": "2026-03-02T08:15:00+0000"}"#,
    );
    let published = article.date_published.unwrap();
    assert_eq!(published.datetime(), "2026-03-02T08:15:00Z");
}

#[test]
fn ghost_leaves_authors_and_tags_out_unless_asked() {
    let article = read(r#"{"posts": [{"uuid": "u", "title": "T", "html": "<p>One</p>"}]}"#);
    assert!(article.authors.is_empty() && article.sections.is_empty());
    assert_eq!(article.body.len(), 1);
}

#[test]
fn ghosts_code_cards_keep_their_braces() {
    let article = read(
        r#"{"posts": [{"uuid": "u", "title": "T", "html": "<pre><code>&lt;h1&gt;{{title}}&lt;/h1&gt;</code></pre>"}]}"#,
    );
    let Block::Preformatted(code) = &article.body[0] else {
        panic!("{:?}", article.body);
    };
    assert_eq!(plain_text(code), "<h1>{{title}}</h1>");
}

#[test]
fn addresses_are_relative_to_the_storys_own_page() {
    let html = r#"<p><img src=\"a.png\"></p>"#;
    let answers = [
        r#"{"title": {"rendered": "T"}, "content": {"rendered": "HTML"}, "link": "https://news.example/2026/t/"}"#,
        r#"{"ID": 1, "URL": "https://news.example/2026/t/", "title": "T", "content": "HTML"}"#,
        r#"{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": "https://news.example/2026/t/", "content_html": "HTML"}]}"#,
        r#"{"posts": [{"uuid": "u", "title": "T", "url": "https://news.example/2026/t/", "html": "HTML"}]}"#,
        r#"{"uri": "https://news.example/2026/t/", "headline": "T", "body_html": "HTML"}"#,
    ];
    for answer in answers {
        let article = read(&answer.replace("HTML", html));
        let Some(Block::Image(image)) = article.body.first() else {
            panic!("{answer}: {:?}", article.body);
        };
        assert_eq!(image.src.as_str(), "https://news.example/2026/t/a.png");
    }
}

#[test]
fn a_ninjs_uri_is_often_no_link() {
    let article = read(r#"{"uri": "urn:newsml:pa.example:1", "headline": "H"}"#);
    assert_eq!(article.canonical_url, None);
    let article = read(r#"{"uri": "20260302-1", "headline": "H"}"#);
    assert_eq!(article.canonical_url, None);
}

#[test]
fn a_date_that_cannot_be_read_is_no_reason_to_hide_a_story() {
    let article = read(&post(r#""date": "yesterday", "modified": 7"#));
    assert_eq!((article.date_published, article.body.len()), (None, 1));
}
