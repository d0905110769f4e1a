//! Readers' comments in a real Isso: written, held and let through, answered, refused and listed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::isso::Settings;
use browser_tests::stage::{TIDE, open_isso, start, start_isso};
use browser_tests::{Answer, Browser, Embed, Isso};
use serde_json::{Value, json};

const HELD: &str = "Your comment is awaiting moderation.";
const EMAIL: &str = "ada@example.org";

/// How often the page has sent a comment.
async fn posts(browser: &Browser) -> usize {
    let script = "return performance.getEntriesByType('resource')
        .filter(({name}) => name.includes('/new?')).length";
    browser.run(script, vec![]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_published_at_once() {
    let (browser, servers, isso) = start_isso(Settings::default()).await;
    let embed = Embed::first(&browser);
    embed.until_text("form .hint", "in Markdown").await;
    embed.until_text(".comments .notice", "Be the first").await;
    let () = browser.run("window.isSamePage = true", vec![]).await;
    embed
        .type_into("website", "https://ada.example/about")
        .await;
    let words = "It *turns*, see [here](https://mill.example/).\n\n> At last!";
    embed.write("Ada Brook", EMAIL, words).await;
    embed.send().await;

    embed.until_text(".comment .words em", "turns").await;
    embed
        .until_text(".comment .words blockquote", "At last!")
        .await;
    assert_eq!(embed.text(".comment .author").await, "Ada Brook");
    assert_eq!(embed.count(".pending").await, 0, "it is said to be held");
    embed
        .until_text("[role=status]", "Your comment was published.")
        .await;
    let focused = embed.focused().await;
    assert_eq!(focused.as_deref(), Some("comment posted"));
    assert_eq!(embed.value("comment").await, "", "the text still stands");
    assert_eq!(embed.text(".comments-title").await, "1 comment");
    let comments = isso.comments(TIDE);
    assert_eq!(comments.len(), 1, "{comments:#?}");
    for (name, value) in [
        ("mode", json!(1)),
        ("text", json!(words)),
        ("author", json!("Ada Brook")),
        ("email", json!(EMAIL)),
        ("website", json!("https://ada.example/about")),
    ] {
        assert_eq!(comments[0][name], value, "{name}");
    }
    let event = browser.event("article-embed-comment").await;
    assert_eq!(event["detail"]["id"], comments[0]["id"].to_string());
    assert_eq!(posts(&browser).await, 1);
    let is_same: Value = browser.run("return window.isSamePage", vec![]).await;
    assert_eq!(is_same, true, "the page was loaded again");
    assert_eq!(browser.console().await, [""; 0]);

    open_isso(&browser, &servers, isso.origin()).await;
    embed.until_text(".comment .words em", "turns").await;
    assert_eq!(embed.count(".comment").await, 1);
    let all: String = embed.run("return root.textContent", &[]).await;
    assert!(!all.contains(EMAIL), "the e-mail address is published");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_comment_is_seen_by_its_writer_until_it_is_let_through() {
    let settings = Settings {
        moderated: true,
        ..Settings::default()
    };
    let (browser, servers, isso) = start_isso(settings).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "May I?").await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    embed.until_text("[role=status]", HELD).await;
    assert_eq!(isso.comments(TIDE)[0]["mode"], 2);

    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(".comment .pending", HELD).await;
    assert_eq!(embed.texts(".comment .words").await, ["May I?"]);
    assert_eq!(embed.value("comment").await, "");

    isso.approve(isso.comments(TIDE)[0]["id"].as_u64().unwrap())
        .await;
    open_isso(&browser, &servers, isso.origin()).await;
    embed.until_text(".comment .words", "May I?").await;
    assert_eq!(embed.count(".comment").await, 1);
    assert_eq!(embed.count(".pending").await, 0, "the comment still waits");
    assert_eq!(embed.text(".comments-title").await, "1 comment");

    // Another one, which is thrown away.
    embed.write("Ada", EMAIL, "And this?").await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    isso.delete(isso.comments(TIDE)[1]["id"].as_u64().unwrap())
        .await;
    open_isso(&browser, &servers, isso.origin()).await;
    let script = "return root.querySelectorAll('.comment').length === 1";
    let what = "only the first comment is left";
    embed.until::<bool>(what, script, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_posts_once() {
    let (browser, _servers, isso) = start_isso(Settings::default()).await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Only once, please.").await;
    let script =
        "const button = root.querySelector('form .submit'); button.click(); button.click()";
    let () = embed.run(script, &[]).await;
    embed
        .until_text(".comment.posted .words", "Only once")
        .await;
    assert_eq!(posts(&browser).await, 1);
    assert_eq!(embed.count(".comment").await, 1);
    assert_eq!(isso.comments(TIDE).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_to_a_reply_stands_beside_it() {
    let (browser, servers, isso) = start_isso(Settings::default()).await;
    let first = json!({ "text": "Who has seen it?", "author": "Bo" });
    let id = isso.write(TIDE, first).await;
    isso.write(TIDE, json!({ "text": "Another matter." })).await;
    open_isso(&browser, &servers, isso.origin()).await;
    let embed = Embed::first(&browser);
    embed
        .until_text(".comment .words", "Who has seen it?")
        .await;
    assert_eq!(
        embed.texts(".comment .author").await,
        ["Bo", "Anonymous"],
        "a writer without a name"
    );
    embed.click("li:nth-child(1) > .comment .reply").await;
    embed
        .until_text("li:nth-child(1) > form .form-title", "Leave a Reply to Bo")
        .await;
    assert_eq!(embed.focused().await.as_deref(), Some("comment"));
    embed.write("Ada", EMAIL, "I have.").await;
    embed.send().await;
    let reply = ".thread .thread > li:nth-child(1) > .comment";
    embed.until_text(".thread .thread .posted", "I have.").await;
    assert_eq!(embed.text(".form-title").await, "Leave a Reply");

    embed.click(&format!("{reply} .reply")).await;
    embed
        .until_text(".thread .thread form .form-title", "Leave a Reply to Ada")
        .await;
    embed.type_into("comment", "And when?").await;
    embed.send().await;
    let beside = ".thread .thread > li:nth-child(2) > .comment";
    embed
        .until_text(&format!("{beside}.posted"), "And when?")
        .await;
    for comment in &isso.comments(TIDE)[2..] {
        assert_eq!(comment["parent"], id, "{comment:#?}");
    }

    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(reply, "I have.").await;
    embed.until_text(beside, "And when?").await;
    assert_eq!(embed.count(".comment").await, 4);
    embed.until_text(".comments-title", "4 comments").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn any_script_arrives_whole_and_runs_its_own_way() {
    let (browser, servers, isso) = start_isso(Settings::default()).await;
    let embed = Embed::first(&browser);
    let (author, text) = (
        "Zoë <b>Łukasiewicz</b> & 李",
        "البوابة مغلقة & النهر <مفتوح> منذ الفجر",
    );
    embed.write(author, EMAIL, text).await;
    embed.send().await;
    embed.until_text(".comment.posted .author", author).await;
    assert_eq!(isso.comments(TIDE)[0]["text"], text);
    open_isso(&browser, &servers, isso.origin()).await;
    embed.until_text(".comment .author", author).await;
    let words = embed.text(".comment .words").await;
    assert!(
        words.starts_with("البوابة مغلقة & النهر") && words.ends_with("منذ الفجر"),
        "{words}"
    );
    let direction = "return getComputedStyle(root.querySelector('.comment .words')).direction";
    assert_eq!(embed.run::<String>(direction, &[]).await, "rtl");
    assert_eq!(embed.text(".comment .initial").await, "Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_thread_comes_in_pages_in_either_order() {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, Settings::default()).await;
    let mut last = 0;
    for number in 1..=54 {
        let fields = json!({ "text": format!("Number {number}."), "author": "Bo" });
        last = isso.write(TIDE, fields).await;
    }
    let reply = json!({ "text": "The last word.", "parent": last });
    isso.write(TIDE, reply).await;
    open_isso(&browser, &servers, isso.origin()).await;
    let embed = Embed::first(&browser);
    let first = ".thread > li:first-child > .comment .words";
    embed.until_text(first, "Number 1.").await;
    assert_eq!(embed.count(".comment").await, 50);
    embed.until_text(".comments-title", "55 comments").await;
    assert_eq!(embed.text("button.more").await, "Show more comments");
    embed.click("button.more").await;
    embed.until_text(".comment .words", "Number 54.").await;
    embed
        .until_text(".thread .thread .words", "The last word.")
        .await;
    assert_eq!(embed.count(".comment").await, 55);
    assert_eq!(embed.count("button.more").await, 0, "there are no more");

    // Nothing has to be asked for where all are here.
    embed.scroll_to(".order").await;
    assert_eq!(embed.text(".order").await, "Newest first");
    embed.click(".order").await;
    embed.until_text(first, "Number 54.").await;

    // With the first page alone the others are asked for.
    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(first, "Number 1.").await;
    embed.scroll_to(".order").await;
    embed.click(".order").await;
    embed.until_text(first, "Number 54.").await;
    embed
        .until_text(".thread .thread .words", "The last word.")
        .await;
    assert_eq!(embed.count(".comment").await, 51);
    embed.click("button.more").await;
    embed.until_text(".comment .words", "Number 1.").await;
    assert_eq!(embed.count(".comment").await, 55);
    let last = ".comments > .thread > li:last-child > .comment .words";
    assert_eq!(embed.text(last).await, "Number 1.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_of_many_replies_comes_in_pages() {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, Settings::default()).await;
    let mut threads = Vec::new();
    for name in ["One", "Two"] {
        let fields = json!({ "text": format!("Thread {name}."), "author": "Bo" });
        threads.push(isso.write(TIDE, fields).await);
    }
    for number in 1..=53 {
        for (thread, name) in threads.iter().zip(["One", "Two"]) {
            let text = format!("Reply {number} to {name}.");
            let fields = json!({ "text": text, "author": "Ada", "parent": thread });
            isso.write(TIDE, fields).await;
        }
    }
    open_isso(&browser, &servers, isso.origin()).await;
    let embed = Embed::first(&browser);
    embed.until_text(".comments-title", "108 comments").await;
    let last = |thread: u8| {
        format!(".comments > .thread > li:nth-child({thread}) > .thread > li:last-child .words")
    };
    // The two threads have a hundred replies and two comments at their top; so many stand on a page.
    assert_eq!(embed.count(".comment").await, 100);
    assert_eq!(embed.text(&last(1)).await, "Reply 50 to One.");
    assert_eq!(embed.text(&last(2)).await, "Reply 48 to Two.");
    for (count, one, two) in [(102, 50, 50), (105, 53, 50), (108, 53, 53)] {
        embed.click("button.more").await;
        let script = format!("return root.querySelectorAll('.comment').length === {count}");
        let what = format!("{count} comments");
        embed.until::<bool>(&what, &script, &[]).await;
        assert_eq!(embed.text(&last(1)).await, format!("Reply {one} to One."));
        assert_eq!(embed.text(&last(2)).await, format!("Reply {two} to Two."));
    }
    assert_eq!(embed.count("button.more").await, 0, "there are no more");
}

#[tokio::test(flavor = "multi_thread")]
async fn stories_that_only_a_query_tells_apart_have_threads_of_their_own() {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, Settings::default()).await;
    let embed = Embed::first(&browser);
    for number in [42, 43] {
        let story = json!({
            "schema": "article-embed/1", "headline": "A weir in the wood",
            "canonical_url": format!("https://woods.example/?p={number}&utm_source=mail"),
            "body": [{ "type": "paragraph", "content": "It holds." }],
        });
        let name = format!("weir-{number}");
        servers.answer(
            &format!("/{name}.json"),
            Answer::json(200, &story.to_string()),
        );
        let address = format!("{}/", isso.origin());
        let page = servers.comments_page(&servers.story(&name), "isso", &address);
        browser.open(&page).await;
        embed.reply_form().await;
        assert_eq!(embed.count(".comment").await, 0, "{number}");
        let words = format!("On number {number}.");
        embed.write("Ada", EMAIL, &words).await;
        embed.send().await;
        embed.until_text(".comment.posted .words", &words).await;
        let comments = isso.comments(&format!("/?p={number}"));
        assert_eq!(comments.len(), 1, "{number}: {comments:#?}");
        assert_eq!(comments[0]["text"], words);
    }
    assert_eq!(isso.comments("/").len(), 0);
}
