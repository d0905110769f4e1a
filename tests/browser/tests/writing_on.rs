//! The form goes where the reader writes, and the list around it changes: its words, its writer and the
//! keyboard's focus stay.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::isso::Settings;
use browser_tests::stage::{TIDE, open_isso, open_preview, start, start_isso};
use browser_tests::{Browser, Embed, Isso, Servers};
use serde_json::json;

const EMAIL: &str = "ada@example.org";

async fn holds(embed: Embed<'_>, words: &str) {
    let script = "return root.querySelector('#comment')?.value === arguments[1]";
    embed
        .until::<bool>(&format!("the form holds “{words}”"), script, &[words])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_keeps_its_words_wherever_the_list_takes_it() {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, Settings::default()).await;
    for number in 1..=53 {
        let fields = json!({ "text": format!("Number {number}."), "author": "Bo" });
        isso.write(TIDE, fields).await;
    }
    open_isso(&browser, &servers, isso.origin()).await;
    let embed = Embed::first(&browser);
    let first = ".thread > li:first-child > .comment .words";
    embed.until_text(first, "Number 1.").await;
    embed.click("li:first-child > .comment .reply").await;
    embed.write("Ada", EMAIL, "To the very first").await;

    // The list begins anew, without the comment that she replies to.
    embed.scroll_to(".order").await;
    embed.click(".order").await;
    embed.until_text(first, "Number 53.").await;
    holds(embed, "To the very first").await;
    assert_eq!(embed.text(".form-title").await, "Leave a Reply to Bo");
    assert_eq!(embed.value("author").await, "Ada");
    assert_eq!(embed.value("email").await, EMAIL);

    // It comes with the next page, whose first comment is where the reader goes on.
    embed.click("button.more").await;
    let under_it = "li:last-child > form .form-title";
    embed.until_text(under_it, "Leave a Reply to Bo").await;
    holds(embed, "To the very first").await;
    let place = "return words(root.activeElement.querySelector('.words'))";
    assert_eq!(embed.run::<String>(place, &[]).await, "Number 3.");

    // The partner turns the list round while she writes.
    embed.type_into("comment", ", and so on").await;
    for order in ["newest", "oldest"] {
        let script = "host.setAttribute('comments-order', arguments[1])";
        let () = embed.run(script, &[order]).await;
    }
    embed.until_text(first, "Number 1.").await;
    holds(embed, "To the very first, and so on").await;
    assert_eq!(embed.focused().await.as_deref(), Some("comment"));

    // Leaving the form does not lead away from the comment, and keeps the draft.
    embed.click("form .cancel").await;
    let opener = "return root.activeElement.className === 'reply' &&
        words(root.activeElement.closest('.comment').querySelector('.words')) === 'Number 1.'";
    embed
        .until::<bool>("the focus is where the form was opened", opener, &[])
        .await;
    embed.click("li:first-child > .comment .reply").await;
    holds(embed, "To the very first, and so on").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "and so on")
        .await;
    assert_eq!(isso.comments(TIDE).len(), 54);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_outlive_the_comment_that_they_stand_under() {
    let (browser, _servers, isso) = start_isso(Settings::default()).await;
    let embed = Embed::first(&browser);
    for (button, words) in [(".edit", " And more of it."), (".reply", "A word to it.")] {
        embed.write("Ada", EMAIL, "It turned.").await;
        embed.send().await;
        embed.element(".comment.posted .edit").await;
        embed.click(&format!(".comment {button}")).await;
        embed.element("li form").await;
        embed.type_into("comment", words).await;
        let written = embed.value("comment").await;
        embed.delete().await;
        embed
            .until_text(".comments > form .form-title", "Leave a Reply")
            .await;
        holds(embed, &written).await;
        assert_eq!(isso.comments(TIDE).len(), 0, "{button}");
        browser.reload().await;
        embed.reply_form().await;
        holds(embed, &written).await;
        embed.element("#comment").await.clear().await.unwrap();
    }

    // Words that wait there, while the form stands elsewhere, join what stands in it.
    embed.write("Ada", EMAIL, "It turned.").await;
    embed.send().await;
    embed.element(".comment.posted .edit").await;
    embed.click(".comment .reply").await;
    embed.type_into("comment", "To it.").await;
    embed.click("form .cancel").await;
    embed.type_into("comment", "To all.").await;
    embed.delete().await;
    holds(embed, "To all.\n\nTo it.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_outlive_a_comment_that_goes_between_two_visits() {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, Settings::default()).await;
    let mut ids = Vec::new();
    for number in 1..=52 {
        let fields = json!({ "text": format!("Number {number}."), "author": "Bo" });
        ids.push(isso.write(TIDE, fields).await);
    }
    open_isso(&browser, &servers, isso.origin()).await;
    let embed = Embed::first(&browser);
    embed.until_text(".comment .words", "Number 1.").await;
    embed.click("li:first-child > .comment .reply").await;
    embed.type_into("comment", "To the first.").await;
    isso.delete(ids[0]).await;
    // All are here only with the second page: until then the comment may be on it.
    isso.write(TIDE, json!({ "text": "The last.", "author": "Bo" }))
        .await;
    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(".comment .words", "Number 2.").await;
    holds(embed, "").await;
    embed.click("button.more").await;
    holds(embed, "To the first.").await;
    assert_eq!(embed.text(".form-title").await, "Leave a Reply");
}

#[tokio::test(flavor = "multi_thread")]
async fn storage_that_fills_up_brings_no_older_words_back() {
    let (browser, servers) = start().await;
    open_preview(&browser, &servers).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "The first.").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "The first.")
        .await;
    embed.type_into("comment", "One half").await;
    let full = "window.setItem = Storage.prototype.setItem;
        Storage.prototype.setItem = () => {
            throw new DOMException('full', 'QuotaExceededError'); }";
    let () = browser.run(full, vec![]).await;
    embed.type_into("comment", " and the other").await;
    let told = "This browser keeps nothing.";
    embed.until_text("form .notice", told).await;
    embed.click(".comment .reply").await;
    holds(embed, "").await;
    assert_eq!(embed.count("form .notice").await, 0);
    embed.click("form .cancel").await;
    holds(embed, "One half and the other").await;
    embed.until_text("form .notice", told).await;

    let emptied = "Storage.prototype.setItem = window.setItem";
    let () = browser.run(emptied, vec![]).await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "One half and the other")
        .await;
    holds(embed, "").await;
    browser.reload().await;
    embed.reply_form().await;
    holds(embed, "").await;
}

