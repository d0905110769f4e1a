//! A world: an engine, lines to it, a browser, and its reader.
//!
//! Time goes by in seconds. After each it is checked that none of her words is lost.

use std::collections::{BTreeSet, VecDeque};

use super::browser::{Next, Sending, Storage, Tab};
use super::comment;
use super::engine::{Engine, Kind, Words};
use super::line::{Fault, Flight};
use crate::comments::Refusal;
use crate::comments::delivery::{Action, Event, Known, Look, Progress, Step, begin, step};
use crate::comments::kept::CLOCK_SKEW;

/// What tells a change from the words that it takes the place of.
pub const CHANGED: Words = 100;

#[derive(Clone, Debug)]
pub struct World {
    pub engine: Engine,
    pub storage: Storage,
    pub tabs: Vec<Tab>,
    pub now: i64,
    /// By how much the browser's clock is wrong.
    pub skew: i64,
    /// What happens to what is sent next.
    pub faults: VecDeque<Fault>,
    /// After how many seconds looking for a comment is answered next, or not.
    pub looks: VecDeque<Option<u8>>,
    flights: Vec<Flight>,
    numbers: u32,
    /// All that she has begun to send.
    pub begun: BTreeSet<Words>,
    /// What she knows to have arrived.
    pub done: BTreeSet<Words>,
    /// What she was told last of each.
    pub refusals: Vec<(Words, Refusal)>,
}

impl World {
    pub fn new(engine: Engine, tabs: usize) -> Self {
        Self {
            engine,
            storage: Storage::default(),
            tabs: vec![Tab::default(); tabs],
            now: 0,
            skew: 0,
            faults: VecDeque::new(),
            looks: VecDeque::new(),
            flights: Vec::new(),
            numbers: 0,
            begun: BTreeSet::new(),
            done: BTreeSet::new(),
            refusals: Vec::new(),
        }
    }

    pub fn clock(&self) -> i64 {
        self.now + self.skew
    }

    /// Nothing is on its way any more.
    pub fn is_quiet(&self) -> bool {
        let is_quiet =
            |tab: &Tab| tab.sending.is_none() && tab.recalls.is_empty() && tab.doubles.is_empty();
        self.flights.is_empty() && self.tabs.iter().all(is_quiet)
    }

    /// A second passes.
    pub fn pass(&mut self) {
        self.now += 1;
        self.flights.sort_by_key(|flight| flight.due);
        while self
            .flights
            .first()
            .is_some_and(|flight| flight.due <= self.now)
        {
            let flight = self.flights.remove(0);
            self.land(&flight);
        }
        for tab in 0..self.tabs.len() {
            self.go_on(tab);
            self.recall(tab);
            self.take_back(tab);
        }
        self.check();
    }

    /// No word is lost, and none is taken twice where that can be helped.
    fn check(&self) {
        for &words in &self.begun {
            let is_kept = self.storage.drafts.contains(&words);
            let is_there = self.engine.count(words) + self.engine.count(words + CHANGED) > 0;
            assert!(is_kept || is_there, "{words} is lost: {self:?}");
        }
    }

    /// She sends words, in this tab.
    pub fn send(&mut self, tab: usize, words: Words, replaces: Option<u32>, delay: u32) {
        let is_sent = |other: &Tab| {
            let mut sending = other.sending.iter();
            sending.any(|sending| sending.words == words)
        };
        // What has not left yet, another tab cannot know of.
        let is_elsewhere =
            self.engine.kind != Kind::TellsDuplicates && self.tabs.iter().any(is_sent);
        let is_new = self.begun.insert(words);
        if is_new {
            self.storage.drafts.insert(words);
        }
        let is_written = self.storage.drafts.contains(&words) && !self.done.contains(&words);
        if self.tabs[tab].sending.is_some() || is_elsewhere || !is_written {
            return;
        }
        let mut own = self.storage.own.iter();
        let is_here = own.any(|(other, _)| *other == words) || self.tabs[tab].seen.contains(&words);
        let known = Known {
            delay,
            tells_duplicates_after: self.engine.tells_duplicates_after(),
            is_change: replaces.is_some(),
            is_here,
            was_sent: self.storage.is_doubtful(words),
            is_fresh: self.storage.is_fresh(words, self.clock()),
        };
        self.numbers += 1;
        let (delivery, actions) = begin(known);
        self.tabs[tab].sending = Some(Sending {
            number: self.numbers,
            words,
            replaces,
            delivery: delivery.clone(),
            is_stopped: false,
            next: Next::Answer,
        });
        self.perform(tab, (delivery, actions));
        self.go_on(tab);
    }

