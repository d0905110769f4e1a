//! A story as the library itself reads and presents it, to be held against what the built embed shows.

use std::time::{SystemTime, UNIX_EPOCH};

use article_embed::article::Article;
use article_embed::embed::Options;
use article_embed::embed::presentation::{self, Surroundings};
use article_embed::formats::{self, Reading};
use article_embed::i18n::{Messages, languages};
use article_embed::json::Json;
use article_embed::render::{Context, Story};
use article_embed::url::Base;

/// The languages of the reader in a browser that a test has started.
const READER: &[&str] = &["en-GB"];

/// A story in an embed of these attributes, on a page of this address.
pub struct Native {
    options: Options,
    /// What is wrong with the attributes.
    mistakes: Vec<String>,
    page: String,
    article: Result<Article, String>,
}

impl Native {
    /// Reads the attributes, and the answer that came from the address among them.
    pub fn new(attributes: &[(&str, &str)], answer: &str, page: &str) -> Self {
        let value = |name: &str| {
            let found = attributes.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let base = Base::parse(page).unwrap_or_else(Base::nowhere);
        let (options, mistakes) = Options::read(&value, &base);
        let article = read(&options, answer);
        Self {
            options,
            mistakes,
            page: page.to_owned(),
            article,
        }
    }

    /// What the console is told.
    pub fn told(&self) -> Vec<String> {
        let mistake = match self.present() {
            Ok((.., mistake)) => mistake,
            Err(error) => Some(error),
        };
        self.mistakes.iter().cloned().chain(mistake).collect()
    }

    /// The story's HTML, its context, and what is wrong with its comments; or why there is no story.
    pub fn present(&self) -> Result<(String, Context, Option<String>), String> {
        let article = self.article.as_ref().map_err(Clone::clone)?;
        let reader: Vec<_> = READER.iter().map(|tag| (*tag).to_owned()).collect();
        let locale = languages::choose(
            self.options.language.as_deref(),
            article.language.as_deref(),
            &reader,
        );
        // Of other languages only what they are called is known here.
        let messages = Messages::new(locale.language, &locale.tag, Json::Null);
        let surroundings = Surroundings {
            page_address: self.page.clone(),
            ..Surroundings::default()
        };
        let (page, mistake) = presentation::page(article, &self.options, messages, &surroundings);
        let html = Story::new(&page).to_html();
        Ok((html, page.context, mistake))
    }
}

fn read(options: &Options, answer: &str) -> Result<Article, String> {
    let address = options.article.as_ref();
    let address = address.ok_or("the attribute “article” is missing or is no address")?;
    let base = Base::parse(address.as_str()).ok_or("no address")?;
    let json: Json = serde_json::from_str(answer).map_err(|error| error.to_string())?;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_err(|error| error.to_string())?;
    let reading = Reading {
        base: &base,
        format: options.format,
        item: options.item.as_deref(),
        now: i64::try_from(now.as_secs()).map_err(|error| error.to_string())?,
    };
    formats::read(&json, &reading).map_err(|error| error.to_string())
}
