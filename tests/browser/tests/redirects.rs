//! Comments that a server answers by sending on to another page: to one for signing in, or to its new address.

use axum::http::Method;
use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Fake, Reply, Servers};
use serde_json::{Value, json};

const WORDS: &str = "The towpath is under water.";
const COMMENTS: &str = "/wp-json/wp/v2/comments";

/// Opens a story whose comments are there, and sends one.
async fn send(browser: &Browser, servers: &Servers, engine: &Fake) {
    let address = format!("{}{COMMENTS}?post=8", engine.origin);
    let page = servers.comments_page(&servers.story("tide"), "wordpress", &address);
    browser.open(&page).await;
    let embed = Embed::first(browser);
    embed.reply_form().await;
    embed.write("Ada", "ada@example.org", WORDS).await;
    embed.send().await;
}

/// What WordPress answers where it has taken it.
fn taken() -> Value {
    json!({
        "id": 9, "parent": 0, "author": 0, "author_name": "Ada", "author_url": "",
        "date_gmt": "2026-03-02T10:00:00", "status": "approved",
        "content": { "rendered": format!("<p>{WORDS}</p>") },
        "link": "https://news.example/towpath/",
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_sent_on_is_told_at_once_and_keeps_her_words() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (status, place, is_shared) in [
        (302, "/wp-login.php?redirect_to=x", true),
        (303, "/consent", true),
        (302, "/wp-login.php", false),
        (301, "https://members.news.example/", true),
        // Its list is what browsers would be given.
        (301, COMMENTS, true),
        (307, "/another/place", true),
    ] {
        let case = format!("{status} {place} {is_shared}");
        let engine = Fake::start(move |asked| match asked.method {
            Method::POST => Reply::redirect(status, place),
            _ if asked.address.starts_with(COMMENTS) => Reply::json(200, &json!([])),
            _ if is_shared => Reply::page(200, "Please sign in."),
            _ => Reply::page(200, "Please sign in.").unshared(),
        })
        .await;
        send(&browser, &servers, &engine).await;
        embed
            .until_text("form .summary", "could not take the comment")
            .await;
        assert_eq!(embed.value("comment").await, WORDS, "{case}");
        assert_eq!(embed.text("form .submit").await, "Post Comment", "{case}");
        let link = embed.attribute("form .summary a", "href").await;
        assert!(link.unwrap_or_default().contains("estuary-post"), "{case}");
        assert_eq!(embed.count(".comment").await, 0, "{case}");
        assert_eq!(engine.asked(&Method::POST).len(), 1, "{case}");
        // Her words are there when she is back.
        browser.reload().await;
        embed.reply_form().await;
        assert_eq!(embed.value("comment").await, WORDS, "{case}");
        embed.write_nothing().await;
    }
}

/// Browsers tell nothing of a redirect that pages of other origins may not read.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_sent_on_unseen_is_told_after_the_second_time() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let engine = Fake::start(|asked| match asked.method {
        Method::POST => Reply::redirect(302, "/wp-login.php").unshared(),
        _ => Reply::json(200, &json!([])),
    })
    .await;
    send(&browser, &servers, &engine).await;
    embed.until_text("form .submit", "Checking again in").await;
    let script = "return root.querySelector('.summary').textContent.includes('not certain')";
    let patience = std::time::Duration::from_secs(30);
    let what = "she is told that nobody knows";
    let _: bool = embed.until_within(patience, what, script).await;
    assert_eq!(embed.value("comment").await, WORDS);
    assert_eq!(embed.text("form .submit").await, "Post Comment");
    assert_eq!(engine.asked(&Method::POST).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_has_moved_gets_the_comment_once() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for status in [301, 302, 307, 308] {
        let new = Fake::start(|asked| match asked.method {
            Method::POST => Reply::json(201, &taken()),
            _ => Reply::json(200, &json!([])),
        })
        .await;
        let origin = new.origin.clone();
        let old = Fake::start(move |asked| {
            Reply::redirect(status, &format!("{origin}{}", asked.address))
        })
        .await;
        send(&browser, &servers, &old).await;
        embed.until_text(".comment.posted .words", WORDS).await;
        assert_eq!(embed.value("comment").await, "", "{status}");
        let posted = new.asked(&Method::POST);
        assert_eq!(posted.len(), 1, "{status}");
        let body = String::from_utf8_lossy(&posted[0].body).into_owned();
        assert!(body.contains("towpath"), "{status}: {body}");
        assert_eq!(embed.count(".comment").await, 1, "{status}");
    }
}

/// As by a plugin that answers as WordPress's own form does.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_all_the_same_is_found() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let is_taken = std::sync::atomic::AtomicBool::new(false);
    let engine = Fake::start(move |asked| {
        use std::sync::atomic::Ordering::SeqCst;
        if asked.method == Method::POST {
            is_taken.store(true, SeqCst);
            return Reply::redirect(302, "/2026/towpath/#comment-9");
        }
        let mut comment = taken();
        // Only now, so that it is not one of long ago.
        comment["date_gmt"] = json!("2999-01-01T00:00:00");
        let list = if is_taken.load(SeqCst) {
            vec![comment]
        } else {
            vec![]
        };
        Reply::json(200, &json!(list))
    })
    .await;
    send(&browser, &servers, &engine).await;
    embed.until_text(".comment.posted .words", WORDS).await;
    assert_eq!(embed.value("comment").await, "");
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.texts(".comment .words").await, [WORDS]);
    assert_eq!(engine.asked(&Method::POST).len(), 1);
}
