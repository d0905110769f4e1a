//! Makes a story of an answer, and a page of a story, as the programs in a browser do.

use std::time::SystemTime;

use article_embed::article::Article;
use article_embed::embed::answer;
use article_embed::embed::load_error::LoadError;
use article_embed::embed::{Options, ahead};
use article_embed::render::Page;

use crate::attributes::Attributes;
use crate::fetch::Answer;

/// The story in an answer, as it may be shown at `now`.
pub fn story(answer: &Answer, options: &Options, now: SystemTime) -> Result<Article, LoadError> {
    let url = options
        .article
        .as_ref()
        .map_or_else(String::new, |url| url.as_str().to_owned());
    let json = match answer.body.trim() {
        "" => Err(LoadError::Empty { url }),
        text => answer::parse(text).map_err(|reason| LoadError::NotJson { url, reason }),
    };
    let now = now.duration_since(SystemTime::UNIX_EPOCH);
    let now = now.map_or(0, |since| since.as_secs().try_into().unwrap_or(i64::MAX));
    answer::story(answer.status, json, &answer.address, options, now)
}

/// The story as it is shown to whoever has no language of her own, with options of which these attributes are the
/// words.
pub fn page<'a>(article: &'a Article, options: &'a Options, attributes: &Attributes) -> Page<'a> {
    let given = attributes.given().iter();
    let given = given.filter(|(name, _)| *name != "heading-level");
    let given = given.map(|(name, value)| ((*name).to_owned(), value.clone()));
    let item = options
        .item
        .iter()
        .map(|item| ("item".to_owned(), item.clone()));
    // What is wrong with the comments' place costs a reader nothing but the comments; `check` tells of it.
    ahead::page(article, options, given.chain(item).collect()).0
}
