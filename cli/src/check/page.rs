//! Finds a story's JSON from its page, as the page itself says where it is.

use reqwest::header::LINK;
use url::Url;

use crate::fetch::Answer;

/// Whether a text is a whole page.
pub fn is_page(text: &str) -> bool {
    let start = text.trim_start().get(..14).unwrap_or_default();
    let start = start.to_ascii_lowercase();
    start == "<!doctype html" || start.starts_with("<html")
}

/// The address of the story's JSON: WordPress says it in a header and in the page.
pub fn json(answer: &Answer) -> Option<String> {
    let headers = answer.headers.get_all(LINK).iter();
    let headers = headers.filter_map(|value| value.to_str().ok());
    let headers = headers.flat_map(|value| value.split(", <"));
    let in_header = headers
        .filter(|link| is_json(link))
        .find_map(|link| Some(link.trim_start_matches('<').split_once('>')?.0));
    let tags = answer.body.split("<link").skip(1);
    let in_page = tags
        .filter_map(|rest| Some(rest.split_once('>')?.0))
        .filter(|tag| is_json(tag))
        .find_map(|tag| {
            let (_, value) = tag.split_once("href=")?;
            let mut parts = value.split(['"', '\'']);
            parts.nth(1)
        });
    let found = in_header.or(in_page)?.replace("&amp;", "&");
    let found = match Url::parse(&answer.address) {
        Ok(base) => base.join(&found).ok()?,
        Err(_) => Url::parse(&found).ok()?,
    };
    let is_post = found.path().contains("/wp/v2/") && found.query().is_none();
    let found = String::from(found);
    Some(if is_post {
        [&found, "?_embed"].concat()
    } else {
        found
    })
}

/// Whether a link leads to the same in JSON, and not to what a program finds out about it (oEmbed).
fn is_json(link: &str) -> bool {
    let link = link.to_ascii_lowercase();
    let is_json = link.contains("application/json") || link.contains("application/feed+json");
    is_json && link.contains("alternate") && !link.contains("oembed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderMap, HeaderValue};

    fn found(link: Option<&'static str>, body: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        if let Some(link) = link {
            headers.insert(LINK, HeaderValue::from_static(link));
        }
        json(&Answer {
            status: 200,
            address: "https://news.example/2026/tea/".to_owned(),
            headers,
            body: body.to_owned(),
        })
    }

    #[test]
    fn pages_say_where_their_json_is() {
        let post = Some("https://news.example/wp-json/wp/v2/posts/42?_embed");
        let header = r#"<https://news.example/wp-json/>; rel="https://api.w.org/", <https://news.example/wp-json/wp/v2/posts/42>; rel="alternate"; title="JSON"; type="application/json""#;
        assert_eq!(found(Some(header), "").as_deref(), post);
        let body = r#"<!doctype html><link rel="alternate" type="application/json+oembed" href="/oembed">
            <link rel="alternate" title="JSON" type="application/json" href="/wp-json/wp/v2/posts/42" />"#;
        assert_eq!(found(None, body).as_deref(), post);
        assert_eq!(
            found(None, "<!doctype html><link rel=stylesheet href=a.css>"),
            None
        );
    }
}
