//! Getting a story: fetching it, reading it, and naming every way in which that can fail.

use super::Options;
use crate::article::Article;
use crate::formats::{self, FormatError, Reading};
use crate::i18n::Message;
use crate::json::Json;
use crate::transport::{self, Body, TransportError};
use crate::url::{Base, WebUrl};

/// Why there is no story.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The tag names no article.
    #[error("the attribute “article” is missing or is no address")]
    NoArticle,
    /// There was no answer.
    #[error("{url}: {cause}")]
    Transport {
        /// What was asked for.
        url: String,
        /// Why it was not answered.
        cause: TransportError,
    },
    /// The server refused or failed.
    #[error("{url}: the server answered with status {status}{reason}")]
    Status {
        /// What was asked for.
        url: String,
        /// HTTP's status.
        status: u16,
        /// What the server said, after a colon, where it said anything.
        reason: String,
    },
    /// The answer was empty.
    #[error("{url}: the answer is empty")]
    Empty {
        /// What was asked for.
        url: String,
    },
    /// The answer was no JSON.
    #[error("{url}: the answer is not JSON: {reason}")]
    NotJson {
        /// What was asked for.
        url: String,
        /// What the parser said.
        reason: String,
    },
    /// The answer was JSON, but no story.
    #[error("{url}: {cause}")]
    Format {
        /// What was asked for.
        url: String,
        /// What is wrong with it.
        cause: FormatError,
    },
}

impl LoadError {
    /// A short name for the error event.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoArticle => "no-article",
            Self::Transport { cause, .. } => match cause {
                TransportError::Offline => "offline",
                TransportError::Failed(_) => "unreachable",
                TransportError::TimedOut => "timed-out",
            },
            Self::Status { status, .. } => match status {
                404 | 410 => "not-found",
                401 | 403 => "forbidden",
                _ => "server-error",
            },
            Self::Empty { .. } => "empty",
            Self::NotJson { .. } => "not-json",
            Self::Format { cause, .. } => match cause {
                FormatError::Several { .. } => "no-article",
                FormatError::NoItem { .. } | FormatError::NoStory { .. } => "not-found",
                _ => "unsupported-format",
            },
        }
    }

    /// What the reader is told.
    #[must_use]
    pub fn message(&self) -> Message {
        match self.code() {
            "no-article" => Message::NoArticle,
            "offline" => Message::Offline,
            "unreachable" => Message::Unreachable,
            "timed-out" => Message::TimedOut,
            "not-found" => Message::NotFound,
            "forbidden" => Message::Forbidden,
            "server-error" => Message::ServerError,
            _ => Message::Unreadable,
        }
    }

    /// Whether trying again can help.
    #[must_use]
    pub fn can_retry(&self) -> bool {
        self.code() != "no-article"
    }
}

/// Fetches and reads the story. `again` asks past the browser's cache.
pub async fn load(options: Options, again: bool) -> Result<Article, LoadError> {
    let address = options.article.as_ref().ok_or(LoadError::NoArticle)?;
    let url = address.as_str().to_owned();
    let answer = match transport::get(address, again).await {
        Ok(answer) => answer,
        Err(cause) => return Err(LoadError::Transport { url, cause }),
    };
    if !answer.is_ok() {
        return Err(LoadError::Status {
            url,
            status: answer.status,
            reason: reason(&answer.body),
        });
    }
    let json = match &answer.body {
        Body::Json(json) => json,
        Body::Empty => return Err(LoadError::Empty { url }),
        Body::Other { reason, .. } => {
            let reason = reason.clone();
            return Err(LoadError::NotJson { url, reason });
        }
    };
    // A cache can make a success of what WordPress refused.
    if let Some(status) = refused(json) {
        let reason = reason(&answer.body);
        return Err(LoadError::Status {
            url,
            status,
            reason,
        });
    }
    let base = base(&answer.url(), address);
    let reading = Reading {
        base: &base,
        format: options.format,
        item: options.item.as_deref(),
        now: now(),
    };
    formats::read(json, &reading).map_err(|cause| LoadError::Format { url, cause })
}

/// Seconds since 1970 began in UTC, as the reader's clock has it.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds of today fit")]
fn now() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

/// Addresses in a story are relative to where the answer came from, redirects included.
fn base(final_address: &str, asked: &WebUrl) -> Base {
    Base::parse(final_address)
        .or_else(|| Base::parse(asked.as_str()))
        .unwrap_or_else(Base::nowhere)
}

/// The status of HTTP that an error object of WordPress carries.
fn refused(json: &Json) -> Option<u16> {
    json.get("code").text()?;
    let status = json.at(&["data", "status"]).as_unsigned()?;
    u16::try_from(status).ok().filter(|status| *status >= 400)
}

/// What a server that refuses says for itself, where it says it as WordPress does.
fn reason(body: &Body) -> String {
    match body {
        Body::Json(json) => match json.get("message").text() {
            Some(message) => [": ", message].concat(),
            None => String::new(),
        },
        Body::Empty | Body::Other { .. } => String::new(),
    }
}
