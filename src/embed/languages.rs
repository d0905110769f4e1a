//! The interface's language in a browser: whose languages there are to choose from, and the message
//! files, which are fetched once for all embeds.

use std::cell::RefCell;

use crate::article::Article;
use crate::dictionary::strings;
use crate::embed::Options;
use crate::i18n::Messages;
use crate::i18n::languages::{self, Locale};
use crate::json::Json;
use crate::program;
use crate::transport::{self, Answer, Body, Pending, Request};

/// The folder with the message files, beside the program. The build writes a hash of the files in
/// place of the zeros, here and in the folder's name.
const FOLDER: &str = "languages-0000000000000000/";

thread_local! {
    static KNOWN: RefCell<Vec<Messages>> = const { RefCell::new(Vec::new()) };
}

/// The language of an embed's interface, as far as the story is here to tell it.
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

/// Asks for the texts in a language; `None` where nobody knows where they are.
pub fn ask(locale: &Locale) -> Option<Pending> {
    let address = program::beside(&[FOLDER, locale.language, ".json"].concat())?;
    Some(transport::send(Request::get(address)))
}

/// The texts in an answer, if there are any.
pub fn read(locale: &Locale, answer: Answer) -> Option<Messages> {
    match answer.body {
        Body::Json(Json::Array(texts)) if (200..300).contains(&answer.status) => {
            Some(keep(locale, Json::Array(texts)))
        }
        _ => None,
    }
}

fn keep(locale: &Locale, texts: Json) -> Messages {
    let messages = Messages::new(locale.language, &locale.tag, texts);
    KNOWN.with_borrow_mut(|known| known.push(messages));
    messages
}
