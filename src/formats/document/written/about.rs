//! What is said about a story: its writers, its publisher, its comments.

use schemars::JsonSchema;
use serde::Serialize;

use super::schema;
use crate::article;
use crate::url::{LinkUrl, MediaUrl, WebUrl};

/// One of the writers: a name, or more about the person.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(transform = |schema: &mut _| schema::choose(schema, [schema::object()]))]
pub enum Author {
    /// One of the writers.
    Person {
        /// The name as it is shown.
        #[schemars(length(min = 1))]
        name: String,
        /// A page about the writer.
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<WebUrl>,
    },
    /// The name as it is shown.
    Name(String),
}

impl From<article::Author> for Author {
    fn from(author: article::Author) -> Self {
        let article::Author { name, url } = author;
        match url {
            None => Self::Name(name),
            url => Self::Person { name, url },
        }
    }
}

/// Another work that the story was made from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Origin {
    /// Its title, or the name of its publisher.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
}

impl From<article::Origin> for Origin {
    fn from(origin: article::Origin) -> Self {
        let article::Origin { name, url } = origin;
        Self { name, url }
    }
}

/// Who published the story.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Source {
    /// The publisher's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The publisher's home page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    /// The publisher's mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<MediaUrl>,
    /// The line under the story that names its sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_line: Option<String>,
}

impl Source {
    /// The source, where anything is known of it.
    pub(super) fn written(source: article::Source) -> Option<Self> {
        if source == article::Source::default() {
            return None;
        }
        let article::Source {
            name,
            url,
            logo,
            credit_line,
        } = source;
        Some(Self {
            name,
            url,
            logo,
            credit_line,
        })
    }
}

/// How much of a story may be shown.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// The text is here.
    Open,
    /// The whole text is on the publisher's own page only. A part of it may be here.
    Protected,
    /// Only the headline and the link are shown.
    Withheld,
}

impl Access {
    /// What is said where not everything is open.
    pub(super) fn written(access: article::Access) -> Option<Self> {
        match access {
            article::Access::Open => None,
            article::Access::Protected => Some(Self::Protected),
            article::Access::Withheld(_) => Some(Self::Withheld),
        }
    }
}

/// One of the publisher's profiles on another site.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Profile {
    /// The site's name, such as 'Facebook'.
    #[schemars(length(min = 1))]
    pub label: String,
    /// The profile.
    pub url: WebUrl,
}

impl From<article::Profile> for Profile {
    fn from(profile: article::Profile) -> Self {
        let article::Profile { label, url } = profile;
        Self { label, url }
    }
}

/// Another story.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Related {
    /// Its headline.
    #[schemars(length(min = 1))]
    pub headline: String,
    /// Its page.
    pub url: LinkUrl,
}

impl From<article::Related> for Related {
    fn from(related: article::Related) -> Self {
        let article::Related { headline, url } = related;
        Self { headline, url }
    }
}

/// Where readers' comments live.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comments {
    /// Whether new ones are taken; `open` where nothing is said. The engine has the last word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<CommentsStatus>,
    /// How many there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The engine that lists and takes them, one of those that `data-comments` names; `wordpress`
    /// where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine: Option<String>,
    /// The engine's address: that of WordPress's REST API is
    /// `https://news.example/wp-json/wp/v2/comments?post=42`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<WebUrl>,
}

/// Whether new comments are taken.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommentsStatus {
    /// New comments are taken.
    Open,
    /// The publisher takes no more.
    Closed,
}

impl Comments {
    /// What is said of comments, where anything is known of them.
    pub(super) fn written(comments: article::CommentsInfo) -> Option<Self> {
        if comments == article::CommentsInfo::default() {
            return None;
        }
        let article::CommentsInfo {
            status,
            count,
            endpoint,
        } = comments;
        Some(Self {
            status: match status {
                article::CommentsStatus::Open => None,
                article::CommentsStatus::Closed => Some(CommentsStatus::Closed),
            },
            count,
            engine: endpoint.as_ref().and_then(|endpoint| {
                let engine = &endpoint.engine;
                (engine != "wordpress").then(|| engine.clone())
            }),
            endpoint: endpoint.map(|endpoint| endpoint.url),
        })
    }
}
