//! What the islands know of the story that they stand in: a small JSON document in its
//! `data-context`, whoever rendered it.
//!
//! Natively, serde writes and reads it. In the programs that is done by hand ([`super::context_json`]),
//! since serde would be a tenth of their bytes; a native test holds both equal. The members stand in the
//! same order both ways.

#[cfg(not(target_arch = "wasm32"))]
use serde::{Deserialize, Serialize};

#[cfg(target_arch = "wasm32")]
use super::context_json;

/// The form of the document. One of another form is left alone.
pub const VERSION: u32 = 1;

/// A rendered story's context.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Serialize, Deserialize))]
pub struct Context {
    /// [`VERSION`].
    pub version: u32,
    /// The headline's level, 1 to 6.
    pub level: u8,
    /// How many blocks the text has, by which it is told whether a reader can have read it.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub blocks: u32,
    /// The names of the share targets, in order.
    pub share: Vec<String>,
    /// Where the comments are, if there are any.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub comments: Option<CommentsContext>,
    /// The address of the story's JSON.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub article: Option<String>,
    /// The story's own page.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub url: Option<String>,
    /// The headline; empty where the story has none.
    pub headline: String,
    /// The publisher's name.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub publisher: Option<String>,
    /// BCP 47 tag of the story's language.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub language: Option<String>,
    /// BCP 47 tag of the language that the interface speaks.
    pub interface: String,
    /// BCP 47 tag by which it writes dates and numbers.
    pub locale: String,
    /// The address that is shared; `None` for the address of the page that the story stands in.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub shared: Option<String>,
    /// When the story was rendered, as ISO 8601 in UTC. A browser that renders for itself has no need
    /// to say.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub made: Option<String>,
    /// When the story was last changed that it was rendered from, as the story says it. Only with `made`.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub modified: Option<String>,
}

/// Where a story's comments are.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Serialize, Deserialize))]
pub struct CommentsContext {
    /// Whether the newest stand first.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub newest: bool,
    /// The publisher takes no more. Only a hint: the engine has the last word.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub closed: bool,
    /// The number that the engine knows the story's writer by.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub author: Option<u32>,
    /// The engine's name.
    pub engine: String,
    /// The engine's address; the story's own page where the engine needs none.
    pub address: String,
    /// The story's own page, by which engines know it.
    pub page: String,
}

impl Context {
    /// The document.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts, numbers and lists always have a form in JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The document.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub fn to_json(&self) -> String {
        context_json::write(self, crate::json::quoted)
    }

    /// Reads a document; `None` for what is none, or is one of another form.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        let context: Self = serde_json::from_str(json).ok()?;
        (context.version == VERSION).then_some(context)
    }

    /// Reads a document; `None` for what is none, or is one of another form.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        let context = context_json::read(&crate::json::parse(&json.into()).ok()?)?;
        (context.version == VERSION).then_some(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> Context {
        Context {
            version: VERSION,
            article: Some("https://news.example/1.json".to_owned()),
            url: None,
            headline: "“A” & <b>".to_owned(),
            level: 2,
            publisher: None,
            language: Some("de".to_owned()),
            interface: "de".to_owned(),
            locale: "de-AT".to_owned(),
            share: vec!["x".to_owned(), "copy".to_owned()],
            shared: None,
            blocks: 13,
            comments: Some(CommentsContext {
                engine: "isso".to_owned(),
                address: "https://comments.example/".to_owned(),
                page: "https://news.example/1/".to_owned(),
                author: None,
                newest: false,
                closed: true,
            }),
            made: None,
            modified: None,
        }
    }

    #[test]
    fn a_context_comes_back_as_it_was_written() {
        assert_eq!(Context::from_json(&context().to_json()), Some(context()));
    }

    #[test]
    fn another_form_is_left_alone() {
        let newer = Context {
            version: VERSION + 1,
            ..context()
        };
        for json in [newer.to_json().as_str(), "", "{}", "[1]", "null"] {
            assert_eq!(Context::from_json(json), None, "{json}");
        }
    }
}
