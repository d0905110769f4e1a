//! Comments in a real Isso that their writer changes or deletes, for as long as Isso lets her.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::isso::Settings;
use browser_tests::stage::{TIDE, open_isso, start_isso};
use browser_tests::{Browser, Embed, Isso, Servers};
use serde_json::json;

const EMAIL: &str = "ada@example.org";

/// Starts with a comment by this browser's reader.
async fn start_with_comment(settings: Settings, words: &str) -> (Browser, Servers, Isso) {
    let (browser, servers, isso) = start_isso(settings).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, words).await;
    embed.send().await;
    embed.element(".comment.posted .edit").await;
    (browser, servers, isso)
}

/// Puts other words in the place of those that the form has.
async fn rewrite(embed: Embed<'_>, words: &str) {
    embed.element("#comment").await.clear().await.unwrap();
    embed.type_into("comment", words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_changed_at_once_and_after_a_reload() {
    let (browser, servers, isso) = start_with_comment(Settings::default(), "It *turnd*.").await;
    let embed = Embed::first(&browser);
    for (old, new, shown) in [
        ("It *turnd*.", "It **turned**.", "strong"),
        ("It **turned**.", "It *turns* & turns.", "em"),
    ] {
        embed.click(".comment .edit").await;
        embed
            .until_text("li form .form-title", "Edit your comment")
            .await;
        assert_eq!(embed.text("li form .submit").await, "Save");
        assert_eq!(embed.value("comment").await, old);
        assert_eq!(embed.focused().await.as_deref(), Some("comment"));
        rewrite(embed, new).await;
        embed.send().await;
        embed
            .until_text(&format!(".comment .words {shown}"), "turn")
            .await;
        assert_eq!(embed.text(".form-title").await, "Leave a Reply");
        assert_eq!(embed.value("comment").await, "");
        assert_eq!(embed.count(".comment").await, 1);
        let comments = isso.comments(TIDE);
        assert_eq!(comments.len(), 1, "{comments:#?}");
        assert_eq!(comments[0]["text"], new);
        assert_eq!(comments[0]["author"], "Ada");
        open_isso(&browser, &servers, isso.origin()).await;
        embed.element(".comment .edit").await;
        embed
            .until_text(&format!(".comment .words {shown}"), "turn")
            .await;
    }
    let events = browser.events("article-embed-comment").await;
    assert_eq!(events.len(), 0, "a change was told as a comment");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_is_kept_like_any_draft() {
    let (browser, _servers, isso) = start_with_comment(Settings::default(), "It turns.").await;
    let embed = Embed::first(&browser);
    embed.type_into("comment", "To all.").await;
    embed.click(".comment .edit").await;
    embed.until_text("li form .form-title", "Edit").await;
    embed.type_into("comment", " And how.").await;
    embed.click(".reply-form .cancel").await;
    let is_back = "return root.querySelector('#comment').value === arguments[1]";
    embed
        .until::<bool>("the other draft", is_back, &["To all."])
        .await;
    assert_eq!(embed.text(".comment .words").await, "It turns.");
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "To all.");
    embed.click(".comment .edit").await;
    let words = "It turns. And how.";
    embed.until::<bool>("the change", is_back, &[words]).await;
    embed.send().await;
    embed.until_text(".comment .words", words).await;
    embed
        .until::<bool>("the other draft", is_back, &["To all."])
        .await;
    assert_eq!(isso.comments(TIDE)[0]["text"], words);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_comment_is_changed() {
    let settings = Settings {
        moderated: true,
        ..Settings::default()
    };
    let (browser, servers, isso) = start_with_comment(settings, "May I?").await;
    let embed = Embed::first(&browser);
    embed.click(".comment .edit").await;
    embed.until_text("li form .form-title", "Edit").await;
    rewrite(embed, "Might I?").await;
    embed.send().await;
    embed.until_text(".comment .words", "Might I?").await;
    open_isso(&browser, &servers, isso.origin()).await;
    embed.until_text(".comment .words", "Might I?").await;
    embed.until_text(".comment .pending", "awaiting").await;
    embed.element(".comment .edit").await;
    assert_eq!(embed.texts(".comment .words").await, ["Might I?"]);
    assert_eq!(isso.comments(TIDE)[0]["text"], "Might I?");
    assert_eq!(isso.comments(TIDE)[0]["mode"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_deleted_once_the_reader_has_said_so_twice() {
    let (browser, servers, isso) = start_with_comment(Settings::default(), "Too soon.").await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.text(".comment .delete").await, "Delete");
    embed.click(".comment .delete").await;
    embed
        .until_text(".comment .delete", "Delete for good?")
        .await;
    // A double click says it once, and who goes on to something else does not mean it.
    let script = "root.querySelector('.comment .delete').click()";
    let () = embed.run(script, &[]).await;
    embed.type_into("comment", "Or not?").await;
    let is_safe = "return root.querySelector('.comment .delete').textContent === 'Delete'";
    embed.until::<bool>("it is safe", is_safe, &[]).await;
    assert_eq!(isso.comments(TIDE).len(), 1, "deleted without asking");
    embed.element("#comment").await.clear().await.unwrap();
    embed.delete().await;
    embed
        .until_text(".comments .notice", "No comments yet.")
        .await;
    assert_eq!(embed.count(".comment").await, 0);
    assert_eq!(embed.text(".comments-title").await, "Comments");
    assert_eq!(isso.comments(TIDE).len(), 0);
    open_isso(&browser, &servers, isso.origin()).await;
    assert_eq!(embed.count(".comment").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_comment_stays_as_the_place_of_its_replies() {
    let (browser, servers, isso) = start_with_comment(Settings::default(), "Too soon.").await;
    let parent = isso.comments(TIDE)[0]["id"].clone();
    let reply = json!({ "text": "Never too soon.", "author": "Bo", "parent": parent });
    isso.write(TIDE, reply).await;
    open_isso(&browser, &servers, isso.origin()).await;
    let embed = Embed::first(&browser);
    embed.delete().await;
    for is_loaded_again in [false, true] {
        if is_loaded_again {
            open_isso(&browser, &servers, isso.origin()).await;
        }
        embed
            .until_text(".comment .words", "This comment was deleted.")
            .await;
        assert_eq!(
            embed.texts(".comment .words").await,
            ["This comment was deleted.", "Never too soon."]
        );
        assert_eq!(
            embed.text(".thread .thread .author").await,
            "Bo",
            "the reply is elsewhere"
        );
        assert_eq!(embed.count(".edit").await, 0);
        // Nobody is named as the writer of what is not there.
        let all: String = embed.run("return root.textContent", &[]).await;
        assert!(!all.contains("Ada"), "the writer is still named");
    }
    let comments = isso.comments(TIDE);
    assert_eq!(comments[0]["mode"], 4);
    assert_eq!(comments[0]["text"], "");
    assert_eq!(comments[1]["mode"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_no_longer_be_changed_is_said_and_kept() {
    let settings = Settings {
        max_age_seconds: 5,
        ..Settings::default()
    };
    let (browser, servers, isso) = start_with_comment(settings, "It turns.").await;
    let embed = Embed::first(&browser);
    embed.click(".comment .edit").await;
    embed.until_text("li form .form-title", "Edit").await;
    embed.type_into("comment", " And how.").await;
    let asked = format!("{}/id/{}", isso.origin(), isso.comments(TIDE)[0]["id"]);
    let script = "return fetch(arguments[0], { credentials: 'include' })
        .then(({status}) => status === 403)";
    let what = "Isso lets nobody change it";
    let _: bool = browser.until(what, script, vec![json!(asked)]).await;
    let words = "It turns. And how.";
    embed
        .is_refused(words, "The comment can no longer be changed.")
        .await;
    assert_eq!(isso.comments(TIDE)[0]["text"], "It turns.");

    // It was written longer ago than the widget would take the same words for the same comment.
    let script = "
        for (const [name, lines] of Object.entries(localStorage))
            if (name.startsWith('article-embed/held/'))
                localStorage[name] = lines.replace(/\"kept\":\"\\d+/, '\"kept\":\"2020')";
    let () = browser.run(script, vec![]).await;
    open_isso(&browser, &servers, isso.origin()).await;
    embed.until_text(".comment .words", "It turns.").await;
    let script = "return Object.keys(localStorage)
        .every((name) => !name.startsWith('article-embed/held/'))";
    let what = "the widget knows that it can no longer be changed";
    let _: bool = browser.until(what, script, vec![]).await;
    assert_eq!(embed.count(".edit, .delete").await, 0);
    // What she had written has no place there any more.
    assert_eq!(embed.text(".form-title").await, "Leave a Reply");
    assert_eq!(embed.value("comment").await, words);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_far_down_a_long_thread_stays_the_readers_to_change() {
    let (browser, servers, isso) = start_isso(Settings::default()).await;
    for number in 1..=51 {
        let fields = json!({ "text": format!("Number {number}."), "author": "Bo" });
        isso.write(TIDE, fields).await;
    }
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "The *last* one.").await;
    embed.send().await;
    embed.until_text(".comment .words em", "last").await;
    embed.element(".comment .edit").await;

    // It is on the second page, and shown below the first one.
    open_isso(&browser, &servers, isso.origin()).await;
    embed.until_text(".comment .words em", "last").await;
    embed.element(".comment .edit").await;
    embed.click("button.more").await;
    embed.until_text(".comment .words", "Number 51.").await;
    assert_eq!(embed.count(".comment").await, 52);
    assert_eq!(embed.count(".edit").await, 1);
    embed.click(".comment .edit").await;
    embed.until_text("li form .form-title", "Edit").await;
    assert_eq!(embed.value("comment").await, "The *last* one.");
}

/// Isso itself takes the same words twice.
#[tokio::test(flavor = "multi_thread")]
async fn words_on_a_page_that_is_still_to_come_are_not_sent_again() {
    let (browser, servers, isso) = start_isso(Settings::default()).await;
    for number in 1..=51 {
        let fields = json!({ "text": format!("Number {number}."), "author": "Bo" });
        isso.write(TIDE, fields).await;
    }
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "The last one.").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "The last one.")
        .await;

    open_isso(&browser, &servers, isso.origin()).await;
    embed.write("Ada", EMAIL, "The last one.").await;
    embed
        .is_refused("The last one.", "the same comment is here")
        .await;
    assert_eq!(isso.comments(TIDE).len(), 52);
    // As a reply it says something else.
    embed.click(".comment .reply").await;
    embed.type_into("comment", "The last one.").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "The last one.")
        .await;
    assert_eq!(isso.comments(TIDE).len(), 53);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_given_again_makes_nobody_anothers_editor() {
    let (browser, servers, isso) = start_with_comment(Settings::default(), "Mine.").await;
    let embed = Embed::first(&browser);
    let id = isso.comments(TIDE)[0]["id"].as_u64().unwrap();
    isso.delete(id).await;
    let again = isso
        .write(TIDE, json!({ "text": "A stranger's.", "author": "Bo" }))
        .await;
    assert_eq!(id, again, "Isso gives ids once: this needs no test");
    open_isso(&browser, &servers, isso.origin()).await;
    embed.until_text(".comment .words", "A stranger's.").await;
    let script = "return Object.keys(localStorage)
        .every((name) => !name.startsWith('article-embed/held/'))";
    let what = "the widget knows that it is another one";
    let _: bool = browser.until(what, script, vec![]).await;
    assert_eq!(embed.count(".edit, .delete").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_was_counted_is_counted_off() {
    let settings = Settings {
        moderated: true,
        ..Settings::default()
    };
    let (browser, servers, isso) = start_isso(settings).await;
    let first = isso
        .write(TIDE, json!({ "text": "The first.", "author": "Bo" }))
        .await;
    isso.approve(first).await;
    open_isso(&browser, &servers, isso.origin()).await;
    let embed = Embed::first(&browser);
    embed.until_text(".comments-title", "1 comment").await;
    embed.write("Ada", "ada@example.org", "Held.").await;
    embed.send().await;
    embed.element(".comment.posted .delete").await;
    embed.delete().await;
    assert_eq!(isso.comments(TIDE).len(), 1);
    assert_eq!(embed.text(".comments-title").await, "1 comment");
}
