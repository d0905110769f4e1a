//! Addresses that have been checked: what a story may link to, load, or be found at.
//!
//! Parsing is the WHATWG URL standard's, by the browser's own `URL` in the widget and by the `url`
//! crate in native builds. Once a value of these types exists, nobody has to look at it again.

use crate::text::{after_last_slash, is_among};

/// The address that relative ones are resolved against; and how near to the reader those may be that are loaded
/// by themselves, which is as near as what names them came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String, Nearness);

/// How near to the reader a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// Somewhere on the web.
    Web,
    /// In her own network, as a router is.
    Network,
    /// Her own machine.
    Machine,
}

/// A link a reader may follow: `https`, `http`, `mailto` or `tel`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkUrl(String);

/// A file that the page may load: `https`, or `http` on this very machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaUrl(String);

/// A page or service on the web: `https` or `http`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebUrl(String);

macro_rules! as_str {
    ($($name:ident)*) => {$(
        impl $name {
            /// The address in the standard's serialised form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}
as_str!(Base LinkUrl MediaUrl WebUrl);

impl Base {
    /// An absolute address.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        parse(address, None).map(|href| {
            let nearness = nearness(&href);
            Self(href, nearness)
        })
    }

    /// A base that nothing relative can be resolved against.
    #[must_use]
    pub fn nowhere() -> Self {
        Self(String::new(), Nearness::Web)
    }

    /// A base below this one, or this one where the address is none. What it is called makes nothing nearer.
    #[must_use]
    pub fn join(&self, address: Option<&str>) -> Self {
        address
            .and_then(|address| self.web(address))
            .map_or_else(|| self.clone(), |url| Self(url.0, self.1))
    }

    /// A link, unless a reader must not be sent there.
    #[must_use]
    pub fn link(&self, address: &str) -> Option<LinkUrl> {
        let href = self.resolve(address)?;
        let is_other = matches!(scheme(&href), "mailto" | "tel");
        (is_other || is_web(&href)).then_some(LinkUrl(href))
    }

    /// A file to load. `http` becomes `https`, which a page served over `https` needs anyway. There is none on the
    /// reader's own machine or network for what has not come from there itself.
    #[must_use]
    pub fn media(&self, address: &str) -> Option<MediaUrl> {
        let href = self.resolve(address).filter(|href| is_web(href))?;
        (nearness(&href) <= self.1).then(|| MediaUrl(secure(href)))
    }

    /// A page or service on the web.
    #[must_use]
    pub fn web(&self, address: &str) -> Option<WebUrl> {
        self.resolve(address).and_then(web)
    }

    fn resolve(&self, address: &str) -> Option<String> {
        let base = Some(self.0.as_str()).filter(|base| !base.is_empty());
        parse(address, base)
    }
}

impl WebUrl {
    /// An absolute address of a page or service.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        parse(address, None).and_then(web)
    }

    /// Whether this is no nearer to the reader than another address.
    #[must_use]
    pub fn is_as_far_as(&self, other: &Self) -> bool {
        nearness(&self.0) <= nearness(&other.0)
    }

    /// Whether a page served over `https` may not fetch this.
    #[must_use]
    pub fn is_insecure(&self) -> bool {
        scheme(&self.0) == "http" && nearness(&self.0) != Nearness::Machine
    }

    /// This address over `https`, except on this very machine.
    #[must_use]
    pub fn secure(self) -> Self {
        Self(secure(self.0))
    }

    /// The name of the site, without a leading `www.`, for links that say where they go.
    #[must_use]
    pub fn site(&self) -> String {
        let hostname = hostname(&self.0);
        hostname.strip_prefix("www.").unwrap_or(hostname).to_owned()
    }

    /// The path, from its first slash.
    #[must_use]
    pub fn path(&self) -> &str {
        let address = self.0.split(['?', '#']).next().unwrap_or_default();
        let origin = scheme(address).len() + "://".len() + authority(address).len();
        address.get(origin..).unwrap_or_default()
    }

    /// The last step of the path.
    #[must_use]
    pub fn path_end(&self) -> &str {
        after_last_slash(self.path())
    }

    /// The address of something below this one.
    #[must_use]
    pub fn below(&self, path: &str) -> Self {
        let folder = self.0.split(['?', '#']).next().unwrap_or_default();
        let slash = if folder.ends_with('/') { "" } else { "/" };
        Self([folder, slash, path].concat())
    }

    /// This address with one more name and value in its query.
    #[must_use]
    pub fn with_query(&self, name: &str, value: &str) -> Self {
        let (address, fragment) = match self.0.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (self.0.as_str(), None),
        };
        let separator = if address.contains('?') { "&" } else { "?" };
        let mut url = [address, separator, name, "=", &encode_component(value)].concat();
        if let Some(fragment) = fragment {
            url.push('#');
            url.push_str(fragment);
        }
        Self(url)
    }

    /// This address without the values of one name in its query.
    #[must_use]
    pub fn without_query(&self, name: &str) -> Self {
        let address = self.0.split('#').next().unwrap_or_default();
        let Some((address, query)) = address.split_once('?') else {
            return Self(address.to_owned());
        };
        let mut kept = address.to_owned();
        let mut separator = '?';
        for pair in query.split('&') {
            if pair.split('=').next() != Some(name) {
                kept.push(separator);
                kept.push_str(pair);
                separator = '&';
            }
        }
        Self(kept)
    }

    /// The first value of this name in the query.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.0.split('#').next()?.split_once('?')?;
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    }
}

