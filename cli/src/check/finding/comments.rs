//! What can be wrong with a story's comments.

use super::Severity::{Error, Note, Warning};
use super::Told;

/// What was found out about comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfComments {
    /// They are not shown.
    NotShown(String),
    /// The story takes none.
    Closed,
    /// Everybody can write, as far as can be known without doing so.
    GuestsWelcome,
    /// Only who is logged in can write, which nobody is on a partner's page.
    GuestsRefused,
    /// Whether guests can write is only known to who tries.
    Unknown(&'static str),
    /// The engine does not answer well.
    NoAnswer {
        /// What was asked for.
        address: String,
        /// What came instead.
        reason: String,
    },
    /// The engine does not share its answers with other sites.
    NotShared {
        /// What was asked for.
        address: String,
        /// What it says instead.
        found: String,
    },
}

impl OfComments {
    /// The finding in words.
    pub fn told(&self) -> Told {
        match self {
            Self::NotShown(why) => Told::new(
                Warning,
                "comments-not-shown",
                format!("there are no comments below the story: {why}"),
                "Name the engine and its address in the story or in the tag (data-comments, data-comments-url).",
            ),
            Self::Closed => Told::new(
                Note,
                "comments-closed",
                "the story takes no new comments",
                "",
            ),
            Self::GuestsWelcome => Told::new(
                Note,
                "guests-may-comment",
                "the server says that guests may comment. What happens to a comment then, such as moderation, spam \
                 filters and required fields, cannot be known without posting one",
                "",
            ),
            Self::GuestsRefused => Told::new(
                Warning,
                "guests-may-not-comment",
                "the story takes comments, but not from guests: readers who write one are refused",
                "Install the plugin of this project (wordpress/article-embed-comments.php), or return true from the \
                 filter rest_allow_anonymous_comments, and switch off “Users must be registered and logged in to \
                 comment”. Or show no form: data-comments=\"off\".",
            ),
            Self::Unknown(why) => Told::new(
                Note,
                "guests-unknown",
                format!("whether guests may comment is not known: {why}"),
                "Write a comment in the embed to find out.",
            ),
            Self::NoAnswer { address, reason } => Told::new(
                Warning,
                "comments-no-answer",
                format!("the comments do not come from {address}: {reason}"),
                "Open the address in a browser where you are not logged in. Firewalls and security plugins often \
                 close this part of WordPress.",
            ),
            Self::NotShared { address, found } => Told::new(
                Error,
                "comments-cors",
                format!(
                    "browsers on partners' pages may not read the comments: {found} ({address})"
                ),
                "Answer there with Access-Control-Allow-Origin: * as for the story; for Isso list the partners in the \
                 setting `host`.",
            ),
        }
    }
}
