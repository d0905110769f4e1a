//! A browser: what it keeps for all tabs, and what each tab does.

use std::collections::BTreeSet;

use super::engine::Words;
use crate::comments::delivery::{Delivery, Event};
use crate::comments::kept::TRAVEL_TIME;

/// What the browser keeps, whichever tabs are open.
#[derive(Clone, Debug, Default)]
pub struct Storage {
    /// What was written and is not known to have arrived.
    pub drafts: BTreeSet<Words>,
    /// What may have arrived, and when that was noted, by the browser's clock.
    pub doubtful: Vec<(Words, i64)>,
    /// What has arrived, and the engine's id, if that is known.
    pub own: Vec<(Words, Option<u32>)>,
}

impl Storage {
    pub fn forget(&mut self, words: Words) {
        self.doubtful.retain(|(other, _)| *other != words);
    }

    pub fn is_doubtful(&self, words: Words) -> bool {
        self.doubtful.iter().any(|(other, _)| *other == words)
    }

    /// Whether the words were sent so lately that they may still be on their way.
    pub fn is_fresh(&self, words: Words, clock: i64) -> bool {
        let mut doubtful = self.doubtful.iter();
        doubtful.any(|(other, since)| {
            *other == words && since.abs_diff(clock) < TRAVEL_TIME.unsigned_abs()
        })
    }

    /// The engine has the words: only now they are no longer needed.
    pub fn settle(&mut self, words: Words, id: Option<u32>) {
        self.drafts.remove(&words);
        self.forget(words);
        self.own.retain(|(_, other)| id.is_none() || *other != id);
        self.own.push((words, id));
    }
}

/// A page with the story's comments.
#[derive(Clone, Debug, Default)]
pub struct Tab {
    pub sending: Option<Sending>,
    /// The words that its list shows.
    pub seen: BTreeSet<Words>,
    /// What may have arrived before the page was opened, and when it is looked for.
    pub recalls: Vec<(i64, Words)>,
    /// Comments that may have come twice, and when that is looked for.
    pub doubles: Vec<(i64, u32)>,
}

/// A delivery under way, as the outbox drives it.
#[derive(Clone, Debug)]
pub struct Sending {
    pub number: u32,
    pub words: Words,
    pub replaces: Option<u32>,
    pub delivery: Delivery,
    pub is_stopped: bool,
    pub next: Next,
}

/// What a delivery waits for.
#[derive(Clone, Debug)]
pub enum Next {
    /// A second, that ends then.
    Second(i64),
    /// Something that comes then.
    Outcome(i64, Event),
    /// The engine's answer.
    Answer,
}
