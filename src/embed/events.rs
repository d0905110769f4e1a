//! What an embed tells the page: events on its element, and lines in the console.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, console};

use crate::js_object::{js_object, texts};

/// What has happened. Every event bubbles and crosses shadow roots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The story is being fetched. Detail: `{url}`.
    Loading,
    /// The story is on the page. Detail: `{headline, url}`.
    Ready,
    /// There is no story to show. Detail: `{code, message, url}`.
    Error,
    /// The reader used a share target. Detail: `{target}`, and `quote` where she passed on words that
    /// she had selected.
    Share,
    /// The reader's comment was taken. Detail: `{id}`.
    Comment,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Loading,
        Self::Ready,
        Self::Error,
        Self::Share,
        Self::Comment,
    ];

    /// The event's type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Loading => "article-embed-loading",
            Self::Ready => "article-embed-ready",
            Self::Error => "article-embed-error",
            Self::Share => "article-embed-share",
            Self::Comment => "article-embed-comment",
        }
    }
}

/// Dispatches an event on the embed's element. A listener that throws does not reach us.
pub fn dispatch(host: &HtmlElement, event: Event, detail: &[(&str, &str)]) {
    let init: CustomEventInit = js_object(&[
        ("bubbles", JsValue::TRUE),
        ("composed", JsValue::TRUE),
        ("detail", texts(detail)),
    ]);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(event.name(), &init) {
        let _ = host.dispatch_event(&event);
    }
}

/// Tells the page's developers what is wrong, and which embed it is about.
pub fn complain(host: &HtmlElement, text: &str) {
    console::error_2(&["article-embed: ", text].concat().into(), host);
}
