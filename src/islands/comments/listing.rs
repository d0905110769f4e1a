//! Fetching the comments page by page. What only this browser knows of is left to [`super::own`].

use yew::Context;

use super::asking::{Question, ask};
use super::form::Problem;
use super::{CommentSection, Event, Focus, Listing, notice, tell_failed};
use crate::article::Date;
use crate::comments::engine::ListError;
use crate::comments::{self, Comment, Order, Refusal, State, kept};
use crate::i18n::Message;
use crate::islands::live_tag::LiveTag;
use crate::markup::{Attr, Tag, tag};
use crate::render::places::Action;

/// How many comments are shown at a time, however many have come.
const PORTION: usize = 100;

impl CommentSection {
    pub(super) fn fetch(&mut self, context: &Context<Self>, page: u32) -> bool {
        self.listing = Listing::Loading(page);
        // A cache may not know yet what she has written, changed or deleted.
        let is_fresh = !kept::all(&self.outbox.own).is_empty();
        ask(context, Question::List(page, self.order, is_fresh));
        true
    }

    /// Fetches the next page, or the one that did not come.
    pub(super) fn more(&mut self, context: &Context<Self>) -> bool {
        match self.listing {
            Listing::Loaded(Some(page)) => {
                let Some(rest) = self.rest.take() else {
                    return self.fetch(context, page);
                };
                self.listing = Listing::Loading(page);
                self.listed(context, page, self.order, Ok(rest));
                true
            }
            Listing::Failed(page) => {
                // The button that was pressed is gone.
                self.focus = Some(if self.comments.is_empty() {
                    Focus::Title
                } else {
                    Focus::More
                });
                self.fetch(context, page)
            }
            _ => false,
        }
    }

    /// Lists the comments in the other order. Only where some are still to come does that take the
    /// engine.
    pub(super) fn turn_round(&mut self, context: &Context<Self>) -> bool {
        self.order = match self.order {
            Order::Oldest => Order::Newest,
            Order::Newest => Order::Oldest,
        };
        if self.listing == Listing::Loaded(None) {
            return true;
        }
        self.fetch(context, 1)
    }

    /// Adds comments that the engine lists. They are kept with the oldest first.
    fn take_in(&mut self, mut comments: Vec<Comment>) {
        for comment in &comments {
            self.recognise(comment);
        }
        if self.order == Order::Newest {
            std::mem::swap(&mut self.comments, &mut comments);
        }
        for comment in comments {
            self.add(comment);
        }
    }

    pub(super) fn listed(
        &mut self,
        context: &Context<Self>,
        asked: u32,
        order: Order,
        outcome: Result<comments::Page, ListError>,
    ) {
        // The reader may have turned the list round while this was on its way.
        if self.listing != Listing::Loading(asked) || self.order != order {
            return;
        }
        self.has_settled = true;
        match outcome {
            Ok(mut page) => {
                let mut posted = None;
                if asked == 1 {
                    let before = std::mem::take(&mut self.comments).into_iter();
                    // The list may be older than what she has posted meanwhile.
                    posted = before.rev().find(|comment| self.is_posted(comment));
                    posted = posted.filter(|posted| !kept::is_unnamed(&posted.id));
                }
                self.rest = page.split_off(PORTION, order);
                let new: Vec<_> = page.items.iter().map(|item| item.id.clone()).collect();
                self.cross_off(context, &page.items);
                self.take_in(page.items);
                if asked == 1 {
                    self.add_own(context);
                }
                self.bury();
                // Who asked for more, and still waits, goes on with the first of them.
                if asked > 1 && (self.is_nowhere() || self.is_at_more()) {
                    let first = self.first_of(new).map(Focus::Comment);
                    self.focus = first.or(Some(Focus::Title));
                }
                if let Some(posted) = posted.filter(|posted| self.is_newer(posted)) {
                    self.add(posted);
                }
                let is_rest = self.rest.is_some();
                let next = if is_rest { Some(asked + 1) } else { page.next };
                self.listing = Listing::Loaded(next);
                self.total = match next {
                    Some(_) => page.total,
                    // All are here, with hers that the list did not have and without those that she has deleted.
                    None => self.count_published(),
                };
                if asked == 1 {
                    self.look_for_doubtful(context);
                }
                self.take_up_stranded(None);
                if self.is_closed && !self.outbox.drafts.get("").is_empty() {
                    self.has_unsent = true;
                    self.problem = Some(Problem::Refused(Refusal::Closed));
                }
            }
            Err(error) => {
                tell_failed(&error.to_string());
                self.listing = Listing::Failed(asked);
                if self.is_at_more() {
                    self.focus = Some(Focus::Retry);
                }
            }
        }
    }

    /// The comment of this id, if it is here.
    pub(super) fn known(&self, id: &str) -> Option<&Comment> {
        self.comments.iter().find(|comment| comment.id == id)
    }

    /// Whether the comment of this id is here and everybody can see it.
    pub(super) fn is_published(&self, id: &str) -> bool {
        let known = self.known(id);
        known.is_some_and(|known| known.state == State::Published)
    }

    fn count_published(&self) -> Option<u32> {
        let comments = self.comments.iter();
        let published = comments.filter(|comment| comment.state == State::Published);
        u32::try_from(published.count()).ok()
    }

