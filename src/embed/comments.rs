//! Which comment engine a story gets: the one that the tag names, or the one that the article names.

use std::rc::Rc;

use super::Options;
use super::options::CommentsOption;
use crate::article::{Access, Article, CommentsEndpoint};
use crate::comments;
use crate::comments::preview::Preview;
use crate::comments::wordpress::WordPress;
use crate::url::{Base, WebUrl};
use crate::view::page::Engine;

/// WordPress was asked for without an address that names a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("comments need an address such as https://news.example/wp-json/wp/v2/comments?post=42")]
pub struct NoPlace;

/// The engine; `known` is given back where its place is still the same.
pub fn engine(
    article: &Article,
    options: &Options,
    known: Option<Engine>,
) -> Result<Option<Engine>, NoPlace> {
    if let Access::Withheld(_) = article.access {
        return Ok(None);
    }
    let (own, author) = match &article.comments.endpoint {
        Some(CommentsEndpoint::WordPress { url, author }) => (Some(url), *author),
        None => (None, None),
    };
    let address = options.comments_url.as_ref().or(own);
    let Some(story) = article.canonical_url.as_ref().or(options.article.as_ref()) else {
        return Ok(None);
    };
    let address = match options.comments {
        CommentsOption::Off => return Ok(None),
        CommentsOption::Preview => None,
        CommentsOption::Auto if address.is_none() => return Ok(None),
        CommentsOption::Auto | CommentsOption::WordPress => Some(address.ok_or(NoPlace)?),
    };
    let name = address.map_or("preview", WebUrl::as_str);
    let place: Rc<str> = [name, " ", story.as_str()].concat().into();
    if let Some(known) = known.filter(|known| known.place == place) {
        return Ok(Some(known));
    }
    let engine: Rc<dyn comments::Engine> = match address {
        None => Rc::new(Preview::new(story.as_str())),
        Some(url) => {
            let base = Base::parse(story.as_str()).unwrap_or_else(Base::nowhere);
            Rc::new(WordPress::new(url, &base, author).ok_or(NoPlace)?)
        }
    };
    Ok(Some(Engine { engine, place }))
}
