//! Nothing on a page moves by itself, from the snippet to the islands and through languages and themes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use browser_tests::{Browser, Embed, Servers};

use crate::layout::nothing_has_shifted;

/// The snippet in the README, for a story of the tests.
fn snippet(servers: &Servers, story: &str) -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (_, snippet) = readme.split_once("```html\n").unwrap();
    let (snippet, _) = snippet.split_once("```").unwrap();
    let with = |snippet: &str, name: &str, value: &str| {
        let begin = format!("{name}=\"");
        let (before, rest) = snippet.split_once(&begin).unwrap();
        let (_, after) = rest.split_once('"').unwrap();
        format!("{before}{begin}{value}\"{after}")
    };
    let loader = format!("{}/embed.js", servers.embed);
    let snippet = with(snippet, "<script async src", &loader);
    let snippet = with(&snippet, "data-article", &servers.story(story));
    let snippet = with(&snippet, "data-url", "https://www.estuary-post.example/own");
    assert!(!snippet.contains("wp-json"), "{snippet}");
    snippet
}

async fn open(browser: &Browser, servers: &Servers, story: &str) {
    let snippet = snippet(servers, story);
    browser
        .open(&servers.page("snippet", &[("SNIPPET", &snippet)]))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_with_the_readmes_snippet() {
    let servers = Servers::start().await;
    for (width, height) in [(1200, 900), (360, 740)] {
        for story in ["tide", "almanac"] {
            let case = |what: &str| format!("{story} at {width} × {height}: {what}");
            let browser = Browser::start().await;
            browser.resize(width, height).await;
            browser.slow_down().await;
            open(&browser, &servers, story).await;
            let embed = Embed::first(&browser);
            embed.story().await;
            nothing_has_shifted(&browser, &case("the story")).await;
            embed.islands().await;
            nothing_has_shifted(&browser, &case("the islands")).await;
            for language in ["de", "ar", "en"] {
                let () = embed.run("host.lang = arguments[1]", &[language]).await;
                let script = "
                    const story = root.querySelector('[data-context]');
                    return JSON.parse(story.dataset.context).interface === arguments[1]
                        && !!root.querySelector('.column:not([data-changing])')";
                let _: bool = embed.until(language, script, &[language]).await;
                nothing_has_shifted(&browser, &case(language)).await;
            }
            for theme in ["dark", "light", "auto"] {
                let () = embed.run("host.theme = arguments[1]", &[theme]).await;
                nothing_has_shifted(&browser, &case(theme)).await;
            }
            assert_eq!(browser.console().await, [""; 0], "{story}");
        }
    }
}
