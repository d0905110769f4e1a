//! Makes a story of an answer, and a page of a story, as the programs in a browser do.

use std::time::SystemTime;

use article_embed::article::Article;
use article_embed::embed::answer;
use article_embed::embed::load_error::LoadError;
use article_embed::embed::presentation::{self, Surroundings};
use article_embed::embed::{Options, languages};
use article_embed::i18n::{Messages, bundled};
use article_embed::render::Page;

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

/// The story as it is shown to whoever has no language of her own.
pub fn page<'a>(article: &'a Article, options: &'a Options) -> Page<'a> {
    let messages = messages(article, options);
    let surroundings = Surroundings::default();
    // What is wrong with the comments' place costs a reader nothing but the comments; `check` tells of it.
    presentation::page(article, options, messages, &surroundings).0
}

/// The interface's texts: in the language that was chosen, else in the story's, else in English.
fn messages(article: &Article, options: &Options) -> Messages {
    let locale = languages::choose(options, Some(article), &[]);
    if let Some(known) = languages::known(&locale) {
        return known;
    }
    let texts = bundled::texts(locale.language);
    languages::take(&locale, texts).unwrap_or_default()
}