    /// Whether the list has had nothing of this comment, or only what it was before it was changed.
    fn is_newer(&self, comment: &Comment) -> bool {
        self.is_unlisted(&comment.id)
            || self
                .known(&comment.id)
                .is_none_or(|known| kept::is_outdated(known, comment))
    }

    /// A page on which nothing is new has none behind it: whoever answers pays no heed to its number.
    pub(super) fn end_repetition(&self, asked: u32, page: &mut comments::Page) {
        let mut items = page.items.iter();
        let is_again = |id: &str| self.known(id).is_some() && !self.is_unlisted(id);
        if asked > 1 && items.all(|item| is_again(&item.id)) {
            page.next = None;
        }
    }

    fn is_posted(&self, comment: &Comment) -> bool {
        self.posted.as_ref() == Some(&comment.id)
    }

    fn is_at_more(&self) -> bool {
        let active = self.active();
        active.is_some_and(|active| {
            let action = active.get_attribute(Attr::DataAction.name());
            action.as_deref() == Some(Action::More.name())
        })
    }

    /// Which of these comments, oldest first, the reader comes to first below those that she has read:
    /// one that begins a thread, where there is any.
    fn first_of(&self, mut ids: Vec<String>) -> Option<String> {
        let first = ids.first().cloned();
        if self.order == Order::Newest {
            ids.reverse();
        }
        let begins_thread = |id: &String| {
            let parent = self.known(id).and_then(|comment| comment.parent.as_deref());
            parent.is_none_or(|parent| self.known(parent).is_none())
        };
        ids.into_iter().find(begins_thread).or(first)
    }

    /// The comment at the top of the thread that this one stands in.
    pub(super) fn top_of(&self, id: &str) -> String {
        let mut top = id;
        // No thread is deeper than there are comments, unless it goes in circles.
        for _ in 0..self.comments.len() {
            let parent = self.known(top).and_then(|known| known.parent.as_deref());
            let Some(parent) = parent else {
                break;
            };
            top = parent;
        }
        top.to_owned()
    }

    /// Adds a comment; one that this reader has just posted may come again with the list, which does
    /// not tell that it is hers to change.
    pub(super) fn add(&mut self, mut comment: Comment) {
        match self
            .comments
            .iter_mut()
            .find(|known| known.id == comment.id)
        {
            // From a list that is older than the change.
            Some(known) if kept::is_outdated(&comment, known) => {}
            Some(known) => {
                comment.source = comment.source.or_else(|| known.source.take());
                *known = comment;
            }
            None => self.insert(comment),
        }
    }

    /// Puts a comment behind those of before, also where the reader has written one and older ones come
    /// after it.
    fn insert(&mut self, comment: Comment) {
        let seconds = |comment: &Comment| comment.created.map(Date::unix_seconds);
        let created = seconds(&comment);
        let is_later = |known: &Comment| {
            let known = seconds(known);
            known.is_some() && created.is_some() && known > created
        };
        let before = self.comments.iter().rposition(|known| !is_later(known));
        self.comments
            .insert(before.map_or(0, |before| before + 1), comment);
    }

    /// Turns the list round, where there is something to turn.
    pub(super) fn order_button(&self, context: &Context<Self>) -> Option<LiveTag> {
        let words = match self.order {
            Order::Oldest => Message::NewestFirst,
            Order::Newest => Message::OldestFirst,
        };
        let button = tag("button.order")
            .say(context.props().story.messages, words)
            .live()
            .on_click(context.link().callback(|_| Event::TurnRound));
        // The button keeps its place while the list comes, and with it the keyboard's focus.
        let is_loading = self.has_settled && self.listing == Listing::Loading(1);
        (self.comments.len() > 1 || is_loading).then_some(button)
    }

    pub(super) fn listing_state(&self, context: &Context<Self>) -> Option<LiveTag> {
        let messages = context.props().story.messages;
        let live = |button: Tag| {
            let on_click = context.link().callback(|_| Event::More);
            button.live().on_click(on_click)
        };
        let more = |message| {
            tag("button.more")
                .set(Attr::DataAction, Action::More.name())
                .say(messages, message)
        };
        let quiet = |message| tag("p.notice quiet").say(messages, message).live();
        Some(match self.listing {
            // The button keeps its place, and with it the keyboard's focus.
            Listing::Loading(_) if !self.comments.is_empty() => {
                live(more(Message::CommentsLoading).set(Attr::AriaDisabled, "true"))
            }
            Listing::Waiting | Listing::Loading(_) => quiet(Message::CommentsLoading),
            Listing::Failed(_) => {
                let retry = tag("button")
                    .set(Attr::DataAction, Action::Retry.name())
                    .say(messages, Message::Retry);
                notice([messages.text(Message::CommentsFailed), " "].concat())
                    .live()
                    .child(live(retry))
            }
            Listing::Loaded(Some(_)) => live(more(Message::CommentsMore)),
            Listing::Loaded(None)
                if self.comments.is_empty() && self.sending.is_none() && !self.is_closed =>
            {
                quiet(Message::CommentsEmpty)
            }
            Listing::Loaded(None) => return None,
        })
    }
}
