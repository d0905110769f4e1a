//! The whole embed: whichever of loading, story and failure is the case.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, Properties};

use super::comments_place;
use super::failure::{Failure, failure};
use super::opened::{self, Opened, Reader};
use super::page::Page;
use super::share_bar::{self, Listeners, Shared, Sharing, share_bar};
use super::story;
use super::tag::{Attr, component, list, tag};
use crate::article::Article;
use crate::i18n::{Message, Messages};

/// What one embed shows, and what it tells.
#[derive(Properties, Clone, PartialEq)]
pub struct Props {
    /// The state it is in.
    pub content: Content,
    /// The reader asked to try again.
    pub on_retry: Callback<()>,
    /// The reader has passed something on.
    pub on_share: Callback<Shared>,
    /// The reader wants the story on paper.
    pub on_print: Callback<()>,
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

impl Content {
    /// Whether both show one and the same story, if perhaps in other ways. What a reader has opened
    /// in it then stays open.
    fn is_same_story(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ready(page), Self::Ready(other)) => Rc::ptr_eq(&page.article, &other.article),
            _ => false,
        }
    }
}

/// Contents are told apart by whose they are: comparing every word would take longer than drawing
/// it, and more code.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Loading(messages), Self::Loading(other)) => messages == other,
            (Self::Ready(page), Self::Ready(other)) => Rc::ptr_eq(page, other),
            _ => false,
        }
    }
}

/// What a reader can do with a story.
pub enum Event {
    /// Open something in it.
    Open(opened::Event),
    /// Share it.
    Share(share_bar::Event),
    /// What has come of sharing this story, which may be another one's place by now.
    Shared(Rc<Article>, share_bar::Event),
}

/// The embed.
#[derive(Default)]
pub struct Embed {
    opened: Opened,
    sharing: Sharing,
}

impl Component for Embed {
    type Message = Event;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        let props = context.props();
        match (event, &props.content) {
            (Event::Open(opened::Event::Again), _) => {
                props.on_retry.emit(());
                false
            }
            (Event::Open(event), _) => {
                self.opened.update(event);
                true
            }
            (Event::Share(event), Content::Ready(page)) => self.share(context, event, page),
            (Event::Shared(article, event), Content::Ready(page))
                if Rc::ptr_eq(&article, &page.article) =>
            {
                self.share(context, event, page)
            }
            // The story has gone meanwhile.
            (Event::Share(_) | Event::Shared(..), _) => false,
        }
    }

    fn changed(&mut self, context: &Context<Self>, before: &Props) -> bool {
        if !context.props().content.is_same_story(&before.content) {
            *self = Self::default();
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.opened.rendered();
        self.sharing.rendered();
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        match &props.content {
            Content::Loading(messages) => tag("p")
                .class("loading")
                .set(Attr::Role, "status")
                .interface(*messages)
                .say(*messages, Message::Loading)
                .into(),
            Content::Failed(cause) => failure(cause, &props.on_retry),
            Content::Ready(page) => {
                let place = page.comments.as_ref();
                let place = place.filter(|_| cfg!(feature = "comments"));
                let comments = place.map(|place| {
                    let properties = comments_place::Props {
                        page: page.clone(),
                        on_comment: props.on_comment.clone(),
                    };
                    component::<comments_place::Place>(&place.name, properties)
                });
                let link = context.link();
                let on_share = link.callback(Event::Share);
                let sharing = story::Sharing {
                    bar: share_bar(page, &self.sharing, &on_share),
                    quote_bar: self.sharing.quote_bar.bar(page, &on_share),
                };
                let reader = Reader::new(&self.opened, page.messages, link.callback(Event::Open));
                list(vec![
                    story::story(page, sharing, &reader),
                    comments.unwrap_or_default(),
                ])
            }
        }
    }
}

impl Embed {
    fn share(&mut self, context: &Context<Self>, event: share_bar::Event, page: &Page) -> bool {
        let props = context.props();
        let article = page.article.clone();
        let listeners = Listeners {
            on_share: &props.on_share,
            on_print: &props.on_print,
            on_event: context
                .link()
                .callback(move |event| Event::Shared(article.clone(), event)),
        };
        self.sharing.update(event, page, listeners)
    }
}
