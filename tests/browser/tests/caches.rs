//! Lists that are older than what the reader has done, from the browser's cache or one between: what she has
//! written, changed and deleted stays so, and is shown once.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;

use axum::http::Method;
use browser_tests::isso::Settings;
use browser_tests::stage::{TIDE, open_isso, start};
use browser_tests::{Browser, Cache, Embed, Fake, Isso, Reply, Servers};
use serde_json::{Value, json};

const EMAIL: &str = "ada@example.org";
const WORDS: &str = "I counted nine herons.";

/// A comment as WordPress lists it.
fn listed(id: u32, words: &str) -> Value {
    json!({
        "id": id, "parent": 0, "author": 0, "author_name": "Ada", "author_url": "",
        "date_gmt": "2026-03-02T10:00:00", "status": "approved",
        "content": { "rendered": format!("<p>{words}</p>") },
        "link": "https://news.example/herons/",
    })
}

/// Waits until nothing of hers is kept for this place any more.
async fn until_crossed_off(browser: &Browser) {
    let script = "return Object.keys(localStorage)
        .every((name) => !name.startsWith('article-embed/held/'))";
    let what = "nothing is kept any more";
    let _: bool = browser.until(what, script, vec![]).await;
}

/// A WordPress that publishes at once, and whose list knows of it as soon as it is told to.
struct Stale {
    engine: Fake,
    is_known: Arc<AtomicBool>,
}

impl Stale {
    async fn start() -> Self {
        let is_known = Arc::new(AtomicBool::new(false));
        let is_listed = Arc::clone(&is_known);
        let engine = Fake::start(move |asked| {
            let list = asked.address.split('?').next() == Some("/wp-json/wp/v2/comments");
            match asked.method {
                Method::POST => Reply::json(201, &listed(9, WORDS)),
                _ if !list => Reply::json(200, &listed(9, WORDS)),
                _ => {
                    let mut comments = vec![listed(1, "I counted eight.")];
                    if is_listed.load(SeqCst) {
                        comments.push(listed(9, WORDS));
                    }
                    Reply::json(200, &json!(comments)).header("cache-control", "max-age=600")
                }
            }
        })
        .await;
        Self { engine, is_known }
    }

    async fn open(&self, browser: &Browser, servers: &Servers) {
        let address = format!("{}/wp-json/wp/v2/comments?post=8", self.engine.origin);
        let page = servers.comments_page(&servers.story("tide"), "wordpress", &address);
        browser.open(&page).await;
        Embed::first(browser).reply_form().await;
    }

    fn lists(&self) -> usize {
        let asked = self.engine.asked(&Method::GET);
        let is_list = |address: &&str| address.contains("per_page");
        asked
            .iter()
            .map(|asked| &*asked.address)
            .filter(is_list)
            .count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_stays_until_the_list_has_it_and_stands_once() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let wordpress = Stale::start().await;
    wordpress.open(&browser, &servers).await;
    // The browser has this list for the next ten minutes.
    let before = wordpress.lists();
    wordpress.open(&browser, &servers).await;
    assert_eq!(wordpress.lists(), before, "this tests nothing");
    embed.write("Ada", EMAIL, WORDS).await;
    embed.send().await;
    embed.until_text(".comment.posted .words", WORDS).await;

    for _ in 0..2 {
        let before = wordpress.lists();
        wordpress.open(&browser, &servers).await;
        assert!(
            wordpress.lists() > before,
            "the browser's own list is asked"
        );
        embed.until_text(".comment .words", WORDS).await;
        assert_eq!(
            embed.texts(".comment .words").await,
            ["I counted eight.", WORDS]
        );
        assert_eq!(embed.text(".comments-title").await, "2 comments");
        assert_eq!(embed.count(".pending").await, 0);
    }
    wordpress.is_known.store(true, SeqCst);
    wordpress.open(&browser, &servers).await;
    until_crossed_off(&browser).await;
    assert_eq!(
        embed.texts(".comment .words").await,
        ["I counted eight.", WORDS]
    );
    // From now on it is as everybody's, and the browser has a list that knows it.
    let before = wordpress.lists();
    wordpress.open(&browser, &servers).await;
    assert_eq!(wordpress.lists(), before);
    assert_eq!(embed.count(".comment").await, 2);
    assert_eq!(embed.text(".comments-title").await, "2 comments");
}

/// Opens the story with an Isso behind a cache.
async fn start_behind_cache() -> (Browser, Servers, Isso, Cache) {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, Settings::default()).await;
    isso.write(TIDE, json!({ "text": "Eight.", "author": "Bo" }))
        .await;
    let cache = Cache::start(isso.origin()).await;
    open_isso(&browser, &servers, &cache.origin).await;
    (browser, servers, isso, cache)
}

