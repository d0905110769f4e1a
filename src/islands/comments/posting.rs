//! Sending what stands in the form, and telling the reader what becomes of it.
//!
//! The way itself is the [`crate::comments::outbox`]'s, which goes on where the form is gone.

use std::rc::Rc;

use yew::Context;

use super::asking::{Question, ask};
use super::form::Problem;
use super::{CommentSection, Event, Focus, Outgoing};
use crate::comments::delivery::{Cause, Progress};
use crate::comments::engine::Signs;
use crate::comments::kept::LocalComment;
use crate::comments::outbox::WRITING_TIME;
use crate::comments::{Comment, Refusal, State, Submission, kept, reader};

/// Two clicks within so many milliseconds are one.
const DOUBLE_CLICK: f64 = 500.0;

impl CommentSection {
    pub(super) fn submit(&mut self, context: &Context<Self>) -> bool {
        if self.sending.is_some() {
            return false;
        }
        let engine = context.props().engine.engine.capabilities();
        self.posted = None;
        self.deleting = None;
        self.not_deleted = None;
        self.problem = None;
        self.announces_problem = false;
        let wrong = self.fields.check(engine);
        if !wrong.is_empty() {
            self.problem = Some(Problem::Fields(wrong));
            self.focus = Some(Focus::Problem);
            return true;
        }
        self.keep_draft();
        let mut sent = self.submission();
        if self.fields.remembers() {
            reader::remember(&sent);
        } else {
            reader::forget();
        }
        let delay = WRITING_TIME.saturating_sub(sent.signs.seconds);
        sent.signs.seconds += delay;
        let outgoing = Outgoing {
            submission: Rc::new(sent),
            countdown: None,
            stop: Rc::default(),
        };
        let on_comment = context.props().on_comment.clone();
        let link = context.link().clone();
        let is_new = outgoing.submission.replaces.is_none();
        let report = Rc::new(move |progress| {
            if let (Progress::Taken(comment), true) = (&progress, is_new) {
                on_comment.emit(comment.id.clone());
            }
            link.send_message(Event::Progress(progress));
        });
        self.outbox.clone().deliver(
            outgoing.submission.clone(),
            delay,
            self.is_here(&outgoing.submission),
            outgoing.stop.clone(),
            report,
        );
        self.sending = Some(outgoing);
        true
    }

