//! What is said where there is no story: in the embed's words and language.

use article_embed::embed::{Options, languages};
use article_embed::i18n::{Message, Messages, bundled};
use article_embed::render::fragment;
use axum::http::StatusCode;
use maud::{DOCTYPE, PreEscaped, html};

use super::document::{Document, Effort};

/// A sentence, in both forms of a story.
#[derive(Debug)]
pub struct Notice {
    /// As a fragment.
    pub fragment: Document,
    /// As a page.
    pub page: Document,
}

/// All sentences.
#[derive(Debug)]
pub struct Notices {
    missing: Notice,
    gone: Notice,
    refused: Notice,
    down: Notice,
}

impl Notices {
    /// The sentences in the language that was chosen, else in English.
    pub fn new(options: &Options) -> Self {
        let locale = languages::choose(options, None, &[]);
        let known = languages::known(&locale);
        let messages = known
            .or_else(|| languages::take(&locale, bundled::texts(locale.language)))
            .unwrap_or_default();
        let notice = |message| notice(messages, message);
        Self {
            missing: notice(Message::NotFound),
            gone: notice(Message::Expired),
            refused: notice(Message::Forbidden),
            down: notice(Message::Unreachable),
        }
    }

    /// What is said with this status.
    pub fn get(&self, status: StatusCode) -> &Notice {
        match status.as_u16() {
            410 => &self.gone,
            451 => &self.refused,
            500.. => &self.down,
            _ => &self.missing,
        }
    }
}

fn notice(messages: Messages, message: Message) -> Notice {
    let sentence = messages.text(message);
    let language = messages.language();
    let direction = messages.direction();
    let style = fragment::style();
    let column = html! {
        (PreEscaped(&style))
        div.column data-column="" {
            div.embed { p role="status" lang=(language) dir=(direction) { (sentence) } }
        }
    };
    let page = html! {
        (DOCTYPE)
        html lang=(language) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (sentence) }
            }
            body { p { (sentence) } }
        }
    };
    Notice {
        fragment: Document::new(column.into_string(), Effort::Quick),
        page: Document::new(page.into_string(), Effort::Quick),
    }
}
