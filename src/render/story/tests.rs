//! The lines of a story that depend on more than one of its fields.

use super::*;
use crate::article::{Image, Source};
use crate::render::Context;
use crate::render::context::VERSION;
use crate::share::Shareable;
use crate::url::Base;

fn html(article: &Article) -> String {
    let context = Context {
        version: VERSION,
        article: None,
        url: None,
        headline: String::new(),
        level: 2,
        publisher: None,
        language: None,
        interface: "en".into(),
        locale: "en-GB".into(),
        share: Vec::new(),
        shared: None,
        blocks: 0,
        comments: None,
        made: None,
        modified: None,
    };
    let page = Page {
        article,
        publisher: article.source.name.as_deref(),
        follow: &[],
        url: None,
        messages: Messages::english("en-GB"),
        heading_level: 2,
        shared: Shareable {
            title: String::new(),
            marks: [String::new(), String::new()],
            url: String::new(),
        },
        targets: Vec::new(),
        server: None,
        context,
    };
    Story::new(&page).to_html()
}

#[test]
fn only_a_later_day_is_an_update() {
    for (published, modified, is_told) in [
        ("2026-03-02T08:00:00Z", "2026-03-03T07:00:00Z", true),
        ("2026-03-02T08:00:00Z", "2026-03-02T23:59:00Z", false),
        ("2026-03-02T08:00:00Z", "2026-02-27T17:00:00Z", false),
        ("2026-03-02", "2025-12-31", false),
        // The days as they are shown, though the moment is later.
        (
            "2026-03-02T23:00:00-08:00",
            "2026-03-02T09:00:00+13:00",
            false,
        ),
        ("", "2026-03-02", false),
    ] {
        let article = Article {
            date_published: Date::parse(published),
            date_modified: Date::parse(modified),
            ..Article::default()
        };
        let html = html(&article);
        assert_eq!(html.contains("Updated"), is_told, "{published} {modified}");
        assert_eq!(html.matches("<time").count(), 1 + usize::from(is_told));
    }
}

#[test]
fn what_a_story_is_based_on_stands_under_its_source() {
    let origin = |name: &str, url| Origin {
        name: name.into(),
        url: WebUrl::parse(url),
    };
    let article = Article {
        source: Source {
            name: Some("The Gazette".into()),
            ..Source::default()
        },
        based_on: vec![
            origin("The <Herald>", "https://herald.example/tide"),
            origin("A letter", ""),
        ],
        ..Article::default()
    };
    let html = html(&article);
    let (_, foot) = html.split_once("The Gazette").unwrap();
    for line in [
        r#"Source: <bdi><a part="link" href="https://herald.example/tide" rel="noopener">The &lt;Herald&gt;</a></bdi></p>"#,
        ">Source: <bdi>A letter</bdi></p>",
    ] {
        assert!(foot.contains(line), "{foot}");
    }
}

#[test]
fn a_picture_that_was_made_with_ai_says_so() {
    let base = Base::parse("https://gazette.example/").unwrap();
    for is_made_with_ai in [false, true] {
        let article = Article {
            lead_image: Some(Image {
                is_made_with_ai,
                ..Image::new(base.media("a.jpg").unwrap())
            }),
            ..Article::default()
        };
        let html = html(&article);
        assert_eq!(html.contains("Made with AI"), is_made_with_ai);
        assert_eq!(html.contains("figcaption"), is_made_with_ai);
    }
}
