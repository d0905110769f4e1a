//! The Content-Security-Policy of a story's page: it loads the embed's own programs and nobody else's.
//!
//! A policy in the page itself holds wherever the page is served from. It cannot say who may frame the page, which is
//! left to the server.

use article_embed::render::context::Context;
use article_embed::url::WebUrl;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::Publication;

/// The server that Bluesky's public posts come from, whatever page they are named by.
const BLUESKY: &str = "https://public.api.bsky.app";

/// The policy for a page that has these style sheets in it.
pub fn policy(publication: &Publication, styles: &[&str]) -> String {
    let embed = publication.places.embed.as_str();
    let mut asked = vec![embed.to_owned()];
    asked.extend(asked_by(&publication.page.context));
    asked.extend(publication.places.fragment.as_ref().and_then(origin));
    asked.sort();
    asked.dedup();
    let styles: Vec<_> = styles.iter().map(|style| hash(style)).collect();
    // Pictures of a story are on any server; on a machine that is being developed on, they come without TLS.
    let files = if embed.starts_with("http:") {
        "https: http: data:"
    } else {
        "https: data:"
    };
    [
        "default-src 'none'".to_owned(),
        format!("script-src {embed} 'wasm-unsafe-eval'"),
        format!("style-src {}", styles.join(" ")),
        format!("connect-src {}", asked.join(" ")),
        format!("img-src {files}"),
        format!("media-src {files}"),
        "frame-src https:".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types article-embed".to_owned(),
    ]
    .join("; ")
}

/// The servers that a story's islands ask.
fn asked_by(context: &Context) -> impl Iterator<Item = String> {
    let json = context.article.as_deref();
    let comments = context.comments.as_ref();
    let bluesky = comments.filter(|comments| comments.engine == "bluesky");
    let addresses = json.into_iter();
    let addresses = addresses.chain(comments.map(|comments| &*comments.address));
    let origins = addresses.filter_map(|address| origin(&WebUrl::parse(address)?));
    origins.chain(bluesky.map(|_| BLUESKY.to_owned()))
}

/// The origin of an address; `None` where its host has characters that mean something in a policy, as `;` and `*` do.
fn origin(url: &WebUrl) -> Option<String> {
    let path = url.as_str().find("://").map_or(0, |scheme| scheme + 3);
    let end = url
        .as_str()
        .get(path..)
        .and_then(|rest| rest.find(['/', '?', '#']));
    let end = end.map_or(url.as_str().len(), |end| path + end);
    let origin = url.as_str().get(..end)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".:-[]/".contains(&byte);
    origin.bytes().all(is_plain).then(|| origin.to_owned())
}

/// A style sheet's source in a policy.
pub(super) fn hash(style: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(style)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_adds_nothing_to_a_policy() {
        for address in [
            "https://a;img-src/",
            "https://a;require-trusted-types-for/",
            "https://*/",
            "https://a,b/",
        ] {
            let found = WebUrl::parse(address).and_then(|url| origin(&url));
            assert_eq!(found, None, "{address}");
        }
    }

    #[test]
    fn origins_are_without_paths() {
        for (address, expected) in [
            ("https://news.example/a/b?c#d", "https://news.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("https://[::1]/", "https://[::1]"),
        ] {
            let found = WebUrl::parse(address).and_then(|url| origin(&url));
            assert_eq!(found.as_deref(), Some(expected));
        }
    }

    #[test]
    fn styles_are_named_by_their_bytes() {
        assert_eq!(
            hash("a{}"),
            "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"
        );
    }
}
