//! Fetching the comments page by page, and joining them with what only this browser knows of.

use yew::Context;

use super::{CommentSection, Event, Focus, Listing, notice};
use crate::comments::engine::ListError;
use crate::comments::{self, Comment, Standing, State, kept};
use crate::i18n::Message;
use crate::view::tag::{Attr, Tag, tag};

impl CommentSection {
    pub(super) fn fetch(&mut self, context: &Context<Self>, page: u32) -> bool {
        self.listing = Listing::Loading(page);
        let listing = context.props().engine.engine.list(page);
        context
            .link()
            .send_future(async move { Event::Listed(page, listing.await) });
        true
    }

    /// Looks at the last page again, without going on or back.
    pub(super) fn look(&mut self, context: &Context<Self>) {
        let listing = context.props().engine.engine.list(self.page);
        context
            .link()
            .send_future(async move { Event::Looked(listing.await) });
    }

    /// Adds comments that the engine lists.
    pub(super) fn take_in(&mut self, comments: Vec<Comment>) {
        for comment in comments {
            self.recognise(&comment);
            self.add(comment);
        }
    }

    pub(super) fn listed(
        &mut self,
        context: &Context<Self>,
        asked: u32,
        outcome: Result<comments::Page, ListError>,
    ) {
        if self.listing != Listing::Loading(asked) {
            return;
        }
        self.has_settled = true;
        match outcome {
            Ok(page) => {
                // Who asked for more goes on with the first of them.
                if asked > 1 {
                    self.focus = page
                        .items
                        .first()
                        .map(|first| Focus::Comment(first.id.clone()));
                }
                self.take_in(page.items);
                self.page = asked;
                self.total = page.total;
                self.listing = Listing::Loaded(page.next);
                if asked == 1 {
                    self.add_held(context);
                }
            }
            Err(error) => {
                let text = error.to_string();
                web_sys::console::warn_2(&"article-embed: comments:".into(), &text.into());
                self.listing = Listing::Failed(asked);
            }
        }
    }

    /// Adds what the reader has written before and the publisher has not let through yet. No engine
    /// lists that.
    pub(super) fn add_held(&mut self, context: &Context<Self>) {
        for record in kept::records(&self.held) {
            let Some(comment) = kept::comment(&record) else {
                continue;
            };
            let id = comment.id.clone();
            let is_listed = |other: &Comment| match &*id {
                kept::NAMELESS => other.id != id && kept::is_same(other, &comment),
                _ => other.id == id && other.state == State::Published,
            };
            if self.comments.iter().any(is_listed) {
                kept::remove(&self.held, &id);
                continue;
            }
            if id != kept::NAMELESS {
                let standing = context.props().engine.engine.standing(&id);
                context
                    .link()
                    .send_future(async move { Event::Stands(id, standing.await) });
            }
            self.add(comment);
        }
    }

    /// A comment that the engine lists may be the one whose arrival was uncertain.
    pub(super) fn recognise(&mut self, listed: &Comment) {
        let is_it = |known: &Comment| known.id == kept::NAMELESS && kept::is_same(known, listed);
        if self.comments.iter().any(is_it) {
            self.comments.retain(|known| !is_it(known));
            kept::remove(&self.held, kept::NAMELESS);
            // The reader has been shown it under no name.
            if self.posted.as_deref() == Some(kept::NAMELESS) {
                self.posted = Some(listed.id.clone());
                self.focus = Some(Focus::Comment(listed.id.clone()));
            }
        }
    }

    pub(super) fn stands(&mut self, id: &str, standing: Standing) -> bool {
        match standing {
            Standing::Held => return false,
            Standing::Published(comment) => self.add(comment),
            Standing::Gone => self.comments.retain(|comment| comment.id != id),
        }
        kept::remove(&self.held, id);
        true
    }

    /// Adds a comment; one that this reader has just posted may come again with the list.
    pub(super) fn add(&mut self, comment: Comment) {
        match self
            .comments
            .iter_mut()
            .find(|known| known.id == comment.id)
        {
            Some(known) => *known = comment,
            None => self.comments.push(comment),
        }
    }

    pub(super) fn listing_state(&self, context: &Context<Self>) -> Option<Tag> {
        let messages = context.props().page.messages;
        let button = |message| {
            tag("button")
                .on_click(context.link().callback(|_| Event::More))
                .say(messages, message)
        };
        let quiet = |message| tag("p.notice quiet").say(messages, message);
        Some(match self.listing {
            // The button keeps its place, and with it the keyboard's focus.
            Listing::Loading(_) if !self.comments.is_empty() => button(Message::CommentsLoading)
                .class("more")
                .set(Attr::AriaDisabled, "true"),
            Listing::Waiting | Listing::Loading(_) => quiet(Message::CommentsLoading),
            Listing::Failed(_) => notice([messages.text(Message::CommentsFailed), " "].concat())
                .set(Attr::Role, "alert")
                .child(button(Message::Retry)),
            Listing::Loaded(Some(_)) => button(Message::CommentsMore).class("more"),
            Listing::Loaded(None) if self.comments.is_empty() && !self.is_closed => {
                quiet(Message::CommentsEmpty)
            }
            Listing::Loaded(None) => return None,
        })
    }
}
