//! The comments under a story: the list, the form, and what happens between them.
//!
//! One component holds the state; the list and the form are functions of it. The form keeps its
//! place and its fields keep their text whatever happens around them.

mod fields;
mod form;
mod list;
mod listing;
mod near;
mod posting;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent, SubmitEvent};
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

use super::content::Words;
use super::page::{Engine, Page};
use super::tag::{Attr, Tag, part, tag};
use crate::article::CommentsStatus;
use crate::comments::engine::ListError;
use crate::comments::{self, Comment, Drafts, Refusal, Standing, State, Submission};
use crate::i18n::Message;
use crate::storage::Kept;

/// Whose comments, and from where.
#[derive(Properties)]
pub struct Props {
    /// The story, with how it is shown.
    pub page: Rc<Page>,
    /// The comment engine.
    pub engine: Engine,
    /// A comment was taken: its id.
    pub on_comment: Callback<String>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page) && self.engine == other.engine
    }
}

/// What can happen.
pub enum Event {
    /// The reader comes near.
    Near,
    /// The page of this number came, or not.
    Listed(u32, Result<comments::Page, ListError>),
    /// The last page came once more.
    Looked(Result<comments::Page, ListError>),
    /// The reader wants the next page, or the failed one again.
    More,
    /// The reader wants to reply to the comment of this id and this writer.
    ReplyTo(String, String),
    /// The reader does not want to reply after all.
    CancelReply,
    /// The reader has typed something.
    Typed,
    /// The reader sends the form.
    Submit,
    /// What has become of a comment of this id that was held.
    Stands(String, Standing),
    /// A second has gone by.
    Tick,
    /// The comment was taken, or not.
    Posted(Box<Result<comments::Posted, Refusal>>),
}

/// The part with the comments.
pub struct CommentSection {
    root: NodeRef,
    near: Option<near::Near>,
    comments: Vec<Comment>,
    total: Option<u32>,
    listing: Listing,
    /// The last page that came.
    page: u32,
    /// The first page has come, or not: from now on the form stays, with what is typed into it.
    has_settled: bool,
    fields: fields::Fields,
    drafts: Drafts,
    /// Name in the browser's storage of what was written here and is held.
    held: String,
    /// The browser has not kept what was typed last.
    is_unkept: bool,
    /// Who writes, for a form that comes anew or moves.
    reader: fields::Reader,
    /// What the form is to be filled with as soon as it stands.
    fill: Fill,
    reply_to: Option<(String, String)>,
    /// The comment that is on its way.
    sending: Option<Outgoing>,
    problem: Option<form::Problem>,
    /// The comment that was posted last, to be shown to the reader.
    posted: Option<String>,
    focus: Option<Focus>,
    is_closed: bool,
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
#[derive(Default)]
struct Outgoing {
    submission: Submission,
    /// In how many seconds it will be sent.
    countdown: Option<u32>,
    /// It was sent before and may have arrived.
    is_unsure: bool,
}

/// What a form is filled with after the next rendering.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fill {
    Nothing,
    /// The draft for the comment that is replied to, or for a comment of its own.
    Draft,
    /// A form that has just come or moved: the draft, and who writes.
    Everything,
}

/// Where the reader's attention goes after the next rendering.
enum Focus {
    Problem,
    Text,
    /// The comment of this id.
    Comment(String),
}

impl Component for CommentSection {
    type Message = Event;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        Self {
            root: NodeRef::default(),
            near: None,
            comments: Vec::new(),
            total: None,
            listing: Listing::Waiting,
            page: 1,
            has_settled: false,
            fields: fields::Fields::default(),
            drafts: Drafts::new(&context.props().engine.place),
            held: ["article-embed/held/", &context.props().engine.place].concat(),
            is_unkept: false,
            reader: fields::Reader::remembered(),
            fill: Fill::Everything,
            reply_to: None,
            sending: None,
            problem: None,
            posted: None,
            focus: None,
            is_closed: context.props().page.article.comments.status == CommentsStatus::Closed,
        }
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Near => {
                self.near = None;
                self.fetch(context, 1)
            }
            Event::More => match self.listing {
                Listing::Loaded(Some(page)) | Listing::Failed(page) => self.fetch(context, page),
                _ => false,
            },
            Event::Listed(page, outcome) => {
                self.listed(context, page, outcome);
                true
            }
            Event::Looked(outcome) => {
                self.take_in(outcome.map_or_else(|_| Vec::new(), |page| page.items));
                true
            }
            Event::Stands(id, standing) => self.stands(&id, standing),
            Event::ReplyTo(id, author) => self.write_to(Some((id, author))),
            Event::CancelReply => self.write_to(None),
            Event::Typed => self.keep_draft(),
            Event::Submit => self.submit(context),
            Event::Tick => {
                self.tick(context);
                true
            }
            Event::Posted(outcome) => {
                let sent = self.sending.take().unwrap_or_default();
                match *outcome {
                    Ok(comments::Posted(comment)) => {
                        self.posted(context, &sent.submission, comment);
                    }
                    Err(refusal) => self.refused(context, sent, refusal),
                }
                true
            }
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let page = &context.props().page;
        let messages = page.messages;
        let link = context.link();
        let capabilities = context.props().engine.engine.capabilities();
        let is_loading = matches!(self.listing, Listing::Loading(_));
        let is_local = capabilities.is_local;
        let can_reply = capabilities.post && !self.is_closed;
        let on_reply = link.callback(|(id, author)| Event::ReplyTo(id, author));
        let form = RefCell::new(self.form(context, capabilities));
        let list = list::list(
            &self.comments,
            page,
            self.posted.as_deref(),
            can_reply.then_some(&on_reply),
            self.parent().map(|parent| (parent, &form)),
        );
        part("section.comments")
            .reference(&self.root)
            .interface(messages)
            .set(Attr::AriaLabelledBy, "comments-title")
            .set(Attr::AriaBusy, is_loading.then_some("true"))
            .child(list::title(self.total, page))
            .child(is_local.then(|| notice(messages.text(Message::CommentsPreview))))
            .child(list)
            .child(self.listing_state(context))
            .child(
                self.is_closed
                    .then(|| notice(messages.text(Message::CommentsClosed))),
            )
            // Unless it stands in the list.
            .child(form.take())
            .child(
                tag("p.visually-hidden")
                    .set(Attr::Role, "status")
                    .text(self.status(context)),
            )
            .into()
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if is_first {
            let on_near = context.link().callback(|()| Event::Near);
            match near::Near::watch(&self.root, on_near.clone()) {
                Some(near) => self.near = Some(near),
                None => on_near.emit(()),
            }
        }
        if self.fill != Fill::Nothing && self.fields.draft().is_some() {
            self.fields.set_draft(&self.drafts.get(self.parent()));
            if self.fill == Fill::Everything {
                self.fields.set_reader(&self.reader);
            }
            self.fill = Fill::Nothing;
        }
        match self.focus.take() {
            Some(Focus::Problem) => self.fields.focus(self.problem.as_ref()),
            Some(Focus::Text) => self.fields.focus(None),
            Some(Focus::Comment(id)) => self.focus_comment(&id),
            None => {}
        }
    }
}

