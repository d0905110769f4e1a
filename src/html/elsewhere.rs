//! Links in place of what cannot stand in a story: frames of unknown sites, and players where there
//! is only room for words.

use crate::article::block::Inline;
use crate::url::{Base, WebUrl};

/// A link in these words, or in the name of the site that it leads to.
pub fn link(address: &str, words: Option<String>) -> Option<Inline> {
    let url = WebUrl::parse(address)?;
    let words = words
        .filter(|words| !words.trim_ascii().is_empty())
        .unwrap_or_else(|| url.site());
    Some(Inline::Link {
        url: Base::nowhere().link(url.as_str())?,
        content: vec![Inline::Text(words.trim_ascii().to_owned())],
    })
}
