//! What readers write and what programs write, told apart by the plugin for WordPress: spam is kept
//! for the editor, and nobody else is told.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use browser_tests::stage::{open_comments, start, start_commenting};
use browser_tests::wordpress::Post;
use browser_tests::{Embed, WordPress, setting};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

const HELD: &str = "Your comment is awaiting moderation.";
const EMAIL: &str = "ada@example.org";

/// Who is logged in, among those who post directly.
const EDITOR: &str = "the editor";

/// How a post's comments stand in WordPress, oldest first.
async fn states(wordpress: &WordPress, post: &Post) -> Vec<String> {
    let comments = wordpress.comments(post).await;
    let states = comments.iter().map(|comment| &comment["status"]);
    states
        .map(|status| status.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Posts a comment without the embed, with these fields besides, and returns its state in
/// WordPress's answer.
async fn post_directly(post: &Post, author: &str, fields: &Value) -> Value {
    let is_editor = author == EDITOR;
    let mut comment = json!({
        "post": post.id,
        // The same words twice would be refused.
        "content": format!("By {author} with {fields}"),
    });
    for (name, value) in fields.as_object().into_iter().flatten() {
        comment[name] = value.clone();
    }
    // WordPress itself says who somebody is that is logged in.
    if !is_editor {
        comment["author_name"] = json!(author);
        comment["author_email"] = json!(EMAIL);
    }
    let address = setting("ARTICLE_EMBED_WORDPRESS") + "/wp-json/wp/v2/comments";
    let mut request = Client::new().post(address).json(&comment);
    if is_editor {
        let password = setting("ARTICLE_EMBED_WORDPRESS_PASSWORD");
        request = request.basic_auth(setting("ARTICLE_EMBED_WORDPRESS_USER"), Some(password));
    }
    let answer = request.send().await.expect("WordPress does not answer");
    let status = answer.status();
    let mut answer: Value = answer.json().await.expect("WordPress answers in JSON");
    assert_eq!(status, StatusCode::CREATED, "{fields}: {answer}");
    answer["status"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_reader_writes_is_no_spam() {
    let (browser, _servers, wordpress, post) = start_commenting("No spam").await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "I live by that gate.").await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    assert_eq!(states(&wordpress, &post).await, ["hold"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_falls_into_the_trap_is_spam_that_an_editor_can_rescue() {
    let (browser, servers, wordpress, post) = start_commenting("The trap").await;
    let embed = Embed::first(&browser);
    embed
        .write("Ada", EMAIL, "My browser fills in every field.")
        .await;
    let () = embed
        .run("root.querySelector('#subject').value = 'Gates'", &[])
        .await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    assert_eq!(embed.value("comment").await, "");
    assert_eq!(states(&wordpress, &post).await, ["spam"]);

    open_comments(&browser, &servers, &post).await;
    embed.until_text(".comment .pending", HELD).await;
    wordpress.approve(&wordpress.comments(&post).await[0]).await;
    open_comments(&browser, &servers, &post).await;
    embed.until_text(".comment .words", "every field").await;
    assert_eq!(embed.count(".pending").await, 0, "the comment still waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_come_as_the_embed_sends_it_is_spam() {
    let wordpress = WordPress::default();
    let post = wordpress.publish_short("Without the embed").await;
    for (author, fields, expected) in [
        ("Ada", json!({ "article_embed_seconds": "0" }), "spam"),
        ("Ada", json!({ "article_embed_seconds": 1 }), "spam"),
        ("Ada", json!({ "article_embed_seconds": "2" }), "hold"),
        ("Ada", json!({ "article_embed_seconds": 86_400 }), "hold"),
        ("Ada", json!({ "article_embed_seconds": "-5" }), "spam"),
        ("Ada", json!({ "article_embed_seconds": "long" }), "spam"),
        ("Ada", json!({ "article_embed_seconds": "" }), "spam"),
        ("Ada", json!({ "article_embed_seconds": ["9"] }), "spam"),
        (
            "Ada",
            json!({ "article_embed_seconds": "9", "article_embed_trap": "Gates" }),
            "spam",
        ),
        (
            "Ada",
            json!({ "article_embed_seconds": "9", "article_embed_trap": "" }),
            "hold",
        ),
        ("Ada", json!({ "article_embed_trap": "0" }), "spam"),
        // Other clients know nothing of these fields, unless the site has no other.
        ("Ada", json!({}), "hold"),
        ("Strict", json!({}), "spam"),
        ("Strict", json!({ "article_embed_seconds": "9" }), "hold"),
    ] {
        let status = post_directly(&post, author, &fields).await;
        assert_eq!(status, expected, "{author} with {fields}");
    }
    let hurried = json!({ "article_embed_seconds": 0, "article_embed_trap": "Gates" });
    let status = post_directly(&post, EDITOR, &hurried).await;
    assert_eq!(status, "approved", "somebody who is logged in was checked");
    let kept = states(&wordpress, &post).await;
    assert_eq!(kept.len(), 15, "a comment is lost: {kept:?}");
}

/// Fills in the form and sends it in the very moment in which it appears, as no reader could. Gives when
/// that was, and what the form held when its button began to count.
const HURRY: &str = "
    const appears = (found) => {
        const form = root.querySelector('form.reply-form');
        if (form) found(form); else requestAnimationFrame(() => appears(found));
    };
    root.querySelector('.comments').scrollIntoView();
    return new Promise(appears).then((form) => {
        for (const [name, value] of [['comment', 'First!'], ['author', 'Ada'], ['email', arguments[1]]]) {
            const field = form.querySelector(`[name=${name}]`);
            field.value = value;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
        const clicked = performance.now();
        form.querySelector('.submit').click();
        return new Promise((said) => {
            const count = () => {
                const held = root.querySelector('[name=comment]').value;
                const button = root.querySelector('form .submit');
                if (words(button).includes('Sends in')) said([clicked, held]);
                else requestAnimationFrame(count);
            };
            count();
        });
    })";

/// When the comment was sent, in milliseconds since the page began.
const SENT: &str = "
    const requests = performance.getEntriesByType('resource');
    return requests.filter(({ name }) => name.endsWith('/wp/v2/comments'))
        .map(({ startTime }) => startTime)";

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_at_once_waits_until_somebody_can_have_written_in_it() {
    let (browser, servers) = start().await;
    let wordpress = WordPress::default();
    let post = wordpress.publish_short("In a hurry").await;
    browser
        .open(&servers.comments_page(&post.article, "auto", ""))
        .await;
    let embed = Embed::first(&browser);
    embed.story().await;
    let (clicked, kept): (f64, String) = embed.run(HURRY, &[EMAIL]).await;
    assert_eq!(kept, "First!");
    embed.until_text(".comment .pending", HELD).await;
    assert_eq!(embed.value("comment").await, "");
    assert_eq!(states(&wordpress, &post).await, ["hold"]);
    let sent: Vec<f64> = embed.run(SENT, &[]).await;
    let [sent] = sent[..] else {
        panic!("it was sent {} times", sent.len());
    };
    let waited = sent - clicked;
    // Timers and the page's clock may differ a little.
    assert!(waited > 1_950.0, "it was sent after {waited} ms");
    assert_eq!(browser.console().await, [""; 0]);
}
