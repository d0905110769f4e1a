//! Words with their styles.

use schemars::JsonSchema;
use serde::Serialize;

use super::schema;
use crate::article::block::{self, Style};
use crate::url::LinkUrl;

/// Words: a text, an inline, or an array of both. A text stays as it is written, HTML and all.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(transform = |schema: &mut _| schema::choose(schema, [schema::object(), schema::array()]))]
pub enum Inlines {
    /// Words with a style or meaning.
    Inline(Box<Inline>),
    /// Words one after another.
    Several(Vec<Inlines>),
    /// Plain words.
    Text(String),
}

/// Words with a style or meaning.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schemars(transform = schema::tagged)]
pub enum Inline {
    /// A link.
    Link {
        /// Where to.
        url: LinkUrl,
        /// What the reader clicks.
        content: Inlines,
    },
    /// A short form; the title says it in full.
    Abbreviation {
        /// The full words.
        #[schemars(length(min = 1))]
        title: String,
        /// The short form.
        content: Inlines,
    },
    /// A date or time, with a form that machines read.
    Time {
        /// HTML's `datetime`.
        #[schemars(length(min = 1))]
        datetime: String,
        /// What is shown.
        content: Inlines,
    },
    /// Text with its reading set above it.
    Ruby {
        /// The text.
        content: Inlines,
        /// The reading.
        #[schemars(length(min = 1))]
        text: String,
    },
    /// A new line.
    Break,
    /// A style or meaning given to words.
    #[serde(untagged)]
    Styled {
        /// Which one.
        #[serde(rename = "type")]
        #[schemars(extend("enum" = Style::TABLE.map(|(_, name, _)| name)))]
        style: &'static str,
        /// The words.
        content: Inlines,
    },
}

impl Inlines {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Several(parts) if parts.is_empty())
    }
}

impl From<Vec<block::Inline>> for Inlines {
    fn from(content: Vec<block::Inline>) -> Self {
        let mut parts: Vec<Self> = super::all(content);
        if parts.len() == 1 {
            return parts.remove(0);
        }
        Self::Several(parts)
    }
}

impl From<block::Inline> for Inlines {
    fn from(inline: block::Inline) -> Self {
        let inline = match inline {
            block::Inline::Text(text) => return Self::Text(text),
            block::Inline::Foreign {
                language: _,
                direction: _,
                content,
            } => return content.into(),
            block::Inline::Styled(style, content) => Inline::Styled {
                style: style.name(),
                content: content.into(),
            },
            block::Inline::Link { url, content } => Inline::Link {
                url,
                content: content.into(),
            },
            block::Inline::Abbreviation { title, content } => Inline::Abbreviation {
                title,
                content: content.into(),
            },
            block::Inline::Time { datetime, content } => Inline::Time {
                datetime,
                content: content.into(),
            },
            block::Inline::Ruby { content, reading } => Inline::Ruby {
                content: content.into(),
                text: reading,
            },
            block::Inline::Break => Inline::Break,
        };
        Self::Inline(Box::new(inline))
    }
}
