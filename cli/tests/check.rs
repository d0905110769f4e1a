//! `check` against files and against servers that are wrong in one way each.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod publisher;

use std::sync::{Arc, Mutex};

use axum::extract::Request;
use axum::response::Response;
use serde_json::Value;

use publisher::{GOOD, Publisher, answer, printed, run};

/// A story that nothing is wrong with.
const STORY: &str = r#"{"schema": "article-embed/1", "headline": "Low water", "language": "en-GB",
    "canonical_url": "https://tides.example/low", "date_published": "2026-03-02T08:15:00+01:00",
    "authors": ["Ann Oake"], "source": {"name": "The Tide Table"}, "license_url": "https://creativecommons.org/licenses/by/4.0/",
    "lead_image": {"src": "https://tides.example/mud.jpg", "alt": "Mud", "caption": "Mud, by Bo Elm", "width": 1600, "height": 900},
    "body": [{"type": "paragraph", "content": "The tide went out."},
        {"type": "foreign", "language": "de", "body": [{"type": "paragraph", "content": "Ebbe."}]}]}"#;

/// The codes of what `check --json` finds in the only story, and how it ends.
fn check(args: &[&str]) -> (Vec<String>, i32) {
    let output = run(&[&["check", "--json"], args].concat());
    let printed = printed(&output);
    let result: Value = serde_json::from_str(&printed).unwrap();
    let findings = result["stories"][0]["findings"].as_array().unwrap();
    let codes = findings
        .iter()
        .map(|finding| finding["code"].as_str().unwrap().to_owned());
    (codes.collect(), output.status.code().unwrap())
}

fn origin(request: &Request) -> &str {
    let origin = request.headers().get("origin");
    origin.map_or("", |origin| origin.to_str().unwrap())
}

/// The good headers, but for one, and with others.
fn headers<'a>(without: &str, with: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let kept = GOOD.iter().copied().filter(|(name, _)| *name != without);
    kept.chain(with.iter().copied()).collect()
}

#[test]
fn a_good_story_on_a_good_server_has_no_findings() {
    let publisher = Publisher::start(|_, _| answer(200, GOOD, STORY));
    let address = [&publisher.address, "/low.json"].concat();
    assert_eq!(check(&[&address, "--strict"]), (vec![], 0));
    let output = run(&["check", &address]);
    let printed = printed(&output);
    for line in [
        "Low water\n",
        "written by   Ann Oake",
        "publisher    The Tide Table",
        "shared as    https://tides.example/low",
        "pictures     1: 1 with alternative text, 1 with size, 1 with credit",
        "shared with  *",
        "0 errors, 0 warnings, 0 notes",
    ] {
        assert!(printed.contains(line), "{line} is not in {printed}");
    }
    assert!(!printed.contains('\u{1b}'), "colours in a file");
}

