//! A comment on its way: sent, and sent again where that is safe, until it is known what became of
//! it.
//!
//! It goes on without the form that it was written in, so that another story in its place or a
//! closed part of the page loses nothing. A comment that came too fast waits. One whose connection
//! broke is sent again where the engine refuses the same words twice: from its refusal we learn that
//! they had arrived. Other engines are looked through, and in the end the reader decides.

use std::cell::Cell;
use std::rc::Rc;

use super::{Comment, Drafts, Engine, Refusal, State, Submission, kept};
use crate::timer;

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
    /// It goes, or is looked for, in so many seconds, and why.
    Waiting(u32, Option<Refusal>),
    /// The reader has written on, so that it does not go by itself.
    Stopped,
    /// The engine has it.
    Taken(Box<Comment>),
    /// The engine does not take it.
    Refused(Refusal),
}

/// The comments that this browser sends to one place.
#[derive(Clone)]
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
    /// The comments for this engine, whose place has this name.
    #[must_use]
    pub fn new(engine: Rc<dyn Engine>, place: &str) -> Self {
        Self {
            engine,
            drafts: Drafts::new(place),
            own: ["article-embed/held/", place].concat(),
            doubtful: ["article-embed/doubtful/", place].concat(),
        }
    }

    /// Sends a comment in `delay` seconds. `is_here`: the reader sees these words already, so that a
    /// duplicate is one.
    pub async fn deliver(
        self,
        sent: Rc<Submission>,
        delay: u32,
        is_here: bool,
        stop: Rc<Cell<bool>>,
        report: Rc<dyn Fn(Progress)>,
    ) {
        let duplicates = self.engine.capabilities().tells_duplicates_after;
        let can_repeat = duplicates.is_some() || sent.replaces.is_some();
        let record = kept::doubtful(&sent);
        let was_sent = kept::has(&self.doubtful, &sent);
        if was_sent && !can_repeat {
            match self.engine.find(sent.clone()).await {
                Ok(Some(comment)) => {
                    return report(self.taken(&sent, &record, comment));
                }
                Ok(None) => {}
                // Who cannot look must not send.
                Err(_) => return report(Progress::Refused(Refusal::unreadable())),
            }
        }
        let mut cause = None;
        let mut wait = delay;
        // Whether it may have arrived.
        let mut is_unsure = false;
        for attempt in 1..=ATTEMPTS {
            for seconds in (1..=wait).rev() {
                report(Progress::Waiting(seconds, cause.clone()));
                timer::second().await;
                if stop.get() && !is_unsure {
                    return report(Progress::Stopped);
                }
            }
            if is_unsure && !can_repeat {
                if let Ok(Some(comment)) = self.engine.find(sent.clone()).await {
                    return report(self.taken(&sent, &record, comment));
                }
                continue;
            }
            report(Progress::Sending);
            // From now on the page may be left at any time. A change can be sent twice.
            if attempt == 1 && !was_sent && sent.replaces.is_none() {
                kept::add(&self.doubtful, &record);
            }
            let refusal = match self.engine.post(sent.clone()).await {
                Ok(comment) => return report(self.taken(&sent, &record, comment)),
                Err(refusal) => refusal,
            };
            match (&refusal, duplicates) {
                (Refusal::TooFast(seconds), _) => wait = *seconds,
                (Refusal::Unknown(_), _) => {
                    is_unsure = true;
                    wait = duplicates.unwrap_or(LOOK_INTERVAL);
                }
                // A browser without a connection, or a server without its wits, tells nothing of
                // what was sent before.
                (Refusal::NotSent | Refusal::Server(_), _) if is_unsure => {}
                // Browsers themselves send again what broke at once, and do not say so.
                (Refusal::Duplicate, _) if is_unsure || !is_here => {
                    let found = self.engine.find(sent.clone()).await;
                    let comment = found.ok().flatten().or_else(|| kept::read(&record));
                    return report(match comment {
                        Some(comment) => self.taken(&sent, &record, comment),
                        None => Progress::Refused(refusal),
                    });
                }
                // A change that arrived takes away what allowed it.
                (Refusal::TooLate, _) if is_unsure => {
                    return report(match self.engine.find(sent.clone()).await {
                        Ok(Some(comment)) => self.taken(&sent, &record, comment),
                        _ => Progress::Refused(refusal),
                    });
                }
                _ => {
                    // What was sent before may have arrived all the same.
                    if !was_sent {
                        kept::remove_sent(&self.doubtful, &sent);
                    }
                    return report(Progress::Refused(refusal));
                }
            }
            cause = Some(refusal);
        }
        report(Progress::Refused(cause.unwrap_or(Refusal::Server(0))));
    }

    /// The engine has these words: only now they are no longer needed.
    pub fn confirm(&self, sent: &Submission) {
        self.drafts.confirm(&sent.slot(), &sent.text);
        kept::remove_sent(&self.doubtful, sent);
    }

    fn taken(&self, sent: &Submission, record: &str, comment: Comment) -> Progress {
        self.confirm(sent);
        let engine = self.engine.capabilities();
        let is_pending = comment.state == State::Pending;
        if !engine.is_local && sent.replaces.is_none() && (is_pending || engine.can_change) {
            if kept::is_nameless(&comment.id) {
                kept::add(&self.own, record);
            } else {
                kept::add(&self.own, &kept::record(sent, &comment.id, is_pending));
            }
        }
        Progress::Taken(Box::new(comment))
    }
}
