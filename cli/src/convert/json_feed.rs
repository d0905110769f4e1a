//! Stories as a JSON Feed, version 1.1.
//!
//! Source: the JSON Feed specification. Titles, names and summaries are plain text there; what else a story says is
//! in its text.

use article_embed::article::block::{Block, plain_text};
use article_embed::article::{Article, Date};
use article_embed::url::{MediaUrl, WebUrl};
use serde_json::{Value, json};

use super::html;
use crate::object::{Object, address, some};

/// The version's own address.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// What a feed says for all of its stories, as the first of them does.
pub fn head(article: &Article) -> Object {
    let source = &article.source;
    // A feed has to have a title, and who reads it takes that for the publisher's name.
    let site = || article.canonical_url.as_ref().map(WebUrl::site);
    let title = source.name.clone().or_else(site);
    Object::default()
        .with("version", Some(VERSION))
        .with("title", title.or(Some(article.headline.clone())))
        .with("home_page_url", address(source.url.as_ref()))
        .with("icon", source.logo.as_ref().map(MediaUrl::as_str))
        .with("language", article.language.as_deref())
}

/// A story as an item, which is called by its own address or else by this name.
pub fn item(article: &Article, name: &str) -> Value {
    let url = address(article.canonical_url.as_ref());
    let authors = article.authors.iter();
    let mut authors: Vec<Value> = authors
        .map(|author| {
            let author = Object::default()
                .with("name", some(&author.name))
                .with("url", address(author.url.as_ref()));
            author.into()
        })
        .collect();
    if let (true, Some(byline)) = (authors.is_empty(), &article.byline) {
        authors.push(json!({ "name": byline }));
    }
    let tags = Some(article.sections.clone()).filter(|tags| !tags.is_empty());
    Object::default()
        .with("id", url.as_deref().or(Some(name)))
        .with("url", url.clone())
        .with("title", some(&article.headline))
        .with("content_html", Some(html::html(&text(article))))
        .with("summary", some(&plain_text(&article.standfirst)))
        .with(
            "image",
            article.lead_image.as_ref().map(|image| image.src.as_str()),
        )
        .with("date_published", article.date_published.map(Date::datetime))
        .with("date_modified", article.date_modified.map(Date::datetime))
        .with(
            "authors",
            Some(authors).filter(|authors| !authors.is_empty()),
        )
        .with("tags", tags)
        .with("language", article.language.as_deref())
        .into()
}

/// The text, opened by the picture that opens the story: an item names its file alone, and the words about it stand
/// in the text. Who reads both knows them for one.
fn text(article: &Article) -> Vec<Block> {
    let lead = article.lead_image.iter().cloned().map(Block::Image);
    lead.chain(article.body.iter().cloned()).collect()
}
