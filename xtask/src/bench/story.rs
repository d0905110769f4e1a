//! The story that everybody brings, and how it is known on a page.

use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::workspace::Workspace;

/// The sample that is measured.
const SAMPLE: &str = "static/stories/prison.json";

/// The folder of the sample's pictures.
pub const PICTURES: &str = "static/stories/pictures";

/// The sample's comments, as WordPress answers.
pub const COMMENTS: &str = include_str!("comments.json");

/// The story's path at the publisher's.
pub const PATH: &str = "/stories/prison.json";

/// The path of its comments.
pub const COMMENTS_PATH: &str = "/wp-json/wp/v2/comments";

/// The story.
#[derive(Debug)]
pub struct Story {
    /// The document as the publisher has it.
    pub document: Value,
    /// Its own page.
    pub url: String,
    /// Its headline.
    pub headline: String,
    /// The words of its paragraphs.
    pub paragraphs: Vec<String>,
    /// The words of its first comment.
    pub comment: String,
}

impl Story {
    /// Reads the sample, whose comments are at a publisher's of this address.
    pub fn read(workspace: &Workspace, publisher: &str) -> Result<Self> {
        let path = workspace.path(SAMPLE);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        let comments: Value = serde_json::from_str(COMMENTS)?;
        let mut story = Self::of(serde_json::from_str(&text)?)
            .with_context(|| format!("{SAMPLE} has no headline, no address or no paragraph"))?;
        story.document["comments"] = json!({
            "status": "open",
            "count": comments.as_array().map_or(0, Vec::len),
            "engine": "wordpress",
            "endpoint": format!("{publisher}{COMMENTS_PATH}?post=1"),
        });
        let words = comments[0]["content"]["rendered"].as_str();
        story.comment = without_tags(words.unwrap_or_default());
        Ok(story)
    }

    fn of(document: Value) -> Option<Self> {
        let blocks = document["body"].as_array()?.iter();
        let paragraphs: Vec<_> = blocks
            .filter(|block| block["type"] == "paragraph")
            .map(|block| words(&block["content"]))
            .collect();
        paragraphs.first()?;
        Some(Self {
            url: document["canonical_url"].as_str()?.to_owned(),
            headline: document["headline"].as_str()?.to_owned(),
            paragraphs,
            comment: String::new(),
            document,
        })
    }
}

/// The words of inlines.
fn words(inlines: &Value) -> String {
    match inlines {
        Value::String(text) => text.clone(),
        Value::Array(inlines) => inlines.iter().map(words).collect(),
        Value::Object(inline) => inline.get("content").map(words).unwrap_or_default(),
        _ => String::new(),
    }
}

fn without_tags(html: &str) -> String {
    let parts = html.split('<').map(|part| match part.split_once('>') {
        Some((_, words)) => words,
        None => part,
    });
    parts.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_known_by_its_words() {
        let link =
            json!(["Read ", { "type": "link", "url": "https://a.example/", "content": "on" }, "."]);
        let story = Story::of(json!({
            "headline": "The ferry",
            "canonical_url": "https://news.example/ferry",
            "body": [
                { "type": "paragraph", "content": "It came." },
                { "type": "separator" },
                { "type": "paragraph", "content": link },
            ],
        }));
        assert_eq!(story.unwrap().paragraphs, ["It came.", "Read on."]);
        assert!(Story::of(json!({ "headline": "None", "body": [] })).is_none());
    }

    #[test]
    fn a_comment_is_known_by_its_words() {
        assert_eq!(without_tags("<p>So it <em>is</em>.</p>\n"), "So it is.");
    }
}
