//! Whether browsers on partners' pages get a story from its server, and how well.
//!
//! The server is asked twice, as two partners' readers would, so that a cache that mixes them up is seen.

use std::net::IpAddr;

use serde::Serialize;
use url::{Host, Url};

use super::asking::{Asker, PARTNERS, Reply};
use super::finding::OfServer;
use super::finding::server::Software;

/// What travels uncompressed below this is as well sent so, in bytes.
const SMALL: usize = 4_000;

/// More is much for a story, in bytes.
const HEAVY: usize = 150_000;

/// What a server says and does.
#[derive(Clone, Debug, Serialize)]
pub struct Served {
    /// What was asked for.
    pub address: String,
    /// Where that led, step by step.
    pub redirects: Vec<String>,
    /// HTTP's status in the end.
    pub status: u16,
    /// What the server calls itself.
    pub software: Option<String>,
    /// `Content-Type`
    pub content_type: Option<String>,
    /// `Access-Control-Allow-Origin`, asked by a partner.
    pub shared_with: Option<String>,
    /// `Vary`
    pub vary: Option<String>,
    /// `Content-Encoding`
    pub encoding: Option<String>,
    /// How many bytes travel for the answer, without headers.
    pub bytes_travelled: usize,
    /// How many they are unpacked.
    pub bytes: usize,
    /// `Cache-Control`
    pub cache_control: Option<String>,
    /// Whether the answer has an `ETag` or `Last-Modified`.
    pub has_validator: bool,
    /// How long it took, from here and now. For information only.
    pub milliseconds: u128,
}

/// What came from a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// A post of WordPress.
    Post,
    /// Another story.
    Story,
    /// Nothing that could be shown.
    Other,
}

/// Asks a server for a story that has so many bytes unpacked. `kind` is what came from there; of what is no story
/// only the way to it matters.
pub async fn ask(
    asker: &Asker,
    url: &Url,
    bytes: usize,
    kind: Came,
) -> (Option<Served>, Vec<OfServer>) {
    let [one, two] = PARTNERS;
    let (first, second) = match asker.follow(url, one).await {
        Ok(first) => (first, asker.follow(url, two).await),
        Err(failure) => return (None, vec![failure]),
    };
    let (steps, last) = first;
    let mut found = Vec::new();
    way(url, &steps, &last, &mut found);
    let software = software(&last, kind == Came::Post);
    let second = second.ok().map(|(_, last)| last);
    if kind == Came::Other {
        // Another address is to be named anyway.
        found.retain(|finding| !finding.is_detour());
    } else {
        shared(&last, second.as_ref(), software, &mut found);
        written(&last, software, &mut found);
        weight(&last, software, &mut found);
        kept(&last, software, &mut found);
    }
    let text = |name| last.header(name).map(str::to_owned);
    let served = Served {
        address: url.to_string(),
        redirects: (steps.iter().filter_map(Reply::leads_to))
            .map(String::from)
            .collect(),
        status: last.status,
        software: text("server"),
        content_type: text("content-type"),
        shared_with: text("access-control-allow-origin"),
        vary: text("vary"),
        encoding: text("content-encoding"),
        bytes_travelled: last.body.len(),
        bytes,
        cache_control: text("cache-control"),
        has_validator: has_validator(&last),
        milliseconds: last.took.as_millis(),
    };
    (Some(served), found)
}

fn software(reply: &Reply, is_wordpress: bool) -> Software {
    let name = reply.header("server").unwrap_or_default();
    let name = name.to_ascii_lowercase();
    match () {
        () if is_wordpress => Software::WordPress,
        () if name.contains("nginx") || name.contains("openresty") => Software::Nginx,
        () if name.contains("apache") => Software::Apache,
        () => Software::Other,
    }
}

/// The way to the answer.
fn way(url: &Url, steps: &[Reply], last: &Reply, found: &mut Vec<OfServer>) {
    if url.scheme() == "http" && !is_here(url) {
        found.push(OfServer::Insecure);
    }
    let Some(first) = steps.first() else {
        return;
    };
    let places = steps.iter().map(|step| &step.url).chain([&last.url]);
    let places: Vec<_> = places.collect();
    for pair in places.windows(2) {
        if let [from, to] = pair
            && from.scheme() == "https"
            && to.scheme() == "http"
        {
            found.push(OfServer::RedirectInsecure(to.to_string()));
        }
    }
    for step in steps {
        if !matches!(share(step), Share::Everybody | Share::Asker) {
            let from = step.url.to_string();
            found.push(OfServer::RedirectNotShared { from });
        }
    }
    let path = last.url.path().to_ascii_lowercase();
    let is_login = ["login", "signin", "sign-in", "logon"];
    if is_login.iter().any(|word| path.contains(word)) && first.url.path() != last.url.path() {
        found.push(OfServer::Login(last.url.to_string()));
    } else {
        found.push(OfServer::Redirected {
            to: last.url.to_string(),
            steps: steps.len(),
        });
    }
}

/// Whether this is the machine itself, which browsers trust without encryption.
fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

/// Whom an answer is shared with.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Share {
    Nobody,
    Everybody,
    Asker,
    Other(String),
    Twice(String),
}

