//! What the component shows, from the first request to its end: named phases, and what leads from one
//! to another.

use wasm_bindgen_futures::spawn_local;
use yew::html::Scope;

use super::drawn::{Drawn, PORTIONS_AT_ONCE};
use super::shown::Shown;
use super::stage::{Heard, Stage};
use super::{ArticleEmbed, Event, Props, arrival, news};
use crate::article::Article;
use crate::embed::load_error::LoadError;
use crate::embed::{Options, browser, events, languages, presentation};
use crate::i18n::Messages;
use crate::timer;
use crate::url::WebUrl;

/// So long a story that is here waits for the interface's texts, in milliseconds.
const PATIENCE: i32 = 300;

/// The life of one component on a page.
pub struct Life {
    link: Scope<ArticleEmbed>,
    pub(super) stage: Stage,
    pub(super) options: Options,
    /// Where the message files are.
    folder: Option<WebUrl>,
    pub(super) messages: Messages,
    /// The tag of the language whose texts are on their way.
    awaited: Option<String>,
    /// What stands there.
    pub(super) phase: Phase,
    /// What is to come in its place.
    next: Next,
    /// Counts the requests, so that late answers are dropped.
    attempt: u32,
    /// The reader has asked for the story again, and is led to what comes of it.
    is_retried: bool,
    /// The page has not been told yet of what stands there.
    is_news: bool,
    /// The mistakes that the console has been told.
    complaints: Vec<String>,
}

/// What stands there.
pub(super) enum Phase {
    /// Nothing yet.
    Loading,
    /// Why there is no story.
    Failed(LoadError),
    /// A story.
    Story(Box<Shown>),
}

/// What is to come in the place of what stands there.
enum Next {
    /// Nothing.
    Nothing,
    /// What comes of a request.
    Asked,
    /// It is here, and waits for the interface's language.
    Held(Box<Result<Article, LoadError>>),
}

impl Life {
    /// Begins to fetch the story.
    pub fn begin(stage: Stage, props: &Props, link: Scope<ArticleEmbed>) -> Self {
        let (options, mistakes) = props.read();
        let mut life = Self {
            link,
            stage,
            options,
            folder: props.folder(),
            messages: Messages::default(),
            awaited: None,
            phase: Phase::Loading,
            next: Next::Nothing,
            attempt: 0,
            is_retried: false,
            is_news: false,
            complaints: Vec::new(),
        };
        life.complain(mistakes);
        life.load(false);
        life
    }

    /// Takes over what the application has changed.
    pub fn change(&mut self, props: &Props) {
        let (options, mistakes) = props.read();
        let before = std::mem::replace(&mut self.options, options);
        self.folder = props.folder();
        self.complain(mistakes);
        let which = |options: &Options| {
            let Options {
                article,
                item,
                format,
                ..
            } = options;
            (article.clone(), item.clone(), *format)
        };
        if which(&before) == which(&self.options) {
            if before != self.options {
                self.redraw();
            }
            self.translate();
        } else {
            self.load(false);
        }
    }

    /// Takes note of what happens; answers whether there is something else to draw.
    pub fn hear(&mut self, event: Event) -> bool {
        match event {
            Event::Drawn => true,
            Event::Came(attempt, came) => attempt == self.attempt && self.hold(came),
            Event::Waited(attempt) => attempt == self.attempt && self.reveal(),
            Event::Texts(tag, messages) => {
                // Another language may be wanted by now.
                if self.awaited.as_ref() != Some(&tag) {
                    return false;
                }
                self.awaited = None;
                if messages.is_none() {
                    let text = ["the texts in “", &tag, "” did not come"].concat();
                    self.complain(vec![text]);
                }
                self.speak(messages.unwrap_or(self.messages))
            }
            Event::GoOn(number) => match &mut self.phase {
                Phase::Story(shown) if shown.number == number => {
                    shown.is_going_on = false;
                    shown.portions += PORTIONS_AT_ONCE;
                    true
                }
                _ => false,
            },
            Event::Heard(Heard::Retry) => {
                let is_idle = matches!(self.next, Next::Nothing);
                if is_idle {
                    self.is_retried = true;
                    self.load(true);
                }
                is_idle
            }
            Event::Heard(Heard::Reach) => match &self.phase {
                Phase::Story(shown) if shown.has_moved() => self.redraw(),
                _ => false,
            },
        }
    }

