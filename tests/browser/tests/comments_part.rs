//! The part of the program with the comments: when it is fetched, and what happens where it does not
//! come.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};

/// Opens a story that is many windows long, with the preview's comments.
async fn open(browser: &Browser, servers: &Servers) {
    let page = servers.comments_page(&servers.story("almanac"), "preview", "");
    browser.open(&page).await;
    Embed::first(browser).story().await;
}

fn part(servers: &Servers) -> String {
    servers.built("article-embed-comments-", ".wasm")
}

/// How often the browser has asked for the part.
async fn asked(browser: &Browser, servers: &Servers) -> usize {
    let part = part(servers);
    let requests = browser.requests().await;
    let asked = requests.iter().filter(|address| address.ends_with(&part));
    asked.count()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_fetched_when_a_reader_comes_near() {
    let (browser, servers) = start().await;
    browser.resize(700, 500).await;
    open(&browser, &servers).await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.text(".comments h2, .comments h3").await, "Comments");
    let distance =
        "return root.querySelector('.comments').getBoundingClientRect().top - innerHeight";
    let distance: f64 = embed.run(distance, &[]).await;
    assert!(distance > 1700.0, "the comments are near: {distance} px");
    assert_eq!(asked(&browser, &servers).await, 0, "before she is near");
    embed.reply_form().await;
    assert_eq!(asked(&browser, &servers).await, 1);
    let shifts: Vec<String> = browser.run("return recorded.shifts", vec![]).await;
    assert_eq!(shifts, [""; 0]);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_does_not_come_the_reader_can_ask_again() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (case, answer) in [
        ("no file", Answer::html(404)),
        ("no program", Answer::html(200)),
        ("no bytes", Answer::empty()),
    ] {
        servers.answer(&part(&servers), answer);
        open(&browser, &servers).await;
        embed.scroll_to(".comments").await;
        let retry = ".comments .notice[role=alert] button";
        embed.until_text(retry, "Try again").await;
        assert_eq!(embed.count("form.reply-form").await, 0, "{case}");

        // Still not.
        let focus = "root.querySelector(arguments[1]).focus()";
        let () = embed.run(focus, &[retry]).await;
        browser.press('\u{e007}').await;
        embed.until_text(retry, "Try again").await;
        servers.recover(&part(&servers));
        embed.run::<()>(focus, &[retry]).await;
        browser.press('\u{e007}').await;
        embed.reply_form().await;
        let title = Some("comments-title".to_owned());
        let focused = "return root.activeElement?.id";
        let focused: Option<String> = embed.run(focused, &[]).await;
        assert_eq!(focused, title, "{case}: the keyboard's focus is lost");
        embed
            .write("Ada", "ada@example.org", "Here after all.")
            .await;
        embed.send().await;
        embed.until_text(".comment .words", "Here after all.").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_without_comments_never_needs_it() {
    let (browser, servers) = start().await;
    let page = servers.comments_page(&servers.story("almanac"), "off", "");
    browser.open(&page).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.scroll_to(".share").await;
    embed
        .until_text(".share .invitation", "Share this story")
        .await;
    assert_eq!(asked(&browser, &servers).await, 0);
}
