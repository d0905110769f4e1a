//! The limits of the project's own article document, as its documentation states them.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use article_embed::article::{Article, Block};
use article_embed::formats::{self, FormatError, Reading};
use article_embed::json::Json;
use article_embed::url::Base;
use serde_json::{Value, json};

fn read(members: &Value) -> Result<Article, FormatError> {
    let mut document = json!({ "schema": "article-embed/1", "headline": "H" });
    let members = members.as_object().unwrap().clone();
    document.as_object_mut().unwrap().extend(members);
    let json: Json = serde_json::from_str(&document.to_string()).unwrap();
    let base = Base::parse("https://news.example/story.json").unwrap();
    let reading = Reading {
        base: &base,
        format: None,
        item: None,
        now: 0,
    };
    formats::read(&json, &reading)
}

fn blocks(body: &Value) -> Vec<Block> {
    read(&json!({ "body": body })).unwrap().body
}

#[test]
fn blocks_are_read_to_a_depth() {
    let nested = |levels| {
        let innermost = json!({ "type": "separator" });
        (1..levels).fold(
            innermost,
            |inner, _| json!({ "type": "aside", "body": [inner] }),
        )
    };
    for (levels, is_read) in [(24, true), (25, false)] {
        let body = blocks(&json!([nested(levels)]));
        assert_eq!(
            format!("{body:?}").contains("Separator"),
            is_read,
            "{levels}"
        );
    }
}

#[test]
fn inlines_are_read_to_a_depth() {
    let styled = |inner, _| json!({ "type": "strong", "content": inner });
    let listed = |inner, _| json!([inner]);
    for (levels, is_read) in [(24, true), (25, false)] {
        for content in [
            (1..levels).fold(json!("word"), styled),
            (1..levels).fold(json!("word"), listed),
        ] {
            let standfirst = read(&json!({ "standfirst": content })).unwrap().standfirst;
            assert_eq!(!standfirst.is_empty(), is_read, "{levels}");
        }
    }
}

#[test]
fn numbers_are_read_within_their_limits() {
    // Under one of level 2, so that no level is left out.
    for (level, expected) in [(1, 2), (2, 2), (3, 3), (6, 3), (7, 2)] {
        let heading = |level| json!({ "type": "heading", "level": level, "content": "One" });
        let body = blocks(&json!([heading(2), heading(level)]));
        assert!(matches!(body[..], [_, Block::Heading { level, .. }] if level == expected));
    }
    for (span, expected) in [(0, 1), (1, 1), (1000, 1000), (65_535, 1000), (65_536, 1)] {
        let cell = json!({ "content": "One", "colspan": span });
        let body = blocks(&json!([{ "type": "table", "body": [[cell]] }]));
        let [Block::Table(table)] = &body[..] else {
            panic!("{body:?}");
        };
        assert_eq!(table.body[0][0].column_span, expected, "{span}");
    }
    for (start, expected) in [
        (-5, Some(-5)),
        (2_147_483_647, Some(i32::MAX)),
        (2_147_483_648_i64, None),
    ] {
        let body = blocks(&json!([{ "type": "list", "start": start, "items": ["One"] }]));
        assert!(matches!(body[..], [Block::List { start, .. }] if start == expected));
    }
    for (width, expected) in [
        (0, None),
        (u32::MAX.into(), Some(u32::MAX)),
        (4_294_967_296_u64, None),
    ] {
        let article = read(&json!({ "lead_image": { "src": "a.png", "width": width } })).unwrap();
        assert_eq!(article.lead_image.unwrap().width, expected, "{width}");
    }
}

#[test]
fn dates_are_read_within_their_limits() {
    for (date, is_read) in [
        ("0000-01-01", true),
        ("10000-01-01", false),
        ("2026-03-02T08:00:00+14:59", true),
        ("2026-03-02T08:00:00+15:00", false),
    ] {
        let article = read(&json!({ "date_published": date })).unwrap();
        assert_eq!(article.date_published.is_some(), is_read, "{date}");
        assert_eq!(read(&json!({ "expires": date })).is_ok(), is_read, "{date}");
    }
}
