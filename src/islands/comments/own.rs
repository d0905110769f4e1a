//! What only this browser knows of: comments that wait for the publisher, may still be changed, or may
//! have arrived.

use std::rc::Rc;

use yew::Context;

use super::asking::{ON_THE_WAY, Question, ask};
use super::{CommentSection, Focus};
use crate::comments::kept::{LocalComment, LocalId};
use crate::comments::{Comment, Standing, State, Submission, kept};

impl CommentSection {
    /// Adds what the reader has written before and the list does not have: what nobody else can see yet,
    /// what is newer than the list, and what stands on another page; and finds out what she may still
    /// change.
    pub(super) fn add_own(&mut self, context: &Context<Self>) {
        let can_change = context.props().engine.engine.capabilities().can_change;
        self.unlisted.clear();
        self.unasked.clear();
        for record in kept::all(&self.outbox.own) {
            let own = record.comment();
            let id = own.id.clone();
            let is_unnamed = record.id == LocalId::Unnamed;
            let listed = self.comments.iter_mut().find(|other| {
                if is_unnamed {
                    kept::is_same(other, &own)
                } else {
                    other.id == id && other.state == State::Published
                }
            });
            let is_deleted = own.state == State::Deleted;
            let is_asked = listed.is_some() && can_change && !is_unnamed && !is_deleted;
            if (listed.is_some() && !can_change) || (!is_asked && record.is_forgotten()) {
                kept::remove(&self.outbox.own, &id);
                continue;
            }
            if is_deleted {
                continue;
            }
            match listed {
                Some(listed) if kept::is_outdated(listed, &own) => {
                    listed.body = own.body;
                    listed.edited = own.edited;
                }
                Some(_) => {}
                None => {
                    self.unlisted.push(id.clone());
                    self.add(own);
                }
            }
            if !is_unnamed {
                self.unasked.push(id);
            }
        }
        self.ask_next(context);
    }

    /// Finds out about the next of her comments: one at a time, so that what she sends meanwhile does not have
    /// to wait for all of them.
    pub(super) fn ask_next(&mut self, context: &Context<Self>) {
        if let Some(id) = self.unasked.pop() {
            ask(context, Question::Standing(id));
        }
    }

    /// Whether no list has had this comment of hers yet.
    pub(super) fn is_unlisted(&self, id: &str) -> bool {
        self.unlisted.iter().any(|unlisted| unlisted == id)
    }

    /// What the engine lists need not be kept for that any more.
    pub(super) fn cross_off(&mut self, context: &Context<Self>, listed: &[Comment]) {
        let can_change = context.props().engine.engine.capabilities().can_change;
        let own = &self.outbox.own;
        self.unlisted.retain(|id| {
            let mut published = listed.iter().filter(|one| one.state == State::Published);
            let is_listed = published.any(|one| one.id == *id);
            if is_listed && !can_change {
                kept::remove(own, id);
            }
            !is_listed
        });
    }

    /// Takes away what she has deleted, where the list is older than that.
    pub(super) fn bury(&mut self) {
        for own in kept::all(&self.outbox.own) {
            if own.state == State::Deleted
                && let Some(known) = self.known(&own.name())
                && kept::is_same_one(known, &own.comment())
            {
                self.take_away(&own.name());
            }
        }
    }

    /// Takes a comment away; one that has replies stays as their place.
    pub(super) fn take_away(&mut self, id: &str) {
        let is_answered = |comment: &Comment| comment.parent.as_deref() == Some(id);
        if !self.comments.iter().any(is_answered) {
            self.comments.retain(|comment| comment.id != id);
            return;
        }
        let mut comments = self.comments.iter_mut();
        if let Some(comment) = comments.find(|comment| comment.id == id) {
            comment.state = State::Deleted;
            comment.source = None;
            // Nobody is named as the writer of what is not there.
            comment.author.clear();
            comment.author_url = None;
        }
    }