#[test]
fn each_fault_of_a_server_has_its_finding() {
    type Answer = fn(&Request, &str) -> Response;
    let cases: &[(&str, i32, Answer)] = &[
        ("cors", 1, |_, _| {
            answer(200, &headers("access-control-allow-origin", &[]), STORY)
        }),
        ("no-vary", 0, |request, _| {
            let own = ("access-control-allow-origin", origin(request));
            answer(200, &headers(own.0, &[own]), STORY)
        }),
        ("content-type", 0, |_, _| {
            answer(
                200,
                &headers("content-type", &[("content-type", "text/html")]),
                STORY,
            )
        }),
        ("never-kept", 0, |_, _| {
            answer(
                200,
                &headers("cache-control", &[("cache-control", "no-store")]),
                STORY,
            )
        }),
        ("redirect-cors", 1, |request, _| {
            match request.uri().path() {
                "/low.json" => answer(301, &[("location", "/other.json")], ""),
                _ => answer(200, GOOD, STORY),
            }
        }),
        ("redirect", 0, |request, _| match request.uri().path() {
            "/low.json" => answer(301, &headers("", &[("location", "/other.json")]), ""),
            _ => answer(200, GOOD, STORY),
        }),
        ("login", 1, |request, _| match request.uri().path() {
            "/low.json" => answer(302, &headers("", &[("location", "/wp-login.php")]), ""),
            _ => answer(200, GOOD, STORY),
        }),
        ("not-compressed", 0, |_, _| {
            let long = STORY.replace("went out.", &"went out. ".repeat(800));
            answer(200, GOOD, long)
        }),
        ("words-around-json", 0, |_, _| {
            answer(200, GOOD, ["<b>Notice</b>: x\n", STORY].concat())
        }),
        ("broken-letters", 1, |_, _| {
            answer(200, GOOD, STORY.replace("Ann Oake", "An\u{fffd}e"))
        }),
    ];
    for (code, exit, answer) in cases {
        let publisher = Publisher::start(*answer);
        let address = [&publisher.address, "/low.json"].concat();
        let (found, ended) = check(&[&address]);
        assert!(
            found.contains(&(*code).to_owned()),
            "{code} is not in {found:?}"
        );
        assert_eq!(ended, *exit, "{code}");
        assert_eq!(check(&[&address, "--strict"]).1, 1, "{code}");
    }
}

#[test]
fn a_cache_that_mixes_partners_up_is_found() {
    let kept: Arc<Mutex<Option<String>>> = Arc::default();
    let publisher = Publisher::start(move |request, _| {
        let mut kept = kept.lock().unwrap();
        // The cache does not keep what nobody asked for from elsewhere.
        if kept.is_none() && !origin(request).is_empty() {
            *kept = Some(origin(request).to_owned());
        }
        let first = kept.clone().unwrap_or_default();
        let own = ("access-control-allow-origin", first.as_str());
        answer(200, &headers(own.0, &[own, ("x-cache", "HIT")]), STORY)
    });
    let (found, ended) = check(&[&[&publisher.address, "/low.json"].concat()]);
    assert_eq!((found, ended), (vec!["origins-mixed".to_owned()], 1));
}

#[test]
fn what_is_no_story_is_told_apart() {
    let page = r#"<!doctype html><link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/42">"#;
    let publisher = Publisher::start(move |request, _| match request.uri().path() {
        "/gone" => answer(410, GOOD, "{}"),
        "/secret" => answer(403, GOOD, "{}"),
        "/empty" => answer(200, GOOD, ""),
        "/page" => answer(200, GOOD, page),
        "/other" => answer(200, GOOD, r#"{"temperature": 4}"#),
        _ => answer(500, GOOD, ""),
    });
    for (path, code) in [
        ("/gone", "withdrawn"),
        ("/secret", "forbidden"),
        ("/empty", "empty"),
        ("/page", "page"),
        ("/other", "unsupported-format"),
        ("/broken", "server-error"),
    ] {
        let (found, ended) = check(&[&[&publisher.address, path].concat()]);
        assert_eq!((found, ended), (vec![code.to_owned()], 3), "{path}");
    }
    let output = run(&["check", &[&publisher.address, "/page"].concat()]);
    let json = [&publisher.address, "/wp-json/wp/v2/posts/42?_embed"].concat();
    assert!(printed(&output).contains(&json));
    // Nobody listens where nobody has been.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(check(&[&address]), (vec!["unreachable".to_owned()], 3));
    assert_eq!(
        check(&["no-such-file.json"]),
        (vec!["not-read".to_owned()], 3)
    );
}

const POST: &str = r#"{"id": 42, "link": "ADDRESS/tea", "title": {"rendered": "Tea"}, "content": {"rendered": "<p>Hot [gallery ids=1].</p>"},
    "date": "2026-03-02T08:15:00", "date_gmt": "2026-03-02T07:15:00", "lang": "en", "comment_status": "open",
    "_links": {"replies": [{"href": "ADDRESS/wp-json/wp/v2/comments?post=42"}], "self": [{"href": "ADDRESS/wp-json/wp/v2/posts/42"}]}}"#;

