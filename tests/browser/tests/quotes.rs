//! Passing on words that a reader has selected, with a link to their place in the original.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::json;
use thirtyfour::Key;

const WORDS: &str = "the wheel turned before anybody was up";

/// Opens a story in which these words stand once whole and once in part.
async fn open(browser: &Browser, servers: &Servers, original: &str) {
    let paragraphs = [
        "Nobody saw how the wheel turned before noon, in the year of the flood.",
        "On Monday the wheel turned before anybody was up, and the water was clear.",
        "It has turned since.",
    ];
    let body: Vec<_> = paragraphs
        .iter()
        .map(|words| json!({ "type": "paragraph", "content": words }))
        .collect();
    let story = json!({
        "schema": "article-embed/1", "headline": "The wheel", "canonical_url": original, "body": body,
    });
    servers.answer("/wheel.json", Answer::json(200, &story.to_string()));
    let values = [
        ("ARTICLE", &*servers.story("wheel")),
        ("SHARE", "x copy"),
        ("SHARE_URL", "canonical"),
    ];
    browser.open(&servers.page("sharing", &values)).await;
    for permission in ["clipboard-read", "clipboard-write"] {
        browser.decide_permission(permission, "granted").await;
    }
    Embed::first(browser).element(".share-button").await;
}

/// Selects the words, as a mouse would.
const SELECT: &str = "
    const paragraph = root.querySelectorAll('.text p')[1].firstChild;
    const at = paragraph.data.indexOf(arguments[1]);
    getSelection().setBaseAndExtent(paragraph, at, paragraph, at + arguments[1].length)";

const IS_SHOWN: &str = "return root.querySelector('.quote-bar')?.hidden === false";

async fn copied(browser: &Browser) -> String {
    let event = browser.event("article-embed-share").await;
    assert_eq!(event["detail"], json!({ "target": "copy", "quote": WORDS }));
    browser
        .run("return navigator.clipboard.readText()", vec![])
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn selected_words_are_copied_with_a_link_that_leads_to_them() {
    let (browser, servers) = start().await;
    let original = format!("{}/wheel.html", servers.publisher);
    open(&browser, &servers, &original).await;
    let embed = Embed::first(&browser);
    embed.islands().await;
    let is_hidden = "return root.querySelector('.quote-bar')?.hidden ?? false";
    let _: bool = embed.until("the bar waits", is_hidden, &[]).await;
    let () = embed.run(SELECT, &[WORDS]).await;
    let _: bool = embed.until("the bar is there", IS_SHOWN, &[]).await;
    // It stands below the words and covers none of them.
    let is_apart = "
        const bar = root.querySelector('.quote-bar').getBoundingClientRect();
        const paragraph = root.querySelectorAll('.text p')[1].getBoundingClientRect();
        return bar.top >= paragraph.top && bar.left >= 0 && bar.right <= innerWidth";
    assert!(embed.run::<bool>(is_apart, &[]).await);
    assert_eq!(
        embed
            .accessible_name(".quote-button[data-target=copy]")
            .await,
        "Copy the words and their link"
    );
    embed.click(".quote-button[data-target=copy]").await;
    let text = copied(&browser).await;
    let (words, link) = text.split_once('\n').unwrap();
    assert_eq!(words, format!("“{WORDS}”"));
    assert!(link.starts_with(&format!("{original}#:~:text=")), "{link}");
    let () = browser
        .run("getSelection().removeAllRanges()", vec![])
        .await;
    let _: bool = embed.until("the bar is gone", is_hidden, &[]).await;

    // The original has the words far down the page, and part of them before.
    let page = format!(
        "<!doctype html><title>The wheel</title><p>Nobody saw how the wheel turned before noon.\
         <p style='margin-top: 3000px'>On Monday {WORDS}, and so on.<p style='margin-top: 3000px'>End."
    );
    servers.answer("/wheel.html", Answer::With(200, "text/html", page));
    browser.open(link).await;
    let place = "
        const { top } = document.querySelectorAll('p')[1].getBoundingClientRect();
        return scrollY > 1000 && top > 0 && top < innerHeight";
    let _: bool = browser
        .until("the browser goes to the words", place, vec![])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bar_is_reached_by_the_keyboard() {
    let (browser, servers) = start().await;
    open(&browser, &servers, "https://news.example/wheel").await;
    let embed = Embed::first(&browser);
    let () = embed.run(SELECT, &[WORDS]).await;
    let _: bool = embed.until("the bar is there", IS_SHOWN, &[]).await;
    let at_copy = "return !!root.activeElement?.matches('.quote-button[data-target=copy]')";
    for _ in 0..10 {
        browser.press(Key::Tab.into()).await;
        if embed.run::<bool>(at_copy, &[]).await {
            break;
        }
    }
    assert!(
        embed.run::<bool>(at_copy, &[]).await,
        "Tab does not get there"
    );
    browser.press(Key::Enter.into()).await;
    let text = copied(&browser).await;
    assert!(text.contains("#:~:text="), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_selected_elsewhere_is_no_quote() {
    let (browser, servers) = start().await;
    open(&browser, &servers, "https://news.example/wheel").await;
    let embed = Embed::first(&browser);
    let () = embed.run(SELECT, &[WORDS]).await;
    let _: bool = embed.until("the bar is there", IS_SHOWN, &[]).await;
    for select in [
        "const text = root.querySelector('.headline').firstChild;
         getSelection().setBaseAndExtent(text, 0, text, 3)",
        "const text = document.querySelector('h1').firstChild;
         getSelection().setBaseAndExtent(text, 0, text, 3)",
    ] {
        let () = embed.run(select, &[]).await;
        let is_hidden = "return root.querySelector('.quote-bar').hidden";
        let _: bool = embed.until(select, is_hidden, &[]).await;
        let () = embed.run(SELECT, &[WORDS]).await;
        let _: bool = embed.until("the bar is there again", IS_SHOWN, &[]).await;
    }
    let select = "getSelection().selectAllChildren(document.body)";
    let () = embed.run(select, &[]).await;
    let is_hidden = "return root.querySelector('.quote-bar').hidden";
    let _: bool = embed.until("all is selected", is_hidden, &[]).await;
    assert_eq!(browser.console().await, [""; 0]);
}
