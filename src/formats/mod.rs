//! The formats that stories come in, and finding out which one an answer is in.
//!
//! One table lists them; each is a file of its own with its detection and its mapping to the model.
//! The first whose detection says yes is used, unless the publisher names one. What they share has
//! files by subject: picking a story from a feed, reading fields, making blocks, judging rights.

mod attachment;
mod body;
pub mod document;
mod fields;
pub mod format;
pub mod ghost;
mod image;
pub mod json_feed;
pub mod json_ld;
mod left_out;
mod letters;
pub mod ninjs;
mod pick;
mod repeated;
mod rights;
pub mod wordpress;
pub mod wordpress_com;
mod writing;

pub use format::{Format, FormatError, StorySource};

use crate::article::{Access, Article, Reason, Report, WithheldReason, headings};
use crate::json::Json;
use crate::text;
use crate::url::Base;

/// The formats, in the order in which they are tried.
pub const FORMATS: &[Format] = &[
    document::FORMAT,
    #[cfg(feature = "json-feed")]
    json_feed::FORMAT,
    #[cfg(feature = "json-ld")]
    json_ld::FORMAT,
    #[cfg(feature = "ghost")]
    ghost::FORMAT,
    #[cfg(feature = "wordpress-com")]
    wordpress_com::FORMAT,
    #[cfg(feature = "wordpress")]
    wordpress::FORMAT,
    #[cfg(feature = "ninjs")]
    ninjs::FORMAT,
];

/// What has to be known to read an answer besides the answer.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The address that the answer came from.
    pub base: &'a Base,
    /// The format's name, where it is not to be found out.
    pub format: Option<&'a str>,
    /// The id or address of the story that is meant, where there are several.
    pub item: Option<&'a str>,
    /// Seconds since 1970 began in UTC, by which embargoes and expiry are judged.
    pub now: i64,
}

/// Reads an answer.
pub fn read(answer: &Json, reading: &Reading) -> Result<Article, FormatError> {
    if let Some(refused) = wordpress::refusal(answer) {
        return Err(refused);
    }
    let format = FORMATS.iter().find(|format| match reading.format {
        Some(name) => format.name == name,
        None => (format.detect)(answer),
    });
    let Some(format) = format else {
        return Err(FormatError::Unsupported(names()));
    };
    let story = StorySource {
        json: pick::pick(format, answer, reading)?,
        answer,
        base: reading.base,
        now: reading.now,
    };
    let mut article = fields::article(&story, &format.places);
    (format.read)(&story, &mut article);
    if let Some(reason) = rights::judge(story.json, format, reading.now)? {
        article.access = Access::Withheld(reason);
    }
    if let Access::Withheld(reason) = article.access {
        return Ok(withheld(story.json, article, reason));
    }
    if article.headline.is_empty() && article.body.is_empty() {
        let field = format.places.headline.split(' ').next().unwrap_or_default();
        return Err(FormatError::Field {
            format: format.name,
            field,
            expected: "a text",
            found: fields::find(story.json, field).kind(),
        });
    }
    repeated::drop_repeated(&mut article);
    left_out::not_drawn(&mut article);
    headings::renumber(&mut article.body);
    letters::tell(&mut article);
    Ok(article)
}

/// The names of the fields that say from when or until when something may be shown. A story without any of them is the
/// same at all times.
#[cfg(not(target_arch = "wasm32"))]
pub fn time_limits() -> impl Iterator<Item = &'static str> {
    let places = FORMATS.iter().map(|format| &format.places);
    let fields = places.flat_map(|places| [places.embargoed, places.expires]);
    let fields = fields.flat_map(str::split_whitespace);
    fields.map(|field| field.rsplit('.').next().unwrap_or(field))
}

fn names() -> String {
    text::listed(&mut FORMATS.iter().map(|format| format.name))
}

/// What is left of a story that may not be shown: where it is, and its headline where that has been
/// public. Nothing else gets as far as the page.
fn withheld(story: &Json, article: Article, reason: WithheldReason) -> Article {
    let is_public = matches!(reason, WithheldReason::NotShared | WithheldReason::Expired);
    let mut dropped = Report::default();
    dropped.look(|dropped| {
        for (name, value) in story.entries() {
            dropped.add(Reason::Rights, name, || left_out::words(value));
        }
    });
    Article {
        headline: if is_public {
            article.headline
        } else {
            String::new()
        },
        language: article.language,
        direction: article.direction,
        canonical_url: article.canonical_url,
        access: article.access,
        dropped,
        ..Article::default()
    }
}

/// The answer is the story.
fn whole(answer: &Json) -> Vec<&Json> {
    vec![answer]
}

/// The stories in a list, or the answer where it is no list but one of them.
fn listed<'a>(answer: &'a Json, list: &'a Json) -> Vec<&'a Json> {
    fields::list(list).unwrap_or_else(|| whole(answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str, format: Option<&str>) -> Result<Article, FormatError> {
        let json: Json = serde_json::from_str(text).unwrap();
        let base = Base::parse("https://news.example/a.json").unwrap();
        let reading = Reading {
            base: &base,
            format,
            item: None,
            now: 0,
        };
        read(&json, &reading)
    }

    #[test]
    fn unknown_shapes_are_named_with_what_is_supported() {
        for text in [
            "{}",
            "[]",
            "null",
            "3",
            r#"{"title": "x"}"#,
            r#"[{"a": 1}]"#,
            r#"{"posts": []}"#,
            r#"{"@context": "https://schema.org", "@type": "WebPage", "name": "x"}"#,
            r#"{"@context": "https://www.w3.org/ns/activitystreams", "@type": "Article"}"#,
        ] {
            let error = read_text(text, None).unwrap_err();
            assert_eq!(
                error.to_string(),
                "unsupported article format; supported are: article-embed, json-feed, json-ld, \
                 ghost, wordpress.com, wordpress, ninjs",
                "{text}"
            );
        }
    }

    #[test]
    fn a_wordpress_refusal_says_what_wordpress_says() {
        let text = r#"{"code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": {"status": 404}}"#;
        for format in [None, Some("wordpress")] {
            let error = read_text(text, format).unwrap_err();
            assert_eq!(
                error.to_string(),
                "the server answered with an error: rest_post_invalid_id: Invalid post ID."
            );
        }
    }

    #[test]
    fn a_named_format_is_used_even_where_detection_would_not() {
        for (format, expected) in [
            (
                "article-embed",
                "article-embed: `headline` should be a text, but is nothing",
            ),
            (
                "wordpress",
                "wordpress: `title.rendered` should be a text, but is nothing",
            ),
            (
                "wordpress.com",
                "wordpress.com: `title` should be a text, but is nothing",
            ),
            ("json-feed", "json-feed: the feed holds no story"),
            ("json-ld", "json-ld: the feed holds no story"),
            ("ghost", "ghost: `title` should be a text, but is nothing"),
            (
                "ninjs",
                "ninjs: `headline` should be a text, but is nothing",
            ),
        ] {
            let error = read_text("{}", Some(format)).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
    }
}