/// WordPress, which lets those comment whom `allow` names.
fn wordpress(allow: &'static str) -> Publisher {
    Publisher::start(move |request, own| {
        let uri = request.uri();
        let mut page = uri.query().unwrap_or_default().split('&');
        let page = page.find_map(|pair| pair.strip_prefix("page="));
        match (request.method().as_str(), uri.path()) {
            ("OPTIONS", "/wp-json/wp/v2/comments") => {
                // As WordPress does: the header is not there where nothing is allowed.
                let allow = [("allow", allow)];
                let allow = if allow[0].1.is_empty() {
                    &[][..]
                } else {
                    &allow
                };
                let text = r#"{"namespace": "wp/v2", "methods": ["GET", "POST"]}"#;
                answer(200, &headers("", allow), text)
            }
            ("GET", "/wp-json/wp/v2/comments") => {
                answer(200, &headers("", &[("allow", "GET")]), "[]")
            }
            ("GET", "/wp-json/wp/v2/posts/42") => answer(200, GOOD, POST.replace("ADDRESS", own)),
            ("GET", "/wp-json/wp/v2/posts") => {
                let id =
                    ["42", "43", "44"][page.map_or(0, |page| page.parse::<usize>().unwrap() - 1)];
                // The port may have these digits, too.
                let post = POST.replace("42", id).replace("ADDRESS", own);
                answer(
                    200,
                    &headers("", &[("x-wp-totalpages", "3")]),
                    ["[", &post, "]"].concat(),
                )
            }
            _ => answer(404, GOOD, "{}"),
        }
    })
}

#[test]
fn wordpress_is_asked_whether_guests_may_comment_without_a_comment() {
    for (allow, code) in [
        ("POST", "guests-may-comment"),
        ("GET", "guests-may-not-comment"),
        ("", "guests-may-not-comment"),
    ] {
        let publisher = wordpress(allow);
        let address = [&publisher.address, "/wp-json/wp/v2/posts/42"].concat();
        let (found, _) = check(&[&address]);
        for code in [code, "no-embed", "shortcode-left", "no-credit"] {
            assert!(
                found.contains(&code.to_owned()),
                "{code} is not in {found:?}"
            );
        }
        let asked = publisher.asked();
        assert!(
            !asked.iter().any(|line| line.starts_with("POST")),
            "{asked:?}"
        );
        let offline = check(&[&address, "--offline"]).0;
        assert!(!offline.contains(&code.to_owned()), "{offline:?}");
    }
}

#[test]
fn all_pages_of_a_list_are_checked_and_their_server_once() {
    let publisher = wordpress("GET, POST");
    let address = [&publisher.address, "/wp-json/wp/v2/posts?_embed"].concat();
    let output = run(&["check", "--feed", &address]);
    let printed = printed(&output);
    for line in [
        "warning 42: ",
        "warning 43: ",
        "warning 44: ",
        "no-embed (3 stories)",
        "3 stories: 0 errors",
    ] {
        assert!(printed.contains(line), "{line} is not in {printed}");
    }
    assert!(
        output.stderr.is_empty(),
        "progress where there is no terminal"
    );
    let asked = publisher.asked();
    let comments = asked.iter().filter(|line| line.contains("comments"));
    assert_eq!(comments.count(), 2, "{asked:?}");
    let own = asked
        .iter()
        .filter(|line| line.ends_with("/posts/42?_embed"));
    assert_eq!(own.count(), 2, "{asked:?}");
}

