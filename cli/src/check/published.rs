//! Whether the story in a file is what its address answers with.

use std::time::SystemTime;

use article_embed::article::Article;
use article_embed::embed::Options;
use reqwest::header::HeaderMap;
use tokio::runtime::Runtime;
use url::Url;

use super::asking;
use super::finding::{OfPublished, OfServer};
use super::page::is_page;
use crate::error::CliError;
use crate::fetch::{Answer, Client};
use crate::reading;
use crate::stories::Story;

/// Gets what is published.
pub struct Published {
    client: Client,
    /// The address that was asked last, and its answer: all stories of a file are published as one.
    last: Option<(String, Result<Answer, OfPublished>)>,
}

impl Published {
    /// Asks nobody yet.
    pub fn new() -> Result<Self, CliError> {
        Ok(Self {
            client: Client::new()?,
            last: None,
        })
    }

    /// What is wrong with what the story's address answers with.
    pub fn look(
        &mut self,
        runtime: &Runtime,
        story: &Story,
        article: &Article,
        options: &Options,
        now: SystemTime,
    ) -> Option<OfPublished> {
        let is_known = matches!(&self.last, Some((address, _)) if *address == story.article);
        if !is_known {
            let got = runtime.block_on(self.client.get(&story.article, HeaderMap::new()));
            self.last = Some((story.article.clone(), got.map_err(silence)));
        }
        let (_, got) = self.last.as_ref()?;
        match got {
            Ok(answer) => compare(answer, story, article, options, now),
            Err(finding) => Some(finding.clone()),
        }
    }
}

fn silence(error: CliError) -> OfPublished {
    OfPublished::Missing(match error {
        CliError::NoAnswer { address, source } => match Url::parse(&address) {
            Ok(url) => OfServer::told(&asking::failure(&source, &url)).text,
            Err(_) => source.to_string(),
        },
        error => error.to_string(),
    })
}

fn compare(
    answer: &Answer,
    story: &Story,
    article: &Article,
    options: &Options,
    now: SystemTime,
) -> Option<OfPublished> {
    if !(200..300).contains(&answer.status) {
        return Some(OfPublished::Missing(format!(
            "the address answers with status {}",
            answer.status
        )));
    }
    if is_page(&answer.body) {
        return Some(OfPublished::Other("a page for people".to_owned()));
    }
    // Relative addresses are those of the file, wherever a redirect has led.
    let answer = Answer {
        address: story.answer.address.clone(),
        ..answer.clone()
    };
    let Ok(published) = reading::story(&answer, options, now) else {
        let found = "something that is no story".to_owned();
        return Some(OfPublished::Other(found));
    };
    if published == *article {
        return None;
    }
    let is_same = match (&published.canonical_url, &article.canonical_url) {
        (Some(one), Some(other)) => one == other,
        _ => published.headline == article.headline,
    };
    Some(if is_same {
        OfPublished::Differs
    } else {
        OfPublished::Other(format!("another story, “{}”", published.headline))
    })
}
