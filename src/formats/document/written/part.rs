//! Parts that blocks are made of: items of lists, and posts of other services.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Block, Inlines, all, schema};
use crate::article::block::Block as KeptBlock;
use crate::article::provider::PROVIDERS;
use crate::article::{Definition as KeptDefinition, ExternalEmbed as KeptEmbed, Item};

/// An item of a list: words, or an object with blocks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(transform = |schema: &mut _| schema::choose(schema, [schema::object_with("body")]))]
pub enum ListItem {
    /// An item that holds blocks.
    Blocks {
        /// Its number, where it is not the next one.
        #[serde(skip_serializing_if = "Option::is_none")]
        value: Option<i32>,
        /// The blocks.
        #[schemars(length(min = 1))]
        body: Vec<Block>,
    },
    /// An item of one paragraph.
    Words(Inlines),
}

impl From<Item> for ListItem {
    fn from(item: Item) -> Self {
        match (item.value, lines(item.body)) {
            (None, Ok(content)) => Self::Words(content),
            (value, Ok(content)) => Self::Blocks {
                value,
                body: vec![Block::Paragraph { content }],
            },
            (value, Err(body)) => Self::Blocks { value, body },
        }
    }
}

/// The words of what is one paragraph, or else its blocks.
pub(super) fn lines(mut body: Vec<KeptBlock>) -> Result<Inlines, Vec<Block>> {
    match body.pop() {
        Some(KeptBlock::Paragraph(content)) if body.is_empty() => Ok(content.into()),
        last => {
            body.extend(last);
            Err(all(body))
        }
    }
}

/// A term and what it means.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Definition {
    /// The term; left out where one term has several meanings and this is not the first.
    #[serde(skip_serializing_if = "Inlines::is_empty")]
    pub term: Inlines,
    /// What it means.
    pub body: Vec<Block>,
}

impl From<KeptDefinition> for Definition {
    fn from(definition: KeptDefinition) -> Self {
        let KeptDefinition { term, body } = definition;
        Self {
            term: term.into(),
            body: all(body),
        }
    }
}

/// A post or recording of another service.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Embed {
    /// The service.
    #[schemars(extend("enum" = PROVIDERS.iter().map(|row| row.name).collect::<BTreeSet<_>>()))]
    pub provider: String,
    /// Its id, just as the service writes it. An address is none.
    #[schemars(regex(pattern = r"^[^/\s]+(/[^/\s]+)*$"))]
    pub id: String,
    /// The second that a film begins at, where the service knows how to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub start: Option<u32>,
    /// The second that it ends at, which comes after its start.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub end: Option<u32>,
    /// The key of the list that a film is played from, just as the service writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[A-Z]{2}[A-Za-z0-9_-]+$"))]
    pub list: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The text under it.
    #[serde(skip_serializing_if = "Inlines::is_empty")]
    pub caption: Inlines,
    /// What the post says, for those who do not load it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
}

impl From<KeptEmbed> for Embed {
    fn from(embed: KeptEmbed) -> Self {
        let cue = embed.cue();
        Self {
            provider: embed.provider().name.to_owned(),
            id: embed.id().to_owned(),
            start: cue.start(),
            end: cue.end(),
            list: cue.list().map(str::to_owned),
            title: embed.title,
            caption: embed.caption.into(),
            body: all(embed.quote),
        }
    }
}
