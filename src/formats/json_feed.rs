//! JSON Feed, versions 1 and 1.1: an item of a feed.
//!
//! Source: the JSON Feed specification. Titles, names and summaries are plain text; writers and the
//! language stand in the item or else in the feed. Version 1 has one `author`, 1.1 has `authors`.

use super::fields::{self, Places};
use super::format::{Format, StorySource};
use super::writing::Writing;
use super::{attachment, body, image, left_out};
use crate::article::Article;
use crate::json::Json;
use crate::text;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "json-feed",
    places: Places {
        headline: "title",
        canonical_url: "url",
        date_published: "date_published",
        date_modified: "date_modified",
        language: "language",
        ..Places::NONE
    },
    ids: &["id", "url"],
    detect,
    stories: |answer| fields::values(answer.get("items")),
    read,
};

fn detect(answer: &Json) -> bool {
    fields::text(answer, "version")
        .is_some_and(|version| text::contains(version, "jsonfeed.org/version/"))
}

fn read(story: &StorySource, article: &mut Article) {
    let (json, feed) = (story.json, story.answer);
    let base = story.base.join(fields::text(json, "url"));
    let dropped = &mut article.dropped;
    article.body = match fields::text(json, "content_html") {
        Some(html) => {
            left_out::others(json, "content_html content_text", dropped);
            body::blocks(html, "content_html", &base, dropped)
        }
        None => body::from_plain(json, "content_text", Writing::Plain, &base, dropped),
    };
    article.standfirst = body::line_of(json, "summary", Writing::Plain, &base, dropped);
    let mut authors = fields::find(json, "authors author");
    if authors.is_null() {
        authors = fields::find(feed, "authors author");
    }
    left_out::others(json, "authors author", dropped);
    for author in fields::one_or_many(authors) {
        fields::push_author(article, author, Writing::Plain, "url", &base);
    }
    for tag in json.get("tags").items() {
        fields::push_name(&mut article.sections, tag, Writing::Plain);
    }
    if article.language.is_none() {
        article.language = fields::owned(feed, "language");
    }
    article.source.name = fields::owned(feed, "title");
    article.source.url = fields::web(feed, "home_page_url", story.base);
    let dropped = &mut article.dropped;
    article.lead_image = image::read(fields::find(json, "image banner_image"), "", &base);
    if article.lead_image.is_some() {
        left_out::others(json, "image banner_image", dropped);
    } else {
        left_out::no_address(json, "image banner_image", dropped);
    }
    left_out::no_place(json, "external_url", dropped);
    attachment::push_attachments(json, &base, article);
}

#[cfg(test)]
mod tests {
    use crate::article::block::plain_text;
    use crate::formats::pick::tests::read;

    #[test]
    fn an_item_becomes_the_model() {
        let article = read(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Gazette", "language": "en-GB",
                "home_page_url": "https://gazette.example/", "authors": [{"name": "The desk"}],
                "items": [{"id": "7", "url": "https://gazette.example/tea", "title": "Tea &amp; cake",
                    "content_html": "<p><img src=\"a.png\"></p><p>One</p>", "content_text": "One", "summary": "In short",
                    "image": "https://gazette.example/a.png", "tags": ["Food"],
                    "date_published": "2026-03-02T08:15:00-07:00"}]}"#,
        )
        .unwrap();
        // Plain by its specification: what looks like an entity is meant to be seen.
        assert_eq!(article.headline, "Tea &amp; cake");
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        assert_eq!(article.authors[0].name, "The desk");
        assert_eq!(article.source.name.as_deref(), Some("The Gazette"));
        assert_eq!(article.sections, ["Food"]);
        assert_eq!(plain_text(&article.standfirst), "In short");
        // The picture that opens the text is the lead picture once more.
        assert_eq!(article.body.len(), 1);
        assert!(article.lead_image.is_some());
    }

    #[test]
    fn version_1_has_one_author_and_an_item_may_have_no_title() {
        let article = read(
            r#"{"version": "https://jsonfeed.org/version/1", "title": "F", "author": {"name": "Feed"},
                "items": [{"id": 1, "author": {"name": "Item", "url": "https://a.example/"},
                    "content_text": "A short note"}]}"#,
        )
        .unwrap();
        assert_eq!(article.headline, "");
        assert_eq!(article.authors[0].name, "Item");
        assert_eq!(article.body.len(), 1);
    }
}
