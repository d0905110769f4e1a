//! The interface's language in a browser: which one an embed speaks, and the texts that are here.

use std::cell::RefCell;

use super::Options;
use crate::article::Article;
use crate::i18n::Messages;
use crate::i18n::languages::{self, Locale};
use crate::json::Json;

thread_local! {
    static KNOWN: RefCell<Vec<Messages>> = const { RefCell::new(Vec::new()) };
}

/// The language of an embed's interface. The reader's languages stand in her order.
pub fn choose(options: &Options, article: Option<&Article>, reader: &[String]) -> Locale {
    let story = article.and_then(|article| article.language.as_deref());
    languages::choose(options.language.as_deref(), story, reader)
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
pub fn take(locale: &Locale, texts: Option<Json>) -> Option<Messages> {
    let texts = texts.filter(|texts| matches!(texts, Json::Array(_)))?;
    Some(keep(locale, texts))
}

/// Keeps the texts in a language, as the build packs them, for as long as the program runs.
pub fn keep(locale: &Locale, texts: Json) -> Messages {
    let messages = Messages::new(locale.language, &locale.tag, texts);
    KNOWN.with_borrow_mut(|known| known.push(messages));
    messages
}
