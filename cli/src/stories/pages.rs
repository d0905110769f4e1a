//! Where a feed goes on.

use std::collections::HashSet;

use article_embed::embed::answer;
use article_embed::embed::load_error::LoadError;
use serde_json::Value;
use url::Url;

use super::split::{self, Part};
use crate::fetch::Answer;

/// The pages of a feed that were seen or are about to be, so that a circle ends.
pub type Visited = HashSet<String>;

/// More addresses than are ever asked at once need not be known.
const KNOWN: u64 = 8;

/// A page of a feed.
#[derive(Debug, Default)]
pub struct Page {
    /// Its stories; `None` where it is no page of a feed.
    pub parts: Option<Vec<Part>>,
    /// The addresses of the pages after it, as far as it tells. Each of these says anew how it goes on.
    pub following: Vec<String>,
    /// They are named by a link, so that nobody knows how many there are.
    pub is_linked: bool,
}

/// Takes a page apart, of a feed of which these pages were visited. What is no JSON, or a server's refusal, says nothing
/// of which stories there are.
pub fn read(
    answer: &Answer,
    format: Option<&str>,
    visited: &mut Visited,
) -> Result<Page, LoadError> {
    visited.insert(answer.address.clone());
    let url = answer.address.clone();
    let value: Value = match answer.body.trim() {
        "" => return Err(LoadError::Empty { url }),
        text => answer::parse(text).map_err(|reason| LoadError::NotJson { url, reason })?,
    };
    if let Some(refusal) = refusal(&value, &answer.address) {
        return Err(refusal);
    }
    let parts = split::of_value(&value, format);
    let following = parts.as_ref().and_then(|_| following(answer, &value));
    let mut following = following.unwrap_or_default();
    // A page that names an earlier one ends the feed.
    match following.first() {
        Some(next) if visited.insert(next.clone()) => {}
        _ => following.clear(),
    }
    let is_linked = value.get("next_url").is_some() || value.pointer("/meta/next_page").is_some();
    Ok(Page {
        parts,
        following,
        is_linked,
    })
}

/// Whether this is WordPress's answer for a page behind the last: the list has become shorter.
pub fn is_behind_the_last(answer: &Answer) -> bool {
    let error = answer::parse::<Value>(answer.body.trim());
    error.is_ok_and(|error| error["code"] == "rest_post_invalid_page_number")
}

/// What an error object of WordPress says, of which a cache can make a success.
fn refusal(value: &Value, address: &str) -> Option<LoadError> {
    value.get("code")?.as_str()?;
    let status = value.pointer("/data/status")?.as_u64()?;
    let status = u16::try_from(status).ok().filter(|status| *status >= 400)?;
    let message = value.get("message").and_then(Value::as_str);
    Some(LoadError::Status {
        url: address.to_owned(),
        status,
        reason: message.map_or_else(String::new, |message| [": ", message].concat()),
    })
}

fn following(answer: &Answer, value: &Value) -> Option<Vec<String>> {
    let here = Url::parse(&answer.address).ok();
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https");
    // JSON Feed; ninjs as some agencies deliver it.
    if let Some(next) = value.get("next_url").and_then(Value::as_str) {
        let next = match &here {
            Some(here) => here.join(next).ok(),
            None => Url::parse(next).ok(),
        };
        return Some(vec![next.filter(is_web)?.into()]);
    }
    let here = here?;
    // WordPress
    let header =
        |name| -> Option<u32> { answer.headers.get(name)?.to_str().ok()?.trim().parse().ok() };
    if let Some(pages) = header("x-wp-totalpages") {
        let page = query(&here, "page").and_then(|page| page.parse().ok());
        let next = u64::from(page.unwrap_or(1_u32)) + 1;
        return Some(numbered(&here, next, pages.into()));
    }
    // Ghost
    let pagination = |name: &str| value.pointer("/meta/pagination")?.get(name)?.as_u64();
    if let Some(next) = pagination("next") {
        let last = pagination("pages").unwrap_or(next).max(next);
        return Some(numbered(&here, next, last));
    }
    // WordPress.com
    let handle = value.pointer("/meta/next_page")?.as_str()?;
    Some(vec![with_query(&here, "page_handle", handle)])
}

/// The pages from one number on, up to the last.
fn numbered(here: &Url, next: u64, last: u64) -> Vec<String> {
    let last = last.min(next.saturating_add(KNOWN - 1));
    let pages = (next..=last).map(|page| with_query(here, "page", &page.to_string()));
    pages.collect()
}

