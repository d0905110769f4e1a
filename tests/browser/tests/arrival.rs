//! When the islands are fetched, and that nothing is lost which a reader does before they are there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::site::Fault;
use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers, Site};
use serde_json::json;
use thirtyfour::Key;

/// A reader who saves data, whose browser is as idle as any.
const SAVING: &str = "Object.defineProperty(navigator.connection, 'saveData', { value: true })";

/// Nothing that was to be done is still to be done. After keys were pressed, Chromium can be idle without calling
/// anybody, so two seconds are enough.
const IDLE: &str = "return new Promise((done) => requestIdleCallback(() =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))), { timeout: 2000 }))";

/// A story many windows long, with what islands are for at its end alone.
fn long_story(site: &Site) -> String {
    let paragraph = "The bridge turned again on Thursday, as its keeper says it must. ".repeat(4);
    let paragraph = json!({ "type": "paragraph", "content": paragraph });
    let story = json!({
        "schema": "article-embed/1", "headline": "A long story",
        "canonical_url": "https://www.estuary-post.example/long", "body": vec![paragraph; 120],
    });
    site.story("long", &story.to_string())
}

async fn open(browser: &Browser, servers: &Servers, site: &Site) {
    browser.resize(700, 500).await;
    browser.open(&servers.page("blank", &[])).await;
    let options = json!({
        "article": long_story(site), "comments": "preview", "loading": "eager",
    });
    browser.add_tag(&site.origin, "#here", options).await;
    browser.event("article-embed-ready").await;
}

