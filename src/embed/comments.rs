//! Where a story's comments are, and on which engine: the one that the tag names, or the one that the article names.

use super::Options;
use super::options::CommentsOption;
use crate::article::{Access, Article};
use crate::comments::engines::{self, ENGINES};
use crate::comments::kind::Kind;
use crate::text::error_text;
use crate::url::WebUrl;

/// Where a story's comments are.
pub struct CommentsPlace {
    /// The kind of engine.
    pub kind: &'static Kind,
    /// The engine's address; the story's own page where the engine needs none.
    pub address: WebUrl,
    /// The story's own page, by which engines know it.
    pub page: WebUrl,
    /// The number that the engine knows the story's writer by.
    pub author: Option<u32>,
}

/// Why a story has no comments where they were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEngine {
    /// There is no address. Has what is needed.
    NoAddress(String),
    /// The article names an engine that there is not.
    Unknown(String),
}

error_text!(NoEngine);

impl NoEngine {
    /// What is wrong, for developers.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::NoAddress(needed) => needed.clone(),
            Self::Unknown(name) => ["the article names an unknown comment engine: ", name].concat(),
        }
    }
}

/// Where a story's comments are; `None` where it has none.
pub fn place(article: &Article, options: &Options) -> Result<Option<CommentsPlace>, NoEngine> {
    // A publisher may host the embed without comments.
    if ENGINES.is_empty() || matches!(article.access, Access::Withheld(_)) {
        return Ok(None);
    }
    let own = article.comments.endpoint.as_ref();
    let name = match options.comments {
        CommentsOption::Off => return Ok(None),
        CommentsOption::Named(name) => name,
        CommentsOption::Auto => match (own, &options.comments_url) {
            (Some(own), _) => &own.engine,
            (None, Some(_)) => "wordpress",
            (None, None) => return Ok(None),
        },
    };
    let Some(page) = article.canonical_url.as_ref().or(options.article.as_ref()) else {
        return Ok(None);
    };
    let kind = engines::named(name).ok_or_else(|| NoEngine::Unknown(name.to_owned()))?;
    let own = own.filter(|own| own.engine == kind.name);
    let address = if kind.example.is_empty() {
        Some(page)
    } else {
        options.comments_url.as_ref().or(own.map(|own| &own.url))
    };
    let address = address.ok_or_else(|| NoEngine::NoAddress(kind.needs_address()))?;
    Ok(Some(CommentsPlace {
        kind,
        address: address.clone(),
        page: page.clone(),
        author: own.and_then(|own| own.author),
    }))
}
