//! What the loader brings of a story: an answer, or why there is none; and reading it.

use super::Options;
use super::load_error::{LoadError, Problem};
use crate::article::Article;
use crate::formats::{self, Reading};
use crate::json::Json;
#[cfg(not(target_arch = "wasm32"))]
use crate::json::surrogates;
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
    let asked = options.article.as_ref();
    let url = asked.map_or(from, WebUrl::as_str).to_owned();
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
fn base(final_address: &str, asked: Option<&WebUrl>) -> Base {
    Base::parse(final_address)
        .or_else(|| Base::parse(asked?.as_str()))
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

/// JSON, perhaps with a server's own words around it, as the loader (`static/loader/later/story.js`) finds it: from the
/// first thing that looks like JSON to the last bracket that makes sense. A whole page is no answer. The error says
/// what is wrong with the text as it came.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    /// So many brackets are tried as the end.
    const TRIES: usize = 20;
    let error = match serde_json::from_str(text) {
        Ok(json) => return Ok(json),
        Err(error) => error.to_string(),
    };
    if let Some(text) = surrogates::mended(text) {
        return parse(&text);
    }
    let is_page = {
        let start = text.trim_start().get(..9).unwrap_or_default();
        let start = start.to_ascii_lowercase();
        start == "<!doctype" || start.starts_with("<html")
    };
    let start = text.match_indices(['{', '[']).find_map(|(start, bracket)| {
        let next = text.get(start + 1..)?.trim_start();
        let is_start = match bracket {
            "{" => next.starts_with('}') || is_name(next),
            _ => next.starts_with(['[', '{', ']', '"']),
        };
        is_start.then_some(start)
    });
    let rest = start
        .filter(|_| !is_page)
        .and_then(|start| text.get(start..));
    let rest = rest.unwrap_or_default();
    let ends = rest.rmatch_indices(['}', ']']).take(TRIES);
    let mut found = ends.filter_map(|(end, _)| serde_json::from_str(rest.get(..=end)?).ok());
    found.next().ok_or(error)
}

/// Whether this begins with a name and a colon.
#[cfg(not(target_arch = "wasm32"))]
fn is_name(text: &str) -> bool {
    let name = text.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    name.is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_found_in_what_a_server_says_around_it() {
        for (text, expected) in [
            (r#"{"a": 1}"#, Some("1")),
            (
                "<br />\n<b>Notice</b>: in [x.php] line 3\n{\"a\": 1}",
                Some("1"),
            ),
            ("while(1);{\"a\": 1}", Some("1")),
            ("{\"a\": 1}\n<!-- served in 0.2 {s} -->", Some("1")),
            ("<!DOCTYPE html><script>{\"a\": 1}</script>", None),
            ("{\"a\": 1", None),
            ("nothing", None),
            ("é", None),
        ] {
            let found = parse::<Json>(text)
                .ok()
                .map(|json| format!("{:?}", json.get("a").as_integer()));
            assert_eq!(
                found,
                expected.map(|number| format!("Some({number})")),
                "{text}"
            );
        }
    }
}
