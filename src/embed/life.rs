//! The life of one embed: from its element, through the story, to its end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlDialogElement, HtmlElement, ShadowRoot};
use yew::Callback;

use super::anchor::Anchor;
use super::count::Count;
use super::events::{self, Event};
use super::listener::Listener;
use super::load::{self, LoadError};
use super::stage::Stage;
use super::{Options, comments, languages, print, style};
use crate::article::{Access, Article};
use crate::dictionary::{member, strings, texts};
use crate::i18n::Messages;
use crate::share::{Action, Story, Target};
use crate::timer;
use crate::url::{Base, WebUrl};
use crate::view::embed::{Content, Props};
use crate::view::failure::Failure;
use crate::view::page::{CommentsPlace, Page};
use crate::view::share_bar::Shared;

/// A story of more blocks is not read and drawn in one go, since the page stands still meanwhile.
const LONG: usize = 2_000;

/// How long a story waits for the texts of its interface, in milliseconds.
const PATIENCE: i32 = 300;

/// One embed on a page.
pub struct Embed {
    inner: Rc<Inner>,
    _listeners: Vec<Listener>,
}

struct Inner {
    host: HtmlElement,
    shadow: ShadowRoot,
    stage: RefCell<Option<Stage>>,
    options: RefCell<Options>,
    /// The story that is shown.
    article: RefCell<Option<Rc<Article>>>,
    /// Why there is none.
    error: RefCell<Option<LoadError>>,
    /// The page's address, where it has been drawn to be shared.
    page_address: RefCell<Option<String>>,
    /// The interface's texts.
    messages: Cell<Messages>,
    /// The tag of the language whose texts are on their way; empty where none are.
    awaited: RefCell<String>,
    /// The story, or why there is none, is here and waits for them.
    is_held: Cell<bool>,
    /// Holds the text where it is.
    anchor: Anchor,
    /// Counts that the story is read, where that is asked for.
    count: RefCell<Option<Count>>,
    /// The mistakes that the console has been told.
    complaints: RefCell<Vec<String>>,
    /// The reader asked to try again and waits for what comes of it.
    is_retry: Cell<bool>,
    /// Counts the attempts to load, so that an answer that comes too late is not shown.
    attempt: Cell<u32>,
}

impl Embed {
    /// Starts an embed in its element; `None` where the element cannot hold one.
    #[must_use]
    pub fn start(host: &HtmlElement) -> Option<Self> {
        let shadow = match host.shadow_root() {
            Some(shadow) => shadow,
            None => host.attach_shadow(&texts(&[("mode", "open")])).ok()?,
        };
        style::adopt(&shadow);
        let (options, mistakes) = read_options(host);
        let anchor = Anchor::new(&shadow);
        let inner = Rc::new(Inner {
            host: host.clone(),
            shadow,
            stage: RefCell::new(None),
            options: RefCell::new(options),
            page_address: RefCell::default(),
            messages: Cell::default(),
            awaited: RefCell::default(),
            is_held: Cell::new(false),
            anchor,
            count: RefCell::new(None),
            complaints: RefCell::default(),
            is_retry: Cell::new(false),
            article: RefCell::new(None),
            error: RefCell::new(None),
            attempt: Cell::new(0),
        });
        inner.complain(mistakes);
        let stage = Stage::open(&inner.shadow, inner.props())?;
        inner.stage.replace(Some(stage));
        inner.load(false);
        let waiting = Rc::downgrade(&inner);
        let on_online = move || {
            if let Some(inner) = waiting.upgrade()
                && let Some(LoadError::Transport { .. }) = &*inner.error.borrow()
            {
                inner.load(true);
            }
        };
        // Sites of one page take another address without a word. Whoever shares comes by here before.
        let shared = Rc::downgrade(&inner);
        let on_reach = move || {
            if let Some(inner) = shared.upgrade()
                && inner.has_moved()
            {
                inner.show();
            }
        };
        let window = web_sys::window()?.into();
        let listeners = vec![
            Listener::new(window, &["online"], on_online),
            Listener::new(host.clone().into(), &["pointerover", "focusin"], on_reach),
        ];
        Some(Self {
            inner,
            _listeners: listeners,
        })
    }

    /// Whether this is the embed in that element.
    #[must_use]
    pub fn is_in(&self, host: &HtmlElement) -> bool {
        self.inner.host == *host
    }

    /// Takes over what has been changed on the element.
    pub fn update(&self) {
        let (options, mistakes) = read_options(&self.inner.host);
        self.inner.complain(mistakes);
        let before = self.inner.options.replace(options.clone());
        if before == options {
            self.inner.reopen();
            return;
        }
        let is_other_story = (&before.article, &before.item, &before.format)
            != (&options.article, &options.item, &options.format);
        if is_other_story {
            self.inner.load(false);
        } else {
            self.inner.show();
            self.inner.translate();
            if before.count != options.count {
                self.inner.start_counting();
            }
        }
    }

