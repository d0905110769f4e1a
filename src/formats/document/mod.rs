//! The project's own article document: the model as JSON, with a tagged `body`.
//!
//! Publishers who write this format need no HTML parsing in the reader's browser. Unknown fields,
//! block types and inline types are passed over, so that newer documents still show in older
//! widgets. Relative addresses are relative to the document itself.

mod blocks;
mod inlines;
#[cfg(not(target_arch = "wasm32"))]
pub mod written;

use std::cell::Cell;

use super::fields::{self, Places};
use super::format::{Format, StorySource};
use super::writing::Writing;
use super::{left_out, whole};
use crate::article::{
    Access, Article, CommentsEndpoint, CommentsInfo, CommentsStatus, Direction, Origin, Profile,
    Reason, Related, Report, Source, WithheldReason,
};
use crate::json::Json;
use crate::text::is_among;
use crate::url::Base;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "article-embed",
    places: Places {
        headline: "headline",
        byline: "byline",
        date_published: "date_published",
        date_modified: "date_modified",
        language: "language",
        canonical_url: "canonical_url",
        copyright_notice: "copyright_notice",
        license_url: "license_url",
        embargoed: "embargoed",
        expires: "expires",
        ..Places::NONE
    },
    ids: &[],
    detect,
    stories: whole,
    read,
};

/// `schema` says `article-embed/` and the version, of which there is 1 so far.
fn detect(answer: &Json) -> bool {
    fields::text(answer, "schema").is_some_and(|schema| schema.starts_with("article-embed/"))
}

fn read(story: &StorySource, article: &mut Article) {
    let StorySource { json, base, .. } = *story;
    let reader = blocks::Reader {
        base,
        has_withheld_images: Cell::new(false),
        dropped: Cell::default(),
    };
    article.kicker = fields::owned(json, "kicker");
    article.standfirst = reader.inlines(json.get("standfirst"));
    article.dropped.take("standfirst", reader.dropped.take());
    for author in json.get("authors").items() {
        fields::push_author(article, author, Writing::Plain, "url", base);
    }
    article.source = Source {
        name: fields::owned(json, "source.name"),
        url: fields::web(json, "source.url", base),
        logo: fields::media(json, "source.logo", base),
        credit_line: fields::owned(json, "source.credit_line"),
    };
    for section in json.get("sections").items() {
        fields::push_name(&mut article.sections, section, Writing::Plain);
    }
    article.direction = match json.get("direction").as_str() {
        Some("ltr") => Some(Direction::LeftToRight),
        Some("rtl") => Some(Direction::RightToLeft),
        _ => None,
    };
    article.lead_image = reader.image(json.get("lead_image"));
    article.dropped.take("lead_image", reader.dropped.take());
    article.body = reader.body(json.get("body"));
    article.has_withheld_images = reader.has_withheld_images.get();
    article.dropped.take("body", reader.dropped.take());
    article.dropped.look(|dropped| drop_unknown(json, dropped));
    article.access = match json.get("access").as_str() {
        Some("protected") => Access::Protected,
        Some("withheld") => Access::Withheld(WithheldReason::NotShared),
        _ => Access::Open,
    };
    for profile in json.get("follow").items() {
        if let (Some(label), Some(url)) = (
            fields::owned(profile, "label"),
            fields::web(profile, "url", base),
        ) {
            article.follow.push(Profile { label, url });
        } else {
            drop_incomplete(profile, "follow", article);
        }
    }
    for origin in json.get("based_on").items() {
        if let Some(name) = fields::owned(origin, "name") {
            let url = fields::web(origin, "url", base);
            article.based_on.push(Origin { name, url });
        } else {
            drop_incomplete(origin, "based_on", article);
        }
    }
    article.comments = comments(json.get("comments"), base);
    for related in json.get("related").items() {
        if let (Some(headline), Some(url)) = (
            fields::owned(related, "headline"),
            fields::text(related, "url").and_then(|address| base.link(address)),
        ) {
            article.related.push(Related { headline, url });
        } else {
            drop_incomplete(related, "related", article);
        }
    }
}

