//! Sending a comment, and what the engine makes of it.
//!
//! A comment that came too fast is sent again by itself. So is one whose connection broke, where the
//! engine refuses the same words twice: from its refusal we learn that they had arrived.

use yew::Context;

use super::form::Problem;
use super::{CommentSection, Event, Fill, Focus, Outgoing};
use crate::comments::{Comment, Refusal, State, Submission, kept, reader};
use crate::timer;

impl CommentSection {
    pub(super) fn submit(&mut self, context: &Context<Self>) -> bool {
        if self.sending.is_some() {
            return false;
        }
        let capabilities = context.props().engine.engine.capabilities();
        self.posted = None;
        self.problem = self.fields.check(capabilities);
        if self.problem.is_some() {
            self.focus = Some(Focus::Problem);
            return true;
        }
        self.keep_draft();
        let submission = Submission {
            parent: self.parent().map(str::to_owned),
            ..self.fields.submission()
        };
        if self.fields.remembers() {
            reader::remember(&submission);
        } else {
            reader::forget();
        }
        self.send(
            context,
            Outgoing {
                submission,
                ..Outgoing::default()
            },
        );
        true
    }

    pub(super) fn send(&mut self, context: &Context<Self>, outgoing: Outgoing) {
        let engine = &context.props().engine.engine;
        let posting = engine.post(outgoing.submission.clone());
        self.sending = Some(outgoing);
        context
            .link()
            .send_future(async move { Event::Posted(Box::new(posting.await)) });
    }

    /// Sends a comment in so many seconds.
    pub(super) fn send_in(&mut self, context: &Context<Self>, seconds: u32, outgoing: Outgoing) {
        self.sending = Some(Outgoing {
            countdown: Some(seconds),
            ..outgoing
        });
        let link = context.link().clone();
        timer::after(1_000, move || link.send_message(Event::Tick));
    }

    pub(super) fn tick(&mut self, context: &Context<Self>) {
        let Some(mut outgoing) = self.sending.take() else {
            return;
        };
        match outgoing.countdown.take() {
            Some(seconds) if seconds > 1 => self.send_in(context, seconds - 1, outgoing),
            _ => self.send(context, outgoing),
        }
    }

    pub(super) fn posted(&mut self, context: &Context<Self>, sent: &Submission, comment: Comment) {
        self.problem = None;
        self.is_closed = false;
        // Only now is the text no longer needed. The reader may have gone on writing, though.
        let parent = sent.parent.as_deref();
        self.keep_draft();
        self.drafts.confirm(parent, &sent.text);
        if self.parent() == parent {
            // Whoever goes on writing, here or in another reply, is not taken away from it.
            if self.drafts.get(parent).is_empty() && self.may_move_focus() {
                self.focus = Some(Focus::Comment(comment.id.clone()));
            }
            if parent.is_some() && self.drafts.get(parent).is_empty() {
                self.move_to(None);
            } else {
                self.fill = Fill::Draft;
            }
        }
        let is_local = context.props().engine.engine.capabilities().is_local;
        if comment.state == State::Pending && !is_local {
            kept::add(&self.held, &kept::record(sent, &comment.id, true));
        }
        if comment.state == State::Published {
            self.total = self.total.map(|total| total + 1);
        }
        context.props().on_comment.emit(comment.id.clone());
        self.posted = Some(comment.id.clone());
        self.add(comment);
    }

    pub(super) fn refused(
        &mut self,
        context: &Context<Self>,
        mut sent: Outgoing,
        refusal: Refusal,
    ) {
        let engine = context.props().engine.engine.capabilities();
        let mut problem = None;
        match (&refusal, engine.tells_duplicates_after) {
            (Refusal::Closed, _) => self.is_closed = true,
            (Refusal::TooFast(seconds), _) => self.send_in(context, *seconds, sent),
            (Refusal::Unknown(_), Some(seconds)) if !sent.is_unsure => {
                sent.is_unsure = true;
                problem = Some(Problem::FindingOut);
                self.send_in(context, seconds, sent);
            }
            // Browsers themselves send again what broke at once, and do not say so.
            (Refusal::Duplicate, _) if sent.is_unsure || !self.is_here(&sent.submission) => {
                return self.arrived(context, &sent.submission);
            }
            _ => {}
        }
        let problem = Some(problem.unwrap_or(Problem::Refused(refusal)));
        if self.problem != problem && self.may_move_focus() {
            self.focus = Some(Focus::Problem);
        }
        self.problem = problem;
    }

    /// The words had arrived when the connection broke. What the engine calls them, nobody told us.
    pub(super) fn arrived(&mut self, context: &Context<Self>, sent: &Submission) {
        if let Some(comment) = kept::nameless(sent) {
            self.posted(context, sent, comment);
        }
        self.look(context);
    }

    /// Whether the reader can see these words of hers already.
    fn is_here(&self, sent: &Submission) -> bool {
        kept::nameless(sent).is_some_and(|sent| {
            let mut comments = self.comments.iter();
            comments.any(|comment| kept::is_same(comment, &sent))
        })
    }
}
