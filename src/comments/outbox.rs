//! The comments that a reader sends: each is delivered as [`super::delivery`] says, with this browser's
//! timer and storage and the [`super::exchange`].
//!
//! A delivery goes on without the form that its comment was written in, so that another story in its place
//! or a closed part of the page loses nothing.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::delivery::{self, Action, Event, Known, Look, Progress};
use super::draft::Nth;
use super::kept::LocalComment;
use super::{Comment, Drafts, Engine, Submission, exchange, kept};
use crate::storage;
use crate::timer::{self, SECOND};

/// How long the form stands before anybody can have written in it, in seconds.
pub const WRITING_TIME: u32 = 2;

/// The comments that this browser sends to one place.
pub struct Outbox {
    engine: Rc<dyn Engine>,
    /// What was begun.
    pub drafts: Drafts,
    /// Name in the browser's storage of what this reader wrote and nobody lists yet, or what she may
    /// still change.
    pub own: String,
    /// Name in the browser's storage of what may have arrived.
    pub doubtful: String,
}

impl Outbox {
    /// The comments for this engine, whose place has this name, in this embed.
    #[must_use]
    pub fn new(engine: Rc<dyn Engine>, place: &str, nth: Nth) -> Self {
        Self {
            engine,
            drafts: Drafts::new(place, nth),
            own: ["article-embed/held/", place].concat(),
            doubtful: ["article-embed/doubtful/", place].concat(),
        }
    }

    /// Sends a comment in `delay` seconds. `is_here`: the reader sees these words of hers already, so
    /// that a duplicate is one.
    pub fn deliver(
        self: Rc<Self>,
        sent: Rc<Submission>,
        delay: u32,
        is_here: bool,
        stop: Rc<Cell<bool>>,
        report: Rc<dyn Fn(Progress)>,
    ) {
        let known = Known {
            delay,
            tells_duplicates_after: self.engine.capabilities().tells_duplicates_after,
            is_change: sent.replaces.is_some(),
            is_here,
            // Known at the same moment as `is_here`, since what was in doubt may be found meanwhile.
            was_sent: kept::has(&self.doubtful, &sent),
            is_fresh: kept::is_fresh(&self.doubtful, &sent),
        };
        spawn_local(self.drive(known, sent, stop, report));
    }

    /// Performs the actions of a delivery and tells it what comes of them.
    async fn drive(
        self: Rc<Self>,
        known: Known,
        sent: Rc<Submission>,
        stop: Rc<Cell<bool>>,
        report: Rc<dyn Fn(Progress)>,
    ) {
        let mut doubtful = LocalComment::unnamed(&sent);
        let take = |own: &LocalComment, comment: Box<Comment>| {
            self.settle(&sent, own);
            report(Progress::Taken(comment));
        };
        let (mut delivery, mut actions) = delivery::begin(known);
        loop {
            let mut outcome = None;
            for action in actions {
                match action {
                    Action::Report(progress) => report(progress),
                    Action::Remember => {
                        kept::remove_sent(&self.doubtful, &sent);
                        // It may have waited for long: it leaves only now.
                        doubtful = LocalComment::unnamed(&sent);
                        kept::add(&self.doubtful, &doubtful);
                    }
                    Action::Forget => kept::remove_sent(&self.doubtful, &sent),
                    Action::Take(comment) => take(&LocalComment::taken(&sent, &comment), comment),
                    Action::TakeUnnamed => take(&doubtful, Box::new(doubtful.comment())),
                    Action::Wait => {
                        timer::wait(SECOND).await;
                        let is_stopped = stop.get();
                        outcome = Some(if is_stopped {
                            Event::Stop
                        } else {
                            Event::Second
                        });
                    }
                    Action::Post => {
                        let answer = exchange::post(self.engine.clone(), sent.clone()).await;
                        outcome = Some(Event::Answered(answer.map(Box::new)));
                    }
                    Action::Find => {
                        let found = exchange::find(self.engine.clone(), sent.clone()).await;
                        outcome = Some(Event::Looked(match found {
                            Ok(Some(comment)) => Look::Found {
                                is_settled: kept::is_settled(&comment),
                                comment: Box::new(comment),
                            },
                            Ok(None) => Look::Nothing,
                            Err(_) => Look::Failed,
                        }));
                    }
                }
            }
            let Some(event) = outcome else {
                return;
            };
            (delivery, actions) = delivery::step(delivery, event);
        }
    }

    /// Whether what is written for this slot, or was sent, is gone from this browser with the page.
    #[must_use]
    pub fn is_unkept(&self, slot: &str) -> bool {
        self.drafts.is_unkept(slot) || storage::is_in_page(&self.own)
    }

    /// The engine has these words, as this comment of hers: only now they are no longer needed.
    pub fn settle(&self, sent: &Submission, own: &LocalComment) {
        self.drafts.confirm(&sent.slot(), &sent.text);
        kept::remove_sent(&self.doubtful, sent);
        if !self.engine.capabilities().is_local {
            // As it was before a change.
            kept::remove(&self.own, &own.name());
            kept::add(&self.own, own);
        }
    }
}
