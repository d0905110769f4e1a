//! Connections to a real Isso that break. It takes the same words twice, so the widget looks whether
//! they arrived, and sends nothing again by itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use browser_tests::isso::Settings;
use browser_tests::stage::{TIDE, open_isso, start};
use browser_tests::{Browser, Embed, Fault, Isso, Proxy, Servers};
use serde_json::json;

/// Marked up, so that what is listed is not what was typed.
const WORDS: &str = "“Whatever” *happens*: [here](https://mill.example/) it is.\n\n> Once.";
const FINDING_OUT: &str = "Whether your comment arrived will be known in a moment.";
const PATIENCE: Duration = Duration::from_secs(40);

/// Opens a story whose comments are in an Isso behind a proxy.
async fn start_behind_proxy(moderated: bool) -> (Browser, Servers, Isso, Proxy) {
    let (browser, servers) = start().await;
    let settings = Settings {
        moderated,
        ..Settings::default()
    };
    let isso = Isso::start(&servers, settings).await;
    let proxy = Proxy::start(isso.origin()).await;
    open_isso(&browser, &servers, &proxy.origin).await;
    (browser, servers, isso, proxy)
}

/// Writes a comment and sends it over a line with this fault, until the reader is told so.
async fn send_over(embed: Embed<'_>, proxy: &Proxy, fault: Fault) {
    embed.write("Ada  <b> & 李", "ada@example.org", WORDS).await;
    proxy.fail_next(fault);
    embed.send().await;
    until_told(embed, FINDING_OUT).await;
    assert_eq!(embed.value("comment").await, WORDS, "{fault:?}");
}

/// Waits until the form tells the reader so.
async fn until_told(embed: Embed<'_>, told: &str) {
    let script =
        format!("return root.querySelector('form .summary').textContent.includes('{told}')");
    embed.until_within::<bool>(PATIENCE, told, &script).await;
}

/// Waits until the form has let its words go.
async fn until_cleared(embed: Embed<'_>) {
    let script = "return root.querySelector('#comment').value === ''";
    embed.until::<bool>("the form is empty", script, &[]).await;
}

/// Waits until the reader is told that nobody knows.
async fn until_uncertain(embed: Embed<'_>) {
    until_told(embed, "it is not certain that your comment arrived").await;
    assert_eq!(embed.value("comment").await, WORDS);
}

