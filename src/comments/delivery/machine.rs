//! The way of a delivery from one step to the next.

use std::mem;

use super::{Action, Cause, Event, Known, Look, Progress};
use crate::comments::Refusal;

/// How often a comment is sent by itself, or looked for.
const ATTEMPTS: u8 = 5;

/// How many seconds apart an engine is looked through.
const LOOK_INTERVAL: u32 = 3;

/// A delivery and what is to be done next.
pub type Step = (Delivery, Vec<Action>);

/// How far a delivery is.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    known: Known,
    phase: Phase,
    /// How often it may still be sent, or looked for.
    attempts: u8,
    /// How many seconds before the next time.
    wait: u32,
    cause: Cause,
    /// Once it may have arrived, why nobody knows.
    doubt: Option<Refusal>,
}

/// What is waited for.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// Looked for before anything is sent, since it was sent before.
    Recalling,
    /// So many seconds are left.
    Waiting(u32),
    /// On the line.
    Sending,
    /// In doubt, and looked for in place of being sent again.
    Looking,
    /// Looked for after this refusal, which may hide that it has arrived.
    Checking(Refusal),
    /// Nothing.
    Ended,
}

/// The reader sends a comment.
pub fn begin(known: Known) -> Step {
    let delivery = Delivery {
        known,
        phase: Phase::Ended,
        attempts: ATTEMPTS,
        wait: known.delay,
        cause: Cause::WritingTime,
        doubt: None,
    };
    if known.was_sent && !known.can_repeat() {
        return delivery.find(Phase::Recalling);
    }
    delivery.set_out()
}

/// What comes after an event. One that is not waited for changes nothing.
pub fn step(mut delivery: Delivery, event: Event) -> Step {
    match (mem::replace(&mut delivery.phase, Phase::Ended), event) {
        (Phase::Recalling, Event::Looked(look)) => delivery.recalled(look),
        (Phase::Waiting(_), Event::Stop) if delivery.doubt.is_none() => {
            delivery.end(Action::Report(Progress::Stopped))
        }
        (Phase::Waiting(seconds), Event::Second | Event::Stop) => {
            delivery.wait_or_go(seconds.saturating_sub(1))
        }
        (Phase::Sending, Event::Answered(Ok(comment)))
        | (Phase::Looking, Event::Looked(Look::Found { comment, .. })) => {
            delivery.end(Action::Take(comment))
        }
        (Phase::Sending, Event::Answered(Err(refusal))) => delivery.refused(refusal),
        (Phase::Looking, Event::Looked(_)) => delivery.attempt(),
        (Phase::Checking(refusal), Event::Looked(look)) => delivery.checked(refusal, look),
        (phase, _) => {
            delivery.phase = phase;
            (delivery, Vec::new())
        }
    }
}

impl Delivery {
    /// It was sent before, to an engine that would take it twice.
    fn recalled(mut self, look: Look) -> Step {
        match look {
            Look::Found { comment, .. } => self.end(Action::Take(comment)),
            // Who cannot look must not send.
            Look::Failed => self.refuse(Refusal::Unknown),
            Look::Nothing => {
                if self.known.is_fresh {
                    self.doubt_it(Refusal::Unknown);
                }
                self.set_out()
            }
        }
    }

    fn set_out(self) -> Step {
        // It would be taken twice.
        if self.known.is_here && !self.known.can_repeat() {
            return self.refuse(Refusal::Duplicate);
        }
        self.attempt()
    }

    fn attempt(mut self) -> Step {
        if self.attempts == 0 {
            // Without a doubt, it came too fast each time.
            let doubt = self.doubt.take();
            return self.refuse(doubt.unwrap_or(Refusal::TooMany));
        }
        self.attempts -= 1;
        let wait = self.wait;
        self.wait_or_go(wait)
    }