/// Takes the leave away to change anything, as after a while.
async fn forget_cookies(browser: &Browser) {
    let clear = "Network.clearBrowserCookies";
    browser.devtools(clear, json!({})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn isso_behind_a_cache_loses_nothing_that_was_written() {
    let (browser, servers, _isso, cache) = start_behind_cache().await;
    let embed = Embed::first(&browser);
    cache.keep();
    open_isso(&browser, &servers, &cache.origin).await;
    embed.write("Ada", EMAIL, "Nine *herons*.").await;
    embed.send().await;
    embed.until_text(".comment.posted em", "herons").await;
    open_isso(&browser, &servers, &cache.origin).await;
    embed.until_text(".comment em", "herons").await;
    embed.element(".comment .edit").await;
    forget_cookies(&browser).await;
    open_isso(&browser, &servers, &cache.origin).await;
    embed.until_text(".comment .words", "herons").await;
    assert_eq!(embed.count(".comment").await, 2);
    assert_eq!(embed.text(".comments-title").await, "2 comments");
    cache.forget();
    open_isso(&browser, &servers, &cache.origin).await;
    embed.until_text(".comment em", "herons").await;
    assert_eq!(embed.count(".comment").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn isso_behind_a_cache_shows_what_was_changed() {
    let (browser, servers, isso, cache) = start_behind_cache().await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Ten herons.").await;
    embed.send().await;
    embed.element(".comment.posted .edit").await;
    cache.keep();
    open_isso(&browser, &servers, &cache.origin).await;
    embed.click(".comment .edit").await;
    embed.until_text("li form .form-title", "Edit").await;
    embed.write_nothing().await;
    embed.type_into("comment", "Nine herons.").await;
    embed.send().await;
    embed.until_text(".comment .words", "Nine herons.").await;
    for has_leave in [true, false] {
        if !has_leave {
            forget_cookies(&browser).await;
        }
        open_isso(&browser, &servers, &cache.origin).await;
        embed.until_text(".comment .words", "Nine herons.").await;
        let shown = ["Eight.", "Nine herons."];
        assert_eq!(embed.texts(".comment .words").await, shown, "{has_leave}");
        assert_eq!(embed.text(".comments-title").await, "2 comments");
    }
    // Whoever changes it after her has the last word.
    assert_eq!(isso.comments(TIDE)[1]["text"], "Nine herons.");
    cache.forget();
    open_isso(&browser, &servers, &cache.origin).await;
    embed.until_text(".comment .words", "Nine herons.").await;
    assert_eq!(embed.count(".comment").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn isso_behind_a_cache_brings_back_nothing_that_was_deleted() {
    let (browser, servers, isso, cache) = start_behind_cache().await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Ten herons.").await;
    embed.send().await;
    embed.element(".comment.posted .delete").await;
    cache.keep();
    open_isso(&browser, &servers, &cache.origin).await;
    embed.element(".comment .delete").await;
    embed.delete().await;
    assert_eq!(isso.comments(TIDE).len(), 1);
    for is_kept in [true, true, false] {
        if !is_kept {
            cache.forget();
        }
        open_isso(&browser, &servers, &cache.origin).await;
        embed.until_text(".comment .words", "Eight.").await;
        assert_eq!(embed.texts(".comment .words").await, ["Eight."]);
        assert_eq!(embed.text(".comments-title").await, "1 comment");
    }
    // Isso gives the number again: what somebody else writes under it is hers no more.
    isso.write(TIDE, json!({ "text": "Eleven!", "author": "Cy" }))
        .await;
    open_isso(&browser, &servers, &cache.origin).await;
    embed.until_text(".comment .words", "Eleven!").await;
    assert_eq!(embed.text(".comments-title").await, "2 comments");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deleted_stays_as_the_place_of_its_replies() {
    let (browser, servers, isso, cache) = start_behind_cache().await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Ten herons.").await;
    embed.send().await;
    embed.element(".comment.posted .delete").await;
    let id = isso.comments(TIDE)[1]["id"].clone();
    isso.write(
        TIDE,
        json!({ "text": "Nine.", "author": "Bo", "parent": id }),
    )
    .await;
    cache.keep();
    open_isso(&browser, &servers, &cache.origin).await;
    embed.until_text(".comment .words", "Nine.").await;
    embed.delete().await;
    open_isso(&browser, &servers, &cache.origin).await;
    embed
        .until_text(".comment .words", "This comment was deleted.")
        .await;
    assert_eq!(
        embed.texts(".comment .words").await,
        ["Eight.", "This comment was deleted.", "Nine."]
    );
    assert_eq!(embed.text(".comments-title").await, "2 comments");
}
