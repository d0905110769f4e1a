//! Every way in which there is no story to show, with what readers and developers are told.

use crate::formats::FormatError;
use crate::i18n::Message;
use crate::text::{decimal, error_text};

/// Why a request had no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The device has no connection, so nothing was sent.
    Offline,
    /// The request failed on its way: no such host, connection refused or cut, or an answer that the
    /// server does not share with this page (CORS).
    Unreachable,
    /// No whole answer within the time.
    TimedOut,
}

impl Problem {
    /// Its name, as the loader and the error event have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed-out",
        }
    }

    /// The problem of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "offline" => Self::Offline,
            "timed-out" => Self::TimedOut,
            _ => Self::Unreachable,
        }
    }
}

/// Why there is no story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The tag names no article.
    NoArticle,
    /// There was no answer.
    NoAnswer {
        /// What was asked for.
        url: String,
        /// Why it was not answered.
        problem: Problem,
        /// The same in a sentence, with what the browser said.
        reason: String,
    },
    /// The server refused or failed.
    Status {
        /// What was asked for.
        url: String,
        /// HTTP's status.
        status: u16,
        /// What the server said, after a colon, where it said anything.
        reason: String,
    },
    /// The answer was empty.
    Empty {
        /// What was asked for.
        url: String,
    },
    /// The answer was no JSON.
    NotJson {
        /// What was asked for.
        url: String,
        /// What the parser said.
        reason: String,
    },
    /// The answer was JSON, but no story.
    Format {
        /// What was asked for.
        url: String,
        /// What is wrong with it.
        cause: FormatError,
    },
}

error_text!(LoadError);

impl LoadError {
    /// What is wrong, for developers.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::NoArticle => "the attribute “article” is missing or is no address".to_owned(),
            Self::NoAnswer { url, reason, .. } => [url, ": ", reason].concat(),
            Self::Status {
                url,
                status,
                reason,
            } => {
                let status = decimal((*status).into());
                [url, ": the server answered with status ", &status, reason].concat()
            }
            Self::Empty { url } => [url, ": the answer is empty"].concat(),
            Self::NotJson { url, reason } => [url, ": the answer is not JSON: ", reason].concat(),
            Self::Format { url, cause } => [url, ": ", &cause.text()].concat(),
        }
    }

    /// A short name for the error event.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoArticle => "no-article",
            Self::NoAnswer { problem, .. } => problem.code(),
            Self::Status { status, .. } => match status {
                404 => "not-found",
                410 => "withdrawn",
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
            "withdrawn" => Message::Canceled,
            "forbidden" => Message::Forbidden,
            "server-error" => Message::ServerError,
            _ => Message::Unreadable,
        }
    }

    /// Whether trying again can help.
    #[must_use]
    pub fn can_retry(&self) -> bool {
        !matches!(self.code(), "no-article" | "withdrawn")
    }
}
