//! Hostile and awkward HTML from the tests of other projects, through the walk and the rendering.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod rendered;
mod sound;

use serde_json::Value;

/// The strings, with their ids.
fn payloads() -> Vec<(String, String)> {
    let files = [
        include_str!("payloads/ammonia-tests.json"),
        include_str!("payloads/own.json"),
        include_str!("payloads/owasp-filter-evasion.json"),
        include_str!("payloads/safevalues-tests.json"),
        include_str!("payloads/sanitize-html-tests.json"),
    ];
    let mut payloads = Vec::new();
    for file in files {
        let file: Vec<Value> = serde_json::from_str(file).expect("a list");
        for row in file {
            let text = |name: &str| row[name].as_str().expect("a text").to_owned();
            payloads.push((text("id"), text("payload")));
        }
    }
    payloads
}

/// What a payload says of itself if it fails: panics in checks do not know it.
struct Named<'a>(&'a str, &'a str);

impl Drop for Named<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("in {}: {}", self.0, self.1);
        }
    }
}

#[test]
fn no_payload_leaves_anything_but_sound_blocks() {
    let payloads = payloads();
    assert!(payloads.len() > 350, "only {} payloads", payloads.len());
    for (id, payload) in &payloads {
        let _named = Named(id, payload);
        let blocks = sound::read(payload);
        rendered::check(&rendered::rendered(blocks));
    }
}

#[test]
fn payloads_do_no_harm_inside_of_anything() {
    for (before, after) in [
        ("<p>", "</p>"),
        ("<pre>", "</pre>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<figure><img src=a alt='", "'></figure>"),
        ("<a href=\"https://news.example/?", "\">x</a>"),
        (
            "<iframe src=\"https://www.youtube.com/embed/",
            "\"></iframe>",
        ),
        (
            "<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ' title='",
            "'></iframe>",
        ),
        (
            "<blockquote class=twitter-tweet>",
            "<a href=https://x.com/a/status/20>x</a></blockquote>",
        ),
        ("<audio src=a.mp3>", "</audio>"),
        (
            "<math><annotation-xml encoding='text/html'>",
            "</annotation-xml></math>",
        ),
        ("<svg><foreignObject>", "</foreignObject></svg>"),
        (
            "<form><input name=attributes><input name=childNodes>",
            "</form>",
        ),
        ("<noscript>", "</noscript>"),
        ("<template>", "</template>"),
        ("<frameset><frame src=x>", "</frameset>"),
    ] {
        for (id, payload) in payloads() {
            let _named = Named(&id, &payload);
            let blocks = sound::read(&[before, &payload, after].concat());
            rendered::check(&rendered::rendered(blocks));
        }
    }
}
