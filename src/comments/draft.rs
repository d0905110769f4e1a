//! What a reader has begun to write, kept until the engine has confirmed that it took it.
//!
//! There is one draft for each comment that is replied to or changed, and one for a comment of its
//! own, so that two replies do not overwrite each other. Where two tabs show one story, each finds its
//! own words again and forgets no others; a new one finds those of all. Where one page shows a story
//! twice, each embed has drafts of its own.

use std::cell::RefCell;
use std::rc::Rc;

use crate::storage;

thread_local! {
    /// The prefixes of the names that belong to an embed on this page.
    static IN_USE: RefCell<Vec<InUse>> = const { RefCell::new(Vec::new()) };
}

struct InUse {
    prefix: Rc<str>,
    /// Its embed has begun; another is on its way.
    has_begun: bool,
}

/// Which of the embeds that show one story on a page an embed is. They begin in any order, and each is to
/// find its own drafts again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth {
    /// How many stand before it.
    pub index: u32,
    /// How many there are, with it.
    pub count: u32,
}

impl Nth {
    /// For embeds that begin in the order in which they stand.
    pub const ANY: Self = Self { index: 0, count: 1 };
}

/// The name of a draft: that of the comment that the words take the place of, or else of the one that
/// they reply to; empty for a comment of its own.
#[must_use]
pub fn slot(replaces: Option<&str>, parent: Option<&str>) -> String {
    match replaces {
        Some(id) => [EDIT, id].concat(),
        None => parent.unwrap_or_default().to_owned(),
    }
}

/// What tells words that take the place of others.
const EDIT: &str = "edit ";

/// The comment that a slot names, and whether its words are changed; the inverse of [`slot`].
#[must_use]
pub fn about(slot: &str) -> (&str, bool) {
    match slot.strip_prefix(EDIT) {
        Some(id) => (id, true),
        None => (slot, false),
    }
}

/// What tells the names of an embed from those of another before it.
const ALSO: &str = "also ";

/// The drafts on one story's comments, of one embed.
#[derive(Debug)]
pub struct Drafts {
    prefix: Rc<str>,
}

impl Drafts {
    /// The drafts for the comments at this place (see `islands::comments::EngineAt`), in this embed.
    #[must_use]
    pub fn new(place: &str, nth: Nth) -> Self {
        let mut prefix = ["article-embed/draft/", place, " "].concat();
        IN_USE.with_borrow_mut(|in_use| {
            // Its own place among those of the story, or the first free one.
            let mut mine = None;
            let mut index = 0;
            while index < nth.count || mine.is_none() {
                let known = in_use.iter().position(|other| *other.prefix == *prefix);
                if known.is_none() {
                    in_use.push(InUse {
                        prefix: prefix.as_str().into(),
                        has_begun: false,
                    });
                }
                let at = known.unwrap_or(in_use.len() - 1);
                if (mine.is_none() || index == nth.index) && !in_use[at].has_begun {
                    mine = Some(at);
                }
                prefix.push_str(ALSO);
                index += 1;
            }
            let mine = &mut in_use[mine.unwrap_or_default()];
            mine.has_begun = true;
            Self {
                prefix: mine.prefix.clone(),
            }
        })
    }

    /// The embed is gone; the next one for this place finds what it has left.
    pub fn leave(&self) {
        IN_USE.with_borrow_mut(|in_use| in_use.retain(|other| other.prefix != self.prefix));
    }

    fn name(&self, slot: &str) -> String {
        [&self.prefix, slot].concat()
    }

    /// What was written for this slot (see [`slot`]).
    #[must_use]
    pub fn get(&self, slot: &str) -> String {
        storage::get_of_tab(&self.name(slot)).unwrap_or_default()
    }

    /// Takes over what an embed has left that stood on the page beside this one, where this has nothing.
    pub fn adopt(&self, slot: &str) {
        let prefix = [&self.prefix, ALSO].concat();
        let is_in_use =
            IN_USE.with_borrow(|in_use| in_use.iter().any(|other| *other.prefix == *prefix));
        let name = [&prefix, slot].concat();
        if let Some(left) = storage::get_of_tab(&name).filter(|_| !is_in_use)
            && self.get(slot).is_empty()
        {
            storage::set_of_tab(&self.name(slot), "", &left);
            storage::remove_of_tab(&name, &left);
        }
    }

    /// The slots for which something may be kept, some more often than once.
    #[must_use]
    pub fn slots(&self) -> Vec<String> {
        let mut slots = storage::names(&self.prefix);
        for slot in &mut slots {
            if let Some(left) = slot.strip_prefix(ALSO) {
                *slot = left.to_owned();
                self.adopt(slot);
            }
        }
        slots
    }

