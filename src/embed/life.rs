//! The life of one embed in the first program: what the loader brings is read, waits for the
//! interface's language, is drawn, and is drawn again in place where an option changes.
//!
//! Nothing here waits: each call of the loader's ends with what it is asked to do [`Next`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot};

use super::anchor::Anchor;
use super::drawing::Drawing;
use super::events::{self, Event};
use super::load_error::LoadError;
use super::{Options, answer, browser, languages, presentation};
use crate::article::{Access, Article};
use crate::i18n::Messages;
use crate::i18n::languages::Locale;
use crate::js_object::strings;
use crate::render::Page;
use crate::render::failure::Failure;
use crate::url::{Base, WebUrl};

/// One embed on a page.
pub struct Embed {
    host: HtmlElement,
    shadow: ShadowRoot,
    options: RefCell<Rc<Options>>,
    phase: RefCell<Phase>,
    /// The interface's texts.
    messages: Cell<Messages>,
    /// The language whose texts are on their way.
    awaited: RefCell<Option<Locale>>,
    /// What stands in the shadow root.
    drawing: RefCell<Drawing>,
    /// Holds the text where it is.
    anchor: Anchor,
    /// The mistakes that the console has been told.
    complaints: RefCell<Vec<String>>,
}

/// The phases of an embed.
#[derive(Clone)]
enum Phase {
    /// Nothing has come.
    Empty,
    /// It is here, and waits for the interface's language.
    Held(Rc<Outcome>),
    /// The beginning of a long story stands, with these texts; the reader's focus belongs to its headline.
    Drawing(Rc<Outcome>, Messages, bool),
    /// It stands.
    Shown(Rc<Outcome>),
}

/// What came of fetching a story.
enum Outcome {
    Story(Box<Article>),
    Failure(LoadError),
}

impl Outcome {
    fn story(&self) -> Option<&Article> {
        match self {
            Self::Story(article) => Some(article),
            Self::Failure(_) => None,
        }
    }
}

/// What the loader is asked to do after a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Done,
    /// Fetch the texts in this language, and bring them by [`Embed::speak`].
    Fetch(&'static str),
    /// Call [`Embed::go_on`] in a task of its own.
    GoOn,
}

/// `undefined`, the language's tag, or `true`.
impl From<Next> for JsValue {
    fn from(next: Next) -> Self {
        match next {
            Next::Done => Self::UNDEFINED,
            Next::Fetch(language) => language.into(),
            Next::GoOn => Self::TRUE,
        }
    }
}

impl Embed {
    /// An embed in its element; `None` where the element cannot hold one.
    #[must_use]
    pub fn new(host: &HtmlElement) -> Option<Self> {
        let shadow = host.shadow_root()?;
        Some(Self {
            host: host.clone(),
            anchor: Anchor::new(&shadow),
            shadow,
            options: RefCell::default(),
            phase: RefCell::new(Phase::Empty),
            messages: Cell::default(),
            awaited: RefCell::default(),
            drawing: RefCell::new(Drawing::new(host.owner_document()?)?),
            complaints: RefCell::default(),
        })
    }

    /// Whether this is the embed in that element.
    #[must_use]
    pub fn is_in(&self, host: &HtmlElement) -> bool {
        self.host == *host
    }

    /// Shows what the loader brings.
    pub fn paint(&self, answer: &JsValue) -> Next {
        let options = self.read_options();
        let outcome = match answer::read(answer, &options) {
            Ok(article) => Outcome::Story(Box::new(article)),
            Err(error) => Outcome::Failure(error),
        };
        self.phase.replace(Phase::Held(Rc::new(outcome)));
        self.translate()
    }

    /// Takes over what has been changed on the element, or around it.
    pub fn update(&self) -> Next {
        self.read_options();
        self.redraw();
        self.translate()
    }

    /// Takes the texts in a language that was asked for; what is no list of texts says that they have not
    /// come in time, or not at all.
    pub fn speak(&self, language: &str, texts: &JsValue) -> Next {
        let awaited = self.awaited.borrow().clone();
        // Another language may be wanted by now.
        let Some(locale) = awaited.filter(|locale| locale.language == language) else {
            return Next::Done;
        };
        match languages::take(&locale, texts) {
            Some(messages) => self.say(messages),
            None => self.reveal(),
        }
    }

    /// Draws more of a long story.
    pub fn go_on(&self) -> Next {
        let Phase::Drawing(outcome, messages, has_focus) = self.phase.borrow().clone() else {
            return Next::Done;
        };
        let Outcome::Story(article) = &*outcome else {
            return Next::Done;
        };
        let options = self.options.borrow().clone();
        let page = self.page(article, &options, messages);
        if self.drawing.borrow_mut().go_on(&page) {
            return Next::GoOn;
        }
        self.finish(&outcome, has_focus);
        // Options may have changed meanwhile.
        self.redraw();
        Next::Done
    }

    /// What is here, shown or not.
    fn outcome(&self) -> Option<Rc<Outcome>> {
        match &*self.phase.borrow() {
            Phase::Empty => None,
            Phase::Held(outcome) | Phase::Drawing(outcome, ..) | Phase::Shown(outcome) => {
                Some(outcome.clone())
            }
        }
    }

    fn read_options(&self) -> Rc<Options> {
        let (options, mistakes) = read_options(&self.host);
        let options = Rc::new(options);
        self.options.replace(options.clone());
        self.complain(mistakes);
        options
    }