    pub(super) fn stands(
        &mut self,
        context: &Context<Self>,
        id: String,
        mut standing: Standing,
    ) -> bool {
        if let Standing::There(told) = &standing
            && let Some(known) = self.known(&id)
            && kept::is_outdated(told, known)
        {
            standing = Standing::Unknown;
        }
        let is_unlisted = self.is_unlisted(&id);
        let known = self.comments.iter_mut().find(|known| known.id == id);
        match (standing, known) {
            (told @ (Standing::Unknown | Standing::Fixed), known) => {
                let is_published = known.is_some_and(|known| known.state == State::Published);
                if is_published && !is_unlisted && kept::is_past(&self.outbox.own, &id) {
                    kept::remove(&self.outbox.own, &id);
                }
                if told == Standing::Unknown {
                    return false;
                }
                self.take_up_stranded(Some(&id));
            }
            (Standing::Gone, _) => {
                if self.is_at_comment(&id) {
                    self.focus = Some(Focus::Title);
                }
                self.step_off(&id);
                self.comments.retain(|comment| comment.id != id);
                kept::remove(&self.outbox.own, &id);
            }
            (Standing::There(mut told), _) => {
                // Isso gives an id again whose comment has gone, and the leave to change it is the reader's
                // still.
                let words = told.source.take();
                let is_hers = |words: &String| kept::has_as(&self.outbox.own, &id, words);
                let is_others = words.as_ref().is_some_and(|words| !is_hers(words));
                told.source = words.filter(|_| !is_others);
                if told.state == State::Published && told.source.is_some() {
                    self.look_for_double(context, &told);
                } else if told.state == State::Published && (is_others || !is_unlisted) {
                    kept::remove(&self.outbox.own, &id);
                    self.take_up_stranded(Some(&id));
                }
                self.add(*told);
            }
        }
        true
    }

    /// Looks whether a comment that this reader may take back has come twice.
    fn look_for_double(&self, context: &Context<Self>, comment: &Comment) {
        for own in kept::all(&self.outbox.own) {
            if own.name() == comment.id {
                let mut sent = self.sent_before(&own);
                sent.arrived_as = Some(comment.id.clone());
                ask(context, Question::Twice(Rc::new(sent), comment.created));
            }
        }
    }

    /// A comment that had come twice was taken back, or need not be.
    pub(super) fn taken_back(&mut self, sent: &Submission, other: Option<Comment>) -> bool {
        let (Some(other), Some(id)) = (other, &sent.arrived_as) else {
            return false;
        };
        if self.is_at_comment(id) {
            self.focus = Some(Focus::Comment(other.id.clone()));
        }
        self.step_off(id);
        if self.posted.as_ref() == Some(id) {
            self.posted = Some(other.id.clone());
        }
        self.comments.retain(|comment| comment.id != *id);
        kept::remove(&self.outbox.own, id);
        kept::add(&self.outbox.own, &LocalComment::taken(sent, &other));
        self.add(other);
        true
    }

    /// Looks for comments that were on their way when the page was left.
    pub(super) fn look_for_doubtful(&self, context: &Context<Self>) {
        kept::remove_forgotten(&self.outbox.doubtful);
        for doubtful in kept::all(&self.outbox.doubtful) {
            let sent = self.sent_before(&doubtful);
            // It goes on its way without the page, and so does what the browser sends again.
            let is_fresh = kept::is_fresh(&self.outbox.doubtful, &sent);
            let seconds = if is_fresh { ON_THE_WAY } else { 0 };
            ask(context, Question::Find(Rc::new(sent), seconds));
        }
    }

    /// What was sent on an earlier visit, with its place among the comments of now.
    fn sent_before(&self, kept: &LocalComment) -> Submission {
        let mut sent = kept.submission();
        sent.thread = sent.parent.as_deref().map(|parent| self.top_of(parent));
        sent
    }

    /// What may have arrived was found, or not: then its words wait in the form.
    pub(super) fn found(
        &mut self,
        context: &Context<Self>,
        sent: &Submission,
        found: Option<Comment>,
    ) -> bool {
        let Some(comment) = found else {
            // It may be on its way from here still, as where the partner has taken the story away and
            // brought it back.
            if kept::is_fresh(&self.outbox.doubtful, sent) {
                ask(context, Question::Find(Rc::new(sent.clone()), ON_THE_WAY));
            }
            return false;
        };
        ask(context, Question::Standing(comment.id.clone()));
        self.keep_draft();
        let own = LocalComment::taken(sent, &comment);
        self.outbox.settle(sent, &own);
        self.fill_in("");
        if self.known(&comment.id).is_none() {
            self.unlisted.push(comment.id.clone());
        }
        self.add(comment);
        true
    }

    /// A comment that the engine lists may be the one whose arrival was uncertain.
    pub(super) fn recognise(&mut self, listed: &Comment) {
        let is_it = |known: &Comment| kept::is_unnamed(&known.id) && kept::is_same(known, listed);
        let Some(place) = self.comments.iter().position(is_it) else {
            return;
        };
        let known = self.comments.remove(place);
        kept::remove(&self.outbox.own, &known.id);
        // The reader has been shown it under no name.
        if self.posted == Some(known.id) {
            self.posted = Some(listed.id.clone());
        }
    }
}
