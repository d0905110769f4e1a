//! All of an embed as a component, for applications that are written with Yew: fetches a story, draws
//! it as Yew nodes in a shadow root, and brings it to life by the islands of every embed.
//!
//! The component's element says what happens by the same events as `<article-embed>`. [`life`]
//! decides what is shown, [`stage`] is where, and [`drawn`] is how a story looks.

mod arrival;
mod drawn;
mod ground;
mod jumps;
mod life;
mod news;
mod props;
mod shown;
mod stage;
mod style;
mod view;

use web_sys::HtmlElement;
use yew::{Component, Context, Html, NodeRef, html};

use self::life::Life;
pub use self::props::Props;
use self::stage::{Heard, Stage};
use crate::article::Article;
use crate::embed::load_error::LoadError;
#[cfg(target_arch = "wasm32")]
use crate::html::tree;
use crate::i18n::Messages;

/// A story with everything that a reader can do with it.
///
/// ```ignore
/// html! { <ArticleEmbed article="https://news.example/story.json" comments="off" /> }
/// ```
#[derive(Default)]
pub struct ArticleEmbed {
    host: NodeRef,
    /// There is none before the element is on the page.
    life: Option<Life>,
}

/// What happens to it.
pub enum Event {
    /// Its element is on the page, or there is something else to draw.
    Drawn,
    /// What has come of the request of this number.
    Came(u32, Box<Result<Article, LoadError>>),
    /// So long the story of this number waits for the interface's texts.
    Waited(u32),
    /// The texts that were asked for by this tag, or `None` where they cannot be had.
    Texts(String, Option<Messages>),
    /// The page had time for itself, and the story of this number goes on.
    GoOn(u32),
    /// What the reader does.
    Heard(Heard),
}

impl Component for ArticleEmbed {
    type Message = Event;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        // Without a loader, HTML is parsed by the web's own interfaces.
        #[cfg(target_arch = "wasm32")]
        tree::parse_by(tree::browser::parse);
        Self::default()
    }

    fn update(&mut self, _: &Context<Self>, event: Event) -> bool {
        self.life.as_mut().is_some_and(|life| life.hear(event))
    }

    fn changed(&mut self, context: &Context<Self>, _: &Props) -> bool {
        if let Some(life) = &mut self.life {
            life.change(context.props());
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props {
            class, theme, lang, ..
        } = context.props();
        html! {
            <div
                ref={self.host.clone()}
                class={class.clone()}
                theme={theme.clone()}
                lang={lang.clone()}
                data-article-embed=""
            >
                { self.life.as_ref().map(Life::view) }
            </div>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if is_first && let Some(host) = self.host.cast::<HtmlElement>() {
            let link = context.link();
            let stage = Stage::new(host, link.callback(Event::Heard));
            self.life = stage.map(|stage| Life::begin(stage, context.props(), link.clone()));
            link.send_message(Event::Drawn);
        } else if let Some(life) = &mut self.life {
            life.rendered();
        }
    }
}
