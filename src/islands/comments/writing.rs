//! What the reader writes: which comment the form stands for, and its draft.

use yew::Context;

use super::focus::Focus;
use super::form::Problem;
use super::{CommentSection, Listing, fields, list};
use crate::comments::{Capabilities, Field, Submission, draft};

/// What a reader writes, other than a comment of its own.
#[derive(Clone, PartialEq)]
pub struct Writing {
    /// The comment that she replies to or changes.
    pub id: String,
    /// That comment's writer.
    pub author: String,
    /// The words that are changed; `None` for a reply.
    pub changed: Option<String>,
}

impl CommentSection {
    /// The name of the draft in the form.
    pub(super) fn slot(&self) -> String {
        let Some(writing) = &self.writing else {
            return String::new();
        };
        let id = Some(writing.id.as_str());
        draft::slot(id.filter(|_| writing.changed.is_some()), id)
    }

    /// Whether what stands in the form is what belongs there. A form that has come anew, or has moved,
    /// is empty until it has been drawn.
    pub(super) fn is_filled_in(&self) -> bool {
        self.fields.control(Field::Text).get() == self.filled_in
    }

    /// Fills in a form that is another one for the browser, wherever it has come from: the reader may
    /// have moved it, or the list in which it stands was drawn anew. Answers whether it was.
    pub(super) fn fill_in_new(&mut self) -> bool {
        let Some(typed) = self.fields.draft().filter(|_| !self.is_filled_in()) else {
            return false;
        };
        self.filled_in = self.fields.control(Field::Text).get();
        self.outbox.drafts.adopt(&self.slot());
        self.fill_in(&typed);
        self.fields.set_reader(&self.reader);
        self.began = js_sys::Date::now();
        self.keep_draft();
        true
    }

    /// Puts what is kept for it into the form, and behind it what the reader has typed before.
    pub(super) fn fill_in(&mut self, typed: &str) {
        let mut words = self.outbox.drafts.get(&self.slot());
        if let Some(Writing {
            changed: Some(changed),
            ..
        }) = &self.writing
            && words.is_empty()
        {
            words.clone_from(changed);
        }
        self.kept.clone_from(&words);
        if words != typed {
            words.push_str(typed);
        }
        self.fields.set_draft(&words);
        self.is_unkept = self.outbox.is_unkept(&self.slot());
    }

    /// Keeps what is written; answers whether the reader is to be told otherwise than before.
    pub(super) fn keep_draft(&mut self) -> bool {
        let draft = self.fields.draft().filter(|_| self.is_filled_in());
        let Some(draft) = draft else {
            return false;
        };
        let slot = self.slot();
        if draft != self.kept {
            self.outbox.drafts.keep(&slot, &self.kept, &draft);
            self.kept = draft;
        }
        let is_unkept = self.outbox.is_unkept(&slot);
        std::mem::replace(&mut self.is_unkept, is_unkept) != is_unkept
    }

    /// The reader has typed something.
    pub(super) fn typed(&mut self, context: &Context<Self>) -> bool {
        if let Some(sending) = &self.sending
            && self.is_writing_on(&sending.submission)
        {
            sending.stop.set(true);
        }
        if self.is_filled_in() {
            self.reader = self.fields.reader();
        }
        let engine = context.props().engine.engine.capabilities();
        let room = fields::room(&self.kept, engine.limits);
        let is_corrected = self.correct(engine);
        let is_other = self.keep_draft();
        let was_asked = self.deleting.take().is_some();
        is_other || is_corrected || was_asked || room != fields::room(&self.kept, engine.limits)
    }

    /// Whether the reader has changed these words of hers in the form since they were sent.
    pub(super) fn is_writing_on(&self, sent: &Submission) -> bool {
        let draft = self.fields.draft();
        sent.slot() == self.slot() && draft.is_some_and(|draft| draft.trim() != sent.text)
    }

    /// Fields that are filled in as they should be are no longer complained of.
    fn correct(&mut self, engine: Capabilities) -> bool {
        let Some(Problem::Fields(wrong)) = &mut self.problem else {
            return false;
        };
        let before = wrong.len();
        let still = self.fields.check(engine);
        wrong.retain(|(field, _)| still.iter().any(|(other, _)| other == field));
        let is_less = wrong.len() < before;
        if wrong.is_empty() {
            self.problem = None;
        }
        is_less
    }

    /// Has the form stand under a comment, to reply to it or to change it.
    pub(super) fn write_on(&mut self, context: &Context<Self>, id: &str, is_change: bool) -> bool {
        let Some(comment) = self.known(id) else {
            return false;
        };
        let writing = Writing {
            id: id.to_owned(),
            author: list::author_name(comment, context.props().story.messages),
            changed: comment.source.clone().filter(|_| is_change),
        };
        self.write(Some(writing))
    }

    /// Has the form stand below all again, and the reader where she has opened it.
    pub(super) fn leave(&mut self) -> bool {
        let left = self.writing.clone();
        self.write(None);
        if self.is_closed {
            self.take_up_stranded(None);
        }
        self.focus = left.map(Focus::Opener);
        true
    }

    /// The comment of this id is gone. What was written under it is a comment of its own now.
    pub(super) fn step_off(&mut self, id: &str) {
        let is_here = self
            .writing
            .as_ref()
            .is_some_and(|writing| writing.id == id);
        self.keep_draft();
        let drafts = &self.outbox.drafts;
        for slot in [draft::slot(None, Some(id)), draft::slot(Some(id), None)] {
            drafts.move_to_top(&slot);
        }
        if is_here {
            if self
                .active()
                .is_some_and(|active| active.closest("form").is_ok_and(|form| form.is_some()))
            {
                self.focus = Some(Focus::Text);
            }
            self.move_to(None);
        } else if self.writing.is_none() {
            self.fill_in("");
        }
    }

    /// What was begun under comments that cannot be replied to, or not be changed, any more is a comment of
    /// its own now. Where not all comments are here, that is only known of the one that is `fixed`.
    pub(super) fn take_up_stranded(&mut self, fixed: Option<&str>) {
        self.keep_draft();
        for slot in self.outbox.drafts.slots() {
            let (id, is_change) = draft::about(&slot);
            let is_stranded = if is_change {
                fixed == Some(id)
            } else {
                let is_gone = self.listing == Listing::Loaded(None) && !self.is_published(id);
                self.is_closed || is_gone
            };
            if is_stranded && slot != self.slot() {
                self.outbox.drafts.move_to_top(&slot);
            }
        }
        if self.writing.is_none() {
            self.fill_in("");
        }
    }

    /// Has the form stand for something else, with what was written for that before.
    pub(super) fn write(&mut self, writing: Option<Writing>) -> bool {
        // A program may have written, which no event tells.
        self.keep_draft();
        self.deleting = None;
        if self.sending.is_none() && !self.is_closed {
            self.problem = None;
        }
        self.move_to(writing);
        self.focus = Some(Focus::Text);
        true
    }

    /// Has the form stand under the comment that is replied to, or below all. It is then another form
    /// for the browser, and is filled in again.
    pub(super) fn move_to(&mut self, writing: Option<Writing>) {
        if self.fields.draft().is_some() {
            self.reader = self.fields.reader();
        }
        self.writing = writing;
        let slot = self.slot();
        if let Some((_, problem)) = self.left_problem.take_if(|(left, _)| *left == slot) {
            self.problem = Some(problem);
        }
        // It may be the same one all the same.
        self.fields.set_draft("");
        self.kept.clear();
        self.filled_in = None;
        self.is_unkept = self.outbox.is_unkept(&self.slot());
    }
}