    /// What stands in the form.
    fn submission(&self) -> Submission {
        let mut sent = self.fields.submission();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "nobody writes for a hundred years"
        )]
        let seconds = ((js_sys::Date::now() - self.began) / 1000.0) as u32;
        sent.signs = Signs {
            honeypot: self.fields.honeypot(),
            // A form that is sent before it has been filled in has only just come.
            seconds: if self.is_filled_in() { seconds } else { 0 },
        };
        if let Some(writing) = &self.writing {
            if writing.changed.is_some() {
                let changed = self.known(&writing.id);
                sent.parent = changed.and_then(|comment| comment.parent.clone());
                sent.replaces = Some(writing.id.clone());
            } else {
                sent.parent = Some(writing.id.clone());
                sent.thread = Some(self.top_of(&writing.id));
            }
        }
        sent
    }

    pub(super) fn progress(&mut self, context: &Context<Self>, progress: Progress) -> bool {
        let Some(sending) = &mut self.sending else {
            return false;
        };
        let sent = sending.submission.clone();
        let problem = match progress {
            Progress::Sending => {
                sending.countdown = None;
                return true;
            }
            Progress::Waiting(seconds, cause) => {
                sending.countdown = Some(seconds);
                match cause {
                    Cause::WritingTime => None,
                    // The button counts; a problem that is another each second would draw the
                    // reader to it each second.
                    Cause::TooFast => Some(Problem::Refused(Refusal::TooFast(0))),
                    Cause::Doubt => Some(Problem::FindingOut),
                }
            }
            Progress::Stopped => {
                self.sending = None;
                None
            }
            Progress::Taken(comment) => {
                self.sending = None;
                self.posted(context, &sent, *comment);
                return true;
            }
            Progress::Refused(refusal) => {
                self.sending = None;
                self.is_closed |= refusal == Refusal::Closed;
                let slot = sent.slot();
                let problem = Problem::Refused(refusal);
                if slot == self.slot() {
                    Some(problem)
                } else {
                    // Who comes back to those words is told why.
                    self.left_problem = Some((slot, problem));
                    Some(Problem::Elsewhere)
                }
            }
        };
        if problem.is_some() && self.problem != problem {
            let is_busy = problem == Some(Problem::Elsewhere) || self.is_writing_on(&sent);
            let may_move = self.may_move_focus() && !is_busy;
            // Whoever is busy with something else hears of it.
            self.announces_problem = !may_move;
            if may_move {
                self.focus = Some(Focus::Problem);
            }
        }
        if self.is_closed && self.sending.is_none() {
            self.take_up_stranded(None);
        }
        self.problem = problem;
        true
    }

    fn posted(&mut self, context: &Context<Self>, sent: &Submission, mut comment: Comment) {
        self.problem = None;
        self.not_deleted = None;
        self.is_closed = false;
        let slot = sent.slot();
        if self.slot() == slot {
            // Whoever goes on writing, here or in another reply, is not taken away from it.
            let is_done = self.outbox.drafts.get(&slot).is_empty();
            if is_done && self.may_move_focus() {
                self.focus = Some(Focus::Comment(comment.id.clone()));
            }
            if is_done && self.writing.is_some() {
                self.move_to(None);
            } else {
                // Before the form can be used again.
                self.fill_in("");
            }
        }
        if sent.replaces.is_some() {
            comment.source = Some(sent.text.clone());
        } else if comment.state == State::Published {
            self.total = self.total.map(|total| total + 1);
        }
        let can_change = context.props().engine.engine.capabilities().can_change;
        if can_change && sent.replaces.is_none() {
            ask(context, Question::Standing(comment.id.clone()));
        }
        self.posted = Some(comment.id.clone());
        if sent.replaces.is_none() {
            self.unlisted.push(comment.id.clone());
        }
        self.add(comment);
    }

    /// Whether the reader can see these words of hers already, in the same thread; or has written them
    /// not long ago, where they stand on a page that is still to come.
    fn is_here(&self, sent: &Submission) -> bool {
        let wanted = kept::typed(sent);
        if kept::has(&self.outbox.own, sent) {
            return true;
        }
        // A name that nobody has given is everybody's.
        if wanted.author.is_empty() {
            return false;
        }
        let thread = |parent: &Option<String>| parent.as_ref().map(|id| self.top_of(id));
        self.comments.iter().any(|comment| {
            comment.author == wanted.author
                && kept::is_same(comment, &wanted)
                && thread(&comment.parent) == sent.thread
        })
    }

    /// Deletes a comment, once the reader has said so twice; a double click says it once.
    pub(super) fn delete(&mut self, context: &Context<Self>, id: String) -> bool {
        self.not_deleted = None;
        let now = js_sys::Date::now();
        match &mut self.deleting {
            Some((asked, since)) if *asked == id => {
                if now - *since > DOUBLE_CLICK {
                    // It is asked for once.
                    *since = f64::INFINITY;
                    ask(context, Question::Delete(id));
                }
                false
            }
            _ => {
                self.deleting = Some((id, now));
                true
            }
        }
    }

    pub(super) fn deleted(&mut self, id: &str, is_done: bool) -> bool {
        let was_there = self.is_nowhere() || self.is_at_comment(id);
        self.deleting = None;
        self.not_deleted = (!is_done).then(|| id.to_owned());
        if is_done {
            kept::remove(&self.outbox.own, id);
            if let Some(deleted) = self.known(id) {
                // A list from a cache may have it still.
                kept::add(&self.outbox.own, &LocalComment::deleted(deleted));
            }
            self.step_off(id);
            let was_counted = self.is_published(id);
            self.take_away(id);
            if was_counted {
                self.total = self.total.map(|total| total.saturating_sub(1));
            }
            if was_there {
                self.focus = Some(Focus::Title);
            }
        }
        true
    }
}
