//! The islands of one embed, from the story that they find to its end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::Callback;

use super::app_pool::PooledApp;
use super::story_context::StoryContext;
use super::taken::{Taken, next_number};
use super::{lightbox, message_files};
use crate::comments::draft::Nth;
use crate::embed::{events, languages};
use crate::i18n::Messages;
use crate::i18n::languages::{Locale, matching};
use crate::render::Context;

/// The islands of one embed.
pub struct Group {
    host: HtmlElement,
    app: RefCell<Option<PooledApp>>,
    /// Which of the embeds that show its story on the page it is.
    nth: Cell<Nth>,
    /// The story that they stand in.
    taken: RefCell<Option<Rc<Taken>>>,
    /// Counts how often they have looked, so that texts that come too late change nothing.
    looks: Cell<u32>,
    /// They stand in that story.
    is_settled: Cell<bool>,
    /// What waits for that.
    waiting: RefCell<Vec<Function>>,
}

/// What stands in an embed.
struct Found {
    element: Element,
    shadow: ShadowRoot,
    context: Context,
}

impl Group {
    /// None yet, for the embed in this element.
    pub fn new(host: &HtmlElement) -> Rc<Self> {
        Rc::new(Self {
            host: host.clone(),
            app: RefCell::new(None),
            nth: Cell::new(Nth::ANY),
            taken: RefCell::new(None),
            looks: Cell::new(0),
            is_settled: Cell::new(false),
            waiting: RefCell::default(),
        })
    }

    /// Whether these are the islands of the embed in that element.
    pub fn is_in(&self, host: &HtmlElement) -> bool {
        self.host == *host
    }

    /// Has it known which of the embeds that show its story it is, from the next story that it takes on.
    pub fn number(&self, nth: Nth) {
        self.nth.set(nth);
    }

    /// Takes what stands in the embed: another story, or the same as it is now; at once, or when the
    /// texts have come that are needed for it.
    pub fn look(self: &Rc<Self>) {
        self.looks.set(self.looks.get() + 1);
        if let Some(shadow) = self.host.shadow_root() {
            lightbox::reopen(&shadow);
        }
        let Some(found) = self.find() else {
            return self.show_nothing();
        };
        let locale = locale(&found.context);
        if let Some(messages) = languages::known(&locale) {
            self.take(found, messages);
            return;
        }
        // Until its texts come, the same story goes on as it is.
        match self.same(&found) {
            Some(before) => self.take(found, before.story.messages),
            None => self.show(None),
        }
        spawn_local(self.clone().take_later(locale, self.looks.get()));
    }

    async fn take_later(self: Rc<Self>, locale: Locale, look: u32) {
        let messages = message_files::fetch(&locale).await;
        if look != self.looks.get() {
            return;
        }
        if messages.is_none() {
            let text = ["the texts in “", locale.language, "” did not come"];
            events::complain(&self.host, &text.concat());
        }
        match self.find() {
            Some(found) => {
                let before = self.same(&found).map(|before| before.story.messages);
                self.take(found, messages.or(before).unwrap_or_default());
            }
            None => self.show_nothing(),
        }
    }

    /// A promise that is kept once the islands stand in what they have taken.
    pub fn settled(&self) -> Promise {
        let promise = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push(resolve));
        if self.is_settled.get() {
            self.settle();
        }
        promise
    }

    /// Ends the islands.
    pub fn stop(&self) {
        self.looks.set(self.looks.get() + 1);
        self.taken.take();
        if let Some(app) = self.app.take() {
            app.close();
        }
        self.settle();
    }

    fn settle(&self) {
        self.is_settled.set(true);
        for resolve in self.waiting.take() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }

    /// The story in the embed, with its context; `None` where there is none, or none that can be read.
    fn find(&self) -> Option<Found> {
        let shadow = self.host.shadow_root()?;
        let element = shadow.query_selector("[data-context]").ok()??;
        let context = Context::from_json(&element.get_attribute("data-context")?)?;
        Some(Found {
            element,
            shadow,
            context,
        })
    }

    /// What was taken before, if that is the story that was found.
    fn same(&self, found: &Found) -> Option<Rc<Taken>> {
        let taken = self.taken.borrow().clone();
        // The first program draws another story as another element.
        taken.filter(|taken| taken.element == found.element)
    }

    fn take(self: &Rc<Self>, found: Found, messages: Messages) {
        let before = self.same(&found);
        let known = before.as_ref().map(|before| &*before.story);
        let story = StoryContext::read(&found.context, messages, self.nth.get(), known);
        let group = Rc::downgrade(self);
        self.show(Some(Rc::new(Taken {
            number: before.map_or_else(next_number, |before| before.number),
            story: Rc::new(story),
            element: found.element,
            shadow: found.shadow,
            host: self.host.clone(),
            on_settled: Callback::from(move |()| {
                if let Some(group) = group.upgrade() {
                    group.settle();
                }
            }),
        })));
    }

    /// Where there is nothing to take, nothing is to be waited for.
    fn show_nothing(&self) {
        self.show(None);
        self.settle();
    }

    fn show(&self, taken: Option<Rc<Taken>>) {
        self.taken.replace(taken.clone());
        self.is_settled.set(false);
        let mut app = self.app.borrow_mut();
        match (&mut *app, taken) {
            (Some(app), taken) => app.show(taken),
            (None, Some(taken)) => {
                let document = self.host.owner_document();
                *app = document.and_then(|document| PooledApp::open(&document, taken));
            }
            (None, None) => {}
        }
    }
}

/// The language that the interface speaks.
fn locale(context: &Context) -> Locale {
    match matching(&context.interface) {
        Some(language) => Locale {
            language,
            tag: context.locale.clone(),
        },
        None => Locale {
            language: "en",
            tag: "en".to_owned(),
        },
    }
}
