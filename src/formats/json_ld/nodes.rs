//! The nodes of an answer in JSON-LD: which are stories, and which is meant by a reference.

use super::super::format::StorySource;
use super::super::{fields, left_out};
use super::PLACES;
use crate::article::{Reason, Report};
use crate::json::Json;
use crate::text;

/// No page has more nodes than this; each is held against the others.
const LIMIT: usize = 500;

/// The nodes of an answer: those in arrays and graphs, and what a page is mainly about.
fn push_nodes<'a>(json: &'a Json, nodes: &mut Vec<&'a Json>) {
    let list = fields::list(json).unwrap_or_else(|| vec![json]);
    for node in list {
        match node {
            Json::Array(_) => push_nodes(node, nodes),
            Json::Object(_) if nodes.len() < LIMIT => {
                nodes.push(node);
                push_nodes(node.get("@graph"), nodes);
                push_nodes(node.get("mainEntity"), nodes);
            }
            _ => {}
        }
    }
}

fn nodes(answer: &Json) -> Vec<&Json> {
    let mut nodes = Vec::new();
    push_nodes(answer, &mut nodes);
    nodes
}

/// `Article`, `NewsArticle`, `BlogPosting` and so on, with or without the vocabulary's address.
fn is_story(node: &Json) -> bool {
    fields::one_or_many(node.get("@type")).iter().any(|name| {
        let name = name.as_str().unwrap_or_default();
        ["Article", "BlogPosting", "Report"]
            .iter()
            .any(|kind| name.ends_with(kind))
    })
}

/// The stories. Of several nodes for one, as themes and plugins of one page write them, the fullest.
pub fn stories(answer: &Json) -> Vec<&Json> {
    let mut stories: Vec<&Json> = Vec::new();
    for node in nodes(answer) {
        if !is_story(node) {
            continue;
        }
        match stories.iter_mut().find(|known| is_same(known, node)) {
            Some(known) if fullness(known) < fullness(node) => *known = node,
            Some(_) => {}
            None => stories.push(node),
        }
    }
    stories
}

/// Takes note of the poorer nodes for a story, as far as they say something else.
pub fn drop_poorer(story: &StorySource, dropped: &mut Report) {
    dropped.look(|dropped| {
        let node = story.json;
        for other in nodes(story.answer) {
            if std::ptr::eq(other, node) || !is_story(other) || !is_same(node, other) {
                continue;
            }
            for field in [
                "headline",
                "name",
                "description",
                "articleBody",
                "author",
                "image",
            ] {
                let text = left_out::words(other.get(field));
                if text != left_out::words(node.get(field)) {
                    dropped.add(Reason::Alternative, field, || text);
                }
            }
        }
    });
}

/// Whether two nodes are about one story: by address, or by headline where one of them has no address.
fn is_same(node: &Json, other: &Json) -> bool {
    let place = |node| -> Option<&str> {
        let (address, _) = text::split_run(fields::text(node, PLACES.canonical_url)?, |byte| {
            *byte != b'#'
        });
        Some(address.trim_end_matches('/')).filter(|address| !address.is_empty())
    };
    let headline = |node| fields::text(node, PLACES.headline);
    match (place(node), place(other)) {
        (Some(one), Some(other)) => one == other,
        _ => headline(node).is_some() && headline(node) == headline(other),
    }
}

/// How much a node says: its text counts most, then how many of its members say anything.
fn fullness(node: &Json) -> (usize, usize) {
    let text = fields::text(node, "articleBody").unwrap_or_default();
    (text.len(), node.entries().len())
}

/// Whether an answer is JSON-LD with a story in it.
pub fn detect(answer: &Json) -> bool {
    let nodes = nodes(answer);
    let is_json_ld = nodes
        .iter()
        .any(|node| is_schema_org(node.get("@context")) || !node.get("@graph").is_null());
    is_json_ld && nodes.iter().any(|node| is_story(node))
}

/// A context is an address, an object with one, or an array of both.
fn is_schema_org(context: &Json) -> bool {
    match context {
        Json::String(address) => text::contains(address, "schema.org"),
        other => fields::values(other).into_iter().any(is_schema_org),
    }
}

/// The node that this one points at, where it is in the answer.
pub fn resolve<'a>(node: &'a Json, answer: &'a Json) -> &'a Json {
    let Some(id) = node.get("@id").as_str() else {
        return node;
    };
    let mut known = nodes(answer).into_iter();
    known
        .find(|other| other.get("@id").as_str() == Some(id))
        .unwrap_or(node)
}

#[cfg(test)]
mod tests {
    use crate::article::block::Block;
    use crate::formats::pick::tests::read;

    #[test]
    fn of_nodes_for_one_story_the_fullest_is_read() {
        let bare = r#"{"@type": "NewsArticle", "headline": "Tea", "url": "https://gazette.example/tea/#top"}"#;
        let full = r#"{"@type": "Article", "headline": "Tea!", "mainEntityOfPage": "https://gazette.example/tea", "articleBody": "Hot."}"#;
        let nowhere = r#"{"@type": "BlogPosting", "headline": "Tea", "author": "Ann", "datePublished": "2026-03-02"}"#;
        for (one, other, has_text) in [
            (bare, full, true),
            (full, bare, true),
            (nowhere, bare, false),
            (bare, nowhere, false),
        ] {
            let answer = [
                r#"{"@context": "https://schema.org", "@graph": ["#,
                one,
                ",",
                other,
                "]}",
            ]
            .concat();
            let article = read(&answer).unwrap();
            assert_eq!(
                matches!(article.body[..], [Block::Paragraph(_)]),
                has_text,
                "{answer}"
            );
            let poorer = article.dropped.dropped();
            let says_more = poorer.iter().any(|one| one.field == "headline");
            assert_eq!(says_more, has_text, "{poorer:?}");
            assert_eq!(article.authors.len(), usize::from(!has_text));
        }
        let other = bare.replace("/tea/", "/cake").replace("Tea", "Cake");
        let answer = [
            r#"{"@context": "https://schema.org", "@graph": ["#,
            bare,
            ",",
            &other,
            "]}",
        ]
        .concat();
        assert!(read(&answer).is_err());
    }

    #[test]
    fn a_list_may_be_an_object_with_numbers_for_names() {
        let answer = r#"{"0": {"@context": "https://schema.org", "@type": "Organization", "name": "G"},
            "2": {"@context": "https://schema.org", "@type": "Article", "headline": "Tea"}}"#;
        assert_eq!(read(answer).unwrap().headline, "Tea");
    }
}
