//! What can be wrong with what is published of a file.

use super::Severity::{Error, Warning};
use super::Told;

/// What was found out about the address that a file is published at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfPublished {
    /// Nothing is there, for this reason.
    Missing(String),
    /// Something else is there.
    Other(String),
    /// The story is there in another version.
    Differs,
}

impl OfPublished {
    /// The finding in words.
    pub fn told(&self) -> Told {
        match self {
            Self::Missing(why) => Told::new(
                Warning,
                "not-published",
                format!("the story is not where --address says that it is published: {why}"),
                "Publish the file there before partners name it, or mend --address. --offline does not look.",
            ),
            Self::Other(found) => Told::new(
                Error,
                "published-other",
                format!("where --address says that the story is published, there is {found}"),
                "Mend --address, or the server's rules: some answer all that they do not know with their front page.",
            ),
            Self::Differs => Told::new(
                Warning,
                "published-differs",
                "what is published is not what is in the file: readers get another version of the story",
                "Publish the file anew, and have the caches in front of the server forget the old one.",
            ),
        }
    }
}
