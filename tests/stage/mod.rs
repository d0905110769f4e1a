//! A place in the browser where components stand, and what they are given there.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use article_embed::article::{Access, Article, Block, Inline, WithheldReason};
use article_embed::comments::draft::Nth;
use article_embed::comments::engine::{Call, ListError};
use article_embed::comments::{
    Capabilities, Comment, Engine, Order, Page as Listing, Refusal, State, Submission, wordpress,
};
use article_embed::html::tree;
use article_embed::i18n::Messages;
use article_embed::islands;
use article_embed::islands::app_pool::PooledApp;
use article_embed::islands::comments::EngineAt;
use article_embed::islands::story_context::{StoryComments, StoryContext};
use article_embed::islands::taken::{Taken, next_number};
use article_embed::json::Json;
use article_embed::markup::Tag;
use article_embed::markup::dom::Builder;
use article_embed::render::comments_place::comments_place;
use article_embed::render::context::VERSION;
use article_embed::render::{Context, Page, STYLE, Story};
use article_embed::share::{Shareable, TARGETS, Target};
use article_embed::transport::Answer;
use article_embed::url::WebUrl;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement,
    ShadowRoot,
};
use yew::Callback;

/// A story with its islands on a page, removed when this is dropped.
pub struct Stage {
    host: HtmlElement,
    root: ShadowRoot,
    app: Option<PooledApp>,
}

/// What is shown.
pub struct Shown {
    article: Article,
    url: Option<WebUrl>,
    targets: Vec<&'static Target>,
    comments: StoryComments,
}

impl Stage {
    fn open() -> (Self, Document, Element) {
        tree::parse_by(tree::browser::parse);
        let document = web_sys::window()
            .and_then(|window| window.document())
            .expect("a browser");
        let element = || document.create_element("div").expect("an element");
        let host: HtmlElement = element().unchecked_into();
        let body = document.body().expect("a body");
        body.append_child(&host).expect("a place");
        let options = article_embed::js_object::texts(&[("mode", "open")]);
        let root = host.attach_shadow(&options).expect("a shadow root");
        let embed = element();
        embed.set_class_name("embed");
        root.append_child(&embed).expect("a place");
        let stage = Self {
            host,
            root,
            app: None,
        };
        (stage, document, embed)
    }

    /// Puts elements on the page, and nothing that is live.
    pub fn still(tag: &Tag) -> Self {
        let (stage, document, embed) = Self::open();
        Builder::new(document).append(&embed, &tag.clone().into());
        stage
    }

