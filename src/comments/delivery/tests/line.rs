//! The line between a browser and an engine, and what goes wrong on it.

use proptest::prelude::*;

use super::engine::{Engine, Kind, Words};
use crate::comments::Refusal;

/// What happens to a comment that is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// It arrives after so many seconds, and is answered. None, where that is at once.
    Slow(u8),
    /// The line breaks, and it never arrives.
    LostBefore,
    /// The line breaks, and it arrives after so many seconds.
    LostAfter(u8),
    /// Nothing is heard of it; it arrives after so many seconds, or never.
    Silence(Option<u8>),
    /// A gateway loses patience; it arrives after so many seconds, or never.
    Gateway(Option<u8>),
    /// It never arrives, and the browser or the server says so.
    NotTaken(Refusal),
    /// A redirect, by a server that takes what was sent all the same, or not.
    Redirected(bool),
    /// The browser itself sends it again, as the line breaks at once, and says nothing of it.
    Twice,
}

/// What becomes of a comment on the line.
pub struct Fate {
    /// In how many seconds it arrives, if it does.
    pub arrives: Option<u8>,
    pub copies: u8,
    /// What its sender hears in its place, and in how many seconds; the engine's answer, if nothing.
    pub told: Option<(Refusal, u8)>,
}

impl Fault {
    pub fn fate(&self) -> Fate {
        let (arrives, told) = match self {
            Self::Slow(seconds) => (Some(*seconds), None),
            Self::LostBefore => (None, Some((Refusal::Unanswered, 0))),
            Self::LostAfter(seconds) => (Some(*seconds), Some((Refusal::Unanswered, 0))),
            Self::Silence(arrives) => (*arrives, Some((Refusal::Unknown, TIME_OUT))),
            Self::Gateway(arrives) => (*arrives, Some((Refusal::Unknown, 0))),
            Self::NotTaken(refusal) => (None, Some((refusal.clone(), 0))),
            Self::Redirected(is_taken) => {
                let arrives = is_taken.then_some(0);
                (arrives, Some((Refusal::Redirected, 0)))
            }
            Self::Twice => (Some(0), None),
        };
        Fate {
            arrives,
            copies: if *self == Self::Twice { 2 } else { 1 },
            told,
        }
    }
}

/// After so many seconds without an answer a comment is given up.
const TIME_OUT: u8 = 15;

/// What can go wrong with an engine of this kind. Nothing arrives later than `kept::is_fresh` allows for.
pub fn faults(kind: Kind) -> BoxedStrategy<Fault> {
    let refusals = proptest::sample::select(vec![
        Refusal::NotSent,
        Refusal::Server(503),
        Refusal::TooFast(30),
        Refusal::Closed,
        Refusal::TooMany,
        Refusal::LoginRequired,
        Refusal::Other("no".to_owned()),
    ]);
    // Where the same words are taken twice and nothing back, nobody can make up for the browser.
    let twice = if kind == Kind::TakesAll {
        Fault::Slow(0)
    } else {
        Fault::Twice
    };
    let late = || 0..9_u8;
    let perhaps_late = || proptest::option::of(late());
    prop_oneof![
        3 => late().prop_map(Fault::Slow),
        2 => Just(Fault::LostBefore),
        2 => late().prop_map(Fault::LostAfter),
        2 => perhaps_late().prop_map(Fault::Silence),
        2 => perhaps_late().prop_map(Fault::Gateway),
        3 => refusals.prop_map(Fault::NotTaken),
        1 => any::<bool>().prop_map(Fault::Redirected),
        2 => Just(twice),
    ]
    .boxed()
}

/// A comment that has left the browser.
#[derive(Clone, Debug)]
pub struct Flight {
    /// When it arrives.
    pub due: i64,
    pub words: Words,
    pub replaces: Option<u32>,
    pub copies: u8,
    /// The tab and the delivery that wait for the engine's answer, unless it is lost.
    pub answers: Option<(usize, u32)>,
}

impl Flight {
    /// The comment arrives: the engine's answer.
    pub fn land(&self, engine: &mut Engine, now: i64) -> Result<u32, Refusal> {
        let mut answer = match self.replaces {
            Some(id) => engine.change(id, self.words, now),
            None => engine.take(self.words, now),
        };
        for _ in 1..self.copies {
            answer = match (self.replaces, engine.kind, answer) {
                (None, Kind::CanChange, Ok(_)) => Ok(engine.store(self.words, now)),
                (None, _, Ok(_)) => engine.take(self.words, now),
                (_, _, answer) => answer,
            };
        }
        // Its cookie reaches the browser also where the page has gone.
        if self.answers.is_some()
            && let Ok(id) = answer
            && let Some(stored) = engine.by_id(id)
        {
            stored.has_leave = true;
        }
        answer
    }
}
