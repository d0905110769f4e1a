//! Where scripts, WebAssembly or unchecked scripts are forbidden, a story that was rendered before is read to its end.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::Embed;
use browser_tests::server::INTEGRITY_POLICY;
use browser_tests::site::integrity;
use serde_json::json;

use crate::rendered::{Ahead, TIDE, TIDE_HEADLINE, WORDS};

/// Buttons that are seen, and links that lead nowhere.
const DEAD: &str = "
    const isSeen = (element) => element.checkVisibility();
    return [
        [...root.querySelectorAll('button')].filter(isSeen).length,
        [...root.querySelectorAll('a')].filter((link) => isSeen(link) && !link.href).length,
        [...root.querySelectorAll('.share a')].filter(isSeen).length > 3,
        isSeen(root.querySelector('[data-place=comments] a')),
        isSeen(root.querySelector('[data-when=waiting]')),
    ]";

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_story_is_read_to_its_end() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "preview");
    let no_scripts = json!({ "value": true });
    ahead
        .browser
        .devtools("Emulation.setScriptExecutionDisabled", no_scripts)
        .await;
    let markup = tide.declared("");
    ahead
        .browser
        .open(&ahead.servers.page("bare", &[("SNIPPET", &markup)]))
        .await;
    let embed = Embed::first(&ahead.browser);
    assert_eq!(embed.story().await, TIDE_HEADLINE);
    let dead: (usize, usize, bool, bool, bool) = embed.run(DEAD, &[]).await;
    assert_eq!(dead, (0, 0, true, true, false));
    let words: String = embed.run(WORDS, &[]).await;
    assert!(words.contains("After nine years of silence"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_webassembly_the_story_is_read_and_the_comments_are_a_link() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "preview");
    let policy = format!(
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src 'self' {0}; \
         connect-src {0}; img-src {0}\">",
        ahead.site.origin
    );
    let tag = [policy.clone(), ahead.tag(&tide.address, "preview", "")].concat();
    let declared = [policy.clone(), tide.declared(""), ahead.loader()].concat();
    for (markup, is_in_page) in [(tag, false), (declared, true)] {
        let embed = ahead.open(&markup).await;
        embed.story().await;
        embed.scroll_to(".comments").await;
        let failed = "return root.querySelector('[data-when=failed] a').checkVisibility()";
        embed.until::<bool>("the comments' link", failed, &[]).await;
        let words: String = embed.run(WORDS, &[]).await;
        assert!(words.contains("After nine years of silence"), "{words}");
        // No style of the page is allowed, and the story has its own.
        let looks = "return getComputedStyle(root.querySelector('.headline')).fontWeight";
        assert_eq!(embed.run::<String>(looks, &[]).await, "700");
        // What is in the page the browser itself refuses; the loader asks for nothing that is forbidden.
        let console = ahead.browser.console().await;
        let refused = console.iter().any(|line| line.contains("inline style"));
        assert_eq!(refused, is_in_page, "{console:?}");
        let message = ahead.browser.event("article-embed-error").await["detail"]["message"].clone();
        assert!(
            message.as_str().unwrap().contains("'wasm-unsafe-eval'"),
            "{message}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_lets_no_text_become_html_has_the_fragment() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "preview");
    let policy = "<meta http-equiv='Content-Security-Policy' \
         content=\"require-trusted-types-for 'script'; trusted-types 'none'\">";
    let markup = [policy, &ahead.tag(&tide.address, "preview", "")].concat();
    let embed = ahead.open(&markup).await;
    assert_eq!(embed.story().await, TIDE_HEADLINE);
    let looks = "return getComputedStyle(root.querySelector('.headline')).fontWeight";
    assert_eq!(embed.run::<String>(looks, &[]).await, "700");
    assert_eq!(ahead.programs("render").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_an_integrity_policy_has_the_story_and_the_comments() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "preview");
    let integrity = integrity(&ahead.site.bytes("/embed.js"));
    for article in [&tide.address, &tide.json] {
        let more = format!("crossorigin integrity='{integrity}'");
        let markup = ahead.tag(article, "preview", &more);
        let policy = "blocked-destinations=(script)";
        let page = ahead
            .servers
            .page("bare", &[("SNIPPET", &markup), (INTEGRITY_POLICY, policy)]);
        ahead.browser.open(&page).await;
        let embed = Embed::first(&ahead.browser);
        embed.story().await;
        embed.reply_form().await;
    }
}