    /// Puts a story with its islands on the page.
    pub fn show(shown: Shown) -> Self {
        let (mut stage, document, embed) = Self::open();
        let messages = Messages::english("en-GB");
        let shared = Shareable {
            title: shown.article.headline.clone(),
            marks: [String::new(), String::new()],
            url: "https://news.example/story".into(),
        };
        let page = Page {
            article: &shown.article,
            publisher: None,
            follow: &[],
            url: shown.url.as_ref(),
            messages,
            heading_level: 2,
            shared: shared.clone(),
            targets: shown.targets.clone(),
            server: None,
            context: context(),
        };
        let story = Story::new(&page);
        let mut builder = Builder::new(document.clone());
        let element = builder.element(&story.root()).expect("a story");
        builder.append(&element, &story.head());
        let text = builder.element(&story.text()).expect("a text");
        for portion in story.portions() {
            builder.append(&text, &portion);
        }
        element.append_child(&text).expect("a place");
        builder.append(&element, &story.foot());
        embed.append_child(&element).expect("a place");
        let own = WebUrl::parse("https://news.example/story").expect("an address");
        let has_comments = !matches!(shown.comments, StoryComments::None);
        let place = comments_place(messages, 2, has_comments.then_some(&own));
        builder.append(&embed, &place.into());
        let taken = Taken {
            number: next_number(),
            story: Rc::new(StoryContext {
                nth: Nth::ANY,
                article: None,
                url: shown.url.clone(),
                messages,
                level: 2,
                targets: shown.targets,
                shared,
                comments: shown.comments,
            }),
            element,
            shadow: stage.root.clone(),
            host: stage.host.clone(),
            on_settled: Callback::noop(),
        };
        stage.app = PooledApp::open(&document, Rc::new(taken));
        stage
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).expect("a selector")
    }

    fn get(&self, selector: &str) -> Element {
        self.find(selector)
            .unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// Whether there is such an element.
    pub fn has(&self, selector: &str) -> bool {
        self.find(selector).is_some()
    }

    /// Waits for such an element.
    pub async fn until(&self, selector: &str) {
        self.until_text(selector, "").await;
    }

    /// Waits for such an element with such a text.
    pub async fn until_text(&self, selector: &str, text: &str) {
        for _ in 0..1000 {
            let found = self
                .find(selector)
                .and_then(|element| element.text_content());
            if found.is_some_and(|found| found.contains(text)) {
                return;
            }
            next_task().await;
        }
        panic!("no {selector} with {text:?} in {}", self.root.inner_html());
    }

    /// The text of an element.
    pub fn text(&self, selector: &str) -> String {
        self.get(selector).text_content().unwrap_or_default()
    }

    /// What stands in an element.
    pub fn html(&self, selector: &str) -> String {
        self.get(selector).inner_html()
    }

    /// Puts a text into a field.
    pub fn type_into(&self, selector: &str, text: &str) {
        let field: HtmlInputElement = self.get(selector).unchecked_into();
        field.set_value(text);
    }

    /// An attribute of an element.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.get(selector).get_attribute(name)
    }

    /// What stands in a field.
    pub fn value(&self, selector: &str) -> String {
        let field = self.get(selector);
        match field.dyn_ref::<HtmlTextAreaElement>() {
            Some(field) => field.value(),
            None => field.unchecked_into::<HtmlInputElement>().value(),
        }
    }

    /// Waits until this stands in a field.
    pub async fn until_value(&self, selector: &str, value: &str) {
        for _ in 0..1000 {
            if self.value(selector) == value {
                return;
            }
            next_task().await;
        }
        panic!("{:?} stands in {selector}", self.value(selector));
    }

    /// Clicks an element.
    pub fn click(&self, selector: &str) {
        self.get(selector).unchecked_into::<HtmlElement>().click();
    }

    /// Gives an element the keyboard's focus.
    pub fn focus(&self, selector: &str) {
        let element: HtmlElement = self.get(selector).unchecked_into();
        element.focus().expect("an element that can have it");
    }

    /// Waits until such an element has it.
    pub async fn until_focused(&self, selector: &str) {
        for _ in 0..1000 {
            let active = self.root.active_element();
            if active.is_some_and(|active| self.find(selector) == Some(active)) {
                return;
            }
            next_task().await;
        }
        let active = self.root.active_element().map(|active| active.outer_html());
        panic!("{selector} has not the focus, but {active:?}");
    }

    /// Presses a key on an element.
    pub fn press(&self, selector: &str, key: &str) {
        let press = "element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))";
        js_sys::Function::new_with_args("element, key", press)
            .call2(&JsValue::NULL, &self.get(selector), &key.into())
            .expect("a key can be pressed");
    }

    /// Moves a finger sideways over an element, so many pixels to the right.
    pub fn swipe(&self, selector: &str, way: i32) {
        let swipe = "
            const at = (x) => new Touch({ identifier: 1, target: element, clientX: 200 + x });
            const send = (type, touches, changedTouches) => element.dispatchEvent(
                new TouchEvent(type, { touches, changedTouches, bubbles: true }));
            send('touchstart', [at(0)], [at(0)]);
            send('touchend', [], [at(way)]);";
        js_sys::Function::new_with_args("element, way", swipe)
            .call2(&JsValue::NULL, &self.get(selector), &way.into())
            .expect("a finger can move");
    }

    /// Waits until there is no such element any more.
    pub async fn until_gone(&self, selector: &str) {
        for _ in 0..1000 {
            if !self.has(selector) {
                return;
            }
            next_task().await;
        }
        panic!("{selector} is still in {}", self.root.inner_html());
    }

    /// Draws with the widget's own style.
    pub fn dress(&self) {
        let document = self.root.owner_document().expect("a document");
        let style = document.create_element("style").expect("an element");
        style.set_text_content(Some(&[STYLE, islands::STYLE].concat()));
        self.root.append_child(&style).expect("a place");
    }

    /// How wide and high an element is drawn.
    pub fn size(&self, selector: &str) -> (i32, i32) {
        let element: HtmlElement = self.get(selector).unchecked_into();
        (element.offset_width(), element.offset_height())
    }

    /// Has a picture fetched at once, and waits until that has failed.
    pub async fn fail_to_load(&self, selector: &str) {
        let wait = "
            picture.loading = 'eager';
            return picture.decode().then(() => { throw new Error('it came') }, () => {})";
        let failed = js_sys::Function::new_with_args("picture", wait)
            .call1(&JsValue::NULL, &self.get(selector))
            .expect("a picture");
        JsFuture::from(failed.unchecked_into::<js_sys::Promise>())
            .await
            .expect("a picture that nobody has");
        next_task().await;
    }

    /// Types a comment.
    pub fn fill(&self, text: &str, author: &str, email: &str) {
        self.get("#comment")
            .unchecked_into::<HtmlTextAreaElement>()
            .set_value(text);
        for (field, value) in [("#author", author), ("#email", email)] {
            self.get(field)
                .unchecked_into::<HtmlInputElement>()
                .set_value(value);
        }
    }

    /// Sends the form.
    pub fn submit(&self) {
        let form: HtmlFormElement = self.get(".comments form").unchecked_into();
        form.request_submit().expect("a form that can be sent");
    }

    /// The name of the field that has the focus.
    pub fn focused(&self) -> Option<String> {
        self.root.active_element()?.get_attribute("id")
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.close();
        }
        self.host.remove();
    }
}