    fn load(&mut self, again: bool) {
        self.attempt += 1;
        self.next = Next::Asked;
        let url = self.options.article.as_ref().map_or("", WebUrl::as_str);
        events::dispatch(&self.stage.host, events::Event::Loading, &[("url", url)]);
        let (link, options, attempt) = (self.link.clone(), self.options.clone(), self.attempt);
        spawn_local(async move {
            let came = arrival::story(&options, again).await;
            link.send_message(Event::Came(attempt, Box::new(came)));
        });
    }

    fn hold(&mut self, came: Box<Result<Article, LoadError>>) -> bool {
        self.next = Next::Held(came);
        let is_shown = self.translate();
        if !is_shown {
            let (link, attempt) = (self.link.clone(), self.attempt);
            spawn_local(async move {
                timer::wait(PATIENCE).await;
                link.send_message(Event::Waited(attempt));
            });
        }
        is_shown
    }

    /// Has the interface speak its language: at once where the texts are here, and else when they
    /// come. Without a folder to fetch them from, it speaks English.
    fn translate(&mut self) -> bool {
        let article = match (&self.next, &self.phase) {
            (Next::Held(came), _) => came.as_ref().as_ref().ok(),
            (_, Phase::Story(shown)) => Some(&shown.article),
            _ => None,
        };
        let reader = browser::surroundings().languages;
        let locale = languages::choose(&self.options, article, &reader);
        let messages = languages::known(&locale);
        let Some(folder) = self.folder.clone().filter(|_| messages.is_none()) else {
            self.awaited = None;
            return self.speak(messages.unwrap_or_default());
        };
        if self.awaited.as_ref() != Some(&locale.tag) {
            self.awaited = Some(locale.tag.clone());
            let link = self.link.clone();
            spawn_local(async move {
                let messages = arrival::texts(&locale, &folder).await;
                link.send_message(Event::Texts(locale.tag, messages));
            });
        }
        false
    }

    fn speak(&mut self, messages: Messages) -> bool {
        let is_other = std::mem::replace(&mut self.messages, messages) != messages;
        self.reveal() || (is_other && self.redraw())
    }

    /// Shows what has come and was held back.
    fn reveal(&mut self) -> bool {
        let came = match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Held(came) => came,
            next => {
                self.next = next;
                return false;
            }
        };
        self.stage.islands.leave();
        self.is_news = true;
        self.phase = match *came {
            Ok(article) => {
                let drawn = self.draw(&article);
                Phase::Story(Box::new(Shown::new(article, drawn)))
            }
            Err(error) => Phase::Failed(error),
        };
        true
    }

    fn redraw(&mut self) -> bool {
        match std::mem::replace(&mut self.phase, Phase::Loading) {
            Phase::Story(mut shown) => {
                shown.redraw(self.draw(&shown.article));
                self.phase = Phase::Story(shown);
            }
            phase => self.phase = phase,
        }
        true
    }

    fn draw(&mut self, article: &Article) -> Drawn {
        let surroundings = browser::surroundings();
        let (page, mistake) =
            presentation::page(article, &self.options, self.messages, &surroundings);
        let drawn = Drawn::new(&page);
        self.complain(mistake.into_iter().collect());
        drawn
    }

    /// After it was drawn: a long story goes on, and one that is all there is brought to life.
    pub fn rendered(&mut self) {
        self.stage.look_around();
        if let Phase::Story(shown) = &mut self.phase {
            if !shown.is_whole() {
                if !std::mem::replace(&mut shown.is_going_on, true) {
                    let (link, number) = (self.link.clone(), shown.number);
                    spawn_local(async move {
                        timer::wait(0).await;
                        link.send_message(Event::GoOn(number));
                    });
                }
                return;
            }
            if shown.hand_over(&self.stage, self.messages) {
                self.link.send_message(Event::Drawn);
            }
        }
        if std::mem::take(&mut self.is_news) {
            if std::mem::take(&mut self.is_retried) {
                news::lead_focus(&self.stage);
            }
            news::tell(&self.stage, &self.options, &self.phase);
        }
    }

    /// Tells the console of mistakes, once of each.
    fn complain(&mut self, mistakes: Vec<String>) {
        for mistake in mistakes {
            if !self.complaints.contains(&mistake) {
                events::complain(&self.stage.host, &mistake);
                self.complaints.push(mistake);
            }
        }
    }
}
