//! What changes while an embed stands on its page.

use browser_tests::stage::start;
use browser_tests::{Browser, Embed};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

async fn set(browser: &Browser, name: &str, value: &str) {
    let script = "document.querySelector('article-embed').setAttribute(arguments[0], arguments[1])";
    let () = browser.run(script, vec![json!(name), json!(value)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_on_one_story_are_never_shown_under_another() {
    let (browser, servers) = start().await;
    let (tide, bell) = (servers.story("tide"), servers.story("bell"));
    browser
        .open(&servers.comments_page(&tide, "preview", ""))
        .await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    embed.write("Ada", "ada@example.org", "On the mill").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "On the mill")
        .await;

    set(&browser, "article", &bell).await;
    embed.until_text(".headline", BELL).await;
    embed.reply_form().await;
    embed
        .until_text(".comments .notice.quiet", "No comments yet")
        .await;
    assert_eq!(embed.count(".comment").await, 0);

    set(&browser, "article", &tide).await;
    embed.until_text(".headline", TIDE).await;
    embed.reply_form().await;
    embed.until_text(".comment .words", "On the mill").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attributes_count_after_the_story_has_come() {
    let (browser, servers) = start().await;
    browser
        .open(&servers.comments_page(&servers.story("bell"), "off", ""))
        .await;
    let embed = Embed::first(&browser);
    embed.story().await;
    assert_eq!(embed.count(".follow").await, 0);
    set(
        &browser,
        "follow",
        "https://x.com/post https://www.facebook.com/post",
    )
    .await;
    embed.until_text(".follow", "Facebook").await;
    assert_eq!(embed.texts(".follow a").await, ["X", "Facebook"]);
    set(&browser, "heading-level", "4").await;
    embed.until_text("h4.headline", BELL).await;
    set(&browser, "share", "copy").await;
    embed
        .until::<bool>(
            "one share button is left",
            "return root.querySelectorAll('.share-button').length === 1",
            &[],
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_is_none_costs_nobody_the_story() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    for (place, target) in [("#here", "##"), ("#there", "#nowhere")] {
        let options = json!({ "article": servers.story("tide"), "target": target });
        browser.add_tag(&servers.embed, place, options).await;
    }
    for index in 0..2 {
        assert_eq!(Embed::nth(&browser, index).story().await, TIDE);
    }
    let console = browser.console().await.join("\n");
    for target in ["##", "#nowhere"] {
        assert!(
            console.contains(target),
            "no line about {target}:\n{console}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_of_a_reader_is_wider_than_the_page() {
    let (browser, servers) = start().await;
    browser.resize(320, 700).await;
    browser
        .open(&servers.comments_page(&servers.story("tide"), "preview", ""))
        .await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    let name = "W".repeat(200);
    embed
        .write(&name, "ada@example.org", &"w".repeat(900))
        .await;
    embed.send().await;
    embed.until_text(".comment.posted .words", "www").await;
    let width: i64 = browser
        .run("return document.documentElement.scrollWidth", vec![])
        .await;
    assert!(width <= 320, "the page is {width} px wide");
}