/// Lets the browser do what is next, observers and rendering included.
async fn next_task() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window().expect("a window");
        window.request_animation_frame(&resolve).expect("a frame");
    });
    JsFuture::from(promise).await.expect("a frame");
}

/// An engine that answers what it was told to.
pub struct FakeEngine {
    lists: RefCell<VecDeque<Result<Listing, ListError>>>,
    answer: RefCell<Option<Result<Comment, Refusal>>>,
    posted: Cell<u32>,
}

impl FakeEngine {
    /// An engine with these pages, one for each time that it is asked.
    pub fn new(lists: Vec<Result<Listing, ListError>>) -> Rc<Self> {
        Rc::new(Self {
            lists: RefCell::new(lists.into()),
            answer: RefCell::new(None),
            posted: Cell::new(0),
        })
    }

    /// What the next comment will be answered with.
    pub fn answer_next(&self, answer: Result<Comment, Refusal>) {
        self.answer.replace(Some(answer));
    }

    /// How many comments were sent.
    pub fn posted(&self) -> u32 {
        self.posted.get()
    }
}

impl Engine for FakeEngine {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            tells_duplicates_after: None,
            ..wordpress::CAPABILITIES
        }
    }

    fn list(&self, _: u32, _: Order) -> Call {
        let mut lists = self.lists.borrow_mut();
        let is_there = lists.front().expect("one more page").is_ok();
        if !is_there {
            lists.pop_front();
        }
        answer(is_there)
    }

    fn read_list(&self, _: u32, _: Order, _: &Answer) -> Option<Listing> {
        self.lists.borrow_mut().pop_front()?.ok()
    }

    fn post(&self, _: &Submission) -> Option<Call> {
        self.posted.set(self.posted.get() + 1);
        let is_taken = self.answer.borrow().as_ref().expect("an answer").is_ok();
        Some(answer(is_taken))
    }

    fn read_comment(&self, _: &Json) -> Option<Comment> {
        self.answer.take()?.ok()
    }

    fn read_refusal(&self, _: &Submission, _: &Answer) -> Refusal {
        let answer = self.answer.take().expect("an answer");
        answer.expect_err("a refusal")
    }
}

