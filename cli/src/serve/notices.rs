//! What is said where there is no story: in the embed's words and language.

use article_embed::embed::{Options, languages};
use article_embed::i18n::{Message, Messages, bundled};
use article_embed::render::fragment;
use axum::http::StatusCode;

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
            401 | 403 | 451 => &self.refused,
            500.. => &self.down,
            _ => &self.missing,
        }
    }
}

fn notice(messages: Messages, message: Message) -> Notice {
    let sentence = messages.text(message);
    // The sentences are the project's own and have no signs of HTML in them.
    let column = format!(
        r#"{}<div class="column" data-column=""><div class="embed"><p role="status">{sentence}</p></div></div>"#,
        fragment::style()
    );
    let page = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{sentence}</title>\n<p>{sentence}</p>\n",
        messages.language(),
        messages.direction()
    );
    Notice {
        fragment: Document::new(column, Effort::Most),
        page: Document::new(page, Effort::Most),
    }
}
