//! The formats that stories come in, and finding out which one an answer is in.
//!
//! One table lists them; each is a file of its own with its detection and its mapping to the model.
//! The first whose detection says yes is used, unless the publisher names one.

pub mod document;
pub mod format;
pub mod wordpress;

pub use format::{Format, FormatError};

use crate::article::Article;
use crate::json::Json;
use crate::url::Base;

/// The formats, in the order in which they are tried.
pub const FORMATS: &[Format] = &[document::FORMAT, wordpress::FORMAT];

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
        None => Err(FormatError::Unsupported(names())),
    }
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
