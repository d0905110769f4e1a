//! Members of an engine's JSON, as the parts of a comment.

use crate::article::Date;
use crate::html;
use crate::json::Json;
use crate::url::{Base, LinkUrl};

/// A text that has any characters.
#[inline(never)]
pub fn text(json: &Json, name: &str) -> Option<String> {
    json.get(name).text().map(str::to_owned)
}

/// The words of a text that is HTML; empty where it is missing.
#[inline(never)]
pub fn words(json: &Json, name: &str) -> String {
    html::text(json.get(name).as_str().unwrap_or_default())
}

/// A number as an id.
#[inline(never)]
pub fn id(json: &Json, name: &str) -> Option<String> {
    Some(json.get(name).as_unsigned()?.to_string())
}

/// An address that may be followed.
#[inline(never)]
pub fn link(json: &Json, name: &str, base: &Base) -> Option<LinkUrl> {
    base.link(json.get(name).text()?)
}

/// A moment.
#[inline(never)]
pub fn date(json: &Json, name: &str) -> Option<Date> {
    Date::parse(json.get(name).as_str()?)
}
