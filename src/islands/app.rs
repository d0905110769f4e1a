//! All islands of one embed: one Yew app, which draws in the places of the story.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, Properties};

use super::comments::{self, CommentSection};
use super::hosts::Hosts;
use super::lightbox::{self, Lightbox};
use super::live_tag::{component, list, vnode};
use super::quote_bar::QuoteBar;
use super::share_bar::{self, Sharing};
use super::story_clicks;
use super::story_context::StoryComments;
use super::taken::Taken;
use super::translated::Translated;
use crate::embed::events;
use crate::embed::listener::Listener;
use crate::render::comments_place::refused;
use crate::render::places::Place;

/// The story that the islands stand in.
#[derive(Properties, Clone)]
pub struct Props {
    /// Where they are drawn, as long as there is the app.
    pub hosts: Hosts,
    /// The story; `None` where there is none.
    pub taken: Option<Rc<Taken>>,
}

/// Stories are told apart by whose they are.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        match (&self.taken, &other.taken) {
            (Some(taken), Some(other)) => Rc::ptr_eq(taken, other),
            (None, None) => true,
            _ => false,
        }
    }
}

/// What a reader can do.
pub enum Event {
    /// Share the story, or pass words of it on.
    Share(share_bar::Event),
    /// What has come of sharing the story of this number, which may be gone by now.
    Shared(u32, share_bar::Event),
    /// Ask for the picture of this number in large.
    Picture(u32),
}

/// The islands of one embed, with what the reader has done in this story.
#[derive(Default)]
pub struct App {
    sharing: Sharing,
    quote_bar: QuoteBar,
    lightbox: Lightbox,
    clicks: Option<Listener>,
    words: Option<Translated>,
    /// Other places may be there than before.
    is_settled: bool,
}

impl Component for App {
    type Message = Event;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        let Some(taken) = &context.props().taken else {
            return false;
        };
        match event {
            Event::Share(event) => self.share(context, event, taken),
            Event::Shared(number, event) => {
                number == taken.number && self.share(context, event, taken)
            }
            Event::Picture(number) => self.lightbox.open(&taken.element, number),
        }
    }

    fn changed(&mut self, context: &Context<Self>, before: &Props) -> bool {
        let number = |props: &Props| props.taken.as_ref().map(|taken| taken.number);
        if number(context.props()) != number(before) {
            *self = Self::default();
        }
        self.is_settled = false;
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props { hosts, taken } = context.props();
        let [mut share, mut quote, mut lightbox, mut comments] = <[Html; 4]>::default();
        if let Some(taken) = taken {
            let link = context.link();
            let on_share = link.callback(Event::Share);
            let bar = self.sharing.bar(&taken.story, &on_share);
            share = bar.map_or_else(Html::default, |bar| {
                bar.key(&taken.key(Place::Share)).into()
            });
            let bar = self.quote_bar.bar(&taken.story, &on_share);
            quote = bar.map_or_else(Html::default, |bar| {
                bar.key(&taken.key(Place::Quote)).into()
            });
            let messages = taken.story.messages;
            if lightbox::figures(&taken.element).is_some_and(|figures| figures.length() > 0) {
                let dialog = self
                    .lightbox
                    .dialog(messages, &link.callback(Event::Picture));
                lightbox = dialog.key(&taken.key(Place::Lightbox)).into();
            }
            comments = section(taken);
        }
        // The places stay, so that Yew does not begin to listen in them anew.
        list(vec![
            yew::create_portal(share, hosts.share.clone()),
            yew::create_portal(quote, hosts.quote.clone()),
            yew::create_portal(lightbox, hosts.lightbox.clone()),
            yew::create_portal(comments, hosts.comments.clone()),
        ])
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let Props { hosts, taken } = context.props();
        let Some(taken) = taken else {
            return;
        };
        if !std::mem::replace(&mut self.is_settled, true) {
            let has_comments = !matches!(taken.story.comments, StoryComments::None);
            hosts.settle(&taken.shadow, has_comments);
            if self.clicks.is_none() {
                let on_picture = context.link().callback(Event::Picture);
                self.clicks = Some(story_clicks::watch(&taken.element, on_picture));
                let Hosts {
                    share,
                    quote,
                    lightbox,
                    comments,
                } = hosts;
                self.words = Translated::watch(&[share, quote, lightbox, comments]);
            }
            taken.on_settled.emit(());
        }
        self.sharing.rendered(&hosts.share);
        self.quote_bar.rendered();
        self.lightbox.rendered();
    }
}

impl App {
    fn share(
        &mut self,
        context: &Context<Self>,
        event: share_bar::Event,
        taken: &Rc<Taken>,
    ) -> bool {
        if let share_bar::Event::Quote(target) = event {
            self.quote_bar.pass_on(target, taken);
            return false;
        }
        let number = taken.number;
        let on_outcome = context
            .link()
            .callback(move |event| Event::Shared(number, event));
        let place = &context.props().hosts.share;
        self.sharing.update(event, taken, place, on_outcome)
    }
}

/// The comments under a story.
fn section(taken: &Rc<Taken>) -> Html {
    let (engine, order, is_closed) = match &taken.story.comments {
        StoryComments::None => return Html::default(),
        StoryComments::Refused { page, .. } => {
            let (messages, level) = (taken.story.messages, taken.story.level);
            return vnode(refused(messages, level, page.as_ref()).into());
        }
        StoryComments::From {
            engine,
            order,
            is_closed,
        } => (engine, *order, *is_closed),
    };
    let host = taken.host.clone();
    let on_comment = Callback::from(move |id: String| {
        events::dispatch(&host, events::Event::Comment, &[("id", &id)]);
    });
    let key = [&taken.key(Place::Comments), " ", &*engine.name].concat();
    component::<CommentSection>(
        &key,
        comments::Props {
            story: taken.story.clone(),
            engine: engine.clone(),
            order,
            is_closed,
            on_comment,
        },
    )
}
