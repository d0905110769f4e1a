//! Articles that are written as the project's own document and read again.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod made_up_articles;

use article_embed::article::block::Numbering;
use article_embed::article::image::{Candidate, Descriptor};
use article_embed::article::{
    Access, Article, Block, Image, Inline, Report, WithheldReason, headings,
};
use article_embed::formats::{self, Reading};
use article_embed::json::Json;
use article_embed::url::Base;
use proptest::prelude::*;
use serde_json::{Value, json};

fn base() -> Base {
    Base::parse("https://embed.example/stories/story.json").unwrap()
}

/// The story, but for the report of what is not in it: a document does not carry that.
fn read(text: &str) -> Article {
    let json: Json = serde_json::from_str(text).unwrap();
    let reading = Reading {
        base: &base(),
        format: None,
        item: None,
        now: 0,
    };
    Article {
        dropped: Report::default(),
        ..formats::read(&json, &reading).unwrap()
    }
}

fn write(article: &Article) -> Value {
    serde_json::to_value(article).unwrap()
}

fn validator() -> jsonschema::Validator {
    let schema = include_str!("../docs/article-document.schema.json");
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

#[test]
fn the_sample_stories_come_back_as_they_were() {
    let validator = validator();
    for text in [
        include_str!("../static/stories/harbour.json"),
        include_str!("../static/stories/prison.json"),
        include_str!("../static/stories/arabic.json"),
        include_str!("../static/stories/wordpress.json"),
    ] {
        let article = read(text);
        let written = write(&article);
        validator.validate(&written).unwrap();
        assert_eq!(read(&written.to_string()), article);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn made_up_articles_come_back_as_they_were(mut article in made_up_articles::article()) {
        let validator = validator();
        let written = write(&article);
        if let Err(error) = validator.validate(&written) {
            prop_assert!(false, "{}: {error}", error.instance_path());
        }
        let again = read(&written.to_string());
        // What reading makes of any story.
        headings::renumber(&mut article.body);
        article.direction = article.direction.or(again.direction);
        article.language = article.language.or_else(|| again.language.clone());
        prop_assert_eq!(again, article);
    }
}

#[test]
fn what_is_empty_or_goes_without_saying_is_left_out() {
    let article = Article {
        headline: "H".into(),
        body: vec![
            Block::Heading {
                level: 2,
                content: vec![Inline::Text("One".into())],
            },
            Block::Image(Image::new(base().media("a.png").unwrap())),
            Block::List {
                ordered: false,
                start: None,
                numbering: Numbering::Decimal,
                reversed: false,
                items: vec![vec![Block::Paragraph(vec![Inline::Text("Two".into())])].into()],
            },
        ],
        ..Article::default()
    };
    let expected = json!({
        "schema": "article-embed/1",
        "headline": "H",
        "body": [
            { "type": "heading", "content": "One" },
            { "type": "image", "src": "https://embed.example/stories/a.png" },
            { "type": "list", "items": ["Two"] }
        ]
    });
    assert_eq!(write(&article), expected);
}

#[test]
fn what_the_format_has_no_words_for_is_lost() {
    let mut image = Image::new(base().media("a.png").unwrap());
    image.srcset.push(Candidate {
        url: base().media("b.png").unwrap(),
        descriptor: Descriptor::Density(200),
    });
    let article = Article {
        headline: "H".into(),
        lead_image: Some(image),
        has_withheld_images: true,
        ..Article::default()
    };
    let again = read(&write(&article).to_string());
    assert_eq!(again.lead_image.unwrap().srcset, []);
    assert!(!again.has_withheld_images);

    let withheld = Article {
        headline: "H".into(),
        access: Access::Withheld(WithheldReason::Expired),
        ..Article::default()
    };
    let again = read(&write(&withheld).to_string());
    assert_eq!(again.access, Access::Withheld(WithheldReason::NotShared));
}