/// Sends a comment that arrives though the answer does not, and waits until that is found out.
async fn is_found_after(fault: Fault) {
    let (browser, _servers, isso, proxy) = start_behind_proxy(false).await;
    let embed = Embed::first(&browser);
    send_over(embed, &proxy, fault).await;
    let is_there =
        "return root.querySelector('.comment.posted .words em')?.textContent === 'happens'";
    embed
        .until_within::<bool>(PATIENCE, "the comment is found", is_there)
        .await;
    until_cleared(embed).await;
    assert_eq!(embed.count(".comment").await, 1, "{fault:?}");
    assert_eq!(isso.comments(TIDE).len(), 1, "{fault:?}");
    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(".comment .words em", "happens").await;
    assert_eq!(embed.count(".comment").await, 1, "{fault:?}");
    assert_eq!(embed.value("comment").await, "", "{fault:?}");
    assert_eq!(isso.comments(TIDE).len(), 1, "{fault:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_after_the_request() {
    is_found_after(Fault::CutAfter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_in_the_middle_of_the_answer() {
    is_found_after(Fault::CutWithin).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_never_comes() {
    is_found_after(Fault::Silence).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_lost_patience() {
    for status in [408, 502, 524] {
        is_found_after(Fault::GatewayAfter(status)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_before_the_request() {
    let (browser, _servers, isso, proxy) = start_behind_proxy(false).await;
    let embed = Embed::first(&browser);
    send_over(embed, &proxy, Fault::CutBefore).await;
    until_uncertain(embed).await;
    assert_eq!(embed.count(".comment").await, 0);
    assert_eq!(isso.comments(TIDE).len(), 0, "it was sent by itself");
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, WORDS);
    assert_eq!(isso.comments(TIDE).len(), 0, "it was sent by itself");

    embed.send().await;
    embed
        .until_text(".comment.posted .words em", "happens")
        .await;
    assert_eq!(embed.value("comment").await, "");
    assert_eq!(isso.comments(TIDE).len(), 1);
    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(".comment .words em", "happens").await;
    assert_eq!(embed.count(".comment").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_tell_whether_a_held_comment_arrived() {
    let (browser, _servers, isso, proxy) = start_behind_proxy(true).await;
    let embed = Embed::first(&browser);
    send_over(embed, &proxy, Fault::CutAfter).await;
    until_uncertain(embed).await;
    assert_eq!(isso.comments(TIDE).len(), 1, "it was sent again by itself");

    // Once it is let through it is found.
    let id = isso.comments(TIDE)[0]["id"].as_u64().unwrap();
    isso.approve(id).await;
    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(".comment .words em", "happens").await;
    until_cleared(embed).await;
    assert_eq!(embed.count(".comment").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_of_somebody_else_are_not_taken_for_hers() {
    let (browser, servers, isso, proxy) = start_behind_proxy(false).await;
    let fields = serde_json::json!({ "text": WORDS, "author": "Bo" });
    isso.write(TIDE, fields).await;
    open_isso(&browser, &servers, &proxy.origin).await;
    let embed = Embed::first(&browser);
    embed.type_into("comment", WORDS).await;
    proxy.fail_next(Fault::CutBefore);
    embed.send().await;
    until_uncertain(embed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_on_its_way_when_the_page_was_left_is_found() {
    let (browser, servers, isso, proxy) = start_behind_proxy(false).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", "ada@example.org", WORDS).await;
    proxy.fail_next(Fault::Silence);
    embed.send().await;
    embed.until_text(".comment", "Sending…").await;
    while isso.comments(TIDE).is_empty() {
        tokio::task::yield_now().await;
    }
    open_isso(&browser, &servers, &proxy.origin).await;
    embed.until_text(".comment .words em", "happens").await;
    until_cleared(embed).await;
    assert_eq!(embed.count(".comment").await, 1);
    assert_eq!(isso.comments(TIDE).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_is_not_sent_again_from_where_it_is_not_listed() {
    let (browser, servers, isso, proxy) = start_behind_proxy(false).await;
    for number in 1..=51 {
        let fields = json!({ "text": format!("Number {number}."), "author": "Bo" });
        isso.write(TIDE, fields).await;
    }
    let embed = Embed::first(&browser);
    embed.write("Ada", "ada@example.org", WORDS).await;
    proxy.fail_next(Fault::Silence);
    embed.send().await;
    embed.until_text(".comment", "Sending…").await;
    while isso.comments(TIDE).len() < 52 {
        tokio::task::yield_now().await;
    }
    open_isso(&browser, &servers, &proxy.origin).await;
    embed.until_text(".comment .words em", "happens").await;
    until_cleared(embed).await;
    // She comes once more, where it stands on a page that is still to come.
    open_isso(&browser, &servers, &proxy.origin).await;
    embed.write("Ada", "ada@example.org", WORDS).await;
    embed.is_refused(WORDS, "the same comment is here").await;
    assert_eq!(isso.comments(TIDE).len(), 52);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_whose_answer_is_lost() {
    let (browser, _servers, isso, proxy) = start_behind_proxy(false).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", "ada@example.org", "Before.").await;
    embed.send().await;
    embed.click(".comment.posted .edit").await;
    embed.until_text("li form .form-title", "Edit").await;
    embed.type_into("comment", " And *after*.").await;
    proxy.fail_next(Fault::CutAfter);
    embed.send().await;
    let is_changed =
        "return root.querySelector('.comment.posted .words em')?.textContent === 'after'";
    embed
        .until_within::<bool>(PATIENCE, "the change is found", is_changed)
        .await;
    embed.until_text(".form-title", "Leave a Reply").await;
    assert_eq!(embed.value("comment").await, "");
    let comments = isso.comments(TIDE);
    assert_eq!(comments.len(), 1, "{comments:#?}");
    assert_eq!(comments[0]["text"], "Before. And *after*.");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_browser_sends_again_by_itself_is_taken_back() {
    let (browser, servers, isso, proxy) = start_behind_proxy(false).await;
    let embed = Embed::first(&browser);
    // Said before, and not to be touched.
    let earlier = isso
        .write(TIDE, json!({ "text": WORDS, "author": "Bo" }))
        .await;
    embed.write("Ada", "ada@example.org", WORDS).await;
    proxy.fail_next(Fault::Twice);
    embed.send().await;
    embed.until_text(".comment.posted .words", "Whatever").await;
    until_cleared(embed).await;
    let script =
        "return [...root.querySelectorAll('.comment')].map((comment) => comment.dataset.id)
        .join() === arguments[1]";
    let left = format!("{}", earlier + 1);
    embed
        .until::<bool>("the first one is left", script, &[&left])
        .await;
    assert_eq!(isso.comments(TIDE).len(), 2);
    assert_eq!(embed.count(".comment.posted").await, 1);
    assert_eq!(
        embed.focused().await.as_deref(),
        Some("comment posted"),
        "the focus is lost"
    );
    // It is known as hers, so that it is not sent again.
    embed.type_into("comment", WORDS).await;
    embed.is_refused(WORDS, "You have already said that").await;
    open_isso(&browser, &servers, &proxy.origin).await;
    let all = format!("{earlier},{left}");
    embed
        .until::<bool>("both are listed", script, &[&all])
        .await;
    assert_eq!(isso.comments(TIDE).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_browser_sends_again_while_its_reader_leaves_is_taken_back() {
    let (browser, _servers, isso, proxy) = start_behind_proxy(false).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", "ada@example.org", WORDS).await;
    proxy.fail_next(Fault::TwiceHeld);
    embed.send().await;
    proxy.until_held().await;
    browser.reload().await;
    proxy.release();
    embed.reply_form().await;
    until_cleared(embed).await;
    let script = "return [...root.querySelectorAll('.comment')].length === 1";
    embed.until::<bool>("one is left", script, &[]).await;
    let comments = isso.comments(TIDE);
    assert_eq!(comments.len(), 1, "{comments:#?}");
    assert_eq!(comments[0]["text"], WORDS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_whose_answer_is_lost() {
    let (browser, _servers, isso, proxy) = start_behind_proxy(false).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", "ada@example.org", WORDS).await;
    embed.send().await;
    embed.element(".comment.posted .delete").await;
    proxy.fail_next(Fault::DeletionCut);
    embed.delete().await;
    embed
        .until_text(".comments .notice", "No comments yet.")
        .await;
    assert_eq!(isso.comments(TIDE).len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_arrives_while_its_story_is_away_is_found() {
    let (browser, _servers, isso, proxy) = start_behind_proxy(false).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", "ada@example.org", WORDS).await;
    proxy.fail_next(Fault::Held);
    embed.send().await;
    proxy.until_held().await;
    embed.bring_comments_again("isso").await;
    proxy.release();
    embed.until_text(".comment .words em", "happens").await;
    until_cleared(embed).await;
    assert_eq!(embed.count(".comment").await, 1);
    assert_eq!(isso.comments(TIDE).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_types_on_is_not_taken_out_of_a_word() {
    let (browser, _servers, isso, proxy) = start_behind_proxy(false).await;
    isso.write(TIDE, json!({ "text": "The first.", "author": "Bo" }))
        .await;
    browser.reload().await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    let told = "The publisher's server could not take the comment.";
    let status = ".comments > [role=status]";

    embed.write("Ada", "ada@example.org", "Slow words").await;
    proxy.fail_next(Fault::GatewayHeld(503));
    embed.send().await;
    proxy.until_held().await;
    embed.type_into("comment", " and mo").await;
    proxy.release();
    embed.until_text(status, told).await;
    assert_eq!(embed.focused().await.as_deref(), Some("comment"));
    embed.type_into("comment", "re.").await;
    assert_eq!(embed.value("comment").await, "Slow words and more.");

    // In another form she hears that something is wrong, and in the first one what.
    proxy.fail_next(Fault::GatewayHeld(503));
    embed.send().await;
    proxy.until_held().await;
    embed.click(".comment .reply").await;
    embed.type_into("comment", "A re").await;
    proxy.release();
    embed
        .until_text(status, "Your other comment has not been confirmed.")
        .await;
    assert_eq!(embed.focused().await.as_deref(), Some("comment"));
    embed.type_into("comment", "ply.").await;
    assert_eq!(embed.value("comment").await, "A reply.");
    embed.click("form .cancel").await;
    embed.until_text("form .summary", told).await;
    assert_eq!(embed.value("comment").await, "Slow words and more.");
    assert_eq!(isso.comments(TIDE).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_its_turn_goes_whatever_else_is_written() {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, Settings::default()).await;
    isso.write(TIDE, json!({ "text": "The first.", "author": "Bo" }))
        .await;
    let proxy = Proxy::start(isso.origin()).await;
    let page = servers.hurried_page("8", &servers.story("tide"), "isso", &proxy.origin);
    browser.open(&page).await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    embed.write("Ada", "ada@example.org", "I can wait.").await;
    proxy.fail_next(Fault::Gateway(429));
    embed.send().await;
    until_told(embed, "You are posting too quickly.").await;
    embed.click("#remember").await;
    embed.click(".comment .reply").await;
    embed.type_into("comment", "Meanwhile").await;
    embed
        .until_text(".comment.posted .words", "I can wait.")
        .await;
    assert_eq!(embed.value("comment").await, "Meanwhile");
    assert_eq!(isso.comments(TIDE).len(), 2);
}