/// Opens one story twice on a page, with comments that stay in the browser, by tags that are added in this
/// order.
async fn open_twice(browser: &Browser, servers: &Servers, places: [&str; 2]) {
    browser.open(&servers.page("blank", &[])).await;
    for place in places {
        let options = json!({ "article": servers.story("tide"), "comments": "preview" });
        browser.add_tag(&servers.embed, place, options).await;
    }
    for number in 0..2 {
        Embed::nth(browser, number).reply_form().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_stands_twice_keeps_two_drafts() {
    const IN_ORDER: [&str; 2] = ["#here", "#there"];
    const REVERSED: [&str; 2] = ["#there", "#here"];
    let (browser, servers) = start().await;
    open_twice(&browser, &servers, IN_ORDER).await;
    let [first, second] = [0, 1].map(|number| Embed::nth(&browser, number));
    first.write("Ada", EMAIL, "A comment.").await;
    first.send().await;
    first
        .until_text(".comment.posted .words", "A comment.")
        .await;

    open_twice(&browser, &servers, IN_ORDER).await;
    first.type_into("comment", "In the first").await;
    // A form without words takes none away.
    second.click(".comment .reply").await;
    second.click("form .cancel").await;
    open_twice(&browser, &servers, IN_ORDER).await;
    holds(first, "In the first").await;
    holds(second, "").await;
    second.type_into("comment", "In the second").await;
    // An embed is told by where it stands, not by when it came.
    open_twice(&browser, &servers, REVERSED).await;
    holds(first, "In the first").await;
    holds(second, "In the second").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_forgets_no_words_of_anothers() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    open_preview(&browser, &servers).await;
    embed.write("Ada", EMAIL, "From the first.").await;
    let first = browser.new_tab().await;
    open_preview(&browser, &servers).await;
    embed.element("#comment").await.clear().await.unwrap();
    embed.type_into("comment", "From the second").await;
    browser.switch_to(first).await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "From the first.")
        .await;
    holds(embed, "").await;
    // A third one goes on with what is left.
    browser.new_tab().await;
    open_preview(&browser, &servers).await;
    holds(embed, "From the second").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_the_comments_away_for_a_while_takes_nothing_from_the_reader() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    open_preview(&browser, &servers).await;
    embed.write("Ada", EMAIL, "Half a thought").await;
    embed.bring_comments_again("preview").await;
    holds(embed, "Half a thought").await;
    assert_eq!(embed.value("author").await, "Ada");
    assert_eq!(embed.value("email").await, EMAIL);
    // The next page knows the words alone.
    browser.reload().await;
    embed.reply_form().await;
    holds(embed, "Half a thought").await;
    assert_eq!(embed.value("author").await, "");
}
