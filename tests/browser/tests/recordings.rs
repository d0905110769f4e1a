//! Recordings with captions, of servers that share with other origins and of one that does not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::json;

/// Opens a story with a recording and its captions, and plays it.
async fn play<'a>(browser: &'a Browser, servers: &Servers, sources: &[String]) -> Embed<'a> {
    let captions = "WEBVTT\n\n00:00.000 --> 00:00.900\nThe chime strikes one\n";
    let captions = Answer::With(200, "text/vtt", captions.to_owned());
    servers.answer("/chime.vtt", captions);
    let track =
        json!({ "src": "chime.vtt", "kind": "captions", "language": "en", "default": true });
    let recording = json!({ "type": "video", "sources": sources, "tracks": [track] });
    let story = json!({
        "schema": "article-embed/1", "headline": "The chime", "body": [recording],
        "canonical_url": "https://news.example/chime",
    });
    servers.answer("/chime.json", Answer::json(200, &story.to_string()));
    let article = servers.story("chime");
    let page = servers.page(
        "story",
        &[
            ("ARTICLE", &*article),
            ("URL", "https://news.example/chime"),
        ],
    );
    browser.open(&page).await;
    let embed = Embed::first(browser);
    embed.story().await;
    let crossorigin = embed.attribute("video", "crossorigin").await;
    assert_eq!(crossorigin.as_deref(), Some("anonymous"));
    // Browsers let no script begin what can be heard.
    let script = "
        const player = root.querySelector('video');
        player.muted = true;
        player.play().catch(() => {})";
    let () = embed.run(script, &[]).await;
    let script = "return root.querySelector('video').currentTime > 0";
    let _: bool = embed.until("the recording plays", script, &[]).await;
    embed
}

#[tokio::test(flavor = "multi_thread")]
async fn captions_are_shown_where_the_server_shares() {
    let (browser, servers) = start().await;
    // The first file is missing, which is no reason to go without captions.
    let sources = ["gone.wav", "chime.wav"].map(|name| format!("{}/{name}", servers.publisher));
    let embed = play(&browser, &servers, &sources).await;
    let script = "return root.querySelector('track')?.track.cues?.[0]?.text";
    let words: String = embed.until("the captions are there", script, &[]).await;
    assert_eq!(words, "The chime strikes one");
    assert_eq!(embed.count("video[crossorigin]").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_share_costs_the_captions_alone() {
    let (browser, servers) = start().await;
    let origin = servers.serve_unshared().await;
    let sources = ["gone.wav", "chime.wav"].map(|name| format!("{origin}/{name}"));
    let embed = play(&browser, &servers, &sources).await;
    assert_eq!(embed.count("video[crossorigin], track").await, 0);
    assert_eq!(embed.count("source").await, 2);
}
