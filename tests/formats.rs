//! The sample stories and a WordPress answer, read natively from their files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use article_embed::article::{Access, Article, Block, CommentsEndpoint, CommentsStatus, Direction};
use article_embed::formats::{self, Reading};
use article_embed::json::Json;
use article_embed::url::Base;

fn read(text: &str) -> Article {
    let json: Json = serde_json::from_str(text).unwrap();
    let base = Base::parse("https://embed.example/stories/story.json").unwrap();
    let reading = Reading {
        base: &base,
        format: None,
        item: None,
        now: 0,
    };
    formats::read(&json, &reading).unwrap()
}

/// Whether a block is of some kind.
type IsIt = fn(&Block) -> bool;

/// How many blocks of each kind there are, those inside other blocks left out.
fn count(article: &Article, is_it: IsIt) -> usize {
    article.body.iter().filter(|block| is_it(block)).count()
}

#[test]
fn the_news_report_has_the_parts_of_the_reference_page() {
    let article = read(include_str!("../static/stories/prison.json"));
    assert_eq!(article.sections, ["Middle East", "World"]);
    assert_eq!(article.date_published.unwrap().datetime(), "2022-01-21");
    assert_eq!(
        count(&article, |block| matches!(block, Block::Heading { .. })),
        1
    );
    assert!(count(&article, |block| matches!(block, Block::Paragraph(_))) >= 10);
    assert!(article.source.credit_line.is_some());
    assert_eq!(article.follow.len(), 2);
    assert_eq!(article.comments.status, CommentsStatus::Open);
    assert!(article.canonical_url.is_some());
}

#[test]
fn the_feature_uses_every_kind_of_block() {
    let article = read(include_str!("../static/stories/harbour.json"));
    let kinds: [(&str, IsIt); 12] = [
        ("paragraph", |block| matches!(block, Block::Paragraph(_))),
        ("heading", |block| matches!(block, Block::Heading { .. })),
        ("list", |block| matches!(block, Block::List { .. })),
        ("definition list", |block| {
            matches!(block, Block::DefinitionList(_))
        }),
        ("quote", |block| matches!(block, Block::Quote { .. })),
        ("pull quote", |block| {
            matches!(block, Block::PullQuote { .. })
        }),
        ("image", |block| matches!(block, Block::Image(_))),
        (
            "gallery",
            |block| matches!(block, Block::Gallery { images, .. } if images.len() == 3),
        ),
        (
            "table",
            |block| matches!(block, Block::Table(table) if !table.head.is_empty()),
        ),
        ("preformatted", |block| {
            matches!(block, Block::Preformatted(_))
        }),
        ("separator", |block| matches!(block, Block::Separator)),
        ("aside", |block| matches!(block, Block::Aside(_))),
    ];
    for (name, is_it) in kinds {
        assert!(count(&article, is_it) > 0, "there is no {name}");
    }
    let lead = article.lead_image.unwrap();
    assert_eq!(
        lead.src.as_str(),
        "https://embed.example/stories/pictures/harbour-dusk.svg"
    );
    assert_eq!(article.authors.len(), 2);
}

#[test]
fn the_arabic_story_runs_from_right_to_left() {
    let article = read(include_str!("../static/stories/arabic.json"));
    assert_eq!(article.direction, Some(Direction::RightToLeft));
    assert_eq!(article.language.as_deref(), Some("ar"));
    assert!(article.body.len() > 8);
}

#[test]
fn the_sample_answer_of_wordpress_is_read_through_the_walk() {
    let article = read(include_str!("../static/stories/wordpress.json"));
    assert!(!article.headline.contains('&') || !article.headline.contains(';'));
    assert!(count(&article, |block| matches!(block, Block::Table(_))) == 1);
    assert!(
        count(
            &article,
            |block| matches!(block, Block::Quote { citation, .. } if !citation.is_empty())
        ) == 1
    );
    assert!(article.lead_image.is_some());
    assert_eq!(article.comments.endpoint, None);
}

#[test]
fn what_wordpress_answers_becomes_the_model() {
    let article = read(include_str!("answers/wordpress-post.json"));
    assert_eq!(article.headline, "Ferry “Plover” returns & stays");
    assert_eq!(article.sections, ["Coast", "Transport & roads"]);
    // The site's own day, which in UTC is still the day before.
    let published = article.date_published.unwrap();
    assert_eq!(published.datetime(), "2026-03-02T08:15:00+13:00");
    assert_eq!(article.authors[0].name, "Mina O’Hara");
    let lead = article.lead_image.unwrap();
    assert_eq!((lead.width, lead.height), (Some(1600), Some(900)));
    // The square cut-out is another picture.
    assert_eq!(
        lead.srcset_attribute(),
        "https://gazette.example/media/plover-300x169.jpg 300w, https://gazette.example/media/plover-1024x576.jpg 1024w"
    );
    // The excerpt was cut from the text, and the text opens with the lead picture once more.
    assert!(article.standfirst.is_empty());
    assert!(
        matches!(article.body[0], Block::Paragraph(_)),
        "{:?}",
        article.body[0]
    );
    let Some(CommentsEndpoint {
        engine,
        url: endpoint,
        author,
    }) = article.comments.endpoint
    else {
        panic!("the answer names its comments");
    };
    assert_eq!(
        endpoint.as_str(),
        "https://gazette.example/wp-json/wp/v2/comments?post=42"
    );
    assert_eq!((engine.as_str(), author), ("wordpress", Some(3)));
    assert_eq!(article.comments.status, CommentsStatus::Closed);
}

#[test]
fn a_protected_post_says_so_and_has_no_text() {
    let answer = include_str!("answers/wordpress-post.json").replace(
        r#""protected": false, "of": "content""#,
        r#""protected": true, "of": "content""#,
    );
    assert_eq!(read(&answer).access, Access::Protected);
}

#[test]
fn missing_and_odd_parts_are_no_reason_to_hide_a_story() {
    for text in [
        r#"{"schema": "article-embed/1", "headline": "H"}"#,
        r#"{"schema": "article-embed/9", "headline": "H", "body": "x", "authors": {}, "date_published": 7}"#,
        r#"{"schema": "article-embed/1", "headline": "H", "body": [{"type": "hologram"}, 3, null, {"type": "list"}]}"#,
        r#"{"title": {"rendered": "H"}, "content": {"rendered": ""}, "_embedded": {"author": [{"code": "rest_user_invalid_id"}]}}"#,
    ] {
        let article = read(text);
        assert_eq!(
            (article.headline.as_str(), article.body.len()),
            ("H", 0),
            "{text}"
        );
    }
}
