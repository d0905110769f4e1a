//! Comment engines, as far as a delivery can tell them apart.

use crate::comments::Refusal;

/// What an engine does with the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It refuses them, as WordPress does.
    TellsDuplicates,
    /// It takes them again, and nothing back.
    TakesAll,
    /// It takes them again, and lets their writer change and delete them, as Isso does.
    CanChange,
}

/// Which words of the reader's; a change of some has words of its own.
pub type Words = u8;

/// A comment in an engine.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: u32,
    pub words: Words,
    pub created: i64,
    /// The browser has the engine's leave to change it: an answer has come with a cookie.
    pub has_leave: bool,
}

/// A comment engine with a story's comments in it.
#[derive(Clone, Debug)]
pub struct Engine {
    pub kind: Kind,
    /// Comments wait for a moderator, and are not listed.
    pub holds: bool,
    /// How fast comments come is looked at before the words are.
    pub counts_first: bool,
    pub stored: Vec<Stored>,
    pub given: u32,
}

/// For so many seconds after a comment WordPress takes no other.
const FLOOD: i64 = 15;

/// For so many seconds Isso counts comments.
const RATE: i64 = 60;

/// For so many seconds Isso lets a comment be changed.
pub const EDITING: i64 = 900;

impl Engine {
    pub fn tells_duplicates_after(&self) -> Option<u32> {
        (self.kind == Kind::TellsDuplicates).then_some(16)
    }

    /// How often these words are here.
    pub fn count(&self, words: Words) -> usize {
        self.stored.iter().filter(|one| one.words == words).count()
    }

    /// Takes words, or not.
    pub fn take(&mut self, words: Words, now: i64) -> Result<u32, Refusal> {
        let is_too_fast = self.is_too_fast(now);
        let is_duplicate = self.kind == Kind::TellsDuplicates && self.count(words) > 0;
        match is_too_fast {
            Some(seconds) if self.counts_first || !is_duplicate => {
                return Err(Refusal::TooFast(seconds));
            }
            _ if is_duplicate => return Err(Refusal::Duplicate),
            _ => {}
        }
        Ok(self.store(words, now))
    }

    fn is_too_fast(&self, now: i64) -> Option<u32> {
        let lately = |seconds: i64| {
            let is_late = |one: &&Stored| now - one.created < seconds;
            self.stored.iter().filter(is_late).count()
        };
        match self.kind {
            Kind::TellsDuplicates => (lately(FLOOD) > 0).then_some(16),
            Kind::CanChange => (lately(RATE) > 1).then_some(61),
            Kind::TakesAll => None,
        }
    }

    /// Has the words from now on, without a look at anything.
    pub fn store(&mut self, words: Words, now: i64) -> u32 {
        self.given += 1;
        self.stored.push(Stored {
            id: self.given,
            words,
            created: now,
            has_leave: false,
        });
        self.given
    }

    pub fn by_id(&mut self, id: u32) -> Option<&mut Stored> {
        self.stored.iter_mut().find(|one| one.id == id)
    }

    /// Puts these words in the place of those of a comment.
    pub fn change(&mut self, id: u32, words: Words, now: i64) -> Result<u32, Refusal> {
        let comment = self.by_id(id).ok_or(Refusal::Server(404))?;
        if !comment.has_leave || now - comment.created > EDITING {
            return Err(Refusal::TooLate);
        }
        comment.words = words;
        Ok(id)
    }

    /// The comment with these words that the list has: the newest, or the changed one.
    pub fn find(&self, words: Words, replaces: Option<u32>) -> Option<&Stored> {
        let is_it = |one: &&Stored| {
            one.words == words && replaces.is_none_or(|id| id == one.id) && !self.holds
        };
        self.stored.iter().rfind(is_it)
    }

    /// Another comment with the words of this one, written before it.
    pub fn double_of(&self, id: u32) -> Option<(i64, &Stored)> {
        let mine = self.stored.iter().find(|one| one.id == id)?;
        let is_it = |one: &&Stored| one.words == mine.words && one.id < id && !self.holds;
        Some((mine.created, self.stored.iter().rfind(is_it)?))
    }
}
