//! Words with their styles.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Image, schema};
use crate::article::block::{self, Style};
use crate::article::inline::MATH;
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
    /// Words in another language or direction than those around them.
    Foreign {
        /// BCP 47 tag.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// Which way they run; `auto` goes by the first letter.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(extend("enum" = ["ltr", "rtl", "auto"]))]
        direction: Option<&'static str>,
        /// The words.
        content: Inlines,
    },
    /// A small picture that stands in its line.
    Picture(Image),
    /// An element of a formula.
    Formula {
        /// Its name in MathML Core; `block` is `math` on lines of its own.
        #[schemars(extend("enum" = MATH.split(' ').collect::<Vec<_>>()))]
        element: &'static str,
        /// What stands in it.
        #[serde(skip_serializing_if = "Inlines::is_empty")]
        content: Inlines,
    },
    /// A place in the story that its links lead to.
    Anchor {
        /// Its number, which no other has.
        anchor: u32,
    },
    /// A link to an anchor.
    Jump {
        /// The anchor's number.
        anchor: u32,
        /// The place on the story's own page.
        url: LinkUrl,
        /// What the reader clicks.
        content: Inlines,
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
                language,
                direction,
                content,
            } => Inline::Foreign {
                language,
                direction,
                content: content.into(),
            },
            block::Inline::Picture(image) => Inline::Picture((*image).into()),
            block::Inline::Math(element, content) => Inline::Formula {
                element,
                content: content.into(),
            },
            block::Inline::Anchor(anchor) => Inline::Anchor { anchor },
            block::Inline::Jump {
                anchor,
                url,
                content,
            } => Inline::Jump {
                anchor,
                url,
                content: content.into(),
            },
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
