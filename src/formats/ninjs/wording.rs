//! The texts of an item, of which there can be several for one purpose: plain, marked up, short, for
//! other machines. Which is used where is decided here.

use super::super::{body, fields};
use super::FORMAT;
use crate::article::block::Inline;
use crate::html;
use crate::json::Json;
use crate::text;
use crate::url::Base;

/// One of several texts for the same purpose.
pub struct Wording<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether it is marked up.
    pub is_html: bool,
    /// How well it serves the purpose.
    score: u8,
}

/// What makes a text serve a purpose well. The sums are compared.
struct Purpose {
    plain: u8,
    html: u8,
    main: u8,
}

/// Markup matters most.
const BODY: Purpose = Purpose {
    plain: 1,
    html: 3,
    main: 1,
};

/// The main one matters most.
const LINE: Purpose = Purpose {
    plain: 2,
    html: 1,
    main: 2,
};

impl Wording<'_> {
    /// The words, or those of the first paragraph.
    pub fn words(&self, base: &Base) -> Vec<Inline> {
        if self.is_html {
            body::words_from_html(Some(self.text), base)
        } else {
            body::words_from_plain(Some(self.text))
        }
    }
}

/// The text of an item.
pub fn body(item: &Json) -> Option<Wording<'_>> {
    best(item, "bodies", "body_", &BODY)
}

/// What an item is about, or the caption of a picture.
pub fn description(item: &Json) -> Option<Wording<'_>> {
    best(item, "descriptions", "description_", &LINE)
}

/// The headline of an item. In version 1 it stands alone; `headline_` begins the names of others.
pub fn headline(item: &Json) -> Option<String> {
    if let Some(alone) = fields::owned(item, "headline") {
        return Some(alone);
    }
    match best(item, "headlines", "headline_", &LINE) {
        Some(headline) if headline.is_html => Some(html::text(headline.text)),
        Some(headline) => Some(headline.text.to_owned()),
        None => fields::owned(item, FORMAT.places.headline),
    }
}

/// The best text for a purpose: from an array such as `bodies` in versions 2 and 3, from members
/// such as `body_text` and `body_xhtml` in version 1.
fn best<'a>(item: &'a Json, list: &str, prefix: &str, purpose: &Purpose) -> Option<Wording<'a>> {
    let mut best = None;
    for version in item.get(list).items() {
        let kind = fields::text(version, "contenttype contentType").unwrap_or("text");
        let is_main = version.get("role").as_str() == Some("main");
        offer(&mut best, kind, version.get("value"), is_main, purpose);
    }
    if let Json::Object(members) = item {
        for (name, text) in members {
            if let Some(kind) = name.strip_prefix(prefix) {
                offer(&mut best, kind, text, false, purpose);
            }
        }
    }
    best
}

/// Takes a text where it is better than what there is; of equals the first stays.
fn offer<'a>(
    best: &mut Option<Wording<'a>>,
    kind: &str,
    text: &'a Json,
    is_main: bool,
    purpose: &Purpose,
) {
    let is_html = text::contains(kind, "html");
    // NITF and other XML is for machines of another kind.
    if !is_html && (!kind.starts_with("text") || text::contains(kind, "xml")) {
        return;
    }
    let markup = if is_html { purpose.html } else { purpose.plain };
    let score = markup + if is_main { purpose.main } else { 0 };
    if let Some(text) = text.text()
        && best.as_ref().is_none_or(|best| best.score < score)
    {
        *best = Some(Wording {
            text,
            is_html,
            score,
        });
    }
}
