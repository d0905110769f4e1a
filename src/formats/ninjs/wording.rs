//! The texts of an item, of which there can be several for one purpose: plain, marked up, short, for
//! other machines. Which is used where is decided here.

use super::super::{body, fields};
use super::FORMAT;
use crate::article::block::Inline;
use crate::html;
use crate::json::Json;
use crate::url::Base;

/// One of several versions of the same text.
pub struct Wording<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether it is marked up.
    pub is_html: bool,
    /// How good it is for the purpose.
    score: u8,
}

impl<'a> Wording<'a> {
    /// The better one of two, the earlier where both are as good.
    fn or(best: Option<Self>, kind: &str, text: Option<&'a str>, score: [u8; 3]) -> Option<Self> {
        let is_html = kind.contains("html");
        // NITF and other XML is for machines of another kind.
        let is_text = is_html || (kind.starts_with("text") && !kind.contains("xml"));
        let [plain, html, more] = score;
        let score = more + if is_html { html } else { plain };
        match text {
            Some(text) if is_text && best.as_ref().is_none_or(|best| best.score < score) => {
                Some(Self {
                    text,
                    is_html,
                    score,
                })
            }
            _ => best,
        }
    }

    /// The words, or those of the first paragraph.
    pub fn words(&self, base: &Base) -> Vec<Inline> {
        if self.is_html {
            body::words_from_html(Some(self.text), base)
        } else {
            body::words_from_plain(Some(self.text))
        }
    }
}

/// The wording of versions 2 and 3 in an array such as `headlines`: the main one, rather plain.
fn listed_wording<'a>(json: &'a Json, list: &str, score: [u8; 2], main: u8) -> Option<Wording<'a>> {
    let mut best = None;
    for item in json.get(list).items() {
        let kind = fields::text(item, "contenttype contentType").unwrap_or("text");
        let is_main = fields::text(item, "role") == Some("main");
        let more = if is_main { main } else { 0 };
        let text = fields::text(item, "value");
        best = Wording::or(best, kind, text, [score[0], score[1], more]);
    }
    best
}

/// The wording of version 1 in members such as `body_text` and `body_xhtml`.
fn named_wording<'a>(json: &'a Json, prefix: &str, score: [u8; 2]) -> Option<Wording<'a>> {
    let mut best = None;
    if let Json::Object(members) = json {
        for (name, value) in members {
            if let Some(kind) = name.strip_prefix(prefix) {
                best = Wording::or(best, kind, value.text(), [score[0], score[1], 0]);
            }
        }
    }
    best
}

/// The text of an item.
pub fn body(json: &Json) -> Option<Wording<'_>> {
    let html_first = [1, 3];
    listed_wording(json, "bodies", html_first, 1)
        .or_else(|| named_wording(json, "body_", html_first))
}

/// What an item is about, or the caption of a picture.
pub fn description(json: &Json) -> Option<Wording<'_>> {
    let plain_first = [2, 1];
    listed_wording(json, "descriptions", plain_first, 2)
        .or_else(|| named_wording(json, "description_", plain_first))
}

/// The headline of an item.
pub fn headline(json: &Json) -> Option<String> {
    let Some(headline) = listed_wording(json, "headlines", [2, 1], 2) else {
        return fields::owned(json, FORMAT.places.headline);
    };
    Some(if headline.is_html {
        html::text(headline.text)
    } else {
        headline.text.to_owned()
    })
}
