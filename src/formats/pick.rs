//! Which story of an answer is meant.
//!
//! An answer with one story is that story. From several, the publisher's `data-item` picks one by
//! its id or address; without it none is, since the first would be another one tomorrow.

use super::format::{Format, FormatError};
use super::{Reading, fields};
use crate::json::Json;
use crate::text::decimal;
use crate::url::WebUrl;

/// The story that is meant.
pub fn pick<'a>(
    format: &Format,
    answer: &'a Json,
    reading: &Reading,
) -> Result<&'a Json, FormatError> {
    let stories = (format.stories)(answer);
    let item = reading.item.filter(|_| !format.ids.is_empty());
    let mut found = Vec::new();
    for story in &stories {
        if item.is_none_or(|item| is_named(story, item, format, reading)) {
            found.push(*story);
        }
    }
    if let [story] = *found {
        return Ok(story);
    }
    let name = format.name;
    if stories.is_empty() {
        return Err(FormatError::NoStory { format: name });
    }
    let mut ids = String::new();
    for story in &stories {
        if let Some(id) = format.ids.iter().find_map(|field| id(story, field)) {
            let separator = if ids.is_empty() { "" } else { ", " };
            ids.push_str(separator);
            ids.push_str(&id);
        }
    }
    Err(match item {
        Some(item) if found.is_empty() => FormatError::NoItem {
            format: name,
            item: item.to_owned(),
            ids,
        },
        _ => FormatError::Several { format: name, ids },
    })
}

/// Whether an id of the story is this one, or its address leads to the same place.
fn is_named(story: &Json, item: &str, format: &Format, reading: &Reading) -> bool {
    let address = WebUrl::parse(item);
    format
        .ids
        .iter()
        .filter_map(|field| id(story, field))
        .any(|id| id == item || (address.is_some() && reading.base.web(&id) == address))
}

/// An id, which some give as a number.
fn id(story: &Json, field: &str) -> Option<String> {
    let value = fields::find(story, field);
    match value.as_unsigned() {
        Some(number) => Some(decimal(number)),
        None => value.text().map(str::to_owned),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::article::Article;
    use crate::url::Base;

    /// Reads an answer in whatever format it is, at the end of 2026.
    pub(in crate::formats) fn read(text: &str) -> Result<Article, FormatError> {
        read_item(text, None)
    }

    fn read_item(text: &str, item: Option<&str>) -> Result<Article, FormatError> {
        let json: Json = serde_json::from_str(text).unwrap();
        let base = Base::parse("https://news.example/api/story.json").unwrap();
        let reading = Reading {
            base: &base,
            format: None,
            item,
            now: 1_798_761_600,
        };
        crate::formats::read(&json, &reading)
    }

    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [
        {"id": 1, "title": "One", "url": "/one"}, {"id": "b", "title": "Two"}, {"title": "Three", "url": "/3"}]}"#;

    #[test]
    fn an_id_or_an_address_picks_a_story() {
        for (item, headline) in [
            ("1", "One"),
            ("/one", "One"),
            ("https://news.example/one", "One"),
            ("HTTPS://news.example:443/one", "One"),
            ("b", "Two"),
            ("/3", "Three"),
        ] {
            assert_eq!(read_item(FEED, Some(item)).unwrap().headline, headline);
        }
    }

    #[test]
    fn several_stories_without_an_item_are_refused_with_their_ids() {
        assert_eq!(
            read(FEED).unwrap_err().to_string(),
            "json-feed: there are several stories; data-item must name one of: 1, b, /3"
        );
        let twice = FEED.replace("\"b\"", "1");
        let error = read_item(&twice, Some("1")).unwrap_err();
        assert!(matches!(error, FormatError::Several { .. }), "{error}");
    }

    #[test]
    fn an_item_that_is_not_there_is_refused_with_the_ids() {
        assert_eq!(
            read_item(FEED, Some("4")).unwrap_err().to_string(),
            "json-feed: there is no story “4”; data-item must name one of: 1, b, /3"
        );
        let post = r#"{"id": 42, "title": {"rendered": "T"}, "content": {"rendered": "x"}}"#;
        assert!(read_item(post, Some("42")).is_ok());
        let error = read_item(post, Some("43")).unwrap_err();
        assert!(matches!(error, FormatError::NoItem { .. }), "{error}");
    }

    #[test]
    fn formats_without_feeds_need_no_item() {
        let document = r#"{"schema": "article-embed/1", "headline": "H"}"#;
        assert!(read_item(document, Some("7")).is_ok());
    }
}
