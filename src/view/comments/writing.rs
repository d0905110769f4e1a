//! What the reader writes: which comment the form stands for, and its draft.

use yew::Context;

use super::CommentSection;
use super::focus::Focus;
use super::list;
use crate::comments::draft;
use crate::storage::Kept;

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

    /// Puts what is kept for it into the form, and behind it what the reader has typed before.
    pub(super) fn fill_in(&self, typed: &str) {
        let mut words = self.outbox.drafts.get(&self.slot());
        if let Some(Writing {
            changed: Some(changed),
            ..
        }) = &self.writing
            && words.is_empty()
        {
            words.clone_from(changed);
        }
        if words != typed {
            words.push_str(typed);
        }
        self.fields.set_draft(&words);
    }

    /// Keeps what is written; answers whether the reader is to be told otherwise than before.
    pub(super) fn keep_draft(&mut self) -> bool {
        let draft = self.fields.draft().filter(|_| !self.is_unfilled);
        let Some(draft) = draft else {
            return false;
        };
        let is_unkept = self.outbox.drafts.keep(&self.slot(), &draft) == Kept::InPage;
        std::mem::replace(&mut self.is_unkept, is_unkept) != is_unkept
    }

    /// The reader has typed something.
    pub(super) fn typed(&mut self, context: &Context<Self>) -> bool {
        // What waits to be sent is not what stands there any more.
        if let Some(sending) = &self.sending {
            sending.stop.set(true);
        }
        let limits = context.props().engine.engine.capabilities().limits;
        let room = self.fields.room(limits);
        let is_other = std::mem::replace(&mut self.room, room) != room;
        self.keep_draft() || is_other
    }

    /// Has the form stand under a comment, to reply to it or to change it.
    pub(super) fn write_on(&mut self, context: &Context<Self>, id: &str, is_change: bool) -> bool {
        let mut comments = self.comments.iter();
        let Some(comment) = comments.find(|comment| comment.id == id) else {
            return false;
        };
        let writing = Writing {
            id: id.to_owned(),
            author: list::author_name(comment, context.props().page.messages),
            changed: comment.source.clone().filter(|_| is_change),
        };
        self.write(Some(writing))
    }

    /// Has the form stand for something else, with what was written for that before.
    pub(super) fn write(&mut self, writing: Option<Writing>) -> bool {
        // A program may have written, which no event tells.
        self.keep_draft();
        self.move_to(writing);
        if self.sending.is_none() {
            self.problem = None;
        }
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
        // It may be the same one all the same.
        self.fields.set_draft("");
        self.is_unfilled = true;
    }
}
