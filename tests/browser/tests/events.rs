//! What an embed tells the page: each thing once, with what is documented.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::Embed;
use browser_tests::stage::start;
use serde_json::{Value, json};

const URL: &str = "https://estuary-post.example/2025/05/the-tide-mill-grinds-again";

#[tokio::test(flavor = "multi_thread")]
async fn each_thing_that_happens_is_told_once_in_order() {
    let (browser, servers) = start().await;
    browser
        .decide_permission("clipboard-write", "granted")
        .await;
    browser.open(&servers.page("blank", &[])).await;
    let story = servers.story("tide");
    let options = json!({ "article": story, "comments": "preview" });
    browser.add_tag(&servers.embed, "#here", options).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    // What is no new story tells nothing.
    for level in ["3", "4"] {
        let () = embed
            .run("host.headingLevel = arguments[1]", &[level])
            .await;
        embed.element(&format!("h{level}.headline")).await;
    }
    embed.click(".share-button[data-target=copy]").await;
    browser.event("article-embed-share").await;
    embed.reply_form().await;
    embed.write("Ada", "ada@example.org", "On the mill").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "On the mill")
        .await;
    browser.event("article-embed-comment").await;
    let nowhere = servers.story("nowhere");
    let () = embed.run("host.article = arguments[1]", &[&nowhere]).await;
    embed.failure().await;
    browser.event("article-embed-error").await;
    // Neither does the look of a failure.
    let () = embed
        .run("host.headingLevel = 5; host.share = 'off'", &[])
        .await;
    let () = embed.run("host.article = arguments[1]", &[&story]).await;
    embed.element("h5.headline").await;

    let told: Vec<Value> = browser.run("return recorded.events", vec![]).await;
    for event in &told {
        assert_eq!(event["target"], "article-embed", "{event}");
        let crosses = (&event["bubbles"], &event["composed"]);
        assert_eq!(crosses, (&json!(true), &json!(true)), "{event}");
    }
    let told: Vec<_> = told
        .iter()
        .map(|event| (event["type"].as_str().unwrap(), event["detail"].clone()))
        .collect();
    let id = told[3].1["id"].clone();
    assert!(id.as_str().is_some_and(|id| !id.is_empty()), "{told:#?}");
    let message = format!("{nowhere}: the server answered with status 404");
    let ready = json!({ "headline": "The tide mill grinds again", "url": URL });
    let expected = [
        ("article-embed-loading", json!({ "url": story })),
        ("article-embed-ready", ready.clone()),
        ("article-embed-share", told[2].1.clone()),
        ("article-embed-comment", json!({ "id": id })),
        ("article-embed-loading", json!({ "url": nowhere })),
        (
            "article-embed-error",
            json!({ "code": "not-found", "message": message, "url": "" }),
        ),
        ("article-embed-loading", json!({ "url": story })),
        ("article-embed-ready", ready),
    ];
    assert_eq!(told, expected);
    assert_eq!(told[2].1["target"], "copy");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_breaks_down_is_told_once_for_each_embed_that_it_takes_away() {
    let (browser, servers) = start().await;
    let (tide, bell) = (servers.story("tide"), servers.story("bell"));
    let values = [("FIRST", tide.as_str()), ("SECOND", bell.as_str())];
    browser.open(&servers.page("two", &values)).await;
    for index in 0..2 {
        Embed::nth(&browser, index).story().await;
    }
    // A page that breaks the browser's own methods takes the program's ground away.
    let script = "
        Document.prototype.createTextNode = () => { throw new Error('taken away') };
        const [first, second] = document.querySelectorAll('article-embed');
        [first.article, second.article] = [second.article, first.article]";
    let () = browser.run(script, vec![]).await;
    for index in 0..2 {
        Embed::nth(&browser, index).failure().await;
    }
    let again = "
        for (const embed of document.querySelectorAll('article-embed')) embed.headingLevel = 3";
    let () = browser.run(again, vec![]).await;
    let later = "return new Promise((resolve) => setTimeout(resolve))";
    let () = browser.run(later, vec![]).await;
    let told = browser.events("article-embed-error").await;
    let codes: Vec<_> = told
        .iter()
        .map(|event| event["detail"]["code"].clone())
        .collect();
    assert_eq!(
        codes.iter().filter(|code| *code == "program").count(),
        2,
        "{told:#?}"
    );
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0], "the page saw errors");
}
