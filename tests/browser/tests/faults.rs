//! Connections that break while a comment is on its way: it is there once in the end, and its words
//! are with the reader until then.

use std::time::Duration;

use browser_tests::stage::start;
use browser_tests::wordpress::Post;
use browser_tests::{Browser, Embed, Fault, Proxy, WordPress};

const EMAIL: &str = "ada@example.org";

/// Opens a story of this title whose comments are behind a proxy.
async fn start_behind_proxy(title: &str) -> (Browser, WordPress, Post, Proxy) {
    let (browser, servers) = start().await;
    let wordpress = WordPress::default();
    let post = wordpress.publish_short(title).await;
    let proxy = Proxy::start(wordpress.origin()).await;
    let comments = wordpress.comments_at(&proxy.origin, &post);
    let page = servers.comments_page(&post.article, "wordpress", &comments);
    browser.open(&page).await;
    Embed::first(&browser).reply_form().await;
    (browser, wordpress, post, proxy)
}

/// Sends a comment over a line with this fault, and waits until all is well.
async fn survives(fault: Fault, told: &str) {
    let (browser, wordpress, post, proxy) = start_behind_proxy(&format!("{fault:?}")).await;
    let embed = Embed::first(&browser);
    let words = "“Whatever” <em>happens</em>\u{2014}it is there once.";
    embed.write("Ada", EMAIL, words).await;
    proxy.fail_next(fault);
    embed.send().await;
    let patience = Duration::from_secs(40);
    let is_told =
        format!("return root.querySelector('form .summary').textContent.includes('{told}')");
    embed.until_within::<bool>(patience, told, &is_told).await;
    assert_eq!(embed.value("comment").await, words, "{fault:?}");
    let is_there = "return root.querySelectorAll('.comment .pending').length === 1";
    let what = "the comment is shown as awaiting moderation";
    embed.until_within::<bool>(patience, what, is_there).await;
    assert_eq!(embed.value("comment").await, "", "{fault:?}");
    assert_eq!(wordpress.comments(&post).await.len(), 1, "{fault:?}");

    browser.reload().await;
    embed.reply_form().await;
    embed.until::<bool>(what, is_there, &[]).await;
    assert_eq!(embed.value("comment").await, "", "{fault:?}");
    wordpress.approve(&wordpress.comments(&post).await[0]).await;
    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(".comment .words", "happens").await;
    assert_eq!(embed.count(".comment").await, 1, "{fault:?}");
    assert_eq!(embed.count(".pending").await, 0, "{fault:?}");
}

const FINDING_OUT: &str = "Whether your comment arrived will be known in a moment.";

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_before_the_request() {
    survives(Fault::CutBefore, FINDING_OUT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_after_the_request() {
    survives(Fault::CutAfter, FINDING_OUT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_in_the_middle_of_the_answer() {
    survives(Fault::CutWithin, FINDING_OUT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_never_comes() {
    survives(Fault::Silence, FINDING_OUT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_lost_patience() {
    survives(Fault::GatewayAfter(504), FINDING_OUT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_failed_in_the_middle() {
    survives(Fault::Gateway(500), FINDING_OUT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_answers_in_place_of_the_engine() {
    let (browser, wordpress, post, proxy) = start_behind_proxy("Gateways").await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Through the gate.").await;
    let busy = "The publisher's server could not take the comment.";
    for (status, told) in [(429, "You are posting too quickly."), (503, busy)] {
        proxy.fail_next(Fault::Gateway(status));
        embed.is_refused("Through the gate.", told).await;
        browser.reload().await;
        embed.reply_form().await;
        assert_eq!(embed.value("comment").await, "Through the gate.");
        embed.type_into("author", "Ada").await;
        embed.type_into("email", EMAIL).await;
    }
    embed.send().await;
    embed.until_text(".comment .pending", "awaiting").await;
    assert_eq!(wordpress.comments(&post).await.len(), 1);
}
