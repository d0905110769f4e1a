//! Answers as systems really give them, read by the browser's own parsers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::json;

async fn show(browser: &Browser, servers: &Servers, answer: &str) {
    servers.answer("/tide.json", Answer::json(200, answer));
    browser.open(&servers.page("failing", &[])).await;
    let options = json!({ "article": servers.story("tide") });
    browser.add_tag(&servers.embed, "#here", options).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_servers_own_words_around_a_story_are_passed_over() {
    const STORY: &str = r#"{"schema": "article-embed/1", "headline": "Eels [and] {roach}",
        "body": [{"type": "paragraph", "content": "A catch."}]}"#;
    let (browser, servers) = start().await;
    for (before, after) in [
        ("\u{feff}\u{feff}", ""),
        (
            "<br />\n<b>Notice</b>:  Undefined index: [eel] in <b>/srv/a.php</b> on line <b>7</b><br />\n",
            "",
        ),
        ("", "\n<!-- Kept {since} [noon] -->\n"),
        ("/* a */ ", " /* } */"),
        (")]}',\n", ""),
    ] {
        show(&browser, &servers, &[before, STORY, after].concat()).await;
        let embed = Embed::first(&browser);
        assert_eq!(embed.story().await, "Eels [and] {roach}", "{before}{after}");
    }
    for answer in [
        r#"<p>Notice</p>[{"title": {"rendered": "Eels"}, "content": {"rendered": ""}}, {"title": {"#,
        "<html><script>{\"schema\": \"article-embed/1\", \"headline\": \"Eels\"}</script></html>",
    ] {
        show(&browser, &servers, answer).await;
        Embed::first(&browser).failure().await;
        let event = browser.event("article-embed-error").await;
        assert_eq!(event["detail"]["code"], "not-json", "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_are_read_as_what_they_are() {
    let (browser, servers) = start().await;
    let json_ld = |body: &str, more: &str| {
        r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Eels &amp; roach",
            "datePublished": "Mon, 02 Mar 2026 08:15:00 +0100", "dateModified": "2026-03-01", "articleBody": "BODY"MORE}"#
            .replace("BODY", body)
            .replace("MORE", more)
    };
    let nitf = r#"{"guid": "urn:x:1", "headline": "Eels &amp; roach", "versioncreated": "20260302T081500+0100",
        "body_nitf": "<nitf><head><title>E</title></head><body><body.content><block><p>A <org>catch</org>.</p><hl2>Fares</hl2><p>Two &amp; a half.</p></block></body.content></body></nitf>"}"#;
    for (answer, text) in [
        (
            json_ld(
                "<p>A <b>catch</b>.</p><h2>Fares</h2><p>Two &amp; a half.</p>",
                "",
            ),
            ["A catch.", "Fares", "Two & a half."],
        ),
        (
            json_ld(r"A catch.\n\nFares\n\nTwo &amp; a half.", ""),
            ["A catch.", "Fares", "Two & a half."],
        ),
        (
            json_ld(
                r"A <b and c> d.\n3 < 4",
                r#", "correction": {"text": "It was a roach.", "datePublished": "2026-03-04"}"#,
            ),
            ["A <b and c> d.", "3 < 4", "2026-03-04: It was a roach."],
        ),
        (nitf.to_owned(), ["A catch.", "Fares", "Two & a half."]),
    ] {
        show(&browser, &servers, &answer).await;
        let embed = Embed::first(&browser);
        assert_eq!(embed.story().await, "Eels & roach", "{answer}");
        assert_eq!(embed.texts(".text p, .text h3").await, text, "{answer}");
        assert_eq!(
            embed.text(".date").await,
            "Monday, 2 March 2026",
            "{answer}"
        );
    }
}
