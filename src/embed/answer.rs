//! What the loader brings of a story: an answer, or why there is none; and reading it.

use super::Options;
use super::load_error::{LoadError, Problem};
use crate::article::Article;
use crate::formats::{self, Reading};
use crate::json::Json;
use crate::url::{Base, WebUrl};

/// Reads what the loader brings: `{ status, url, now }` with the JSON that came, or a `flaw` and its `reason`
/// where it is none; or `{ problem, reason }` where nothing came. `url` is the address that the answer came from
/// in the end, and `now` the milliseconds since 1970 began in UTC. JSON that nests too deeply to be read is
/// `None`.
pub fn read(answer: &Json, json: Option<Json>, options: &Options) -> Result<Article, LoadError> {
    let asked = options.article.as_ref().ok_or(LoadError::NoArticle)?;
    let url = asked.as_str().to_owned();
    let reason = answer.get("reason").as_str().unwrap_or_default().to_owned();
    if let Some(problem) = answer.get("problem").as_str() {
        return Err(LoadError::NoAnswer {
            url,
            problem: Problem::named(problem),
            reason,
        });
    }
    let json = match (answer.get("flaw").as_str(), json) {
        (None, Some(json)) => Ok(json),
        (Some("empty"), _) => Err(LoadError::Empty { url }),
        _ => Err(LoadError::NotJson { url, reason }),
    };
    let status = answer.get("status").as_unsigned();
    let status = status.and_then(|status| u16::try_from(status).ok());
    let from = answer.get("url").as_str().unwrap_or_default();
    let now = answer.get("now").as_integer().unwrap_or_default() / 1000;
    story(status.unwrap_or_default(), json, from, options, now)
}

/// Reads what has come with this status, from this address in the end, at so many seconds since 1970 began
/// in UTC.
pub fn story(
    status: u16,
    json: Result<Json, LoadError>,
    from: &str,
    options: &Options,
    now: i64,
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
        now,
    };
    formats::read(&json, &reading).map_err(|cause| LoadError::Format { url, cause })
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