impl CommentSection {
    /// The comment that is replied to.
    fn parent(&self) -> Option<&str> {
        self.reply_to.as_ref().map(|(id, _)| id.as_str())
    }

    /// Keeps what is written; answers whether the reader is to be told otherwise than before.
    fn keep_draft(&mut self) -> bool {
        let Some(draft) = self.fields.draft() else {
            return false;
        };
        let is_unkept = self.drafts.keep(self.parent(), &draft) == Kept::InPage;
        std::mem::replace(&mut self.is_unkept, is_unkept) != is_unkept
    }

    /// Has the form stand for another reply, or for none, with what was written for that before.
    fn write_to(&mut self, reply_to: Option<(String, String)>) -> bool {
        // A program may have written, which no event tells.
        self.keep_draft();
        self.move_to(reply_to);
        self.problem = None;
        self.focus = Some(Focus::Text);
        true
    }

    /// Has the form stand under the comment that is replied to, or below all. It is then another form
    /// for the browser, and is filled in again.
    fn move_to(&mut self, reply_to: Option<(String, String)>) {
        if self.fields.draft().is_some() {
            self.reader = self.fields.reader();
        }
        self.reply_to = reply_to;
        self.fill = Fill::Everything;
    }

    /// Whether the reader is in the form, or nowhere: only then can the focus go elsewhere by itself.
    fn may_move_focus(&self) -> bool {
        let Some(root) = self.root.cast::<Element>() else {
            return false;
        };
        if let Ok(Some(_)) = root.query_selector(".reply-form:focus-within") {
            return true;
        }
        let document = root.owner_document();
        let active = document.as_ref().and_then(Document::active_element);
        active.is_none_or(|active| active.local_name() == "body")
    }

    fn focus_comment(&self, id: &str) {
        let Some(root) = self.root.cast::<HtmlElement>() else {
            return;
        };
        let Ok(comments) = root.query_selector_all(".comment") else {
            return;
        };
        for index in 0..comments.length() {
            if let Some(comment) = comments.item(index)
                && let Some(element) = comment.dyn_ref::<HtmlElement>()
                && element.get_attribute("data-id").as_deref() == Some(id)
            {
                let _ = element.focus();
            }
        }
    }

    /// What screen readers are told about the last comment.
    fn status(&self, context: &Context<Self>) -> &'static str {
        let messages = context.props().page.messages;
        let posted = self
            .posted
            .as_ref()
            .and_then(|id| self.comments.iter().find(|comment| comment.id == *id));
        match posted.map(|comment| comment.state) {
            Some(State::Published) => messages.text(Message::Posted),
            Some(State::Pending) => messages.text(Message::AwaitingModeration),
            _ => "",
        }
    }

    /// The form waits for the list above it, so that it never moves. It stays where comments were
    /// closed meanwhile, with the reader's words in it.
    fn form(&self, context: &Context<Self>, capabilities: comments::Capabilities) -> Option<Tag> {
        let page = &context.props().page;
        let was_open = page.article.comments.status == CommentsStatus::Open;
        if !(self.has_settled && capabilities.post && was_open) {
            return None;
        }
        let link = context.link();
        Some(form::form(&form::View {
            messages: page.messages,
            capabilities,
            fields: &self.fields,
            reply_to: self.reply_to.as_ref().map(|(_, author)| author.as_str()),
            is_sending: self.sending.is_some(),
            countdown: self.sending.as_ref().and_then(|sending| sending.countdown),
            problem: self.problem.as_ref(),
            heading_level: page.heading_level,
            is_unkept: self.is_unkept,
            on_input: link.callback(|_| Event::Typed),
            on_key: link.batch_callback(|event: KeyboardEvent| {
                let is_send = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
                is_send.then_some(Event::Submit)
            }),
            on_submit: link.callback(|event: SubmitEvent| {
                event.prevent_default();
                Event::Submit
            }),
            on_cancel: link.callback(|_| Event::CancelReply),
        }))
    }
}

fn notice(words: impl Words) -> Tag {
    tag("p.notice").text(words)
}
