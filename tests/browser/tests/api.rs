//! `window.ArticleEmbed`, what a page may have in its place, and which of several loaders has it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use browser_tests::stage::{count_embeds, start};
use browser_tests::{Answer, Browser, Embed, Servers, setting};
use serde_json::{Value, json};

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

async fn open(browser: &Browser, servers: &Servers) {
    browser.open(&servers.page("blank", &[])).await;
    browser.add_tag(&servers.embed, "#there", json!({})).await;
    let api = "return Boolean(window.ArticleEmbed)";
    browser.until::<bool>("the API is there", api, vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_a_version_and_two_functions() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    let found: Value = browser
        .run(
            "return [Object.keys(ArticleEmbed), ArticleEmbed.version]",
            vec![],
        )
        .await;
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(found, json!([["version", "mount", "scan"], version]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_element_is_refused_and_leaves_nothing_on_the_page() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    for call in [
        "mount()",
        "mount(null, {})",
        "mount('#here', {article: 'story.json'})",
        "mount(document.querySelector('#nowhere'), {article: 'story.json'})",
    ] {
        let script = format!(
            "try {{ ArticleEmbed.{call} }} catch (error) {{ return [error.name, error.message] }}"
        );
        let error: (String, String) = browser.run(&script, vec![]).await;
        let told = "article-embed: mount() takes an element";
        assert_eq!(
            (error.0.as_str(), error.1.as_str()),
            ("TypeError", told),
            "{call}"
        );
    }
    let script = "try { ArticleEmbed.scan('#here') } catch (error) { return error.name }";
    let error: String = browser.run(script, vec![]).await;
    assert_eq!(error, "TypeError");
    assert_eq!(count_embeds(&browser).await, 0);
    // Without a story there is one line for developers and one for readers.
    let () = browser.run("ArticleEmbed.mount(here)", vec![]).await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.failure().await, "No story was named for this place.");
    let console = browser.console().await;
    assert_eq!(console.len(), 1, "{console:#?}");
    assert!(
        console[0].contains("the attribute “article” is missing"),
        "{console:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn it_scans_where_it_is_told() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    // As a page does that puts markup in place: such tags do not run.
    let put = "
        for (const place of [here, there]) place.insertAdjacentHTML('beforeend',
            `<div><script async src='${arguments[0]}/embed.js' data-article='${arguments[1]}'></script></div>`)";
    let arguments = vec![json!(servers.embed), json!(servers.story("tide"))];
    let () = browser.run(put, arguments).await;
    assert_eq!(count_embeds(&browser).await, 0);
    let () = browser.run("ArticleEmbed.scan(here)", vec![]).await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    assert_eq!(count_embeds(&browser).await, 1);
    let () = browser
        .run("ArticleEmbed.scan(); ArticleEmbed.scan()", vec![])
        .await;
    assert_eq!(Embed::nth(&browser, 1).story().await, TIDE);
    assert_eq!(count_embeds(&browser).await, 2);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_own_name_stays_the_pages_and_tags_work_all_the_same() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let () = browser
        .run("window.ArticleEmbed = 'the page’s own'", vec![])
        .await;
    let tide = json!({ "article": servers.story("tide") });
    browser.add_tag(&servers.embed, "#here", tide).await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    let own: String = browser.run("return ArticleEmbed", vec![]).await;
    assert_eq!(own, "the page’s own");

    // An element's id makes a name too, which nobody means.
    browser.open(&servers.page("blank", &[])).await;
    let () = browser.run("here.id = 'ArticleEmbed'", vec![]).await;
    browser.add_tag(&servers.embed, "#there", json!({})).await;
    let api = "return Boolean(window.ArticleEmbed.mount)";
    browser.until::<bool>("the API is there", api, vec![]).await;
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_versions_on_a_page_each_show_their_tags() {
    let (browser, servers) = start().await;
    let newer = Servers::start().await;
    let loader = fs::read_to_string(Path::new(&setting("ARTICLE_EMBED_DIST")).join("embed.js"));
    let loader = loader.unwrap().replace(env!("CARGO_PKG_VERSION"), "99.0.0");
    let answer = Answer::With(200, "text/javascript", loader);
    newer.answer("/embed.js", answer);
    for order in [[&servers, &newer], [&newer, &servers]] {
        browser.open(&servers.page("blank", &[])).await;
        for (servers, place, story) in [(order[0], "#here", "tide"), (order[1], "#there", "bell")] {
            let options = json!({ "article": servers.story(story) });
            browser.add_tag(&servers.embed, place, options).await;
            let script = "return Boolean(window.ArticleEmbed)";
            browser
                .until::<bool>("the first is there", script, vec![])
                .await;
        }
        assert_eq!(Embed::first(&browser).story().await, TIDE);
        assert_eq!(Embed::nth(&browser, 1).story().await, BELL);
        // The first has the names, so the page's own markup is its business.
        let version: String = browser.run("return ArticleEmbed.version", vec![]).await;
        let first = if std::ptr::eq(order[0], &raw const newer) {
            "99.0.0"
        } else {
            env!("CARGO_PKG_VERSION")
        };
        assert_eq!(version, first);
        let put =
            "here.insertAdjacentHTML('beforeend', `<article-embed article='${arguments[0]}'>`)";
        let () = browser.run(put, vec![json!(servers.story("bell"))]).await;
        assert_eq!(Embed::nth(&browser, 1).story().await, BELL);
        assert_eq!(browser.console().await, [""; 0]);
    }
}
