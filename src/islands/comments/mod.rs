//! The comments under a story: the list, the form, and what happens between them.
//!
//! One component holds the state; the list and the form are functions of it. The form keeps its
//! place and its fields keep their text whatever happens around them.

mod asking;
mod fields;
mod focus;
mod form;
mod list;
mod listing;
mod own;
mod posting;
mod writing;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Element, KeyboardEvent, Node, SubmitEvent};
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

use self::asking::Question;
use self::focus::Focus;
use self::writing::Writing;
use super::live_tag::LiveTag;
use super::story_context::StoryContext;
use crate::comments::delivery::Progress;
use crate::comments::engine::{ListError, Replier};
use crate::comments::outbox::Outbox;
use crate::comments::{self, Comment, Order, Standing, State, Submission};
use crate::i18n::{Message, Messages};
use crate::intersection::Intersection;
use crate::markup::tag::Words;
use crate::markup::{Attr, Tag, part, tag};
use crate::render::comments_place::{NAME, title};
use crate::render::inlines::link as link_to;

/// How far from the screen the comments are fetched.
const MARGIN: &str = "800px";

/// A comment engine with its name and place, by which one is told from another.
#[derive(Clone)]
pub struct EngineAt {
    /// The engine.
    pub engine: Rc<dyn comments::Engine>,
    /// Its name and place.
    pub name: Rc<str>,
}

impl PartialEq for EngineAt {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Tells developers why comments did not come.
pub fn tell_failed(why: &str) {
    web_sys::console::warn_2(&"article-embed: comments:".into(), &why.into());
}

/// Whose comments, and from where.
#[derive(Properties)]
pub struct Props {
    /// The story.
    pub story: Rc<StoryContext>,
    /// The comment engine.
    pub engine: EngineAt,
    /// Which stand first.
    pub order: Order,
    /// The publisher takes no more.
    pub is_closed: bool,
    /// A comment was taken: its id.
    pub on_comment: Callback<String>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.story, &other.story) && self.engine == other.engine
    }
}

/// What can happen.
pub enum Event {
    /// The reader comes near.
    Near,
    /// The page of this number came in this order, or not.
    Listed(u32, Order, Result<comments::Page, ListError>),
    /// The reader wants the next page, or the failed one again.
    More,
    /// The reader wants the other order.
    TurnRound,
    /// The reader wants to reply to the comment of this id.
    Reply(String),
    /// The reader wants to change the comment of this id.
    Edit(String),
    /// The reader wants to write a comment of its own after all.
    Leave,
    /// The reader wants to delete the comment of this id, or was asked whether she does.
    Delete(String),
    /// The comment of this id was deleted, or not.
    Deleted(String, bool),
    /// The reader has typed something.
    Typed,
    /// The reader sends the form.
    Submit,
    /// What has become of a comment of this id that the reader wrote.
    Stands(String, Standing),
    /// These words had come twice, and this comment is left of them; or they had not.
    Twice(Rc<Submission>, Option<Comment>),
    /// These words, which may have arrived, were found, or not.
    Found(Rc<Submission>, Option<Comment>),
    /// A minute has gone by.
    Minute,
    /// A comment has come this far.
    Progress(Progress),
}

/// The part with the comments.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is the case or not whatever the others are"
)]
pub struct CommentSection {
    root: NodeRef,
    near: Option<Intersection>,
    comments: Vec<Comment>,
    /// What has come of a page and is not shown yet.
    rest: Option<comments::Page>,
    total: Option<u32>,
    listing: Listing,
    /// The first page has come, or not: from now on the form stays, with what is typed into it.
    has_settled: bool,
    fields: fields::Fields,
    outbox: Rc<Outbox>,
    order: Order,
    /// The browser has not kept what was typed last.
    is_unkept: bool,
    /// When the form came, in milliseconds.
    began: f64,
    /// Who writes, for a form that comes anew or moves.
    reader: fields::Reader,
    /// The field that has been filled in with what belongs there.
    filled_in: Option<Node>,
    /// What was filled in, or kept of it since.
    kept: String,
    /// The field of the form that has the keyboard's focus while things change.
    focused: Option<String>,
    writing: Option<Writing>,
    /// The comment that is on its way.
    sending: Option<Outgoing>,
    problem: Option<form::Problem>,
    /// The problem is told to who is somewhere else.
    announces_problem: bool,
    /// The problem of the draft of this name, which the reader has left.
    left_problem: Option<(String, form::Problem)>,
    /// The comment that was posted last, to be shown to the reader.
    posted: Option<String>,
    /// The reader's own that no list has had yet.
    unlisted: Vec<String>,
    /// Those of which is still to be found out what has become.
    unasked: Vec<String>,
    /// The comment that the reader is asked about, whether she means to delete it, and since when, in
    /// milliseconds.
    deleting: Option<(String, f64)>,
    /// The comment that could not be deleted.
    not_deleted: Option<String>,
    focus: Option<Focus>,
    is_closed: bool,
    /// What was written before comments were closed is here.
    has_unsent: bool,
}