    /// Puts what was written for this slot behind what was written as a comment of its own.
    pub fn move_to_top(&self, slot: &str) {
        let words = self.get(slot);
        if slot.is_empty() || words.is_empty() {
            return;
        }
        let before = self.get("");
        let break_between = if before.is_empty() { "" } else { "\n\n" };
        self.keep("", &before, &[&before, break_between, &words].concat());
        self.keep(slot, &words, "");
    }

    /// Keeps what is written now, where `before` was kept; white space alone is nothing to keep.
    pub fn keep(&self, slot: &str, before: &str, text: &str) {
        let name = self.name(slot);
        if !text.trim().is_empty() {
            storage::set_of_tab(&name, before, text);
        } else if !before.is_empty() {
            storage::remove_of_tab(&name, before);
        }
    }

    /// Whether what is written for this slot is gone with the page.
    #[must_use]
    pub fn is_unkept(&self, slot: &str) -> bool {
        storage::is_in_page(&self.name(slot)) && !self.get(slot).is_empty()
    }

    /// The engine has this text. What the reader has written since then stays.
    pub fn confirm(&self, slot: &str, text: &str) {
        let kept = self.get(slot);
        if kept.trim() == text {
            storage::remove_of_tab(&self.name(slot), &kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reply_has_a_draft_of_its_own() {
        let drafts = Drafts::new("engine story", Nth::ANY);
        drafts.keep("", "", "my own");
        drafts.keep("7", "", "to seven\n");
        assert_eq!(drafts.get(""), "my own");
        assert_eq!(drafts.get("7"), "to seven\n");
        assert_eq!(drafts.get("8"), "");
        let edit = slot(Some("8"), Some("7"));
        drafts.keep(&edit, "", "eight");
        assert_eq!(drafts.slots(), ["", "7", &edit]);
        assert_eq!((about("7"), about(&edit)), (("7", false), ("8", true)));
        assert_eq!(Drafts::new("engine other", Nth::ANY).get(""), "");
    }

    #[test]
    fn only_the_text_that_the_engine_has_is_forgotten() {
        let drafts = Drafts::new("confirmed", Nth::ANY);
        drafts.keep("", "", " first ");
        assert!(drafts.is_unkept(""), "there is no browser to keep it");
        drafts.confirm("", "first");
        assert_eq!(drafts.get(""), "");
        assert!(!drafts.is_unkept(""));
        drafts.keep("", "", "first and more");
        drafts.confirm("", "first");
        assert_eq!(drafts.get(""), "first and more");
        drafts.keep("", "first and more", "  \n");
        assert_eq!(drafts.get(""), "");
    }

    #[test]
    fn a_story_that_stands_twice_has_drafts_for_each() {
        let first = Drafts::new("twice", Nth::ANY);
        let second = Drafts::new("twice", Nth::ANY);
        first.keep("", "", "first");
        second.keep("", "", "second");
        assert_eq!(
            (first.get(""), second.get("")),
            ("first".into(), "second".into())
        );
        // An empty form has nothing of its own to forget.
        second.keep("7", "", "");
        first.keep("", "", "");
        assert_eq!(first.get(""), "first");
        // One that stands alone goes on with what is left.
        first.adopt("");
        second.adopt("8");
        assert_eq!(first.get(""), "first");
        second.leave();
        second.keep("9", "", "to nine");
        assert_eq!(first.slots(), ["", "", "9"]);
        assert_eq!(
            (first.get("9"), second.get("9")),
            ("to nine".into(), String::new())
        );
        first.move_to_top("9");
        assert_eq!(
            (first.get(""), first.get("9")),
            ("first\n\nto nine".into(), String::new())
        );
        first.keep("", &first.get(""), "first");
        first.leave();
        assert_eq!(Drafts::new("twice", Nth::ANY).get(""), "first");
    }

    #[test]
    fn embeds_that_begin_in_another_order_find_their_own_drafts() {
        let nth = |index| Drafts::new("any order", Nth { index, count: 2 });
        let (first, second) = (nth(0), nth(1));
        second.keep("", "", "second");
        first.leave();
        second.leave();

        let first = nth(0);
        first.adopt("");
        assert_eq!(first.get(""), "", "the other is on its way");
        assert_eq!(nth(1).get(""), "second");
        first.keep("", "", "first");
        IN_USE.take();

        let (second, first) = (nth(1), nth(0));
        assert_eq!(
            (first.get(""), second.get("")),
            ("first".into(), "second".into())
        );

        // One that comes in the place of another, and is the last of the page by now.
        first.leave();
        assert_eq!(nth(1).get(""), "first");
    }
}
