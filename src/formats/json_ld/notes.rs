//! What an article in JSON-LD says of itself beside its text: what was wrong in it, and what it is made
//! from.

use super::super::fields::{self, address};
use super::super::format::StorySource;
use super::super::writing::Writing;
use super::super::{body, left_out};
use super::nodes::resolve;
use crate::article::block::{Block, Inline};
use crate::article::{Article, Origin, Reason};
use crate::url::{Base, WebUrl};

/// Adds the corrections to the end of the text, with their days.
pub fn push_corrections(story: &StorySource, base: &Base, article: &mut Article) {
    let mut notes = Vec::new();
    for correction in fields::one_or_many(story.json.get("correction")) {
        let correction = resolve(correction, story.answer);
        let words = correction.text();
        let words = words.or_else(|| fields::text(correction, "text description name url"));
        let Some(words) = words else {
            continue;
        };
        let dropped = &mut article.dropped;
        let mut words = body::line(words, "correction", Writing::Loose, base, dropped);
        let mut line = Vec::new();
        if let Some(date) = fields::date(correction, "datePublished dateModified") {
            let datetime = date.datetime();
            let day = datetime.get(..10).unwrap_or_default().to_owned();
            let content = vec![Inline::Text(day)];
            line.push(Inline::Time { datetime, content });
            line.push(Inline::Text(": ".to_owned()));
        }
        line.append(&mut words);
        notes.push(Block::Paragraph(line));
    }
    if !notes.is_empty() {
        article.body.push(Block::Aside(notes));
    }
}

/// Adds what the article was made from: such as the story that it was taken over from.
pub fn push_origins(story: &StorySource, article: &mut Article) {
    for origin in fields::one_or_many(fields::find(story.json, "isBasedOn isBasedOnUrl")) {
        let origin = resolve(origin, story.answer);
        let place = origin.text().or_else(|| fields::text(origin, "url @id"));
        // A text that is no address is a name.
        let url = place.and_then(|place| WebUrl::parse(&address(place)));
        let mut drop = |reason| {
            let dropped = &mut article.dropped;
            dropped.add(reason, "isBasedOn", || left_out::words(origin));
        };
        if url.is_some() && url == article.canonical_url {
            drop(Reason::Repeated);
            continue;
        }
        let name = fields::text(origin, "headline name publisher.name");
        let name = match (name, &url) {
            (None, Some(url)) => Some(url.site()),
            (name, _) => name.or(origin.text()).map(|name| Writing::Loose.line(name)),
        };
        match name {
            Some(name) => article.based_on.push(Origin { name, url }),
            None => drop(Reason::Incomplete),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::plain_text;
    use crate::formats::pick::tests::read;

    fn article(members: &str) -> Article {
        let answer = r#"{"@context": "https://schema.org", "@type": "Article", "headline": "Tea",
            "url": "https://gazette.example/tea", MEMBERS}"#;
        read(&answer.replace("MEMBERS", members)).unwrap()
    }

    #[test]
    fn corrections_end_the_text() {
        for (correction, expected) in [
            (r#""It was &ldquo;hot&rdquo;.""#, "It was “hot”."),
            (
                r#"{"@type": "CorrectionComment", "text": "It was hot.", "datePublished": "2026-03-03T10:00:00Z"}"#,
                "2026-03-03: It was hot.",
            ),
            (
                r#"["One.", {"text": ""}, {"text": "<p>Two.</p>"}]"#,
                "One.|Two.",
            ),
            (
                r#""https://gazette.example/corrections#7""#,
                "https://gazette.example/corrections#7",
            ),
        ] {
            let article =
                article(&[r#""articleBody": "Warm.", "correction": "#, correction].concat());
            let [_, Block::Aside(notes)] = &article.body[..] else {
                panic!("{:?}", article.body);
            };
            let lines = notes.iter().map(|note| match note {
                Block::Paragraph(line) => plain_text(line),
                other => panic!("{other:?}"),
            });
            assert_eq!(lines.collect::<Vec<_>>().join("|"), expected);
        }
        assert!(article(r#""correction": "It was hot.""#).body.is_empty());
        assert_eq!(
            article(r#""articleBody": "Warm.", "correctionsPolicy": "/policy""#)
                .body
                .len(),
            1
        );
    }

    #[test]
    fn what_an_article_was_made_from_is_named() {
        for (members, name, has_url) in [
            (
                r#""isBasedOn": "https://www.herald.example/cake""#,
                "herald.example",
                true,
            ),
            (
                r#""isBasedOn": {"@type": "NewsArticle", "url": "https://herald.example/cake", "name": "Cake &amp; more"}"#,
                "Cake & more",
                true,
            ),
            (
                r#""isBasedOn": {"publisher": {"name": "The Herald"}}"#,
                "The Herald",
                false,
            ),
            (r#""isBasedOn": "The Herald""#, "The Herald", false),
        ] {
            let origin = article(members).based_on.pop().unwrap();
            assert_eq!((&*origin.name, origin.url.is_some()), (name, has_url));
        }
        assert!(
            article(r#""isBasedOn": ["https://gazette.example/tea", {}]"#)
                .based_on
                .is_empty()
        );
    }
}
