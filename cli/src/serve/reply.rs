//! HTTP answers from documents: the encoding that is taken, `ETag` and 304, and how long caches may keep them.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use super::document::Document;

/// HTML.
pub const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// JSON.
pub const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");
/// Text for people and simple programs.
pub const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// How long caches may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Not at all.
    Never,
    /// For so long.
    For(Duration),
    /// For so long, and longer while they ask for it anew or cannot reach us.
    Renewed {
        /// How long it is as good as new.
        fresh: Duration,
        /// How long it may be shown while a new one is fetched.
        revalidate: Duration,
        /// How long it may be shown while there is no new one.
        error: Duration,
    },
    /// For so long, and then never without asking.
    Checked(Duration),
    /// For ever: another file has another name.
    Always,
}

impl Keeping {
    fn header(self) -> HeaderValue {
        let text = match self {
            Self::Never => "no-store".to_owned(),
            Self::For(time) => format!("public, max-age={}", time.as_secs()),
            Self::Renewed {
                fresh,
                revalidate,
                error,
            } => format!(
                "public, max-age={}, stale-while-revalidate={}, stale-if-error={}",
                fresh.as_secs(),
                revalidate.as_secs(),
                error.as_secs()
            ),
            Self::Checked(time) => format!("public, max-age={}, must-revalidate", time.as_secs()),
            Self::Always => "public, max-age=31536000, immutable".to_owned(),
        };
        // Words and numbers always make a header.
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("no-store"))
    }
}

/// The answer that a document is.
pub fn document(
    asked: &HeaderMap,
    status: StatusCode,
    document: &Document,
    kind: HeaderValue,
    keeping: Keeping,
) -> Response {
    let variant = document.variant(|name| takes(asked, name));
    let is_known = status == StatusCode::OK && is_known(asked, &variant.tag);
    let mut response = if is_known {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let mut response = Response::new(Body::from(variant.bytes.clone()));
        *response.status_mut() = status;
        response.headers_mut().insert(CONTENT_TYPE, kind);
        // Said here, so that it is said as well where only the head is asked for.
        let length = HeaderValue::from(variant.bytes.len());
        response.headers_mut().insert(CONTENT_LENGTH, length);
        if let Some(name) = variant.encoding.name() {
            let name = HeaderValue::from_static(name);
            response.headers_mut().insert(CONTENT_ENCODING, name);
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, keeping.header());
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(ETAG, variant.tag.clone());
    response
}

/// A short answer that no cache keeps.
pub fn line(status: StatusCode, text: impl Into<String>) -> Response {
    let mut text = text.into();
    text.push('\n');
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, TEXT);
    headers.insert(CACHE_CONTROL, Keeping::Never.header());
    response
}

/// Whether an encoding is taken, as `Accept-Encoding` says.
fn takes(asked: &HeaderMap, encoding: &str) -> bool {
    let mut named = None;
    let mut any = None;
    for item in items(asked, &ACCEPT_ENCODING) {
        let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
        let is_taken = !is_zero(parameters);
        let name = name.trim();
        if name.eq_ignore_ascii_case(encoding) {
            named = Some(is_taken);
        } else if name == "*" {
            any = Some(is_taken);
        }
    }
    named.or(any).unwrap_or(false)
}

fn is_zero(parameters: &str) -> bool {
    parameters.split(';').any(|parameter| {
        parameter.split_once('=').is_some_and(|(name, value)| {
            name.trim().eq_ignore_ascii_case("q")
                && value
                    .trim()
                    .parse()
                    .is_ok_and(|quality: f32| quality <= 0.0)
        })
    })
}

/// Whether the asker has the bytes of this name, as `If-None-Match` says.
fn is_known(asked: &HeaderMap, tag: &HeaderValue) -> bool {
    let Ok(tag) = tag.to_str() else {
        return false;
    };
    items(asked, &IF_NONE_MATCH)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn items<'a>(
    headers: &'a HeaderMap,
    name: &axum::http::HeaderName,
) -> impl Iterator<Item = &'a str> {
    (headers.get_all(name).into_iter())
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::document::Effort;

    fn asked(headers: &[(&'static str, &str)]) -> HeaderMap {
        headers
            .iter()
            .map(|(name, value)| {
                let name = axum::http::HeaderName::from_static(name);
                (name, HeaderValue::from_str(value).unwrap())
            })
            .collect()
    }

    #[test]
    fn the_encoding_is_one_that_is_taken() {
        let long = Document::new("A quiet night on the river. ".repeat(40), Effort::Quick);
        for (taken, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip", Some("gzip")),
            ("GZIP;q=0.5", Some("gzip")),
            ("br;q=0, gzip", Some("gzip")),
            ("br; q=0.000, *", Some("gzip")),
            ("*;q=0", None),
            ("identity", None),
            ("br;q=x", Some("br")),
            ("", None),
        ] {
            let asked = asked(&[("accept-encoding", taken)]);
            let keeping = Keeping::For(Duration::from_mins(1));
            let response = document(&asked, StatusCode::OK, &long, HTML, keeping);
            let encoding = response.headers().get(CONTENT_ENCODING);
            let encoding = encoding.map(|value| value.to_str().unwrap());
            assert_eq!(encoding, expected, "{taken}");
            assert_eq!(response.headers()[VARY], "accept-encoding");
        }
    }

    #[test]
    fn what_the_asker_has_is_not_sent_again() {
        let page = Document::plain("a");
        let tag = page.variant(|_| false).tag.to_str().unwrap().to_owned();
        for (known, is_known) in [
            (tag.clone(), true),
            (format!("W/{tag}"), true),
            (format!("\"x\", {tag}"), true),
            ("*".to_owned(), true),
            ("\"x\"".to_owned(), false),
        ] {
            let asked = asked(&[("if-none-match", &known)]);
            let answer = |status| document(&asked, status, &page, HTML, Keeping::Always);
            let expected = if is_known { 304 } else { 200 };
            assert_eq!(answer(StatusCode::OK).status(), expected, "{known}");
            assert_eq!(answer(StatusCode::GONE).status(), 410, "{known}");
        }
    }
}
