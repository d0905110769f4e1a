//! What is made of headers.

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::*;

fn reply(origin: &str, headers: &[(&'static str, &str)]) -> Reply {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let value = HeaderValue::from_str(value).unwrap();
        map.append(HeaderName::from_static(name), value);
    }
    Reply {
        url: Url::parse("https://news.example/tea.json").unwrap(),
        origin: origin.to_owned(),
        status: 200,
        headers: map,
        body: b"{}".to_vec(),
        took: Duration::ZERO,
    }
}

fn codes(found: Vec<OfServer>) -> Vec<&'static str> {
    found.iter().map(|finding| finding.told().code).collect()
}

type Headers<'a> = &'a [(&'static str, &'a str)];

const ALLOW: &str = "access-control-allow-origin";

#[test]
fn two_partners_show_whom_an_answer_is_shared_with() {
    let [one, two] = PARTNERS;
    let vary = ("vary", "Accept-Encoding, origin");
    let credentials = ("access-control-allow-credentials", "true");
    let cases: &[(Headers, Headers, &[&str])] = &[
        (&[(ALLOW, "*")], &[(ALLOW, "*")], &[]),
        (&[(ALLOW, "*"), credentials], &[(ALLOW, "*")], &[]),
        (&[(ALLOW, one), vary], &[(ALLOW, two), vary], &[]),
        (&[(ALLOW, one)], &[(ALLOW, two)], &["no-vary"]),
        (
            &[(ALLOW, one), vary],
            &[(ALLOW, one), vary],
            &["origins-mixed"],
        ),
        (&[(ALLOW, two)], &[(ALLOW, two)], &["origins-mixed"]),
        (&[(ALLOW, one), vary], &[], &["cors"]),
        (&[], &[], &["cors"]),
        (
            &[(ALLOW, "https://a.example")],
            &[(ALLOW, "https://a.example")],
            &["cors"],
        ),
        (
            &[(ALLOW, "*"), (ALLOW, one)],
            &[(ALLOW, "*")],
            &["cors-twice"],
        ),
        (&[(ALLOW, "*, *")], &[(ALLOW, "*, *")], &["cors-twice"]),
        (
            &[(ALLOW, one), vary, credentials],
            &[(ALLOW, two), vary],
            &["cors-credentials"],
        ),
    ];
    for (first, second, expected) in cases {
        let mut found = Vec::new();
        let second = reply(two, second);
        shared(
            &reply(one, first),
            Some(&second),
            Software::Other,
            &mut found,
        );
        assert_eq!(codes(found), *expected, "{first:?}");
    }
}

#[test]
fn what_an_answer_is_called_and_how_long_it_is_kept() {
    let good = [
        ("content-type", "application/json; charset=UTF-8"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "public, max-age=60"),
        ("etag", "\"1\""),
    ];
    let without = |name: &str, other: Option<(&'static str, &'static str)>| {
        let kept = good.iter().copied().filter(|(own, _)| *own != name);
        let headers: Vec<_> = kept.chain(other).collect();
        let reply = reply("", &headers);
        let mut found = Vec::new();
        written(&reply, Software::Nginx, &mut found);
        kept_(&reply, &mut found);
        codes(found)
    };
    for (name, other, expected) in [
        ("", None, vec![]),
        (
            "content-type",
            Some(("content-type", "application/feed+json")),
            vec![],
        ),
        (
            "content-type",
            Some(("content-type", "text/html; charset=utf-8")),
            vec!["content-type"],
        ),
        ("content-type", None, vec!["content-type"]),
        (
            "content-type",
            Some(("content-type", "application/json;charset=\"iso-8859-1\"")),
            vec!["charset"],
        ),
        ("x-content-type-options", None, vec!["nosniff"]),
        ("cache-control", None, vec!["no-lifetime"]),
        (
            "cache-control",
            Some(("cache-control", "Private, max-age=0")),
            vec!["never-kept"],
        ),
        ("cache-control", Some(("cache-control", "no-cache")), vec![]),
        (
            "cache-control",
            Some(("expires", "Thu, 01 Jan 2026 00:00:00 GMT")),
            vec![],
        ),
        ("etag", None, vec!["no-validator"]),
        ("", Some(("set-cookie", "visit=1; Path=/")), vec!["cookie"]),
    ] {
        assert_eq!(without(name, other), expected, "{name} {other:?}");
    }
}

fn kept_(reply: &Reply, found: &mut Vec<OfServer>) {
    kept(reply, Software::Nginx, found);
}

#[test]
fn advice_is_for_the_software_that_is_there() {
    let told = |software| {
        let finding = OfServer::NotShared {
            found: String::new(),
            software,
        };
        finding.told().mend
    };
    assert!(told(Software::Nginx).contains("add_header Access-Control-Allow-Origin \"*\" always;"));
    assert!(told(Software::Apache).contains("Header always set Access-Control-Allow-Origin \"*\""));
    assert!(told(Software::WordPress).contains("rest_pre_serve_request"));
    let server = |name| software(&reply("", &[("server", name)]), false);
    assert_eq!(server("nginx/1.27"), Software::Nginx);
    assert_eq!(server("Apache/2.4"), Software::Apache);
    assert_eq!(server("cloudflare"), Software::Other);
}
