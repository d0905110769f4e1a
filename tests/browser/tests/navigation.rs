//! Pages that change without being loaded, and pages that the browser or a framework has kept.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::Embed;
use browser_tests::stage::{count_embeds, start};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

/// As frameworks do that swap whole bodies: scripts of the new one run.
const SWAP: &str = "
    const swap = (body) => {
        document.body.replaceWith(body);
        for (const tag of body.querySelectorAll('script')) {
            const running = document.createElement('script');
            for (const {name, value} of tag.attributes) running.setAttribute(name, value);
            tag.replaceWith(running);
        }
    };";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_swaps_its_body_shows_each_story_once_also_from_what_it_has_kept() {
    let (browser, servers) = start().await;
    browser
        .open(&servers.page(
            "story",
            &[
                ("ARTICLE", &servers.story("tide")),
                ("URL", "https://estuary-post.example/own"),
            ],
        ))
        .await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    let leave = format!(
        "{SWAP}
        window.first = document.body;
        window.kept = document.body.cloneNode(true);
        history.pushState(null, '', '?bell');
        const body = document.createElement('body');
        const tag = document.createElement('script');
        tag.src = arguments[0] + '/embed.js';
        tag.dataset.article = arguments[1];
        body.append(tag);
        swap(body)"
    );
    let arguments = vec![json!(servers.embed), json!(servers.story("bell"))];
    let () = browser.run(&leave, arguments).await;
    assert_eq!(Embed::first(&browser).story().await, BELL);
    assert_eq!(count_embeds(&browser).await, 1);
    let stopped = "return !first.querySelector('article-embed').shadowRoot.querySelector('.story')";
    browser
        .until::<bool>("the story that was left has ended", stopped, vec![])
        .await;

    // Back: first the copy that was kept, then the very body.
    let () = browser
        .run(
            &format!("{SWAP} history.pushState(null, '', '?tide'); swap(kept)"),
            vec![],
        )
        .await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    let settled = "return document.querySelectorAll('script[data-article]').length === 1";
    browser
        .until::<bool>("the tag stands there", settled, vec![])
        .await;
    let loaded = "return performance.getEntriesByType('resource').filter(({name}) =>
        name.endsWith('/embed.js')).length >= 2";
    browser
        .until::<bool>("the tag has run", loaded, vec![])
        .await;
    assert_eq!(
        count_embeds(&browser).await,
        1,
        "the story stands there twice"
    );
    let () = browser
        .run("document.body.replaceWith(first)", vec![])
        .await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    assert_eq!(count_embeds(&browser).await, 1);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_browser_has_kept_goes_on_where_it_was() {
    let (browser, servers) = start().await;
    let page = servers.comments_page(&servers.story("tide"), "preview", "");
    browser.open(&page).await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    embed.type_into("comment", "Half a thought").await;
    let mark = "
        window.mark = root.querySelector('.story');
        addEventListener('pageshow', ({persisted}) => { window.persisted = persisted })";
    let () = embed.run(mark, &[]).await;
    browser.open(&servers.page("blank", &[])).await;
    let () = browser.run("history.back()", vec![]).await;
    let back = "return location.href === arguments[0] && document.readyState === 'complete'";
    browser
        .until::<bool>("the reader is back", back, vec![json!(page)])
        .await;
    let persisted: bool = browser
        .until(
            "it is the page that was left",
            "return window.persisted",
            vec![],
        )
        .await;
    assert!(persisted);
    let same = "return root.querySelector('.story') === mark";
    assert!(
        embed.run::<bool>(same, &[]).await,
        "the story is another one"
    );
    assert_eq!(embed.value("comment").await, "Half a thought");
    let () = embed.run("host.headingLevel = 4", &[]).await;
    embed.until_text("h4.headline", TIDE).await;
    assert_eq!(browser.events("article-embed-ready").await.len(), 1);
    assert_eq!(browser.console().await, [""; 0]);
}
