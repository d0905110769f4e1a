//! The interface's language in a browser: which one an embed speaks, and the texts that are here.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use super::Options;
use crate::article::Article;
use crate::i18n::Messages;
use crate::i18n::languages::{self, Locale};
use crate::js_object::strings;
use crate::json::{self, Json};

thread_local! {
    static KNOWN: RefCell<Vec<Messages>> = const { RefCell::new(Vec::new()) };
}

/// The language of an embed's interface.
pub fn choose(options: &Options, article: Option<&Article>) -> Locale {
    let story = article.and_then(|article| article.language.as_deref());
    let reader = web_sys::window().map(|window| strings(&window.navigator().languages()));
    languages::choose(
        options.language.as_deref(),
        story,
        &reader.unwrap_or_default(),
    )
}

/// The texts in a language, if they are here.
pub fn known(locale: &Locale) -> Option<Messages> {
    let is_it = |known: &&Messages| known.locale() == locale.tag;
    let known = KNOWN.with_borrow(|known| known.iter().find(is_it).copied());
    if known.is_none() && locale.language == "en" {
        return Some(keep(locale, Json::Null));
    }
    known
}

/// Takes the texts in a language, as the loader has fetched them; `None` where that is no list of texts.
pub fn take(locale: &Locale, texts: &JsValue) -> Option<Messages> {
    let texts = json::from_value(texts)?;
    matches!(texts, Json::Array(_)).then(|| keep(locale, texts))
}

/// Keeps the texts in a language, as the build packs them, for as long as the program runs.
/// Keeps the texts in a language.
pub fn keep(locale: &Locale, texts: Json) -> Messages {
    let messages = Messages::new(locale.language, &locale.tag, texts);
    KNOWN.with_borrow_mut(|known| known.push(messages));
    messages
}