#[test]
fn a_file_is_held_against_what_is_published_of_it() {
    type Answer = fn() -> Response;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("low.json");
    std::fs::write(&file, STORY).unwrap();
    let file = file.to_str().unwrap();
    let cases: &[(&[&str], i32, Answer)] = &[
        (&[], 0, || answer(200, GOOD, STORY)),
        // Other spaces are no other story.
        (&[], 0, || answer(200, GOOD, STORY.replace('\n', ""))),
        (&["not-published"], 0, || answer(404, GOOD, "{}")),
        (&["published-other"], 1, || {
            answer(200, GOOD, "<!doctype html><title>Tides</title>")
        }),
        (&["published-other"], 1, || answer(200, GOOD, "{}")),
        (&["published-other"], 1, || {
            answer(
                200,
                GOOD,
                STORY.replace("tides.example/low", "tides.example/high"),
            )
        }),
        (&["published-differs"], 0, || {
            answer(200, GOOD, STORY.replace("went out", "came in"))
        }),
        // Where it is published, its server is looked at as any other.
        (&["cors"], 1, || {
            answer(200, &headers("access-control-allow-origin", &[]), STORY)
        }),
    ];
    for (codes, exit, answer) in cases {
        let publisher = Publisher::start(|_, _| answer());
        let address = [&publisher.address, "/{name}.json"].concat();
        let (found, ended) = check(&[file, "--address", &address]);
        assert_eq!(
            (found.as_slice(), ended),
            (
                &*codes
                    .iter()
                    .map(|code| (*code).to_owned())
                    .collect::<Vec<_>>(),
                *exit
            )
        );
        assert!(
            publisher
                .asked()
                .iter()
                .all(|asked| asked == "GET /low.json")
        );
        let asked = publisher.asked().len();
        let offline = check(&[file, "--address", &address, "--offline"]);
        assert_eq!(offline, (vec![], 0));
        assert_eq!(publisher.asked().len(), asked);
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}/{{name}}.json", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(
        check(&[file, "--address", &nobody]),
        (vec!["not-published".to_owned()], 0)
    );
    assert_eq!(check(&[file, "--address", &nobody, "--strict"]).1, 1);
}

#[test]
fn all_files_of_a_folder_are_held_against_what_is_published() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["high", "low"] {
        let story = STORY.replace("tides.example/low", &["tides.example/", name].concat());
        std::fs::write(folder.path().join(format!("{name}.json")), story).unwrap();
    }
    // A server that answers everything alike.
    let publisher = Publisher::start(|_, _| answer(200, GOOD, STORY));
    let address = [&publisher.address, "/{name}.json"].concat();
    let folder = folder.path().to_str().unwrap();
    let output = run(&["check", "--feed", folder, "--address", &address]);
    let printed = printed(&output);
    for line in ["error   high: published-other", "good    low"] {
        assert!(printed.contains(line), "{line} is not in {printed}");
    }
}

#[test]
fn the_result_for_machines_is_whole() {
    let publisher = Publisher::start(|_, _| answer(200, GOOD, STORY));
    let address = [&publisher.address, "/low.json"].concat();
    let output = run(&["check", "--json", &address]);
    let result: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(result["version"], 1);
    let story = &result["stories"][0];
    assert_eq!(story["address"], address.as_str());
    assert_eq!(story["understood"]["format"], "article-embed");
    assert_eq!(story["understood"]["words"], 9);
    assert_eq!(story["understood"]["other_languages"][0], "de");
    assert_eq!(story["understood"]["blocks"]["paragraph"], 2);
    assert_eq!(story["server"]["shared_with"], "*");
    assert_eq!(story["server"]["bytes_travelled"], STORY.len());
    assert_eq!(result["count"]["stories"], 1);
}

#[test]
fn wrong_commands_end_with_2() {
    for args in [
        ["check", "."].as_slice(),
        &["check"],
        &["check", "--address", "nowhere", "a.json"],
        &[
            "check",
            "--comments",
            "nobody",
            "../static/stories/prison.json",
        ],
        &["check", "--feed", "--item", "7", "a.json"],
    ] {
        assert_eq!(run(args).status.code(), Some(2), "{args:?}");
    }
}
