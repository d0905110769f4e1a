//! What a format is to the widget, and how reading one can fail.

use crate::article::Article;
use crate::json::Json;
use crate::url::Base;

/// One article format.
pub struct Format {
    /// The value of `data-format`, and the name in messages.
    pub name: &'static str,
    /// Whether the answer looks like it.
    pub detect: fn(&Json) -> bool,
    /// Reads it. Relative addresses are relative to the base, unless the format says otherwise.
    pub read: fn(&Json, &Base) -> Result<Article, FormatError>,
}

/// Why an answer could not be read as an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// No format's detection said yes.
    #[error("unsupported article format; supported are: {0}")]
    Unsupported(String),
    /// The answer is the server's own refusal.
    #[error("the server answered with an error: {code}: {message}")]
    Refused {
        /// The server's code, such as `rest_post_invalid_id`.
        code: String,
        /// The server's text.
        message: String,
    },
    /// A field without which there is no story is missing or of another kind.
    #[error("{format}: `{field}` should be {expected}, but is {found}")]
    Field {
        /// The format's name.
        format: &'static str,
        /// Where the field stands.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
}

/// A text that a format cannot do without.
pub(super) fn required<'a>(
    json: &'a Json,
    format: &'static str,
    field: &'static str,
) -> Result<&'a str, FormatError> {
    let value = field.split('.').fold(json, |value, name| value.get(name));
    value.text().ok_or(FormatError::Field {
        format,
        field,
        expected: "a text",
        found: match value {
            Json::String(_) => "empty",
            other => other.kind(),
        },
    })
}