    fn wait_or_go(mut self, seconds: u32) -> Step {
        if seconds > 0 {
            self.phase = Phase::Waiting(seconds);
            let waiting = Progress::Waiting(seconds, self.cause);
            return (self, vec![Action::Report(waiting), Action::Wait]);
        }
        if self.doubt.is_some() && !self.known.can_repeat() {
            return self.find(Phase::Looking);
        }
        self.phase = Phase::Sending;
        let mut actions = vec![Action::Report(Progress::Sending)];
        // From now on the page may be left at any time.
        if !self.known.is_change {
            actions.push(Action::Remember);
        }
        actions.push(Action::Post);
        (self, actions)
    }

    fn refused(mut self, refusal: Refusal) -> Step {
        let Known {
            is_change, is_here, ..
        } = self.known;
        match refusal {
            Refusal::TooFast(seconds) => {
                self.wait = seconds;
                if self.doubt.is_some() {
                    return self.attempt();
                }
                self.cause = Cause::TooFast;
                forgetting(self.attempt())
            }
            // Where the list comes and nothing else does, as where the server sends on to another page
            // without a word to this one (CORS), it never will.
            Refusal::Unanswered if self.doubt.as_ref() == Some(&refusal) => {
                self.find(Phase::Checking(refusal))
            }
            Refusal::Unknown | Refusal::Unanswered => {
                self.doubt_it(refusal);
                self.attempt()
            }
            // A browser without a connection, or a server without its wits, tells nothing of what was
            // sent before.
            Refusal::NotSent | Refusal::Server(_) if self.doubt.is_some() => self.attempt(),
            // Some servers take what was sent all the same. Where this one did, that is found, now or at
            // the next visit.
            Refusal::Redirected => self.find(Phase::Checking(refusal)),
            // Browsers themselves send again what broke at once, and do not say so. A change that arrived
            // takes away what allowed it.
            Refusal::Duplicate | Refusal::TooLate
                if self.doubt.is_some() || !(is_change || is_here) =>
            {
                self.find(Phase::Checking(refusal))
            }
            _ => forgetting(self.refuse(refusal)),
        }
    }

    fn checked(mut self, refusal: Refusal, look: Look) -> Step {
        let Known {
            is_change,
            was_sent,
            ..
        } = self.known;
        match (&refusal, look) {
            (Refusal::Unanswered, Look::Nothing) => self.refuse(refusal),
            (Refusal::Unanswered, _) => {
                self.doubt_it(refusal);
                self.attempt()
            }
            (
                Refusal::Redirected,
                Look::Found {
                    comment,
                    is_settled,
                },
            ) if was_sent || is_change || !is_settled => self.end(Action::Take(comment)),
            (Refusal::Redirected, _) => self.refuse(refusal),
            // Said long before, on a page of the thread that is still to come.
            (
                _,
                Look::Found {
                    is_settled: true, ..
                },
            ) if self.doubt.is_none() && !was_sent => forgetting(self.refuse(refusal)),
            (_, Look::Found { comment, .. }) => self.end(Action::Take(comment)),
            _ if is_change => self.refuse(refusal),
            _ => self.end(Action::TakeUnnamed),
        }
    }

    /// From now on nobody knows whether it has arrived.
    fn doubt_it(&mut self, doubt: Refusal) {
        let known = self.known;
        self.wait = known.tells_duplicates_after.unwrap_or(LOOK_INTERVAL);
        self.cause = Cause::Doubt;
        self.doubt = Some(doubt);
    }

    fn find(mut self, phase: Phase) -> Step {
        self.phase = phase;
        (self, vec![Action::Find])
    }

    fn refuse(self, refusal: Refusal) -> Step {
        self.end(Action::Report(Progress::Refused(refusal)))
    }

    fn end(mut self, last: Action) -> Step {
        self.phase = Phase::Ended;
        (self, vec![last])
    }
}

/// The engine has not taken the words: they are forgotten first, unless they were sent before, when they
/// may have arrived all the same.
fn forgetting((delivery, mut actions): Step) -> Step {
    if !delivery.known.was_sent {
        actions.insert(0, Action::Forget);
    }
    (delivery, actions)
}