/// How often either file of the islands was asked for.
fn asked(site: &Site) -> (usize, usize) {
    let of = |end| site.asked(&site.built("islands-", end));
    (of(".js"), of(".wasm"))
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_fetched_when_the_browser_has_nothing_else_to_do() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    open(&browser, &servers, &site).await;
    Embed::first(&browser).islands().await;
    assert_eq!(asked(&site), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_saves_data_gets_them_when_she_needs_them() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    browser.run_first(SAVING).await;
    let embed = Embed::first(&browser);
    for (what, script) in [
        (
            "near",
            "root.querySelector('[data-place=share]').scrollIntoView()",
        ),
        (
            "hover",
            "root.querySelector('.text p').dispatchEvent(
                new PointerEvent('pointerover', { bubbles: true, composed: true }))",
        ),
        (
            "touch",
            "root.querySelector('.text p').dispatchEvent(
                new TouchEvent('touchstart', { bubbles: true, composed: true }))",
        ),
        ("focus", "root.querySelector('.headline').focus()"),
        ("click", "root.querySelector('.text p').click()"),
        (
            "selection",
            "const text = root.querySelector('.text p').firstChild;
             getSelection().setBaseAndExtent(text, 0, text, 10)",
        ),
    ] {
        site.forget();
        open(&browser, &servers, &site).await;
        let () = browser.run(IDLE, vec![]).await;
        assert_eq!(asked(&site), (0, 0), "before {what}");
        let () = embed.run(script, &[]).await;
        let script = "return !!root.querySelector('[data-place=share][data-live]')";
        let _: bool = embed.until(what, script, &[]).await;
        assert_eq!(asked(&site), (1, 1), "after {what}");
        assert_eq!(browser.console().await, [""; 0], "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_does_not_come_needs_none() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    browser.open(&servers.page("blank", &[])).await;
    let options = json!({ "article": servers.story("nowhere") });
    browser.add_tag(&site.origin, "#here", options).await;
    Embed::first(&browser).failure().await;
    let () = browser.run(IDLE, vec![]).await;
    assert_eq!(asked(&site), (0, 0));
}

/// A story with everything that waits for islands.
fn full_story(site: &Site, servers: &Servers) -> String {
    let picture = format!("{}/gate.png", servers.publisher);
    let story = json!({
        "schema": "article-embed/1", "headline": "A story with everything",
        "canonical_url": "https://www.estuary-post.example/everything",
        "body": [
            { "type": "image", "src": picture, "alt": "A gate", "width": 400, "height": 300 },
            { "type": "embed", "provider": "youtube", "id": "dQw4w9WgXcQ", "title": "It turns" },
            { "type": "paragraph", "content": "And words." },
        ],
    });
    site.story("everything", &story.to_string())
}

/// What is pressed, and what must come of it.
const PRESSED: &[(&str, &str)] = &[
    (
        ".share-button[data-target=copy]",
        "return recorded.events.some(({ type, detail }) =>
            type === 'article-embed-share' && detail.target === 'copy')",
    ),
    (
        ".share-button[data-target=print]",
        "return window.printed === 1",
    ),
    (
        ".share-button[data-target=mastodon]",
        "return !!root.querySelector('.server-picker')",
    ),
    (
        "[data-action=picture]",
        "return !!root.querySelector('dialog[open] img')",
    ),
    (
        "[data-action=frame]",
        "return root.querySelectorAll('iframe').length === 1",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pressed_before_they_are_there_is_done_once_they_are() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    browser
        .run_first("window.printed = 0; window.print = () => { printed++ }")
        .await;
    browser
        .decide_permission("clipboard-write", "granted")
        .await;
    let embed = Embed::first(&browser);
    for (selector, done) in PRESSED {
        for by_keyboard in [false, true] {
            let case = format!("{selector}, by keyboard: {by_keyboard}");
            site.spoil(&site.built("islands-", ".wasm"), Fault::Silent);
            browser.open(&servers.page("blank", &[])).await;
            let options = json!({ "article": full_story(&site, &servers) });
            browser.add_tag(&site.origin, "#here", options).await;
            embed.story().await;
            embed.show_all_targets().await;
            if by_keyboard {
                let focus = "root.querySelector(arguments[1]).focus()";
                let () = embed.run(focus, &[selector]).await;
                browser.press(Key::Enter.into()).await;
            } else {
                embed.click(selector).await;
            }
            let waits = "return root.querySelector(arguments[1]).ariaBusy === 'true'";
            let _: bool = embed.until(&case, waits, &[selector]).await;
            assert!(!embed.run::<bool>(done, &[]).await, "{case}: done already");
            // Once more: it is still one wish.
            let again = "root.querySelector(arguments[1]).click()";
            let () = embed.run(again, &[selector]).await;
            site.recover();
            embed.islands().await;
            let _: bool = embed.until(&case, done, &[]).await;
            let waiting = "return root.querySelectorAll('[aria-busy=true]').length === 0";
            let _: bool = embed.until(&case, waiting, &[]).await;
            let () = browser.run(IDLE, vec![]).await;
            assert!(embed.run::<bool>(done, &[]).await, "{case}: not once");
            let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
            assert_eq!(errors, [""; 0], "{case}: the page saw errors");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_of_the_share_bar_need_no_islands() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    site.spoil(&site.built("islands-", ".wasm"), Fault::Silent);
    browser.open(&servers.page("blank", &[])).await;
    let stay = "addEventListener('click', (event) => event.preventDefault())";
    let () = browser.run(stay, vec![]).await;
    let options = json!({ "article": full_story(&site, &servers) });
    browser.add_tag(&site.origin, "#here", options).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    // They stay to be seen when the islands come.
    embed.show_all_targets().await;
    for is_there in [false, true] {
        if is_there {
            site.recover();
            embed.islands().await;
        }
        for target in ["x", "telegram", "email"] {
            let () = browser.run("recorded.events = []", vec![]).await;
            embed.click(&format!("a[data-target={target}]")).await;
            let told = browser.events("article-embed-share").await;
            assert_eq!(
                told.len(),
                1,
                "{target}, islands there: {is_there}: {told:#?}"
            );
            assert_eq!(told[0]["detail"], json!({ "target": target }));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_pressed_for_a_story_is_not_done_for_the_next() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    site.spoil(&site.built("islands-", ".wasm"), Fault::Silent);
    browser.open(&servers.page("blank", &[])).await;
    let options = json!({ "article": full_story(&site, &servers) });
    browser.add_tag(&site.origin, "#here", options).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.click(".share-button[data-target=copy]").await;
    let () = embed
        .run("host.article = arguments[1]", &[&servers.story("bell")])
        .await;
    embed
        .until_text(".headline", "A bell that nobody rang")
        .await;
    site.recover();
    embed.islands().await;
    let () = browser.run(IDLE, vec![]).await;
    // That was a wish for another story.
    let told = browser.events("article-embed-share").await;
    assert_eq!(told.len(), 0, "{told:#?}");
    let busy = "return root.querySelectorAll('[aria-busy=true]').length";
    assert_eq!(embed.run::<u32>(busy, &[]).await, 0);
}