fn share(reply: &Reply) -> Share {
    let values = reply.headers.get_all("access-control-allow-origin");
    let values = values.iter().filter_map(|value| value.to_str().ok());
    let values: Vec<_> = values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    match &*values {
        [] => Share::Nobody,
        ["*"] => Share::Everybody,
        [origin] if *origin == reply.origin => Share::Asker,
        [origin] => Share::Other((*origin).to_owned()),
        several => Share::Twice(several.join(", ")),
    }
}

/// Whether browsers on partners' pages may read the answer.
fn shared(reply: &Reply, second: Option<&Reply>, software: Software, found: &mut Vec<OfServer>) {
    let refused = |found: String| OfServer::NotShared { found, software };
    let for_first = share(reply);
    let for_second = second.map(share);
    let only = |origin: &str| format!("it is for {origin} alone");
    match (&for_first, &for_second) {
        (Share::Nobody, _) => found.push(refused(
            "the header Access-Control-Allow-Origin is missing".to_owned(),
        )),
        (Share::Twice(values), _) => found.push(OfServer::SharedTwice(values.clone())),
        // It was the second partner's turn before.
        (Share::Other(origin), Some(Share::Other(again))) if origin != again => {
            found.push(mixed(reply, software));
        }
        (Share::Other(origin), _) if PARTNERS.contains(&origin.as_str()) => {
            found.push(mixed(reply, software));
        }
        (Share::Asker, Some(Share::Other(origin))) if *origin == reply.origin => {
            let second = second.unwrap_or(reply);
            found.push(mixed(second, software));
        }
        (Share::Other(origin), _) | (Share::Asker, Some(Share::Other(origin))) => {
            found.push(refused(only(origin)));
        }
        (Share::Asker, Some(Share::Nobody)) => found.push(refused(format!(
            "Access-Control-Allow-Origin is there for {}, and missing for {}",
            PARTNERS[0], PARTNERS[1]
        ))),
        (Share::Asker, _) if reply.origin != "null" && !varies(reply) => {
            found.push(OfServer::NoVary(software));
        }
        _ => {}
    }
    if reply.header("access-control-allow-credentials") == Some("true") && for_first == Share::Asker
    {
        found.push(OfServer::Credentials(software));
    }
}

fn varies(reply: &Reply) -> bool {
    let values = reply.headers.get_all("vary").iter();
    let names = values.filter_map(|value| value.to_str().ok());
    let mut names = names.flat_map(|names| names.split(',')).map(str::trim);
    names.any(|name| name == "*" || name.eq_ignore_ascii_case("origin"))
}

fn mixed(reply: &Reply, software: Software) -> OfServer {
    let marks = ["x-cache", "cf-cache-status", "x-proxy-cache", "age"];
    let mark = marks.iter().find_map(|name| {
        let value = reply.header(name)?;
        Some(format!(" ({name}: {value})"))
    });
    OfServer::OriginsMixed {
        cache: mark.unwrap_or_default(),
        software,
    }
}

/// What the answer is said to be.
fn written(reply: &Reply, software: Software, found: &mut Vec<OfServer>) {
    let kind = reply.header("content-type").unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    let mut parts = kind.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    if !(essence.ends_with("/json") || essence.ends_with("+json")) {
        found.push(OfServer::NotCalledJson(essence.to_owned()));
    }
    let charset = parts.find_map(|part| part.strip_prefix("charset="));
    let charset = charset.map(|charset| charset.trim_matches('"'));
    if let Some(charset) = charset.filter(|charset| !matches!(*charset, "utf-8" | "utf8")) {
        found.push(OfServer::OtherCharset(charset.to_owned()));
    }
    if reply.header("x-content-type-options") != Some("nosniff") {
        found.push(OfServer::Sniffed(software));
    }
}

fn weight(reply: &Reply, software: Software, found: &mut Vec<OfServer>) {
    let bytes = reply.body.len();
    if reply.header("content-encoding").is_none() && bytes > SMALL {
        found.push(OfServer::NotCompressed { bytes, software });
    }
    if bytes > HEAVY {
        found.push(OfServer::Heavy { bytes });
    }
}

fn has_validator(reply: &Reply) -> bool {
    ["etag", "last-modified"]
        .iter()
        .any(|name| reply.headers.contains_key(*name))
}

/// What caches may do with the answer.
fn kept(reply: &Reply, software: Software, found: &mut Vec<OfServer>) {
    let control = reply.header("cache-control").unwrap_or_default();
    let has = |names: &[&str]| {
        let mut parts = control.split(',').map(str::trim);
        parts.any(|part| {
            let name = part.split('=').next().unwrap_or_default();
            names.iter().any(|known| known.eq_ignore_ascii_case(name))
        })
    };
    if has(&["no-store", "private"]) {
        found.push(OfServer::NeverKept(control.to_owned()));
    } else if !has(&["max-age", "s-maxage", "no-cache"]) && !reply.headers.contains_key("expires") {
        found.push(OfServer::NoLifetime(software));
    }
    if !has_validator(reply) {
        found.push(OfServer::NoValidator);
    }
    if let Some(cookie) = reply.header("set-cookie") {
        let name = cookie.split('=').next().unwrap_or_default();
        found.push(OfServer::Cookie(name.to_owned()));
    }
}

#[cfg(test)]
mod tests;