fn answer(is_success: bool) -> Call {
    let status = if is_success { 200 } else { 502 };
    Call::Here(Answer::from_here(status, Json::Null))
}

/// A page of comments.
pub fn listing(items: Vec<Comment>) -> Listing {
    Listing {
        total: u32::try_from(items.len()).ok(),
        items,
        next: None,
    }
}

/// A published comment.
pub fn comment(id: &str, parent: Option<&str>, words: &str) -> Comment {
    Comment {
        id: id.into(),
        parent: parent.map(str::to_owned),
        author: "Ada".into(),
        author_url: None,
        body: vec![Block::Paragraph(vec![Inline::Text(words.into())])],
        created: None,
        state: State::Published,
        by_publisher: false,
        permalink: None,
        source: None,
        edited: None,
        folded: None,
    }
}

fn context() -> Context {
    Context {
        version: VERSION,
        article: None,
        url: None,
        headline: "A story".into(),
        level: 2,
        publisher: None,
        language: None,
        interface: "en".into(),
        locale: "en-GB".into(),
        share: Vec::new(),
        shared: None,
        blocks: 0,
        comments: None,
        modified: None,
        #[cfg(not(target_arch = "wasm32"))]
        options: std::collections::BTreeMap::new(),
        made: None,
    }
}

thread_local! {
    /// How many stories there have been.
    static STORIES: Cell<u32> = const { Cell::new(0) };
}

/// A story with comments.
pub fn page(engine: &Rc<FakeEngine>) -> Shown {
    // The browser keeps drafts and held comments, which no other test is to see.
    let story = STORIES.get() + 1;
    STORIES.set(story);
    Shown {
        article: Article {
            headline: "A story".into(),
            ..Article::default()
        },
        url: None,
        targets: Vec::new(),
        comments: StoryComments::From {
            engine: EngineAt {
                engine: engine.clone(),
                name: format!("fake {story}").into(),
            },
            order: Order::Oldest,
            is_closed: false,
        },
    }
}

/// Has the article say that its comments are closed.
pub fn close_comments(shown: &mut Shown) {
    if let StoryComments::From { is_closed, .. } = &mut shown.comments {
        *is_closed = true;
    }
}

/// Has the article withheld, with its own page.
pub fn withhold(shown: &mut Shown, reason: WithheldReason) {
    shown.article.headline.clear();
    shown.article.access = Access::Withheld(reason);
    shown.url = WebUrl::parse("https://news.example/story");
    shown.comments = StoryComments::None;
}

/// A story with this text and without comments.
pub fn story(body: Vec<Block>) -> Shown {
    let mut shown = page(&FakeEngine::new(vec![]));
    shown.article.body = body;
    shown.comments = StoryComments::None;
    shown
}

/// A story with its own page and all ways to share it.
pub fn shareable(body: Vec<Block>) -> Shown {
    let mut shown = story(body);
    shown.url = WebUrl::parse("https://news.example/story");
    shown.targets = TARGETS.iter().collect();
    shown
}

/// Puts markup where text belongs.
pub fn poison(shown: &mut Shown) {
    let markup = || "<img src=x onerror=alert(1)>".to_owned();
    let article = &mut shown.article;
    article.headline = markup();
    article.kicker = Some(markup());
    article.byline = Some(markup());
    article.sections = vec![markup()];
    article.source.credit_line = Some(markup());
    article.standfirst = vec![Inline::Text(markup())];
    article.body = vec![
        Block::Paragraph(vec![Inline::Text(markup())]),
        Block::Preformatted(vec![Inline::Text("<script>alert(1)</script>".into())]),
    ];
}

/// The height of the window, in CSS pixels.
pub fn window_height() -> i32 {
    let window = web_sys::window().expect("a window");
    let height = window
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    #[allow(clippy::cast_possible_truncation, reason = "no window is as high")]
    let height = height.expect("a height") as i32;
    height
}
