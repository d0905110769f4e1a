//! Counting that a story was shown and read: what arrives at the publisher, how often, and when
//! nothing does.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::Instant;

use browser_tests::browser::PATIENCE;
use browser_tests::stage::start;
use browser_tests::{Answer, Asked, Browser, Embed, Servers};
use serde_json::json;

const TIDE: &str = "https%3A%2F%2Festuary-post.example%2F2025%2F05%2Fthe-tide-mill-grinds-again";
const BELL: &str = "https%3A%2F%2Festuary-post.example%2F2025%2F05%2Fa-bell-that-nobody-rang";

/// Opens a page with a story far below the screen.
async fn open(browser: &Browser, servers: &Servers, story: &str, prepare: &str) {
    servers.answer("/count", Answer::With(204, "text/plain", String::new()));
    browser.open(&servers.page("blank", &[])).await;
    let far = "document.querySelector('#here').style.marginTop = '5000px';";
    let () = browser.run(&[far, prepare].concat(), vec![]).await;
    let count = format!("{}/count?site=herald", servers.publisher);
    let options = json!({ "article": servers.story(story), "count": count, "comments": "off" });
    browser.add_tag(&servers.embed, "#here", options).await;
    Embed::first(browser).story().await;
}

/// Everything that was told, as soon as it is as much as that.
async fn told(servers: &Servers, number: usize) -> Vec<Asked> {
    let start = Instant::now();
    loop {
        let asked = servers.asked("/count");
        if asked.len() >= number {
            return asked;
        }
        assert!(start.elapsed() < PATIENCE, "told only {asked:#?}");
        tokio::task::yield_now().await;
    }
}

/// Lets the browser draw and look what is on the screen, and waits for whatever it then sent.
async fn settle(browser: &Browser, servers: &Servers) {
    let script = "
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        return (async () => {
            for (let count = 0; count < 4; count++) await frame();
            await fetch(arguments[0]);
        })()";
    let () = browser
        .run(script, vec![json!(servers.story("tide"))])
        .await;
}

fn addresses(asked: &[Asked]) -> Vec<&str> {
    asked.iter().map(|asked| asked.address.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_is_told_when_it_is_seen_and_when_its_end_is_and_never_again() {
    let (browser, servers) = start().await;
    // Cookies do not tell ports apart, so this one would go to the publisher as well.
    open(&browser, &servers, "tide", "document.cookie = 'who=reader'").await;
    let embed = Embed::first(&browser);
    settle(&browser, &servers).await;
    assert_eq!(
        addresses(&servers.asked("/count")),
        [""; 0],
        "nobody has seen it"
    );

    embed.scroll_to(".story > footer").await;
    let asked = told(&servers, 2).await;
    let shown = format!("/count?site=herald&story={TIDE}&event=shown");
    let read = format!("/count?site=herald&story={TIDE}&event=read");
    assert_eq!(addresses(&asked), [&shown, &read]);
    for Asked {
        method,
        headers,
        body,
        ..
    } in &asked
    {
        assert_eq!(method, "POST");
        assert!(body.is_empty(), "{body:?}");
        for name in ["cookie", "referer", "authorization", "content-type"] {
            assert!(!headers.contains_key(name), "{name}: {headers:#?}");
        }
        // Fetch says `null`; Chromium says the site all the same, and never the page.
        let origin = headers.get("origin").unwrap();
        assert!(origin == "null" || *origin == servers.partner, "{origin:?}");
    }

    // Drawn anew, moved, taken away and back: it is the same story on the same page.
    let change = "
        host.theme = 'dark';
        host.headingLevel = 4;
        host.remove();
        document.querySelector('#there').append(host)";
    let () = embed.run(change, &[]).await;
    embed.element("h4.headline").await;
    embed.scroll_to(".story > footer").await;
    let leave =
        "window.kept = host; document.querySelector('[data-article]').remove(); host.remove()";
    let () = embed.run(leave, &[]).await;
    let given_up = "return !kept.shadowRoot.querySelector('.story')";
    browser
        .until::<bool>("it is given up", given_up, vec![])
        .await;
    let () = browser
        .run("document.querySelector('#there').append(kept)", vec![])
        .await;
    embed.story().await;
    embed.scroll_to(".story > footer").await;

    // Another story counts anew.
    let () = embed
        .run("host.article = arguments[1]", &[&servers.story("bell")])
        .await;
    embed
        .until_text(".headline", "A bell that nobody rang")
        .await;
    embed.scroll_to(".story > footer").await;
    let asked = told(&servers, 4).await;
    settle(&browser, &servers).await;
    let bell_shown = format!("/count?site=herald&story={BELL}&event=shown");
    let bell_read = format!("/count?site=herald&story={BELL}&event=read");
    assert_eq!(addresses(&asked), [&shown, &read, &bell_shown, &bell_read]);
    assert_eq!(servers.asked("/count").len(), 4);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_skips_to_the_end_has_not_read_the_story() {
    let (browser, servers) = start().await;
    let paragraph = json!({ "type": "paragraph", "content": "A word after a word." });
    let story = json!({
        "schema": "article-embed/1", "headline": "A long story",
        "body": vec![paragraph; 100],
    });
    servers.answer("/long.json", Answer::json(200, &story.to_string()));
    open(&browser, &servers, "long", "").await;
    Embed::first(&browser).scroll_to(".story > footer").await;
    told(&servers, 1).await;
    settle(&browser, &servers).await;
    let asked = servers.asked("/count");
    assert_eq!(asked.len(), 1, "{asked:#?}");
    // It has no page of its own, so its document's address stands for it.
    assert!(
        asked[0].address.ends_with("%2Flong.json&event=shown"),
        "{asked:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_objects_is_not_counted() {
    let (browser, servers) = start().await;
    let object = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {
        get: () => true })";
    open(&browser, &servers, "tide", object).await;
    Embed::first(&browser).scroll_to(".story > footer").await;
    settle(&browser, &servers).await;
    assert_eq!(addresses(&servers.asked("/count")), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_asked_nothing_is_told() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    browser.requests().await;
    let options = json!({ "article": servers.story("tide"), "comments": "off" });
    browser.add_tag(&servers.embed, "#here", options).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.scroll_to(".story > footer").await;
    settle(&browser, &servers).await;
    let requests = browser.requests().await;
    let others: Vec<_> = requests
        .iter()
        .filter(|address| !address.starts_with(&servers.embed) && !address.contains(".json"))
        .collect();
    // The picture is the story's.
    assert!(
        others.iter().all(|address| address.contains("/lead.")),
        "{others:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_count_harms_nobody() {
    let (browser, servers) = start().await;
    open(&browser, &servers, "tide", "").await;
    let nobody = browser_tests::server::nobody().await;
    let embed = Embed::first(&browser);
    let () = embed.run("host.count = arguments[1]", &[&nobody]).await;
    embed.scroll_to(".story > footer").await;
    let asked = "return performance.getEntriesByType('resource').some(({name}) =>
        name.startsWith(arguments[0]))";
    browser
        .until::<bool>("it was asked", asked, vec![json!(nobody)])
        .await;
    settle(&browser, &servers).await;
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0]);
}
