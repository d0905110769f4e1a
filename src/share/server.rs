//! The Mastodon server that a reader has her account on.
//!
//! It is kept in this browser alone, and only where she asks for it.

use crate::storage::{self, Kept};
use crate::text::{contains, split_run};
use crate::url::WebUrl;

/// Name in the browser's storage, which belongs to the partner's site. The loader knows it, too.
pub const NAME: &str = "article-embed/mastodon";

/// A server's host name, as addresses have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server(String);

impl Server {
    /// The server in what a reader has typed: its name or address, or her own name there. `None`
    /// where there is none in it.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (_, path) = split_run(typed, |byte| *byte != b'/');
        let rest = path.strip_prefix("//").unwrap_or(typed);
        let (account, _) = split_run(rest, |byte| *byte != b'/');
        let at = account.bytes().rposition(|byte| byte == b'@');
        let host = account.get(at.map_or(0, |at| at + 1)..)?;
        let url = WebUrl::parse(&["https://", host].concat())?;
        let host = url.as_str().strip_prefix("https://")?.strip_suffix('/')?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        // Two labels at least, and none that is empty.
        let dots = host.bytes().filter(|byte| *byte == b'.').count();
        let is_dotted =
            dots > 0 && !contains(host, "..") && !host.starts_with('.') && !host.ends_with('.');
        // Addresses of numbers are nobody's server.
        let has_letter = host.bytes().any(|byte| byte.is_ascii_alphabetic());
        let is_server = is_dotted && has_letter && host.bytes().all(is_name);
        is_server.then(|| Self(host.to_owned()))
    }

    /// The host name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The server that this browser was asked to keep.
    #[must_use]
    pub fn remembered() -> Option<Self> {
        Self::parse(&storage::get(NAME)?)
    }

    /// Keeps it.
    pub fn remember(&self) -> Kept {
        storage::set(NAME, &self.0)
    }

    /// Forgets the one that was kept.
    pub fn forget() {
        storage::remove(NAME);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_found_in_what_readers_type() {
        for (typed, expected) in [
            ("mastodon.social", Some("mastodon.social")),
            (" Mastodon.Social ", Some("mastodon.social")),
            ("@me@fosstodon.org", Some("fosstodon.org")),
            ("me@fosstodon.org", Some("fosstodon.org")),
            ("https://mas.to/", Some("mas.to")),
            ("https://mas.to/@me/1234", Some("mas.to")),
            ("mas.to/@me", Some("mas.to")),
            ("HTTP://MAS.TO", Some("mas.to")),
            ("//mas.to", Some("mas.to")),
            ("münze.example", Some("xn--mnze-0ra.example")),
            ("例え.テスト", Some("xn--r8jz45g.xn--zckzah")),
            ("１２.example。org", Some("12.example.org")),
            ("", None),
            ("  ", None),
            ("@me", None),
            ("mastodon", None),
            ("localhost", None),
            ("mastodon social", None),
            ("mastodon.social other.example", None),
            ("mastodon..social", None),
            (".social", None),
            ("mastodon.social.", None),
            ("mastodon.social:8443", None),
            ("127.0.0.1", None),
            ("0x7f.1", None),
            ("[::1]", None),
            ("https://mastodon.social?x", None),
            ("mastodon.social#x", None),
            ("javascript:alert(1)", None),
            ("a_b.example", None),
            ("mastodon.social\\@evil.example", Some("evil.example")),
        ] {
            let server = Server::parse(typed);
            assert_eq!(server.as_ref().map(Server::as_str), expected, "{typed:?}");
        }
    }
}