fn web(href: String) -> Option<WebUrl> {
    is_web(&href).then_some(WebUrl(href))
}

/// Whether this leads to the web, and carries nobody's password there.
fn is_web(href: &str) -> bool {
    matches!(scheme(href), "https" | "http") && !authority(href).contains('@')
}

/// What stands before the first colon of an address in serialised form.
fn scheme(href: &str) -> &str {
    href.split(':').next().unwrap_or_default()
}

/// User, host and port of an address in serialised form.
fn authority(href: &str) -> &str {
    href.split('/').nth(2).unwrap_or_default()
}

/// The host of an address in serialised form that names no user.
fn hostname(href: &str) -> &str {
    let authority = authority(href);
    let host = authority.trim_end_matches(|sign: char| sign.is_ascii_digit());
    host.strip_suffix(':').unwrap_or(authority)
}

/// Browsers load `http` from their own machine even into a page served over `https`.
fn secure(href: String) -> String {
    match href.strip_prefix("http:") {
        Some(rest) if nearness(&href) != Nearness::Machine => ["https:", rest].concat(),
        _ => href,
    }
}

/// How addresses of own networks begin, and what names in them end with.
const OWN_NUMBERS: &str = "10. 192.168. 169.254. 172.16. 172.17. 172.18. 172.19. 172.20. 172.21. 172.22. \
    172.23. 172.24. 172.25. 172.26. 172.27. 172.28. 172.29. 172.30. 172.31. [fc [fd [fe8 [fe9 [fea [feb";
const OWN_NAMES: &str = "local lan internal intranet home corp localdomain arpa";

/// How near the host of an address in serialised form is, in which numbers have but one spelling.
fn nearness(href: &str) -> Nearness {
    let host = hostname(href).trim_end_matches('.');
    let begins = |beginning: &str| host.starts_with(beginning);
    let (is_named, last) = match host.rsplit_once('.') {
        Some((_, last)) => (true, last),
        None => (begins("["), host),
    };
    let is_number = begins("[") || last.ends_with(|sign: char| sign.is_ascii_digit());
    // The first is also what stands for an address of version 4.
    let is_here = begins("[::") || is_number && (begins("127.") || begins("0."));
    if is_here || last == "localhost" {
        Nearness::Machine
    } else if !is_named
        || is_number && OWN_NUMBERS.split(' ').any(begins)
        || is_among(last, OWN_NAMES)
    {
        Nearness::Network
    } else {
        Nearness::Web
    }
}

/// Percent-encodes a text for a query value or a `mailto:` field (RFC 3986's unreserved characters
/// stay as they are).
#[must_use]
pub fn encode_component(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// What a percent-encoded text says; `None` where it says nothing.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn decode_component(text: &str) -> Option<String> {
    Some(js_sys::decode_uri_component(text).ok()?.into())
}

/// What a percent-encoded text says; `None` where it says nothing.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn decode_component(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The address in the standard's serialised form.
#[cfg(target_arch = "wasm32")]
fn parse(address: &str, base: Option<&str>) -> Option<String> {
    let url = match base {
        Some(base) => web_sys::Url::new_with_base(address, base),
        None => web_sys::Url::new(address),
    };
    Some(url.ok()?.href())
}

