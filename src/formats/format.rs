//! What a format is to the widget, and how reading one can fail.

use super::fields::Places;
use crate::article::Article;
use crate::json::Json;
use crate::text::error_text;
use crate::url::Base;

/// One article format.
pub struct Format {
    /// The value of `data-format`, and the name in messages.
    pub name: &'static str,
    /// Where the fields stand that are read alike in all formats.
    pub places: Places,
    /// The fields that name a story in a feed, the one that messages list first; none where an
    /// answer never holds more than one story.
    pub ids: &'static [&'static str],
    /// Whether the answer looks like it.
    pub detect: fn(&Json) -> bool,
    /// The stories in an answer.
    pub stories: fn(&Json) -> Vec<&Json>,
    /// Reads the rest of a story, once the fields in `places` have been read.
    pub read: fn(&StorySource, &mut Article),
}

/// A story that was picked from an answer.
#[derive(Clone, Copy)]
pub struct StorySource<'a> {
    /// The story itself.
    pub json: &'a Json,
    /// All that came, which can hold what several stories share.
    pub answer: &'a Json,
    /// The address that the answer came from.
    pub base: &'a Base,
    /// Seconds since 1970 began in UTC.
    pub now: i64,
}

/// Why an answer could not be read as an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// No format's detection said yes. Has the formats that there are.
    Unsupported(String),
    /// The answer is the server's own refusal.
    Refused {
        /// The server's code, such as `rest_post_invalid_id`.
        code: String,
        /// The server's text.
        message: String,
    },
    /// A field without which nothing can be shown is missing or holds something else.
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
    /// The answer is a feed without a story in it.
    NoStory {
        /// The format's name.
        format: &'static str,
    },
    /// The answer is a feed, and nobody said which of its stories is meant.
    Several {
        /// The format's name.
        format: &'static str,
        /// The stories that there are, with commas between.
        ids: String,
    },
    /// The story that is meant is not in the feed.
    NoItem {
        /// The format's name.
        format: &'static str,
        /// The story that is meant.
        item: String,
        /// The stories that there are, with commas between.
        ids: String,
    },
}

error_text!(FormatError);

impl FormatError {
    /// What is wrong, for developers.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Unsupported(names) => {
                ["unsupported article format; supported are: ", names].concat()
            }
            Self::Refused { code, message } => {
                ["the server answered with an error: ", code, ": ", message].concat()
            }
            Self::Field {
                format,
                field,
                expected,
                found,
            } => [
                format,
                ": `",
                field,
                "` should be ",
                expected,
                ", but is ",
                found,
            ]
            .concat(),
            Self::NoStory { format } => [format, ": the feed holds no story"].concat(),
            Self::Several { format, ids } => {
                [format, ": there are several stories", MUST_NAME, ids].concat()
            }
            Self::NoItem { format, item, ids } => {
                [format, ": there is no story “", item, "”", MUST_NAME, ids].concat()
            }
        }
    }
}

/// What a partner can do, in front of the stories that there are.
const MUST_NAME: &str = "; data-item must name one of: ";