    /// Does what the outbox does.
    fn perform(&mut self, tab: usize, (delivery, actions): Step) {
        let Some(mut sending) = self.tabs[tab].sending.take() else {
            return;
        };
        sending.delivery = delivery;
        let Sending { words, .. } = sending;
        let mut is_waited_for = false;
        for action in actions {
            assert!(!is_waited_for, "{action:?} comes after what is waited for");
            is_waited_for = matches!(action, Action::Wait | Action::Post | Action::Find);
            match action {
                Action::Report(Progress::Refused(refusal)) => self.refusals.push((words, refusal)),
                Action::Report(_) => {}
                Action::Remember => {
                    self.storage.forget(words);
                    self.storage.doubtful.push((words, self.now + self.skew));
                }
                Action::Forget => self.storage.forget(words),
                Action::Wait => sending.next = Next::Second(self.now + 1),
                Action::Post => sending.next = self.post(tab, &sending),
                Action::Find => {
                    let seconds = self.looks.pop_front().unwrap_or(Some(0));
                    let found = self.engine.find(words, sending.replaces);
                    let look = match (seconds, found) {
                        (None, _) => Look::Failed,
                        (_, None) => Look::Nothing,
                        (_, Some(found)) => Look::Found {
                            is_settled: found.created + CLOCK_SKEW < self.clock(),
                            comment: comment(found.id),
                        },
                    };
                    let due = self.now + i64::from(seconds.unwrap_or(0));
                    sending.next = Next::Outcome(due, Event::Looked(look));
                }
                Action::Take(comment) => self.settle(tab, words, comment.id.parse().ok()),
                Action::TakeUnnamed => self.settle(tab, words, None),
            }
        }
        if is_waited_for {
            self.tabs[tab].sending = Some(sending);
        }
    }

    fn post(&mut self, tab: usize, sending: &Sending) -> Next {
        let fate = self.faults.pop_front().unwrap_or(Fault::Slow(0)).fate();
        if let Some(seconds) = fate.arrives {
            self.flights.push(Flight {
                due: self.now + i64::from(seconds),
                words: sending.words,
                replaces: sending.replaces,
                copies: fate.copies,
                answers: fate.told.is_none().then_some((tab, sending.number)),
            });
        }
        if fate.arrives == Some(0)
            && fate.told.is_some()
            && let Some(flight) = self.flights.pop()
        {
            self.land(&flight);
        }
        match fate.told {
            Some((refusal, seconds)) => {
                let due = self.now + i64::from(seconds);
                Next::Outcome(due, Event::Answered(Err(refusal)))
            }
            None => Next::Answer,
        }
    }

    fn land(&mut self, flight: &Flight) {
        let answer = flight.land(&mut self.engine, self.now);
        if let Some((tab, number)) = flight.answers
            && let Some(sending) = &mut self.tabs[tab].sending
            && sending.number == number
        {
            let event = Event::Answered(answer.map(comment));
            sending.next = Next::Outcome(self.now, event);
        }
    }

    /// Tells a tab's delivery what has come of its actions by now.
    fn go_on(&mut self, tab: usize) {
        while let Some(sending) = &mut self.tabs[tab].sending {
            let event = match &mut sending.next {
                Next::Second(due) if *due <= self.now && sending.is_stopped => Event::Stop,
                Next::Second(due) if *due <= self.now => Event::Second,
                Next::Outcome(due, event) if *due <= self.now => event.clone(),
                _ => return,
            };
            let after = step(sending.delivery.clone(), event);
            self.perform(tab, after);
        }
    }

    pub fn settle(&mut self, tab: usize, words: Words, id: Option<u32>) {
        assert!(self.engine.count(words) > 0, "{words} never came: {self:?}");
        self.storage.settle(words, id);
        self.done.insert(words);
        self.tabs[tab].seen.insert(words);
        if self.engine.kind == Kind::CanChange {
            let doubles = &mut self.tabs[tab].doubles;
            doubles.extend(id.map(|id| (self.now + 2, id)));
        }
    }
}
