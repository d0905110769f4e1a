//! The JSON Schema of the project's own article document: it is that of the types, takes what is
//! right, and names the place of what is wrong.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use article_embed::article::{Article, Report};
use article_embed::formats::document::written::schema;
use article_embed::formats::{self, Reading};
use article_embed::json::Json;
use article_embed::url::Base;
use jsonschema::Validator;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../docs/article-document.schema.json");

fn validator() -> Validator {
    jsonschema::validator_for(&parse(SCHEMA)).unwrap()
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The places of a document's mistakes, with what is wrong there.
fn mistakes(validator: &Validator, document: &Value) -> Vec<(String, String)> {
    let errors = validator.iter_errors(document);
    errors
        .map(|error| (error.instance_path().to_string(), error.to_string()))
        .collect()
}

/// A document with these members.
fn document(members: &Value) -> Value {
    let mut document = json!({ "schema": "article-embed/1", "headline": "H" });
    let members = members.as_object().unwrap().clone();
    document.as_object_mut().unwrap().extend(members);
    document
}

/// The story, but for the report of what is not in it.
fn read(document: &Value) -> Article {
    let json: Json = serde_json::from_str(&document.to_string()).unwrap();
    let base = Base::parse("https://news.example/stories/story.json").unwrap();
    let reading = Reading {
        base: &base,
        format: None,
        item: None,
        now: 0,
    };
    Article {
        dropped: Report::default(),
        ..formats::read(&json, &reading).unwrap()
    }
}

#[test]
fn the_schema_is_that_of_the_types() {
    assert!(
        schema::text() == SCHEMA,
        "docs/article-document.schema.json is behind the types; `cargo xtask schema` writes it anew"
    );
}

#[test]
fn the_schema_is_one() {
    jsonschema::meta::validate(&parse(SCHEMA)).unwrap();
}

#[test]
fn the_sample_stories_and_what_the_documentation_shows_are_right() {
    let validator = validator();
    let documentation = include_str!("../docs/article-document.md");
    let shown = documentation.split("```json\n").nth(1).unwrap();
    for text in [
        include_str!("../static/stories/harbour.json"),
        include_str!("../static/stories/prison.json"),
        include_str!("../static/stories/arabic.json"),
        shown.split("```").next().unwrap(),
    ] {
        let found = mistakes(&validator, &parse(text));
        assert!(found.is_empty(), "{found:#?}");
    }
    for example in parse(SCHEMA)["examples"].as_array().unwrap() {
        assert_eq!(mistakes(&validator, example), []);
    }
}

#[test]
fn shorthand_is_right_and_means_what_it_is_short_for() {
    let validator = validator();
    for case in parse(include_str!("schema/shorthand.json"))
        .as_array()
        .unwrap()
    {
        let (short, long) = (document(&case["short"]), document(&case["long"]));
        assert_eq!(mistakes(&validator, &short), [], "{short}");
        assert_eq!(mistakes(&validator, &long), [], "{long}");
        assert_eq!(read(&short), read(&long), "{short}");
    }
}

#[test]
fn mistakes_are_found_where_they_are() {
    let validator = validator();
    for case in parse(include_str!("schema/mistakes.json"))
        .as_array()
        .unwrap()
    {
        let document = match case.get("with") {
            Some(members) => document(members),
            None => case["document"].clone(),
        };
        let found = mistakes(&validator, &document);
        assert!(!found.is_empty(), "{case}");
        for (place, message) in found {
            assert_eq!(place, case["at"].as_str().unwrap(), "{case}: {message}");
        }
    }
}
