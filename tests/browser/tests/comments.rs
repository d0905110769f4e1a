//! Readers' comments: written in the form, held by a real WordPress, let through by its editor.

use browser_tests::stage::{open_comments, start_commenting};
use browser_tests::{Browser, Embed, Servers, WordPress};
use serde_json::json;

const HELD: &str = "Your comment is awaiting moderation.";
const EMAIL: &str = "ada@example.org";

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_held_then_let_through_and_seen_by_all() {
    let (browser, servers, wordpress, post) = start_commenting("Held and let through").await;
    let embed = Embed::first(&browser);
    assert_eq!(
        embed.text(".comments .notice").await,
        "No comments yet. Be the first to reply."
    );
    embed
        .type_into("website", "https://ada.example/about")
        .await;
    embed
        .write(
            "Ada Brook",
            EMAIL,
            "I have seen the gate myself.\n\nIt was shut.",
        )
        .await;
    embed.send().await;

    embed.until_text(".comment .pending", HELD).await;
    assert_eq!(
        embed.texts(".comment .words p").await,
        ["I have seen the gate myself.", "It was shut."]
    );
    embed.until_text("[role=status]", HELD).await;
    assert_eq!(
        embed.focused().await.as_deref(),
        Some("comment posted"),
        "the focus is elsewhere"
    );
    let kept = [("comment", ""), ("author", "Ada Brook"), ("email", EMAIL)];
    for (field, value) in kept {
        assert_eq!(embed.value(field).await, value, "{field}");
    }
    let comments = wordpress.comments(&post).await;
    assert_eq!(comments.len(), 1, "{comments:#?}");
    let comment = &comments[0];
    assert_eq!(comment["status"], "hold");
    assert_eq!(comment["author_name"], "Ada Brook");
    assert_eq!(comment["author_email"], EMAIL);
    assert_eq!(comment["author_url"], "https://ada.example/about");
    let event = browser.event("article-embed-comment").await;
    assert_eq!(event["detail"]["id"], comment["id"].to_string());
    assert_eq!(
        (&event["bubbles"], &event["composed"]),
        (&json!(true), &json!(true))
    );

    wordpress.approve(comment).await;
    open_comments(&browser, &servers, &post).await;
    embed.until_text(".comment .author", "Ada Brook").await;
    assert_eq!(embed.text(".comments-title").await, "1 comment");
    assert_eq!(embed.count(".pending").await, 0, "the comment still waits");
    assert_eq!(
        embed
            .attribute(".comment a.author", "href")
            .await
            .as_deref(),
        Some("https://ada.example/about")
    );
    let all: String = embed.run("return root.textContent", &[]).await;
    assert!(!all.contains(EMAIL), "the e-mail address is published");
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_posts_once() {
    let (browser, _servers, wordpress, post) = start_commenting("Double click").await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Only once, please.").await;
    browser.requests().await;
    let () = embed
        .run(
            "const button = root.querySelector('form .submit'); button.click(); button.click()",
            &[],
        )
        .await;
    embed.until_text(".comment .pending", HELD).await;
    let requests = browser.requests().await;
    let posts = requests
        .iter()
        .filter(|address| address.ends_with("/wp/v2/comments"))
        .count();
    assert_eq!(posts, 1, "{requests:#?}");
    assert_eq!(embed.count("form .error:not(:empty)").await, 0);
    assert_eq!(wordpress.comments(&post).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_script_arrives_whole_and_runs_its_own_way() {
    let (browser, servers, wordpress, post) = start_commenting("Many scripts").await;
    let embed = Embed::first(&browser);
    let (author, text) = (
        "Zoë Łukasiewicz 李",
        "البوابة مغلقة & النهر <مفتوح> منذ الفجر",
    );
    embed.write(author, EMAIL, text).await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    let comments = wordpress.comments(&post).await;
    assert_eq!(comments[0]["author_name"], author);
    wordpress.approve(&comments[0]).await;
    open_comments(&browser, &servers, &post).await;
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
async fn a_reply_stands_under_its_comment() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let wordpress = WordPress::default();
    let post = wordpress.publish_short("Replies").await;
    wordpress.comment(&post, "What do our readers think?").await;
    open_comments(&browser, &servers, &post).await;
    let embed = Embed::first(&browser);
    embed
        .until_text(".comment .words", "What do our readers think?")
        .await;
    assert_eq!(embed.text(".comment .badge").await, "Publisher");

    assert_eq!(
        embed.accessible_name(".comment .reply").await,
        "Reply to editor"
    );
    embed.click(".comment .reply").await;
    embed
        .until_text(".form-title", "Leave a Reply to editor")
        .await;
    assert_eq!(embed.focused().await.as_deref(), Some("comment"));
    embed.write("Ada", EMAIL, "A great deal.").await;
    // A reader who leaves the reply and comes back to it has lost nothing.
    embed.click(".reply-form .cancel").await;
    embed.until_text(".form-title", "Leave a Reply").await;
    assert_eq!(embed.value("comment").await, "");
    embed.click(".comment .reply").await;
    embed
        .until_text(".form-title", "Leave a Reply to editor")
        .await;
    assert_eq!(embed.value("comment").await, "A great deal.");
    embed.send().await;
    embed
        .until_text(".thread .thread .comment .pending", HELD)
        .await;
    assert_eq!(embed.text(".form-title").await, "Leave a Reply");

    let comments = wordpress.comments(&post).await;
    assert_eq!(comments[1]["parent"], comments[0]["id"]);
    wordpress.approve(&comments[1]).await;
    open_comments(&browser, &servers, &post).await;
    embed
        .until_text(".thread .thread .comment .words", "A great deal.")
        .await;
    assert_eq!(embed.text(".comments-title").await, "2 comments");
}

#[tokio::test(flavor = "multi_thread")]
async fn preview_comments_stay_in_this_browser() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let embed = Embed::first(&browser);
    let story = servers.story("tide");
    browser
        .open(&servers.comments_page(&story, "preview", ""))
        .await;
    embed.reply_form().await;
    embed
        .until_text(
            ".comments .notice",
            "what you write here stays in this browser",
        )
        .await;
    embed.write("Ada", EMAIL, "Just trying.").await;
    embed.send().await;
    embed
        .until_text(".comment.posted .words", "Just trying.")
        .await;
    assert_eq!(embed.count(".pending").await, 0);
    embed
        .element("form [name=author]")
        .await
        .clear()
        .await
        .unwrap();
    embed.type_into("author", "Hold this").await;
    embed.type_into("comment", "And this waits.").await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    embed.type_into("comment", "And this waits.").await;
    embed
        .is_refused("And this waits.", "You have already said that")
        .await;

    browser.reload().await;
    embed.reply_form().await;
    embed.until_text(".comment .words", "And this waits.").await;
    assert_eq!(
        embed.texts(".comment .words").await,
        ["Just trying.", "And this waits."]
    );
    embed
        .until_text(
            ".comments .notice",
            "what you write here stays in this browser",
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_can_leave_the_comments_out() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let post = WordPress::default().publish_short("No comments here").await;
    let embed = Embed::first(&browser);
    for (story, comments) in [(post.article, "off"), (servers.story("tide"), "auto")] {
        browser
            .open(&servers.comments_page(&story, comments, ""))
            .await;
        embed.story().await;
        embed.element(".share-button").await;
        assert_eq!(
            embed.count(".comments, .reply-form").await,
            0,
            "{story} with comments {comments}"
        );
        assert_eq!(
            browser.console().await,
            [""; 0],
            "{story} with comments {comments}"
        );
    }
}
