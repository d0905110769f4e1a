//! A comment on its way: sent, and sent again where that is safe, until it is known what became of
//! it.
//!
//! It goes on without the form that it was written in, so that another story in its place or a
//! closed part of the page loses nothing. A comment that came too fast waits. One whose connection
//! broke is sent again where the engine refuses the same words twice: from its refusal we learn that
//! they had arrived. Other engines are looked through, and in the end the reader decides.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::draft::Nth;
use super::{Comment, Drafts, Engine, Refusal, Submission, exchange, kept};
use crate::storage;
use crate::timer::{self, SECOND};

/// How often a comment is sent by itself.
const ATTEMPTS: usize = 5;

/// How many seconds apart an engine is looked through.
const LOOK_INTERVAL: u32 = 3;

/// How long the form stands before anybody can have written in it, in seconds.
pub const WRITING_TIME: u32 = 2;

/// How far a comment has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// It is on the line.
    Sending,
    /// It goes, or is looked for, in so many seconds, and why not now.
    Waiting(u32, Cause),
    /// The reader has written on, so that it does not go by itself.
    Stopped,
    /// The engine has it.
    Taken(Box<Comment>),
    /// The engine does not take it.
    Refused(Refusal),
}

/// Why a comment waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nobody can have written it so soon.
    WritingTime,
    /// The engine took another one only now.
    TooFast,
    /// Nobody knows whether it arrived.
    Doubt,
}

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
        // Known at the same moment as `is_here`, since what was in doubt may be found meanwhile.
        let was_sent = kept::has(&self.doubtful, &sent);
        spawn_local(self.bring(sent, delay, is_here, was_sent, stop, report));
    }

    #[allow(
        clippy::too_many_lines,
        reason = "one way, whose turns depend on each other"
    )]
    async fn bring(
        self: Rc<Self>,
        sent: Rc<Submission>,
        delay: u32,
        is_here: bool,
        was_sent: bool,
        stop: Rc<Cell<bool>>,
        report: Rc<dyn Fn(Progress)>,
    ) {
        let find = || exchange::find(self.engine.clone(), sent.clone());
        let duplicates = self.engine.capabilities().tells_duplicates_after;
        let is_change = sent.replaces.is_some();
        let can_repeat = duplicates.is_some() || is_change;
        let may_be_old = was_sent || is_change;
        let record = kept::doubtful(&sent);
        let settle_refused = || {
            // What was sent before may have arrived all the same.
            if !was_sent {
                kept::remove_sent(&self.doubtful, &sent);
            }
        };
        let end = 'way: {
            if !can_repeat {
                if was_sent {
                    match find().await {
                        Ok(Some(comment)) => break 'way Ok(comment),
                        Ok(None) => {}
                        // Who cannot look must not send.
                        Err(_) => break 'way Err(Refusal::Unknown),
                    }
                }
                // It would be taken twice.
                if is_here {
                    break 'way Err(Refusal::Duplicate);
                }
            }
            let mut wait = delay;
            let mut cause = Cause::WritingTime;
            // Once it may have arrived, why nobody knows.
            let mut doubt = None;
            if was_sent && !can_repeat && kept::is_fresh(&self.doubtful, &sent) {
                wait = LOOK_INTERVAL;
                cause = Cause::Doubt;
                doubt = Some(Refusal::Unknown);
            }
            for _ in 0..ATTEMPTS {
                let mut seconds = wait;
                while seconds > 0 {
                    report(Progress::Waiting(seconds, cause));
                    timer::wait(SECOND).await;
                    if stop.get() && doubt.is_none() {
                        return report(Progress::Stopped);
                    }
                    seconds -= 1;
                }
                if doubt.is_some() && !can_repeat {
                    match find().await {
                        Ok(Some(comment)) => break 'way Ok(comment),
                        _ => continue,
                    }
                }
                report(Progress::Sending);
                // From now on the page may be left at any time.
                if !is_change {
                    kept::remove_sent(&self.doubtful, &sent);
                    kept::add(&self.doubtful, &record);
                }
                let refusal = match exchange::post(self.engine.clone(), sent.clone()).await {
                    Ok(comment) => break 'way Ok(comment),
                    Err(refusal) => refusal,
                };
                match refusal {
                    Refusal::TooFast(seconds) => {
                        wait = seconds;
                        if doubt.is_none() {
                            cause = Cause::TooFast;
                            settle_refused();
                        }
                    }
                    // Where the list comes and nothing else does, as where the server sends on to another
                    // page without a word to this one (CORS), it never will.
                    Refusal::Unanswered
                        if doubt.as_ref() == Some(&refusal) && find().await == Ok(None) =>
                    {
                        break 'way Err(refusal);
                    }
                    Refusal::Unknown | Refusal::Unanswered => {
                        wait = duplicates.unwrap_or(LOOK_INTERVAL);
                        cause = Cause::Doubt;
                        doubt = Some(refusal);
                    }
                    // A browser without a connection, or a server without its wits, tells nothing of
                    // what was sent before.
                    Refusal::NotSent | Refusal::Server(_) if doubt.is_some() => {}
                    // Some servers take what was sent all the same. Where this one did, that is found, now
                    // or at the next visit.
                    Refusal::Redirected => {
                        let found = find().await.ok().flatten();
                        let is_new = |found: &Comment| may_be_old || !kept::is_settled(found);
                        break 'way found.filter(is_new).ok_or(refusal);
                    }
                    // Browsers themselves send again what broke at once, and do not say so. A change
                    // that arrived takes away what allowed it.
                    Refusal::Duplicate | Refusal::TooLate
                        if doubt.is_some() || !(is_change || is_here) =>
                    {
                        let found = find().await.ok().flatten();
                        // Said long before, on a page of the thread that is still to come.
                        let is_first = doubt.is_none() && !was_sent;
                        if is_first && found.as_ref().is_some_and(kept::is_settled) {
                            settle_refused();
                            break 'way Err(refusal);
                        }
                        let kept = || kept::read(&record).filter(|_| !is_change);
                        break 'way found.or_else(kept).ok_or(refusal);
                    }
                    _ => {
                        settle_refused();
                        break 'way Err(refusal);
                    }
                }
            }
            // Without a doubt, it came too fast each time.
            Err(doubt.unwrap_or(Refusal::TooMany))
        };
        report(match end {
            Ok(comment) => {
                self.settle(&sent, &comment, &record);
                Progress::Taken(Box::new(comment))
            }
            Err(refusal) => Progress::Refused(refusal),
        });
    }

    /// Whether what is written for this slot, or was sent, is gone from this browser with the page.
    #[must_use]
    pub fn is_unkept(&self, slot: &str) -> bool {
        self.drafts.is_unkept(slot) || storage::is_in_page(&self.own)
    }

    /// The engine has these words as this comment: only now they are no longer needed. `nameless`: the
    /// line under which a comment is kept whose name the engine has not told.
    pub fn settle(&self, sent: &Submission, comment: &Comment, nameless: &str) {
        self.drafts.confirm(&sent.slot(), &sent.text);
        kept::remove_sent(&self.doubtful, sent);
        if !self.engine.capabilities().is_local {
            // As it was before a change.
            kept::remove(&self.own, &comment.id);
            if kept::is_nameless(&comment.id) {
                kept::add(&self.own, nameless);
            } else {
                kept::add(&self.own, &kept::record_of(sent, comment));
            }
        }
    }
}