    /// Has the interface speak its language: at once where the texts are here, and else when they
    /// come. Until then, and where they never come, it goes on as it is.
    fn translate(&self) -> Next {
        let outcome = self.outcome();
        let article = outcome.as_ref().and_then(|outcome| outcome.story());
        let locale = languages::choose(&self.options.borrow(), article);
        if let Some(messages) = languages::known(&locale) {
            return self.say(messages);
        }
        let language = locale.language;
        self.awaited.replace(Some(locale));
        Next::Fetch(language)
    }

    /// Takes these texts. The story's own stays where it is.
    fn say(&self, messages: Messages) -> Next {
        self.awaited.take();
        let is_other = self.messages.replace(messages) != messages;
        if matches!(*self.phase.borrow(), Phase::Held(_)) {
            return self.reveal();
        }
        if is_other {
            let place = self.anchor.place();
            self.anchor.hide(messages.language());
            self.redraw();
            self.anchor.restore(place);
        }
        Next::Done
    }

    /// Shows what has come and was held back.
    fn reveal(&self) -> Next {
        let Phase::Held(outcome) = self.phase.borrow().clone() else {
            return Next::Done;
        };
        self.anchor.reset();
        // Who has asked for the story again is led to what came of it.
        let has_focus = self.shadow.active_element().is_some();
        let messages = self.messages.get();
        let has_more = {
            let mut drawing = self.drawing.borrow_mut();
            drawing.show(&self.shadow);
            match &*outcome {
                Outcome::Failure(error) => {
                    drawing.fail(&self.failure(error));
                    false
                }
                Outcome::Story(article) => {
                    let options = self.options.borrow().clone();
                    drawing.story(&self.page(article, &options, messages))
                }
            }
        };
        if has_more {
            self.phase
                .replace(Phase::Drawing(outcome, messages, has_focus));
            return Next::GoOn;
        }
        self.finish(&outcome, has_focus);
        Next::Done
    }

    fn finish(&self, outcome: &Rc<Outcome>, has_focus: bool) {
        self.phase.replace(Phase::Shown(outcome.clone()));
        if has_focus {
            self.lead_focus();
        }
        self.announce(outcome);
    }

    /// Draws what depends on options again, where something stands.
    fn redraw(&self) {
        let Phase::Shown(outcome) = self.phase.borrow().clone() else {
            return;
        };
        let mut drawing = self.drawing.borrow_mut();
        match &*outcome {
            Outcome::Failure(error) => drawing.redraw_failure(&self.failure(error)),
            Outcome::Story(article) => {
                let options = self.options.borrow().clone();
                drawing.redraw_story(&self.page(article, &options, self.messages.get()));
            }
        }
    }

    /// The story as it is to be shown.
    fn page<'a>(&self, article: &'a Article, options: &'a Options, messages: Messages) -> Page<'a> {
        let (page, mistake) =
            presentation::page(article, options, messages, browser::surroundings());
        self.complain(mistake.iter().map(ToString::to_string).collect());
        page
    }

    fn failure(&self, error: &LoadError) -> Failure {
        let link = self.options.borrow().url.clone();
        Failure {
            message: error.message(),
            link: link.map(|url| (url.as_str().to_owned().into(), url.site().into())),
            can_retry: error.can_retry(),
            messages: self.messages.get(),
        }
    }

    /// The button that the reader pressed is gone; its place in the page is not.
    fn lead_focus(&self) {
        let found = self.shadow.query_selector("#headline, [data-action]");
        if let Ok(Some(element)) = found {
            let element: HtmlElement = element.unchecked_into();
            let _ = element.focus();
        }
    }

    fn announce(&self, outcome: &Outcome) {
        let options = self.options.borrow().clone();
        let article = outcome.story();
        let canonical = article.and_then(|article| article.canonical_url.as_ref());
        let url = canonical
            .or(options.url.as_ref())
            .map_or("", WebUrl::as_str);
        let fail = |code: &str, message: &str| {
            events::complain(&self.host, message);
            let detail = [("code", code), ("message", message), ("url", url)];
            events::dispatch(&self.host, Event::Error, &detail);
        };
        match outcome {
            Outcome::Failure(error) => fail(error.code(), &error.to_string()),
            Outcome::Story(article) => {
                let detail = [("headline", article.headline.as_str()), ("url", url)];
                events::dispatch(&self.host, Event::Ready, &detail);
                if article.access == Access::Open && article.body.is_empty() {
                    fail("empty", "the story came without its text");
                }
            }
        }
    }

    /// Tells the console of mistakes, once of each.
    fn complain(&self, mistakes: Vec<String>) {
        for mistake in mistakes {
            if !self.complaints.borrow().contains(&mistake) {
                events::complain(&self.host, &mistake);
                self.complaints.borrow_mut().push(mistake);
            }
        }
    }
}

/// The options, and what is wrong with them.
fn read_options(host: &HtmlElement) -> (Options, Vec<String>) {
    let names = strings(&host.get_attribute_names());
    let page = host.base_uri().ok().flatten();
    let page = page.and_then(|address| Base::parse(&address));
    let value = |name: &str| host.get_attribute(name);
    Options::read(&names, &value, &page.unwrap_or_else(Base::nowhere))
}