fn drop_incomplete(link: &Json, field: &str, article: &mut Article) {
    article
        .dropped
        .add(Reason::Incomplete, field, || left_out::words(link));
}

/// Takes note of fields that later versions or other programs may know.
fn drop_unknown(json: &Json, dropped: &mut Report) {
    for (name, value) in json.entries() {
        if !is_among(name, FIELDS) {
            dropped.add(Reason::Unknown, name, || left_out::words(value));
        }
    }
}

/// The fields of a document.
const FIELDS: &str = "$schema schema headline kicker standfirst byline authors source sections date_published \
    date_modified language direction lead_image body copyright_notice based_on license_url access \
    embargoed expires follow comments related canonical_url";

fn comments(json: &Json, base: &Base) -> CommentsInfo {
    CommentsInfo {
        status: match json.get("status").as_str() {
            Some("closed") => CommentsStatus::Closed,
            _ => CommentsStatus::Open,
        },
        count: json.get("count").as_unsigned(),
        endpoint: fields::web(json, "endpoint", base).map(|url| CommentsEndpoint {
            engine: fields::owned(json, "engine").unwrap_or_else(|| "wordpress".to_owned()),
            url,
            author: None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::FIELDS;
    use crate::article::{Access, WithheldReason};
    use crate::formats::pick::tests::read;

    fn document(members: &str) -> String {
        [
            r#"{"schema": "article-embed/1", "headline": "H", "canonical_url": "https://news.example/h","#,
            members,
            "}",
        ]
        .concat()
    }

    #[test]
    fn pictures_that_may_not_be_used_again_are_left_out() {
        let article = read(&document(
            r#""lead_image": {"src": "a.png", "reuse": false}, "body": [
                {"type": "paragraph", "content": "One"},
                {"type": "gallery", "images": [{"src": "b.png", "reuse": false}]},
                {"type": "image", "src": "c.png", "reuse": true}]"#,
        ))
        .unwrap();
        assert_eq!(
            (article.lead_image.is_some(), article.body.len()),
            (false, 2)
        );
        assert!(article.has_withheld_images);
    }

    #[test]
    fn what_a_story_is_made_from_and_with_is_read() {
        let article = read(&document(
            r#""lead_image": {"src": "https://a.example/a.png", "made_with_ai": true},
                "based_on": [{"name": "The Herald", "url": "https://herald.example/h"}, {"url": "/x"}, {"name": "A letter"}]"#,
        ))
        .unwrap();
        assert!(article.lead_image.unwrap().is_made_with_ai);
        let origins = article.based_on.iter();
        let origins: Vec<_> = origins
            .map(|origin| (&*origin.name, origin.url.is_some()))
            .collect();
        assert_eq!(origins, [("The Herald", true), ("A letter", false)]);
    }

    #[test]
    fn a_withheld_document_keeps_its_headline_and_link_only() {
        let body = r#", "body": [{"type": "paragraph", "content": "One"}], "related": [{"headline": "R", "url": "/r"}]"#;
        for (members, reason, has_headline) in [
            (r#""access": "withheld""#, WithheldReason::NotShared, true),
            (r#""expires": "2026-01-01""#, WithheldReason::Expired, true),
            (
                r#""embargoed": "2027-06-01""#,
                WithheldReason::Embargoed,
                false,
            ),
        ] {
            let article = read(&document(&[members, body].concat())).unwrap();
            assert_eq!(article.access, Access::Withheld(reason));
            assert_eq!(!article.headline.is_empty(), has_headline, "{members}");
            assert!(article.canonical_url.is_some());
            assert!(article.body.is_empty() && article.related.is_empty());
        }
    }

    #[test]
    fn every_field_of_the_schema_is_known() {
        let schema = include_str!("../../../docs/article-document.schema.json");
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let properties = schema["properties"].as_object().unwrap();
        let mut fields: Vec<_> = properties.keys().map(String::as_str).collect();
        fields.push("$schema");
        let mut known: Vec<_> = FIELDS.split_whitespace().collect();
        fields.sort_unstable();
        known.sort_unstable();
        assert_eq!(known, fields);
    }
}
