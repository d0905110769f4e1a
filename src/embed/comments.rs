//! Which comment engine a story gets: the one that the tag names, or the one that the article names.

use std::rc::Rc;

use super::Options;
use super::options::CommentsOption;
use crate::article::{Access, Article};
use crate::comments::engines::{self, ENGINES, Story};
use crate::url::Base;
use crate::view::page::Engine;

/// Why a story has no comments where they were asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoEngine {
    /// There is no address, or none that this engine understands.
    #[error("the comment engine {name} needs an address such as {example}")]
    NoPlace {
        /// The engine's name.
        name: &'static str,
        /// An address as it takes one.
        example: &'static str,
    },
    /// The article names an engine that there is not.
    #[error("the article names an unknown comment engine: {0}")]
    Unknown(String),
}

/// The engine; `known` is given back where its place is still the same.
pub fn engine(
    article: &Article,
    options: &Options,
    known: Option<Engine>,
) -> Result<Option<Engine>, NoEngine> {
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
    let no_place = NoEngine::NoPlace {
        name: kind.name,
        example: kind.example,
    };
    let address = address.ok_or_else(|| no_place.clone())?;
    let place: Rc<str> = [kind.name, " ", address.as_str(), " ", page.as_str()]
        .concat()
        .into();
    if let Some(known) = known.filter(|known| known.place == place) {
        return Ok(Some(known));
    }
    let engine = (kind.start)(&Story {
        address,
        page,
        headline: &article.headline,
        author: own.and_then(|own| own.author),
        base: Base::parse(page.as_str()).unwrap_or_else(Base::nowhere),
    });
    Ok(Some(Engine {
        engine: engine.ok_or(no_place)?,
        place,
    }))
}
