//! What a reader has begun to write, kept until the engine has confirmed that it took it.
//!
//! There is one draft for each comment that is replied to or changed, and one for a comment of its
//! own, so that two replies do not overwrite each other. Where two tabs show one story, each finds its
//! own words again; a new one finds those that were written last.

use crate::storage::{self, Kept};

/// The name of a draft: that of the comment that the words take the place of, or else of the one that
/// they reply to; empty for a comment of its own.
#[must_use]
pub fn slot(replaces: Option<&str>, parent: Option<&str>) -> String {
    match replaces {
        Some(id) => ["edit ", id].concat(),
        None => parent.unwrap_or_default().to_owned(),
    }
}

/// The drafts on one story's comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafts {
    prefix: String,
}

impl Drafts {
    /// The drafts for the comments at this place (see `view::page::CommentsPlace`).
    #[must_use]
    pub fn new(place: &str) -> Self {
        Self {
            prefix: ["article-embed/draft/", place, " "].concat(),
        }
    }

    fn name(&self, slot: &str) -> String {
        [&self.prefix, slot].concat()
    }

    /// What was written for this slot (see [`slot`]).
    #[must_use]
    pub fn get(&self, slot: &str) -> String {
        storage::get_of_tab(&self.name(slot)).unwrap_or_default()
    }

    /// Keeps what is written now; white space alone is nothing to keep.
    pub fn keep(&self, slot: &str, text: &str) -> Kept {
        let name = self.name(slot);
        if text.trim().is_empty() {
            storage::remove_of_tab(&name);
            return Kept::InBrowser;
        }
        storage::set_of_tab(&name, text)
    }

    /// The engine has this text. What the reader has written since then stays.
    pub fn confirm(&self, slot: &str, text: &str) {
        if self.get(slot).trim() == text {
            storage::remove_of_tab(&self.name(slot));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reply_has_a_draft_of_its_own() {
        let drafts = Drafts::new("engine story");
        drafts.keep("", "my own");
        drafts.keep("7", "to seven\n");
        assert_eq!(drafts.get(""), "my own");
        assert_eq!(drafts.get("7"), "to seven\n");
        assert_eq!(drafts.get("8"), "");
        assert_eq!(Drafts::new("engine other").get(""), "");
    }

    #[test]
    fn only_the_text_that_the_engine_has_is_forgotten() {
        let drafts = Drafts::new("confirmed");
        drafts.keep("", " first ");
        drafts.confirm("", "first");
        assert_eq!(drafts.get(""), "");
        drafts.keep("", "first and more");
        drafts.confirm("", "first");
        assert_eq!(drafts.get(""), "first and more");
        drafts.keep("", "  \n");
        assert_eq!(drafts.get(""), "");
    }
}
