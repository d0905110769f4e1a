//! Which format an answer is in, and reading it.
//!
//! One table lists the formats; each is a file of its own with its detection and its mapping. The
//! first whose detection says yes is used, unless the publisher names one.

use super::{Article, document, wordpress};
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

/// The formats, in the order in which they are tried.
pub const FORMATS: &[Format] = &[document::FORMAT, wordpress::FORMAT];

/// Why an answer could not be read as an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// No format's detection said yes.
    #[error("unsupported article format; supported are: {}", names())]
    Unsupported,
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

fn names() -> String {
    let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    names.join(", ")
}

/// Reads an answer.
///
/// `format` is the name that the publisher gave, and must be in the table; `base` is the address
/// that the answer came from.
pub fn read(json: &Json, format: Option<&str>, base: &Base) -> Result<Article, FormatError> {
    let chosen = match format {
        Some(name) => FORMATS.iter().find(|format| format.name == name),
        None => FORMATS.iter().find(|format| (format.detect)(json)),
    };
    if let Some(refused) = wordpress::refusal(json) {
        return Err(refused);
    }
    match chosen {
        Some(format) => (format.read)(json, base),
        None => Err(FormatError::Unsupported),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str, format: Option<&str>) -> Result<Article, FormatError> {
        let json: Json = serde_json::from_str(text).unwrap();
        read(
            &json,
            format,
            &Base::parse("https://news.example/a.json").unwrap(),
        )
    }

    #[test]
    fn unknown_shapes_are_named_with_what_is_supported() {
        for text in [
            "{}",
            "[]",
            "null",
            "3",
            r#"{"title": "x"}"#,
            r#"[{"a": 1}]"#,
        ] {
            let error = read_text(text, None).unwrap_err();
            assert_eq!(
                error.to_string(),
                "unsupported article format; supported are: article-embed, wordpress",
                "{text}"
            );
        }
    }

    #[test]
    fn a_wordpress_refusal_says_what_wordpress_says() {
        let text = r#"{"code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": {"status": 404}}"#;
        for format in [None, Some("wordpress")] {
            let error = read_text(text, format).unwrap_err();
            assert_eq!(
                error.to_string(),
                "the server answered with an error: rest_post_invalid_id: Invalid post ID."
            );
        }
    }

    #[test]
    fn a_named_format_is_used_even_where_detection_would_not() {
        let error = read_text("{}", Some("wordpress")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "wordpress: `title.rendered` should be a text, but is nothing"
        );
    }
}