/// The address in the standard's serialised form.
#[cfg(not(target_arch = "wasm32"))]
fn parse(address: &str, base: Option<&str>) -> Option<String> {
    let base = base.and_then(|base| url::Url::parse(base).ok());
    let options = url::Url::options().base_url(base.as_ref());
    options.parse(address).ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Base {
        Base::parse("https://news.example/2022/story/").unwrap()
    }

    #[test]
    fn links_are_resolved_and_limited() {
        let link = |address| base().link(address).map(|url| url.0);
        assert_eq!(
            link("../b?c#d").as_deref(),
            Some("https://news.example/2022/b?c#d")
        );
        assert_eq!(
            link("mailto:a@b.example").as_deref(),
            Some("mailto:a@b.example")
        );
        assert_eq!(
            link(" HTTP://Other.example").as_deref(),
            Some("http://other.example/")
        );
        for address in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "blob:https://news.example/1",
            "vbscript:x",
            "file:///etc/passwd",
            "https://user:password@news.example/",
            "https://user@news.example",
            "//:password@news.example/",
            "https://",
        ] {
            assert_eq!(link(address), None, "{address:?}");
        }
    }

    #[test]
    fn media_is_upgraded_except_on_this_machine() {
        let base = Base::parse("http://localhost:8080/2022/story/").unwrap();
        let base = base.join(Some("https://news.example/2022/story/"));
        let media = |address| base.media(address).map(|url| url.0);
        for (address, expected) in [
            ("a.jpg", Some("https://news.example/2022/story/a.jpg")),
            (
                "http://cdn.example/a.jpg",
                Some("https://cdn.example/a.jpg"),
            ),
            (
                "http://127.0.0.1:8090/a.jpg",
                Some("http://127.0.0.1:8090/a.jpg"),
            ),
            ("http://localhost/a.jpg", Some("http://localhost/a.jpg")),
            ("http://[::1]:80/a.jpg", Some("http://[::1]/a.jpg")),
            (
                "http://localhost.example/@",
                Some("https://localhost.example/@"),
            ),
            ("http://a@localhost/a.jpg", None),
            ("data:image/png;base64,AA", None),
            ("mailto:a@b.example", None),
        ] {
            assert_eq!(media(address).as_deref(), expected, "{address:?}");
        }
    }

    #[test]
    fn nothing_is_loaded_from_nearer_than_the_story_came() {
        const ADDRESSES: [&[&str]; 3] = [
            &[
                "https://news.example/",
                "http://news.example./",
                "http://8.8.8.8/",
                "http://172.32.0.1/",
                "http://192.169.0.1/",
                "http://[2001:db8::1]/",
                "http://10.0.0.1.news.example/",
                "http://localhost.news.example/",
                "http://local.example/",
            ],
            &[
                "http://10.1.2.3/",
                "http://172.16.0.1:8080/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://0xC0A80101/",
                "http://3232235777/",
                "http://169.254.169.254/latest",
                "http://[fc00::1]/",
                "http://[fd12:3456::1]:81/",
                "http://[fe80::1]/",
                "http://[febf::1]/",
                "http://printer.local/",
                "http://printer.local./",
                "http://nas.lan/",
                "http://router.home.arpa/",
                "http://router/",
            ],
            &[
                "http://localhost/",
                "http://LOCALHOST.:81/",
                "http://a.localhost/",
                "http://127.0.0.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://0.0.0.0/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
            ],
        ];
        for (near, bases) in ADDRESSES.iter().enumerate() {
            for base in *bases {
                // What a story says of its own address counts for nothing.
                let base = Base::parse(base).unwrap();
                let base = base.join(Some("http://127.0.0.1/story/"));
                for (nearness, addresses) in ADDRESSES.iter().enumerate() {
                    for address in *addresses {
                        let is_loaded = base.media(address).is_some();
                        assert_eq!(is_loaded, nearness <= near, "{address} of {base:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn queries_are_added_before_the_fragment() {
        let url = WebUrl::parse("https://news.example/wp-json/wp/v2/comments?post=5#x").unwrap();
        assert_eq!(url.query("post").as_deref(), Some("5"));
        let bare = "https://news.example/wp-json/wp/v2/comments";
        assert_eq!(url.without_query("post").as_str(), bare);
        let plain = WebUrl::parse("https://news.example/?rest_route=/a&post=5").unwrap();
        let expected = "https://news.example/?rest_route=/a";
        assert_eq!(plain.without_query("post").as_str(), expected);
        assert_eq!(
            url.with_query("a", "ä b").as_str(),
            "https://news.example/wp-json/wp/v2/comments?post=5&a=%C3%A4%20b#x"
        );
    }

    #[test]
    fn components_are_decoded() {
        for (text, expected) in [
            ("a%20b%C3%A4", Some("a bä")),
            ("%2f%2F", Some("//")),
            ("", Some("")),
            ("%", None),
            ("%4", None),
            ("%zz", None),
            ("%+1", None),
            ("%ff", None),
        ] {
            assert_eq!(decode_component(text).as_deref(), expected, "{text}");
        }
        let text = "https://news.example/ä?b=c&d#e%";
        let encoded = encode_component(text);
        assert_eq!(decode_component(&encoded).as_deref(), Some(text));
    }

    #[test]
    fn the_site_is_the_host_without_www() {
        let site = |address| WebUrl::parse(address).unwrap().site();
        assert_eq!(site("https://www.news.example/a"), "news.example");
        assert_eq!(site("https://news.example:8443/a"), "news.example");
        assert_eq!(site("https://[::1]/a:b"), "[::1]");
        assert_eq!(site("https://[::1]:8443?a"), "[::1]");
    }
}