/// How far the list has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listing {
    /// Not asked for yet.
    Waiting,
    /// A page was asked for.
    Loading(u32),
    /// Pages are here; there is this one more.
    Loaded(Option<u32>),
    /// This page did not come.
    Failed(u32),
}

/// A comment on its way.
struct Outgoing {
    submission: Rc<Submission>,
    /// In how many seconds it will be sent or looked for.
    countdown: Option<u32>,
    /// Set when it is not to be sent by itself.
    stop: Rc<Cell<bool>>,
}

impl Component for CommentSection {
    type Message = Event;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let engine = &context.props().engine;
        Self {
            root: NodeRef::default(),
            near: None,
            comments: Vec::new(),
            rest: None,
            total: None,
            listing: Listing::Waiting,
            has_settled: false,
            fields: fields::Fields::default(),
            outbox: Rc::new(Outbox::new(
                engine.engine.clone(),
                &engine.name,
                context.props().story.nth,
            )),
            order: context.props().order,
            is_unkept: false,
            began: 0.0,
            reader: fields::Reader::known(&engine.name),
            filled_in: None,
            kept: String::new(),
            focused: None,
            writing: None,
            sending: None,
            problem: None,
            announces_problem: false,
            left_problem: None,
            posted: None,
            unlisted: Vec::new(),
            unasked: Vec::new(),
            deleting: None,
            not_deleted: None,
            focus: None,
            is_closed: context.props().is_closed,
            has_unsent: false,
        }
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        self.note_focus();
        match event {
            Event::Near => {
                self.near = None;
                asking::ask(context, Question::Wait);
                self.fetch(context, 1)
            }
            Event::More => self.more(context),
            Event::Listed(page, order, mut outcome) => {
                if let Ok(listed) = &mut outcome {
                    self.end_repetition(page, listed);
                }
                self.listed(context, page, order, outcome);
                true
            }
            Event::TurnRound => self.turn_round(context),
            Event::Stands(id, standing) => {
                self.ask_next(context);
                self.stands(context, id, standing)
            }
            Event::Twice(sent, other) => self.taken_back(&sent, other),
            Event::Found(sent, found) => self.found(context, &sent, found),
            Event::Reply(id) => self.write_on(context, &id, false),
            Event::Edit(id) => self.write_on(context, &id, true),
            Event::Leave => self.leave(),
            Event::Delete(id) => self.delete(context, id),
            Event::Deleted(id, is_done) => self.deleted(&id, is_done),
            Event::Typed => self.typed(context),
            Event::Submit => self.submit(context),
            Event::Minute => {
                // The times of comments are told anew.
                asking::ask(context, Question::Wait);
                true
            }
            Event::Progress(progress) => self.progress(context, progress),
        }
    }

    fn changed(&mut self, context: &Context<Self>, before: &Props) -> bool {
        self.note_focus();
        let order = context.props().order;
        if order != before.order && order != self.order {
            if self.listing == Listing::Waiting {
                self.order = order;
            } else {
                self.turn_round(context);
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let story = &context.props().story;
        let messages = story.messages;
        let link = context.link();
        let capabilities = context.props().engine.engine.capabilities();
        let is_loading = matches!(self.listing, Listing::Loading(_));
        let is_local = capabilities.is_local;
        let can_reply = capabilities.post && !self.is_closed;
        let form = RefCell::new(self.form(context, capabilities));
        let sending = self.sending.as_ref();
        let sending = sending.filter(|sending| sending.submission.replaces.is_none());
        let list = list::View {
            messages,
            posted: self.posted.as_deref(),
            deleting: self.deleting.as_ref().map(|(id, _)| id.as_str()),
            not_deleted: self.not_deleted.as_deref(),
            can_reply,
            writing: self.writing.as_ref().map(|writing| writing.id.as_str()),
            form: &form,
            on_event: &link.callback(|event| event),
        };
        let list = list.list(
            &self.comments,
            sending.map(|sending| list::sending(&sending.submission)),
            self.order,
        );
        let engine = &context.props().engine.engine;
        let reply_place = engine.reply_place();
        let repliers = reply_place.and_then(|_| engine.repliers());
        part("section.comments")
            .interface(messages)
            .set(Attr::AriaLabelledBy, NAME)
            .set(Attr::AriaBusy, is_loading.then_some("true"))
            .live()
            .reference(&self.root)
            .child(
                tag("div.title-row")
                    .child(title(self.total, messages, story.level))
                    .live()
                    .child(self.order_button(context)),
            )
            .child(is_local.then(|| notice(messages.text(Message::CommentsPreview))))
            .child(list)
            .child(self.listing_state(context))
            .child(
                self.is_closed
                    .then(|| notice(messages.text(Message::CommentsClosed))),
            )
            .child(reply_place.map(|url| {
                let is_closed = repliers.as_ref().is_some_and(Vec::is_empty);
                let (message, name) = if is_closed {
                    (Message::EmbedOpen, "provider")
                } else {
                    (Message::ReplyThere, "site")
                };
                let words = messages.filled(message, name, &url.site());
                part("p.notice").child(link_to(url.as_str(), "noopener").text(words))
            }))
            .child(repliers.map(|repliers| who_replies(&repliers, messages)))
            // Unless it stands in the list.
            .child(form.take())
            .child(
                tag("p.visually-hidden")
                    .set(Attr::Role, "status")
                    .text(self.status(messages).unwrap_or_default()),
            )
            .into()
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        let limits = context.props().engine.engine.capabilities().limits;
        if is_first {
            let link = context.link().clone();
            let on_near = Box::new(move |is_near| {
                if is_near {
                    link.send_message(Event::Near);
                }
            });
            let root = self.root.cast::<Element>();
            self.near = root.and_then(|root| Intersection::watch(&root, MARGIN, on_near));
            if self.near.is_none() {
                context.link().send_message(Event::Near);
            }
        }
        if self.fill_in_new() && fields::room(&self.kept, limits).is_some() {
            context.link().send_message(Event::Typed);
        }
        self.move_focus();
    }

    fn destroy(&mut self, context: &Context<Self>) {
        // The form is still there, and a program may have written.
        self.keep_draft();
        if self.is_filled_in() && self.filled_in.is_some() {
            self.reader = self.fields.reader();
        }
        self.outbox.drafts.leave();
        let reader = std::mem::take(&mut self.reader);
        reader.leave(&context.props().engine.name);
    }
}

impl CommentSection {
    /// What screen readers are told about the last comment.
    fn status(&self, messages: Messages) -> Option<String> {
        if self.announces_problem
            && let Some(problem) = &self.problem
        {
            return problem.text(messages, problem.field());
        }
        let is_sent = |sending: &Outgoing| sending.countdown.is_none();
        let message = if self.not_deleted.is_some() {
            Message::DeleteFailed
        } else if let Listing::Failed(_) = self.listing {
            Message::CommentsFailed
        } else if self.sending.as_ref().is_some_and(is_sent) {
            Message::Sending
        } else {
            match self.known(self.posted.as_ref()?)?.state {
                State::Published => Message::Posted,
                State::Pending => Message::AwaitingModeration,
                State::Sending | State::Deleted => return None,
            }
        };
        Some(messages.text(message).to_owned())
    }

    /// The form waits for the list above it, so that it never moves. It stays where comments were
    /// closed meanwhile, with the reader's words in it.
    fn form(
        &self,
        context: &Context<Self>,
        capabilities: comments::Capabilities,
    ) -> Option<LiveTag> {
        let Props {
            story, is_closed, ..
        } = context.props();
        let is_wanted = !is_closed || self.has_unsent;
        if !(self.has_settled && capabilities.post && is_wanted) {
            return None;
        }
        let link = context.link();
        Some(form::form(&form::View {
            messages: story.messages,
            capabilities,
            fields: &self.fields,
            writing: self.writing.as_ref(),
            story: story.url.as_ref(),
            room: fields::room(&self.kept, capabilities.limits),
            is_sending: self.sending.is_some(),
            countdown: self.sending.as_ref().and_then(|sending| sending.countdown),
            problem: self.problem.as_ref(),
            heading_level: story.level,
            is_unkept: self.is_unkept,
            on_input: link.callback(|_| Event::Typed),
            on_key: link.batch_callback(|key: KeyboardEvent| {
                let is_send = key.key() == "Enter" && (key.ctrl_key() || key.meta_key());
                if is_send {
                    // In fields of one line it would send the form once more.
                    key.prevent_default();
                }
                (is_send && !key.repeat()).then_some(Event::Submit)
            }),
            on_submit: link.callback(|event: SubmitEvent| {
                event.prevent_default();
                Event::Submit
            }),
            on_cancel: link.callback(|_| Event::Leave),
        }))
    }
}

/// Who can reply where not everybody can.
fn who_replies(repliers: &[Replier], messages: Messages) -> Tag {
    if repliers.is_empty() {
        return notice(messages.text(Message::RepliesOff));
    }
    let mut lines = notice(messages.text(Message::RepliesLimited));
    for replier in repliers {
        let message = match replier {
            Replier::Mentioned => Message::RepliersMentioned,
            Replier::Followed => Message::RepliersFollowed,
            Replier::Follower => Message::RepliersFollowers,
            Replier::Listed => Message::RepliersListed,
        };
        lines = lines.child(tag("br")).text(messages.text(message));
    }
    lines
}

fn notice(words: impl Words) -> Tag {
    part("p.notice").text(words)
}