    /// Ends the embed and leaves its element empty.
    pub fn stop(self) {
        self.inner.anchor.weigh();
        self.inner.attempt.set(self.inner.attempt.get() + 1);
        self.inner.is_held.set(false);
        self.inner.awaited.take();
        self.inner.count.take();
        self.inner.article.take();
        self.inner.error.take();
        if let Some(stage) = self.inner.stage.take() {
            stage.close(Props {
                content: self.inner.content(),
                on_retry: Callback::noop(),
                on_share: Callback::noop(),
                on_print: Callback::noop(),
                on_comment: Callback::noop(),
            });
        }
    }
}

impl Inner {
    fn load(self: &Rc<Self>, again: bool) {
        let attempt = self.attempt.get() + 1;
        self.attempt.set(attempt);
        let options = self.options.borrow().clone();
        let url = options.article.as_ref().map_or("", WebUrl::as_str);
        events::dispatch(&self.host, Event::Loading, &[("url", url)]);
        // In parallel, in what is likely to be the language.
        self.translate();
        let this = self.clone();
        spawn_local(async move {
            let outcome = load::load(options, again).await;
            let is_long = matches!(&outcome, Ok(article) if article.body.len() > LONG);
            if is_long {
                timer::wait(0).await;
            }
            if this.attempt.get() == attempt {
                this.loaded(outcome);
            }
        });
    }

    fn loaded(self: &Rc<Self>, outcome: Result<Article, LoadError>) {
        let (article, error) = match outcome {
            Ok(article) => (Some(Rc::new(article)), None),
            Err(error) => (None, Some(error)),
        };
        self.article.replace(article);
        self.error.replace(error);
        self.is_held.set(true);
        self.translate();
        if self.is_held.get() {
            let this = self.clone();
            let attempt = self.attempt.get();
            spawn_local(async move {
                timer::wait(PATIENCE).await;
                if this.attempt.get() == attempt {
                    this.reveal();
                }
            });
        }
    }

    /// Shows what has come and was held back.
    fn reveal(self: &Rc<Self>) {
        if !self.is_held.take() {
            return;
        }
        self.anchor.weigh();
        self.show();
        self.remove_placeholder();
        let this = self.clone();
        let attempt = self.attempt.get();
        // After Yew has drawn, which it does in its own turn before this one.
        spawn_local(async move {
            if this.attempt.get() == attempt {
                this.announce();
                this.start_counting();
            }
        });
    }

    /// Has the interface speak its language: at once where the texts are here, and else when they
    /// come. Until then, and where they never come, it goes on as it is.
    fn translate(self: &Rc<Self>) {
        let locale = languages::choose(&self.options.borrow(), self.article.borrow().as_deref());
        let known = languages::known(&locale);
        let awaited = match known {
            Some(_) => String::new(),
            None => locale.tag.clone(),
        };
        let was_awaited = self.awaited.replace(awaited);
        if let Some(messages) = known {
            self.speak(messages);
            return;
        }
        if was_awaited == locale.tag {
            return;
        }
        let this = self.clone();
        let answer = languages::ask(&locale);
        spawn_local(async move {
            let answer = match answer {
                Some(answer) => answer.await.ok(),
                None => None,
            };
            // Another language may be wanted by now.
            if *this.awaited.borrow() != locale.tag {
                return;
            }
            this.awaited.take();
            if let Some(messages) = answer.and_then(|answer| languages::read(&locale, answer)) {
                this.speak(messages);
            } else {
                let text = ["the texts in “", locale.language, "” did not come"];
                events::complain(&this.host, &text.concat());
                this.reveal();
            }
        });
    }

    /// Takes these texts. The story's own stays where it is.
    fn speak(self: &Rc<Self>, messages: Messages) {
        let is_other = self.messages.replace(messages) != messages;
        if self.is_held.get() {
            self.reveal();
        } else if is_other {
            let place = self.anchor.place();
            self.anchor.cover();
            self.show();
            let this = self.clone();
            spawn_local(async move {
                this.anchor.hold(place);
                this.anchor.uncover(messages.language()).await;
            });
        }
    }

    /// Whether the page has another address than the one that is drawn.
    fn has_moved(&self) -> bool {
        let drawn = self.page_address.borrow();
        drawn.as_ref().is_some_and(|drawn| *drawn != page_address())
    }

    /// A window that was open when the element was moved has become a part of the page.
    fn reopen(&self) {
        if let Ok(Some(found)) = self.shadow.query_selector("dialog[open]:not(:modal)") {
            let dialog: HtmlDialogElement = found.unchecked_into();
            dialog.close();
            let _ = dialog.show_modal();
        }
    }

    fn announce(&self) {
        let link = self.link();
        let url = link.as_ref().map_or("", WebUrl::as_str);
        if let Some(error) = &*self.error.borrow() {
            let message = error.to_string();
            events::complain(&self.host, &message);
            let detail = [("code", error.code()), ("message", &message), ("url", url)];
            events::dispatch(&self.host, Event::Error, &detail);
        } else if let Some(article) = &*self.article.borrow() {
            let detail = [("headline", article.headline.as_str()), ("url", url)];
            events::dispatch(&self.host, Event::Ready, &detail);
            if article.access == Access::Open && article.body.is_empty() {
                let message = "the story came without its text";
                events::complain(&self.host, message);
                let detail = [("code", "empty"), ("message", message), ("url", url)];
                events::dispatch(&self.host, Event::Error, &detail);
            }
        }
        // The button that the reader pressed is gone; its place in the page is not.
        if self.is_retry.take()
            && let Ok(Some(found)) = self.shadow.query_selector(".headline, .failure button")
            && let Some(element) = found.dyn_ref::<HtmlElement>()
        {
            let _ = element.focus();
        }
    }

