//! What the loader brings of a story: an answer, or why there is none; and reading it.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::Options;
use super::load_error::{LoadError, Problem};
use crate::article::Article;
use crate::formats::{self, Reading};
use crate::json::{self, Json};
use crate::url::{Base, WebUrl};

/// Reads what the loader brings: `{ status, url, text }`, or `{ problem, reason }` where nothing came.
/// `url` is the address that the answer came from in the end.
pub fn read(answer: &JsValue, options: &Options) -> Result<Article, LoadError> {
    let asked = options.article.as_ref().ok_or(LoadError::NoArticle)?;
    let url = asked.as_str().to_owned();
    if let Some(problem) = member(answer, "problem").as_string() {
        return Err(LoadError::NoAnswer {
            url,
            problem: Problem::named(&problem),
            reason: member(answer, "reason").as_string().unwrap_or_default(),
        });
    }
    let json = parse(member(answer, "text"), &url);
    let status = member(answer, "status").as_f64().unwrap_or_default();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a status has three digits"
    )]
    let status = status as u16;
    let from = member(answer, "url").as_string().unwrap_or_default();
    story(status, json, &from, options)
}

/// Reads what has come with this status, from this address in the end.
pub fn story(
    status: u16,
    json: Result<Json, LoadError>,
    from: &str,
    options: &Options,
) -> Result<Article, LoadError> {
    let asked = options.article.as_ref().ok_or(LoadError::NoArticle)?;
    let url = asked.as_str().to_owned();
    if !(200..300).contains(&status) {
        return Err(LoadError::Status {
            url,
            status,
            reason: json.as_ref().map(said).unwrap_or_default(),
        });
    }
    let json = json?;
    // A cache can make a success of what WordPress refused.
    if let Some(status) = refused(&json) {
        let reason = said(&json);
        return Err(LoadError::Status {
            url,
            status,
            reason,
        });
    }
    let base = base(from, asked);
    let reading = Reading {
        base: &base,
        format: options.format,
        item: options.item.as_deref(),
        now: now(),
    };
    formats::read(&json, &reading).map_err(|cause| LoadError::Format { url, cause })
}

/// A member of the loader's object.
fn member(answer: &JsValue, name: &str) -> JsValue {
    Reflect::get(answer, &JsValue::from_str(name)).unwrap_or_default()
}

fn parse(text: JsValue, url: &str) -> Result<Json, LoadError> {
    let text: JsString = text.unchecked_into();
    let url = url.to_owned();
    json::parse(&text).map_err(|error| {
        if text.trim().length() == 0 {
            return LoadError::Empty { url };
        }
        let error = error.dyn_ref::<js_sys::Error>();
        let reason = error.map(|error| String::from(error.message()));
        LoadError::NotJson {
            url,
            reason: reason.unwrap_or_default(),
        }
    })
}

/// Seconds since 1970 began in UTC, as the reader's clock has it.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds of today fit")]
fn now() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

/// Addresses in a story are relative to where the answer came from, redirects included.
fn base(final_address: &str, asked: &WebUrl) -> Base {
    Base::parse(final_address)
        .or_else(|| Base::parse(asked.as_str()))
        .unwrap_or_else(Base::nowhere)
}

/// The status of HTTP that an error object of WordPress carries.
fn refused(json: &Json) -> Option<u16> {
    json.get("code").text()?;
    let status = json.at(&["data", "status"]).as_unsigned()?;
    u16::try_from(status).ok().filter(|status| *status >= 400)
}

/// What a server that refuses says for itself after a colon, where it says it as WordPress does.
fn said(json: &Json) -> String {
    match json.get("message").text() {
        Some(message) => [": ", message].concat(),
        None => String::new(),
    }
}
