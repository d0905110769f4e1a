//! What a reader has begun to write, kept until the engine has confirmed that it took it.
//!
//! There is one draft for each comment that is replied to, and one for a comment of its own, so that
//! two replies do not overwrite each other.

use crate::storage::{self, Kept};

/// The drafts on one story's comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafts {
    prefix: String,
}

impl Drafts {
    /// The drafts for the comments at this place (see `view::page::Engine`).
    #[must_use]
    pub fn new(place: &str) -> Self {
        Self {
            prefix: ["article-embed/draft/", place, " "].concat(),
        }
    }

    fn name(&self, parent: Option<&str>) -> String {
        [&self.prefix, parent.unwrap_or_default()].concat()
    }

    /// What was written in reply to `parent`.
    #[must_use]
    pub fn get(&self, parent: Option<&str>) -> String {
        storage::get(&self.name(parent)).unwrap_or_default()
    }

    /// Keeps what is written now; white space alone is nothing to keep.
    pub fn keep(&self, parent: Option<&str>, text: &str) -> Kept {
        let name = self.name(parent);
        if text.trim().is_empty() {
            storage::remove(&name);
            return Kept::InBrowser;
        }
        storage::set(&name, text)
    }

    /// The engine has this text. What the reader has written since then stays.
    pub fn confirm(&self, parent: Option<&str>, text: &str) {
        if self.get(parent).trim() == text {
            storage::remove(&self.name(parent));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reply_has_a_draft_of_its_own() {
        let drafts = Drafts::new("engine story");
        drafts.keep(None, "my own");
        drafts.keep(Some("7"), "to seven\n");
        assert_eq!(drafts.get(None), "my own");
        assert_eq!(drafts.get(Some("7")), "to seven\n");
        assert_eq!(drafts.get(Some("8")), "");
        assert_eq!(Drafts::new("engine other").get(None), "");
    }

    #[test]
    fn only_the_text_that_the_engine_has_is_forgotten() {
        let drafts = Drafts::new("confirmed");
        drafts.keep(None, " first ");
        drafts.confirm(None, "first");
        assert_eq!(drafts.get(None), "");
        drafts.keep(None, "first and more");
        drafts.confirm(None, "first");
        assert_eq!(drafts.get(None), "first and more");
        drafts.keep(None, "  \n");
        assert_eq!(drafts.get(None), "");
    }
}
