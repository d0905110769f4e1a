//! No typed word is lost: drafts, and comments that are held.

use browser_tests::Embed;
use browser_tests::stage::{open_comments, open_preview, start, start_commenting};
use serde_json::json;

const HELD: &str = "Your comment is awaiting moderation.";
const EMAIL: &str = "ada@example.org";

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_a_reload_and_goes_when_the_comment_is_taken() {
    let (browser, servers) = start().await;
    open_preview(&browser, &servers).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Half a thought: 潮汐 🌊").await;
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "Half a thought: 潮汐 🌊");
    // Who writes is kept only where the reader asks for it.
    assert_eq!(embed.value("email").await, "");

    embed.type_into("author", "Ada").await;
    embed.type_into("email", EMAIL).await;
    embed.type_into("comment", ", and the other half").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "other half")
        .await;
    assert_eq!(embed.value("comment").await, "");
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_of_two_replies_and_of_a_comment_do_not_mix() {
    let (browser, servers) = start().await;
    open_preview(&browser, &servers).await;
    let embed = Embed::first(&browser);
    for text in ["The first one.", "The second one."] {
        if text.contains("first") {
            embed.type_into("author", "Ada").await;
            embed.type_into("email", EMAIL).await;
        }
        embed.type_into("comment", text).await;
        embed.send().await;
        embed.until_text(".comment.posted .words", text).await;
    }
    embed.type_into("comment", "to all").await;
    embed.click("li:nth-child(1) > .comment .reply").await;
    embed.type_into("comment", "to the first").await;
    embed.click("li:nth-child(2) > .comment .reply").await;
    embed.type_into("comment", "to the second").await;

    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "to all");
    for (reply, draft) in [(2, "to the second"), (1, "to the first")] {
        embed
            .click(&format!("li:nth-child({reply}) > .comment .reply"))
            .await;
        let script = "return root.querySelector('#comment').value === arguments[1]";
        embed.until::<bool>(draft, script, &[draft]).await;
    }
    embed.send().await;
    embed
        .until_text(".error", "Please fill in this field")
        .await;
    embed.type_into("author", "Ada").await;
    embed.type_into("email", EMAIL).await;
    embed.send().await;
    embed
        .until_text(".thread .thread .words", "to the first")
        .await;
    // The one for all is back in the form.
    let script = "return root.querySelector('#comment').value === 'to all'";
    embed.until::<bool>("the draft for all", script, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_two_tabs_finds_its_own_words_again() {
    let (browser, servers) = start().await;
    open_preview(&browser, &servers).await;
    let embed = Embed::first(&browser);
    embed.type_into("comment", "In the first tab.").await;
    let first = browser.new_tab().await;
    open_preview(&browser, &servers).await;
    // A new tab goes on with what was written last.
    embed.type_into("comment", " And in the second.").await;
    let both = "In the first tab. And in the second.";
    assert_eq!(embed.value("comment").await, both);
    browser.switch_to(first).await;
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "In the first tab.");

    // Whatever is written here, and wherever, nothing is gone with a tab.
    embed.type_into("comment", " More of it.").await;
    let third = "In the first tab. And in the second.\n\nIn the first tab. More of it.";
    for _ in 0..2 {
        browser.new_tab().await;
        open_preview(&browser, &servers).await;
        assert_eq!(embed.value("comment").await, third);
    }
    embed.type_into("author", "Ada").await;
    embed.type_into("email", "ada@example.org").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "More of it")
        .await;
    browser.new_tab().await;
    open_preview(&browser, &servers).await;
    assert_eq!(embed.value("comment").await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_is_remembered_where_she_asks_for_it() {
    let (browser, servers) = start().await;
    open_preview(&browser, &servers).await;
    let embed = Embed::first(&browser);
    embed.write("Ada \"the\" first", EMAIL, "I stay.").await;
    embed.click("#remember").await;
    embed.send().await;
    embed.until_text(".comment.posted .words", "I stay.").await;
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("author").await, "Ada \"the\" first");
    assert_eq!(embed.value("email").await, EMAIL);
    embed.click("#remember").await;
    embed.type_into("comment", "I go.").await;
    // The keyboard alone sends, too.
    embed.type_into("comment", "\u{e009}\u{e007}").await;
    embed.until_text(".comment.posted .words", "I go.").await;
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("author").await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_storage_all_works_and_the_reader_is_told() {
    let (browser, servers) = start().await;
    for (name, source) in [
        (
            "blocked",
            "Object.defineProperty(window, 'localStorage', {
                get() { throw new DOMException('blocked', 'SecurityError'); } })",
        ),
        (
            "full",
            "Storage.prototype.setItem = () => {
                throw new DOMException('full', 'QuotaExceededError'); }",
        ),
        (
            "absent",
            "Object.defineProperty(window, 'localStorage', { value: null, configurable: true })",
        ),
    ] {
        let script = browser
            .devtools(
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": source }),
            )
            .await;
        open_preview(&browser, &servers).await;
        let embed = Embed::first(&browser);
        assert_eq!(embed.count("form .notice").await, 0, "{name}");
        embed.write("Ada", EMAIL, "Into the wind.").await;
        embed
            .until_text("form .notice", "This browser keeps nothing.")
            .await;
        embed.send().await;
        embed
            .until_text(".comment.posted .words", "Into the wind.")
            .await;
        assert_eq!(embed.value("comment").await, "", "{name}");
        assert_eq!(browser.console().await, [""; 0], "{name}");
        browser
            .devtools("Page.removeScriptToEvaluateOnNewDocument", script)
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_comment_is_there_after_a_reload_until_the_publisher_decides() {
    let (browser, servers, wordpress, post) = start_commenting("Held").await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "May I?").await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(".comment .pending", HELD).await;
    assert_eq!(embed.texts(".comment .words").await, ["May I?"]);

    let comment = wordpress.comments(&post).await.remove(0);
    wordpress.approve(&comment).await;
    open_comments(&browser, &servers, &post).await;
    embed.until_text(".comment .words", "May I?").await;
    assert_eq!(embed.count(".comment").await, 1);
    assert_eq!(embed.count(".pending").await, 0);

    // Another one, which is thrown away.
    embed.write("Ada", EMAIL, "And this?").await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    let comment = wordpress.comments(&post).await.remove(1);
    wordpress.delete(&comment).await;
    open_comments(&browser, &servers, &post).await;
    let script = "return root.querySelectorAll('.comment').length === 1";
    embed
        .until::<bool>("only the first is left", script, &[])
        .await;
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.texts(".comment .words").await, ["May I?"]);
}