fn query(url: &Url, name: &str) -> Option<String> {
    let mut pairs = url.query_pairs();
    pairs.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
}

/// The address with this value in its query, and all else as it was.
fn with_query(url: &Url, name: &str, value: &str) -> String {
    let kept = url.query().unwrap_or_default().split('&');
    let kept = kept.filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
    let own = [name, "=", &article_embed::url::encode_component(value)].concat();
    let pairs: Vec<_> = kept.chain([own.as_str()]).collect();
    let query = pairs.join("&");
    let mut url = url.clone();
    url.set_query(Some(&query));
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderMap, HeaderValue};

    fn following(address: &str, pages: Option<&'static str>, body: &str) -> Vec<String> {
        let mut headers = HeaderMap::new();
        if let Some(pages) = pages {
            headers.insert("x-wp-totalpages", HeaderValue::from_static(pages));
        }
        let answer = Answer {
            status: 200,
            address: address.to_owned(),
            headers,
            body: body.to_owned(),
        };
        let mut visited = Visited::default();
        read(&answer, None, &mut visited).unwrap().following
    }

    #[test]
    fn each_format_says_in_its_own_way_where_it_goes_on() {
        let post = r#"[{"id": 1, "title": {"rendered": "P"}, "link": "/p"}]"#;
        let feed =
            r#"{"version": "https://jsonfeed.org/version/1.1", "items": [], "next_url": "NEXT"}"#;
        for (address, pages, body, expected) in [
            (
                "https://a.example/wp-json/wp/v2/posts?_embed&per_page=5",
                Some("3"),
                post.to_owned(),
                Some("https://a.example/wp-json/wp/v2/posts?_embed&per_page=5&page=2"),
            ),
            (
                "https://a.example/wp-json/wp/v2/posts?page=2&_embed",
                Some("3"),
                post.to_owned(),
                Some("https://a.example/wp-json/wp/v2/posts?_embed&page=3"),
            ),
            ("https://a.example/posts?page=3", Some("3"), post.to_owned(), None),
            ("https://a.example/posts", None, post.to_owned(), None),
            (
                "https://a.example/feeds/1.json",
                None,
                feed.replace("NEXT", "2.json"),
                Some("https://a.example/feeds/2.json"),
            ),
            ("https://a.example/1.json", None, feed.replace("NEXT", "1.json"), None),
            ("https://a.example/1.json", None, feed.replace("NEXT", "file:///etc/passwd"), None),
            ("", None, feed.replace("NEXT", "2.json"), None),
            (
                "",
                None,
                feed.replace("NEXT", "https://a.example/2"),
                Some("https://a.example/2"),
            ),
            (
                "https://a.example/ghost/api/content/posts/?key=k",
                None,
                r#"{"posts": [{"uuid": "u"}], "meta": {"pagination": {"page": 1, "next": 2}}}"#.to_owned(),
                Some("https://a.example/ghost/api/content/posts/?key=k&page=2"),
            ),
            (
                "https://public-api.wordpress.com/rest/v1.1/sites/1/posts",
                None,
                r#"{"posts": [{"ID": 1, "URL": "/1", "content": ""}], "meta": {"next_page": "value=2026&id=1"}}"#.to_owned(),
                Some("https://public-api.wordpress.com/rest/v1.1/sites/1/posts?page_handle=value%3D2026%26id%3D1"),
            ),
        ] {
            let following = following(address, pages, &body);
            assert_eq!(following.first().map(String::as_str), expected, "{address} {body}");
        }
    }

    #[test]
    fn pages_with_numbers_are_known_ahead() {
        let post = r#"[{"id": 1, "title": {"rendered": "P"}, "link": "/p"}]"#;
        let ghost = r#"{"posts": [{"uuid": "u"}], "meta": {"pagination": {"page": 1, "next": 2, "pages": 3}}}"#;
        let list = "https://a.example/posts";
        let expected = [2, 3].map(|page| format!("{list}?page={page}"));
        assert_eq!(following(list, Some("3"), post), expected);
        assert_eq!(following(list, None, ghost), expected);
        // However many there are said to be.
        let many = following(list, Some("4000000000"), post);
        assert_eq!(many.len(), 8);
        assert_eq!(many[7], format!("{list}?page=9"));
    }
}