    /// Counts the story that stands there, where that is asked for.
    fn start_counting(&self) {
        let options = self.options.borrow();
        let article = self.article.borrow();
        let story = article.as_ref().filter(|article| !article.body.is_empty());
        let count = story.and_then(|story| {
            let address = story.canonical_url.as_ref().or(options.article.as_ref())?;
            let count = options.count.as_ref()?;
            Count::watch(&self.shadow, count, address, story.body.len())
        });
        self.count.replace(count);
    }

    /// The story's own page, as far as it is known.
    fn link(&self) -> Option<WebUrl> {
        let article = self.article.borrow();
        let canonical = article
            .as_ref()
            .and_then(|article| article.canonical_url.clone());
        canonical.or_else(|| self.options.borrow().url.clone())
    }

    fn show(self: &Rc<Self>) {
        let props = self.props();
        if let Some(stage) = &mut *self.stage.borrow_mut() {
            stage.show(props);
        }
    }

    fn props(self: &Rc<Self>) -> Props {
        let this = Rc::downgrade(self);
        let on_retry = Callback::from(move |()| {
            if let Some(this) = this.upgrade() {
                this.is_retry.set(true);
                this.error.replace(None);
                this.show();
                this.load(true);
            }
        });
        let host = self.host.clone();
        let on_share = Callback::from(move |shared: Shared| {
            let mut detail = vec![("target", shared.target)];
            detail.extend(shared.quote.as_deref().map(|quote| ("quote", quote)));
            events::dispatch(&host, Event::Share, &detail);
        });
        let host = self.host.clone();
        let on_print = Callback::from(move |()| print::story(&host));
        let host = self.host.clone();
        let on_comment = Callback::from(move |id: String| {
            events::dispatch(&host, Event::Comment, &[("id", &id)]);
        });
        Props {
            content: self.content(),
            on_retry,
            on_share,
            on_print,
            on_comment,
        }
    }

    fn content(&self) -> Content {
        let messages = self.messages.get();
        if self.is_held.get() {
            return Content::Loading(messages);
        }
        let options = self.options.borrow();
        if let Some(error) = &*self.error.borrow() {
            return Content::Failed(Failure {
                message: error.message(),
                link: options
                    .url
                    .as_ref()
                    .map(|url| (url.as_str().to_owned().into(), url.site().into())),
                can_retry: error.can_retry(),
                messages,
            });
        }
        match &*self.article.borrow() {
            None => Content::Loading(messages),
            Some(article) => Content::Ready(Rc::new(self.page(article, &options))),
        }
    }

    fn page(&self, article: &Rc<Article>, options: &Options) -> Page {
        let url = self.link();
        let (address, is_page) = match &url {
            Some(url) if !options.shares_page => (url.as_str().to_owned(), false),
            _ => (page_address(), true),
        };
        self.page_address.replace(is_page.then(|| address.clone()));
        let shared = Story {
            title: article.headline.clone(),
            marks: [String::new(), String::new()],
            url: address,
        };
        let follow = if article.follow.is_empty() {
            &options.follow
        } else {
            &article.follow
        };
        let publisher = article.source.name.clone();
        let targets = options.share.iter().copied();
        Page {
            article: article.clone(),
            publisher: publisher.or_else(|| options.publisher.clone()),
            follow: follow.clone(),
            url,
            messages: self.messages.get(),
            heading_level: options.heading_level,
            targets: targets.filter(|target| is_possible(target)).collect(),
            shared,
            comments_order: options.comments_order,
            comments: self.comments(article, options),
        }
    }

    /// Where the story's comments are.
    fn comments(&self, article: &Article, options: &Options) -> Option<CommentsPlace> {
        comments::place(article, options).unwrap_or_else(|mistake| {
            self.complain(vec![mistake.to_string()]);
            None
        })
    }

    /// Tells the console of mistakes, once of each.
    fn complain(&self, mistakes: Vec<String>) {
        let mut complaints = self.complaints.borrow_mut();
        for mistake in mistakes {
            if !complaints.contains(&mistake) {
                events::complain(&self.host, &mistake);
                complaints.push(mistake);
            }
        }
    }

    /// The loader's placeholder stands until there is something else, or its line that the program
    /// takes too long.
    fn remove_placeholder(&self) {
        if let Ok(Some(placeholder)) = self.shadow.query_selector(".placeholder, p.failure") {
            placeholder.remove();
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

/// The page's own address.
fn page_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.href().ok())
        .unwrap_or_default()
}

/// Not every device has a share sheet.
fn is_possible(target: &Target) -> bool {
    if target.action != Action::Device {
        return true;
    }
    web_sys::window().is_some_and(|window| member(&window.navigator(), "share").is_some())
}
