//! The whole embed: whichever of loading, story and failure is the case.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, Properties};

use super::comments::{self, CommentSection};
use super::failure::{Failure, failure};
use super::opened::{Event, Opened, Reader};
use super::page::Page;
use super::story;
use super::tag::{component, list, tag};
use crate::i18n::{Message, Messages};

/// What one embed shows, and what it tells.
#[derive(Properties, Clone, PartialEq)]
pub struct Props {
    /// The state it is in.
    pub content: Content,
    /// The reader asked to try again.
    pub on_retry: Callback<()>,
    /// The reader used the share target of this name.
    pub on_share: Callback<&'static str>,
    /// The reader's comment was taken: its id.
    pub on_comment: Callback<String>,
}

/// The states of an embed.
#[derive(Clone)]
pub enum Content {
    /// The story is on its way.
    Loading(Messages),
    /// The story is here.
    Ready(Rc<Page>),
    /// There is no story to show.
    Failed(Failure),
}

/// Two contents are the same where they are one and the same story: comparing every word would take
/// longer than drawing it, and more code.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Loading(_), Self::Loading(_)) => true,
            (Self::Ready(page), Self::Ready(other)) => Rc::ptr_eq(page, other),
            _ => false,
        }
    }
}

/// The embed.
pub struct Embed {
    opened: Opened,
}

impl Component for Embed {
    type Message = Event;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            opened: Opened::default(),
        }
    }

    fn update(&mut self, _: &Context<Self>, event: Event) -> bool {
        self.opened.update(event);
        true
    }

    fn changed(&mut self, context: &Context<Self>, before: &Props) -> bool {
        if context.props().content != before.content {
            self.opened = Opened::default();
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.opened.rendered();
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        match &props.content {
            Content::Loading(messages) => tag("p")
                .class("loading")
                .set("role", "status")
                .set("lang", messages.language())
                .text(messages.text(Message::Loading))
                .into(),
            Content::Failed(cause) => failure(cause, &props.on_retry),
            Content::Ready(page) => {
                let comments = page.comments.as_ref().map(|engine| {
                    let properties = comments::Props {
                        page: page.clone(),
                        engine: engine.clone(),
                        on_comment: props.on_comment.clone(),
                    };
                    component::<CommentSection>(&engine.place, properties)
                });
                let on_event = context.link().callback(|event| event);
                let reader = Reader::new(&self.opened, page.messages, on_event);
                list(vec![
                    story::story(page, &props.on_share, &reader),
                    comments.unwrap_or_default(),
                ])
            }
        }
    }
}
