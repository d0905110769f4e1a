//! What a real Isso does not take: the reader is told why, and her words are still there.

use browser_tests::Embed;
use browser_tests::isso::Settings;
use browser_tests::stage::{TIDE, start_isso};

const EMAIL: &str = "ada@example.org";

#[tokio::test(flavor = "multi_thread")]
async fn too_few_words_are_refused() {
    let (browser, _servers, isso) = start_isso(Settings::default()).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Hm").await;
    embed.send().await;
    embed
        .until_text(".field .error", "This is too short.")
        .await;
    assert_eq!(embed.value("comment").await, "Hm");
    assert_eq!(embed.focused().await.as_deref(), Some("comment"));
    assert_eq!(isso.comments(TIDE).len(), 0);
    embed.type_into("comment", ", well").await;
    embed.send().await;
    embed.until_text(".comment.posted .words", "Hm, well").await;
    assert_eq!(embed.count(".field .error").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_too_fast_waits() {
    let settings = Settings {
        guarded: true,
        ..Settings::default()
    };
    let (browser, _servers, isso) = start_isso(settings).await;
    let embed = Embed::first(&browser);
    for words in ["The first.", "The second."] {
        embed.type_into("comment", words).await;
        embed.send().await;
        embed.until_text(".comment.posted .words", words).await;
    }
    let told = "You are posting too quickly.";
    embed.type_into("comment", "The third.").await;
    embed.is_refused("The third.", told).await;
    embed.until_text("form .submit", "Sends in 5").await;
    assert_eq!(isso.comments(TIDE).len(), 2);
    // Nobody is taken out of the field by the seconds that go by.
    embed.click("#comment").await;
    let counted = "const label = words(root.querySelector('form .submit'));
        host.labels ??= new Set();
        return host.labels.add(label).size > 2";
    let _: bool = embed.until("two seconds are counted", counted, &[]).await;
    assert_eq!(embed.focused().await.as_deref(), Some("comment"));
    // Whoever writes on sends it herself.
    embed.type_into("comment", " And more.").await;
    embed.until_text("form .submit", "Post Comment").await;
    assert_eq!(embed.value("comment").await, "The third. And more.");
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "The third. And more.");
    assert_eq!(isso.comments(TIDE).len(), 2);
    // It is known that the words have not arrived, so nothing has to be found out, if she takes back
    // what she has added.
    for _ in " And more.".chars() {
        embed.type_into("comment", "\u{e003}").await;
    }
    embed.is_refused("The third.", told).await;
    embed.until_text("form .submit", "Sends in 5").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_to_oneself_are_refused_for_a_while() {
    let settings = Settings {
        guarded: true,
        ..Settings::default()
    };
    let (browser, _servers, isso) = start_isso(settings).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "The first.").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "The first.")
        .await;
    embed.click(".comment .reply").await;
    embed.type_into("comment", "To myself.").await;
    embed
        .is_refused(
            "To myself.",
            "You can reply to yourself only after a while.",
        )
        .await;
    assert_eq!(isso.comments(TIDE).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_addresses_are_demanded_where_they_are_required() {
    let settings = Settings {
        requires_author: true,
        requires_email: true,
        ..Settings::default()
    };
    let (browser, _servers, isso) = start_isso(settings).await;
    let embed = Embed::first(&browser);
    embed.type_into("comment", "Is it?").await;
    for (field, typed) in [("author", "Ada"), ("email", EMAIL)] {
        embed.send().await;
        let error = format!("#{field}-error");
        embed.until_text(&error, "Please fill in this field").await;
        assert_eq!(embed.focused().await.as_deref(), Some(field));
        assert_eq!(embed.value("comment").await, "Is it?", "{field}");
        assert_eq!(isso.comments(TIDE).len(), 0, "{field}");
        embed.type_into(field, typed).await;
    }
    embed.send().await;
    embed.until_text(".comment.posted .words", "Is it?").await;
    assert_eq!(isso.comments(TIDE)[0]["email"], EMAIL);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_words_are_needed_elsewhere() {
    let (browser, _servers, isso) = start_isso(Settings::default()).await;
    let embed = Embed::first(&browser);
    embed.type_into("comment", "Nobody said so.").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .author", "Anonymous")
        .await;
    assert!(isso.comments(TIDE)[0]["author"].is_null());
}
