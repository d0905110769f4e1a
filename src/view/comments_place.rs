//! Where the comments will stand: their title, until a reader comes near and the part of the program
//! that shows them is here.
//!
//! The comments themselves are [`super::comments`].

use std::cell::OnceCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

use super::blocks;
use super::comments;
use super::page::Page;
use super::tag::{Attr, Tag, part, tag};
use crate::i18n::Message;
use crate::intersection::Intersection;
use crate::program;

/// How far from the screen the part is fetched: so far that it is there when the comments are to be.
const MARGIN: &str = "1600px";

/// Whose comments.
#[derive(Properties)]
pub struct Props {
    /// The story, with how it is shown.
    pub page: Rc<Page>,
    /// A comment was taken: its id.
    pub on_comment: Callback<String>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}

/// What can happen.
pub enum Event {
    /// The reader comes near.
    Near,
    /// The reader asks once more.
    Retry,
    /// The part is here, or not.
    Came(bool),
}

/// The place.
pub struct Place {
    root: NodeRef,
    near: Option<Intersection>,
    state: State,
    /// What the comments' part keeps here.
    engine: OnceCell<Option<comments::Engine>>,
    /// Where the title is to get the focus, since what has it goes away.
    focus_in: Option<ShadowRoot>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Failed,
    Here,
}

impl Component for Place {
    type Message = Event;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            root: NodeRef::default(),
            near: None,
            state: if program::has_comments() {
                State::Here
            } else {
                State::Waiting
            },
            engine: OnceCell::new(),
            focus_in: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Near => {
                self.near = None;
                context.link().send_future(async {
                    Event::Came(match program::fetch_comments().await {
                        Ok(()) => true,
                        Err(error) => {
                            comments_failed(&error.to_string());
                            false
                        }
                    })
                });
                false
            }
            Event::Retry => {
                self.state = State::Waiting;
                self.keep_focus();
                context.link().send_message(Event::Near);
                true
            }
            Event::Came(is_here) => {
                self.keep_focus();
                self.state = if is_here { State::Here } else { State::Failed };
                true
            }
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props { page, on_comment } = context.props();
        if self.state == State::Here {
            return comments::section(&self.engine, page, on_comment);
        }
        let messages = page.messages;
        let state = if self.state == State::Failed {
            let retry = tag("button")
                .on_click(context.link().callback(|_| Event::Retry))
                .say(messages, Message::Retry);
            part("p.notice")
                .set(Attr::Role, "alert")
                .text([messages.text(Message::CommentsFailed), " "].concat())
                .child(retry)
        } else {
            tag("p.notice quiet").say(messages, Message::CommentsLoading)
        };
        part("section.comments")
            .reference(&self.root)
            .interface(messages)
            .set(Attr::AriaLabelledBy, NAME)
            .child(tag("div.title-row").child(title(None, page)))
            .child(state)
            .into()
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if is_first && self.state == State::Waiting {
            let on_near = context
                .link()
                .batch_callback(|is_near: bool| is_near.then_some(Event::Near));
            let root = self.root.cast::<Element>();
            let near = root.and_then(|root| Intersection::watch(&root, MARGIN, on_near.clone()));
            if near.is_none() {
                on_near.emit(true);
            }
            self.near = near;
        }
        let root = self.focus_in.take();
        let title = root.and_then(|root| root.query_selector(".comments-title").ok()?);
        if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlElement>().ok()) {
            let _ = title.focus();
        }
    }
}

impl Place {
    /// A reader who is in here with the keyboard is so after the next rendering, too.
    fn keep_focus(&mut self) {
        let place = self.root.cast::<Element>();
        let has_focus = |place: &Element| place.matches(":focus-within").unwrap_or_default();
        let root = place.filter(has_focus).map(|place| place.get_root_node());
        self.focus_in = root.and_then(|root| root.dyn_into().ok());
    }
}

/// What gives the comments their name among the landmarks of a page, which may have several stories.
pub const NAME: &str = "comments-title headline";

/// The title above the comments, with their number where that is known.
pub fn title(total: Option<u32>, page: &Page) -> Tag {
    let text = match total {
        Some(total) if total > 0 => page
            .messages
            .counted(Message::CommentsCount, "count", total),
        _ => page.messages.text(Message::Comments).to_owned(),
    };
    tag(blocks::heading(page.heading_level + 1))
        .set(Attr::Id, "comments-title")
        .set(Attr::TabIndex, "-1")
        .class("comments-title")
        .text(text)
}

/// Tells developers why comments did not come.
pub fn comments_failed(why: &str) {
    web_sys::console::warn_2(&"article-embed: comments:".into(), &why.into());
}
