//! Fetching what the component shows: the story, and the interface's texts.

use crate::article::Article;
use crate::embed::load_error::{LoadError, Problem};
use crate::embed::{Options, answer, languages};
use crate::i18n::Messages;
use crate::i18n::languages::Locale;
use crate::json::Json;
use crate::transport::{self, Body, Request, TransportError};
use crate::url::WebUrl;

/// Fetches a story and reads it. `again` asks past the browser's cache.
pub async fn story(options: &Options, again: bool) -> Result<Article, LoadError> {
    let asked = options.article.as_ref().ok_or(LoadError::NoArticle)?;
    let url = asked.as_str().to_owned();
    let came = match transport::get(asked, again).await {
        Ok(came) => came,
        Err(error) => return Err(unanswered(url, &error)),
    };
    let (status, from) = (came.status, came.url());
    let json = match came.body {
        Body::Json(json) => Ok(json),
        Body::Empty => Err(LoadError::Empty { url }),
        Body::Other { reason, .. } => Err(LoadError::NotJson { url, reason }),
    };
    answer::story(status, json, &from, options, now())
}

/// Seconds since 1970 began in UTC, as the reader's clock has it.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds of today fit")]
fn now() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

fn unanswered(url: String, error: &TransportError) -> LoadError {
    let problem = match error {
        TransportError::Offline => Problem::Offline,
        TransportError::TimedOut => Problem::TimedOut,
        TransportError::Failed(_) => Problem::Unreachable,
    };
    let reason = error.to_string();
    LoadError::NoAnswer {
        url,
        problem,
        reason,
    }
}

/// Fetches the texts in a language from a folder; `None` where they cannot be had.
pub async fn texts(locale: &Locale, folder: &WebUrl) -> Option<Messages> {
    let file = folder.below(&[locale.language, ".json"].concat());
    let came = transport::send(Request::get(file)).await.ok()?;
    match came.body {
        Body::Json(texts @ Json::Array(_)) if (200..300).contains(&came.status) => {
            Some(languages::keep(locale, texts))
        }
        _ => None,
    }
}
