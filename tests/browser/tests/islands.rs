//! The second program, with what readers do: what happens where it does not come or breaks down, and
//! that it comes after all.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};

/// Opens a story that is many windows long, with the preview's comments.
async fn open(browser: &Browser, servers: &Servers) {
    let page = servers.comments_page(&servers.story("almanac"), "preview", "");
    browser.open(&page).await;
    Embed::first(browser).story().await;
}

/// The button in the comments' place.
const RETRY: &str = "[data-place=comments] [data-action=retry]";

/// Waits until the comments' place says that they cannot be had.
async fn is_down(embed: Embed<'_>, case: &str) {
    let script = "
        const failed = root.querySelector('[data-place=comments] [data-when=failed]');
        const waiting = root.querySelector('[data-place=comments] [data-when=waiting]');
        failed?.scrollIntoView({ block: 'center' });
        return failed?.checkVisibility() && !waiting?.checkVisibility()
            && !root.querySelector('[aria-busy=true]')";
    let _: bool = embed.until(case, script, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_they_do_not_come_the_reader_can_ask_again() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (end, case, answer, cause) in [
        (".wasm", "no program", Answer::html(404), "status 404"),
        (".wasm", "another program", Answer::html(200), "integrity"),
        (".wasm", "an empty program", Answer::empty(), "integrity"),
        (".js", "no script", Answer::html(500), "status 500"),
        (".js", "another script", Answer::html(200), "integrity"),
    ] {
        let path = servers.built("islands-", end);
        servers.answer(&path, answer);
        open(&browser, &servers).await;
        is_down(embed, case).await;
        assert_eq!(embed.count("form.reply-form").await, 0, "{case}");
        // The story is whole, and so are the links.
        let words = "return root.querySelector('.text').textContent.length > 100";
        assert!(
            embed.run::<bool>(words, &[]).await,
            "{case}: words are missing"
        );
        assert!(embed.count("a.share-button[href]").await > 3, "{case}");
        let link = "return !!root.querySelector('[data-when=failed] a[href^=http]')";
        assert!(
            embed.run::<bool>(link, &[]).await,
            "{case}: no link to the comments"
        );
        let event = browser.event("article-embed-error").await;
        assert_eq!(event["detail"]["code"], "islands", "{case}: {event}");
        let console = browser.console().await;
        let told = console
            .iter()
            .filter(|line| line.contains("article-embed: "));
        let told: Vec<_> = told.collect();
        assert_eq!(told.len(), 1, "{case}: {console:#?}");
        assert!(
            told[0].contains(cause) && !told[0].contains("Policy"),
            "{case}: {told:#?}"
        );

        // Still not.
        let focus = "root.querySelector(arguments[1]).focus()";
        let () = embed.run(focus, &[RETRY]).await;
        let failures = browser.events("article-embed-error").await.len();
        browser.press('\u{e007}').await;
        let script = "return recorded.events.filter(({ type }) =>
            type === 'article-embed-error').length > arguments[0]";
        let _: bool = browser.until(case, script, vec![failures.into()]).await;
        is_down(embed, case).await;
        servers.recover(&path);
        let () = embed.run(focus, &[RETRY]).await;
        browser.press('\u{e007}').await;
        embed.reply_form().await;
        let focused = "return root.activeElement?.id";
        let focused: Option<String> = embed.run(focused, &[]).await;
        let title = Some("comments-title".to_owned());
        assert_eq!(focused, title, "{case}: the keyboard's focus is lost");
        let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
        assert_eq!(errors, [""; 0], "{case}: the page saw errors");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_comments_are_those_that_they_would_have_been() {
    let (browser, servers) = start().await;
    let path = servers.built("islands-", ".wasm");
    servers.answer(&path, Answer::html(404));
    open(&browser, &servers).await;
    let embed = Embed::first(&browser);
    is_down(embed, "no program").await;
    servers.recover(&path);
    embed.click(RETRY).await;
    embed.reply_form().await;
    embed
        .write("Ada", "ada@example.org", "Here after all.")
        .await;
    embed.send().await;
    embed.until_text(".comment .words", "Here after all.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_networks_return_brings_them() {
    let (browser, servers) = start().await;
    let path = servers.built("islands-", ".wasm");
    servers.answer(&path, Answer::html(503));
    open(&browser, &servers).await;
    let embed = Embed::first(&browser);
    is_down(embed, "no program").await;
    browser.set_offline(true).await;
    servers.recover(&path);
    browser.set_offline(false).await;
    embed.reply_form().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn any_press_on_what_needs_them_brings_them() {
    let (browser, servers) = start().await;
    let path = servers.built("islands-", ".wasm");
    servers.answer(&path, Answer::html(503));
    browser
        .run_first("window.printed = 0; window.print = () => { printed++ }")
        .await;
    open(&browser, &servers).await;
    let embed = Embed::first(&browser);
    is_down(embed, "no program").await;
    servers.recover(&path);
    embed.show_all_targets().await;
    embed.click(".share-button[data-target=print]").await;
    let _: u32 = browser
        .until("it is printed", "return printed", vec![])
        .await;
    embed.reply_form().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_without_comments_has_no_place_for_them() {
    let (browser, servers) = start().await;
    servers.answer(&servers.built("islands-", ".wasm"), Answer::html(404));
    let page = servers.comments_page(&servers.story("almanac"), "off", "");
    browser.open(&page).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.scroll_to(".share").await;
    embed
        .until_text(".share .invitation", "Share this story")
        .await;
    let event = browser.event("article-embed-error").await;
    assert_eq!(event["detail"]["code"], "islands", "{event}");
    assert_eq!(
        embed
            .count(".comments, [data-place=comments] [data-when]")
            .await,
        0
    );
    assert_eq!(embed.count(".failure").await, 0);
}
