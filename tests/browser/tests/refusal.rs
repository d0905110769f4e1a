//! Comments that are not taken: what the reader is told, and that no word is lost.

use std::time::Duration;

use browser_tests::stage::{open_comments, start, start_commenting};
use browser_tests::{Browser, Embed, Servers, WordPress};

const HELD: &str = "Your comment is awaiting moderation.";
const EMAIL: &str = "ada@example.org";

#[tokio::test(flavor = "multi_thread")]
async fn each_mistake_is_told_at_its_field() {
    let (browser, _servers, wordpress, post) = start_commenting("Mistakes").await;
    let embed = Embed::first(&browser);
    let missing = "Please fill in this field.";
    let no_email = "Please enter an email address such as name@example.com.";
    let no_address = "Please enter an address such as https://example.com.";
    // What is typed before the form is sent, the first field that is then wrong, and in how many
    // nothing stands.
    for (typed_into, text, field, error, others) in [
        ("comment", "   ", "comment", missing, 2),
        ("comment", "A thought.", "author", missing, 1),
        ("author", "Ada", "email", missing, 0),
        ("email", "nobody", "email", no_email, 0),
        // Browsers take this one for an address, WordPress does not.
        ("email", "nobody@nowhere", "email", no_email, 0),
        ("email", EMAIL, "website", no_address, 0),
    ] {
        if typed_into == "email" && text == EMAIL {
            embed.type_into("website", "my page").await;
        }
        embed
            .element(&format!("form [name={typed_into}]"))
            .await
            .clear()
            .await
            .unwrap();
        embed.type_into(typed_into, text).await;
        if (typed_into, text) == ("comment", "A thought.") {
            let script = "return !root.querySelector('form .field:has([name=comment]) .error')";
            let what = "what has been corrected is no longer complained of";
            let _: bool = embed.until(what, script, &[]).await;
        }
        embed.send().await;
        let case = format!("{text:?} in {typed_into}");
        embed
            .until_text(&format!("form .field:has([name={field}]) .error"), error)
            .await;
        assert_eq!(
            embed.texts("form .error:not(:empty)").await,
            [&[error][..], &vec![missing; others]].concat(),
            "{case}"
        );
        assert_eq!(
            embed.focused().await.as_deref(),
            Some(field),
            "the focus after {case}"
        );
        let described = "const field = root.querySelector(`[name=${arguments[1]}]`);
            return [field.getAttribute('aria-invalid'),
                words(root.getElementById(field.getAttribute('aria-describedby')))]";
        let described: (String, String) = embed.run(described, &[field]).await;
        assert_eq!(described, ("true".to_owned(), error.to_owned()), "{case}");
        if text != "   " {
            assert_eq!(
                embed.value(typed_into).await,
                text,
                "{case}: the text is gone"
            );
        }
    }
    assert_eq!(
        wordpress.comments(&post).await.len(),
        0,
        "a comment was posted all the same"
    );

    embed
        .element("form [name=website]")
        .await
        .clear()
        .await
        .unwrap();
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    assert_eq!(
        embed.count("form .error:not(:empty)").await,
        0,
        "an error is still told"
    );
    assert_eq!(wordpress.comments(&post).await.len(), 1);
}

/// A page of the thread that is still to come has it, and so have not the newest ones.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_long_ago_is_not_taken_for_a_new_comment() {
    let (browser, servers) = start().await;
    let wordpress = WordPress::default();
    let post = wordpress.publish_short("Said long ago").await;
    let old = "2025-01-02T03:04:05";
    wordpress
        .comment_by(&post, "Ada", EMAIL, "Thanks, it's “good”!", old)
        .await;
    for number in 1..=100 {
        wordpress.comment(&post, &format!("Number {number}.")).await;
    }
    open_comments(&browser, &servers, &post).await;
    let embed = Embed::first(&browser);
    let () = embed
        .run("host.setAttribute('comments-order', 'newest')", &[])
        .await;
    embed
        .until_text(".thread > li:first-child > .comment .words", "Number 100.")
        .await;
    embed.write("Ada", EMAIL, "Thanks, it's “good”!").await;
    embed
        .is_refused("Thanks, it's “good”!", "You have already said that")
        .await;
    assert_eq!(embed.count(".comment .pending").await, 0);
    browser.reload().await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "Thanks, it's “good”!");
    assert_eq!(embed.count(".comment .pending").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn wordpress_refuses_a_comment_that_is_there_already() {
    let (browser, _servers, wordpress, post) = start_commenting("Said twice").await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Once is enough.").await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    embed.type_into("comment", "Once is enough.").await;
    embed
        .is_refused("Once is enough.", "You have already said that")
        .await;
    assert_eq!(wordpress.comments(&post).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn wordpress_refuses_comments_that_come_too_fast() {
    let (browser, _servers, wordpress, post) = start_commenting("Too fast").await;
    let embed = Embed::first(&browser);
    // Nobody else writes from this address, in whatever test.
    embed
        .write("Ada", "flood@example.org", "First words.")
        .await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    embed
        .element("form [name=author]")
        .await
        .clear()
        .await
        .unwrap();
    embed.type_into("author", "Flood Watcher").await;
    embed.type_into("comment", "Second words.").await;
    embed
        .is_refused("Second words.", "You are posting too quickly.")
        .await;
    embed.until_text(".submit", "Sends in").await;
    assert_eq!(wordpress.comments(&post).await.len(), 1);
    // It waits by itself, and then it is there. Who does something else meanwhile is left alone.
    let elsewhere = "
        const field = document.createElement('input');
        field.id = 'elsewhere';
        document.body.append(field);
        field.focus()";
    let () = browser.run(elsewhere, vec![]).await;
    let script = "return root.querySelectorAll('.comment .pending').length === 2";
    let what = "the second comment was sent by itself";
    embed
        .until_within::<bool>(Duration::from_secs(40), what, script)
        .await;
    assert_eq!(embed.value("comment").await, "");
    assert_eq!(wordpress.comments(&post).await.len(), 2);
    let active = "return document.activeElement.id";
    assert_eq!(browser.run::<String>(active, vec![]).await, "elsewhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn wordpress_refuses_comments_that_it_takes_no_more() {
    let (browser, servers, wordpress, post) = start_commenting("Closed meanwhile").await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "Am I too late?").await;
    wordpress.close_comments(&post).await;
    embed
        .is_refused("Am I too late?", "Comments were closed meanwhile.")
        .await;
    // Whoever tries again keeps the words, too.
    embed
        .is_refused("Am I too late?", "Comments were closed meanwhile.")
        .await;

    browser
        .open(&servers.comments_page(&post.article, "auto", ""))
        .await;
    // What was not sent is still to be had.
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "Am I too late?");
    embed
        .until_text("form .summary", "so that you can copy it")
        .await;
    embed.write_nothing().await;

    browser.reload().await;
    embed.scroll_to(".comments").await;
    embed
        .until_text(".comments .notice", "Comments are closed.")
        .await;
    let is_listed =
        "return !root.querySelector('.comments [aria-busy=true], .comments[aria-busy=true]')
        && !root.textContent.includes('Comments are loading')";
    embed.until::<bool>("all is there", is_listed, &[]).await;
    assert_eq!(
        embed.count("form").await,
        0,
        "there is a form where nothing is taken"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_not_shut_in_where_comments_are_closed() {
    let (browser, _servers, wordpress, post) = start_commenting("Shut in").await;
    wordpress.comment(&post, "The first.").await;
    browser.reload().await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    embed.click(".comment .reply").await;
    embed.write("Ada", EMAIL, "To the first.").await;
    wordpress.close_comments(&post).await;
    embed
        .is_refused("To the first.", "Comments were closed meanwhile.")
        .await;
    embed.click("form .cancel").await;
    embed
        .until_text(".comments > form .form-title", "Leave a Reply")
        .await;
    let script = "return root.querySelector('#comment').value === 'To the first.'";
    embed.until::<bool>("the words are here", script, &[]).await;
    embed
        .until_text("form .summary", "so that you can copy it")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_gone_or_fails_costs_the_reader_no_words() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let embed = Embed::first(&browser);
    let nobody = browser_tests::server::nobody().await;
    let path = "/wp-json/wp/v2/comments";
    servers.answer(path, browser_tests::Answer::html(503));
    for (server, refusal) in [
        (&nobody, "Whether your comment arrived will be known"),
        (
            &servers.publisher,
            "The publisher's server could not take the comment.",
        ),
    ] {
        let comments = format!("{server}{path}?post=1");
        browser
            .open(&servers.comments_page(&servers.story("tide"), "wordpress", &comments))
            .await;
        embed.reply_form().await;
        embed
            .until_text(".comments .notice", "The comments could not be loaded.")
            .await;
        embed.write("Ada", EMAIL, "Is anybody there?").await;
        embed.is_refused("Is anybody there?", refusal).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_is_offline_can_send_when_the_connection_is_back() {
    let (browser, _servers, wordpress, post) = start_commenting("In the tunnel").await;
    let embed = Embed::first(&browser);
    embed.write("Ada", EMAIL, "From the tunnel.").await;
    browser.set_offline(true).await;
    embed
        .is_refused("From the tunnel.", "You seem to be offline.")
        .await;
    browser.set_offline(false).await;
    embed.send().await;
    embed.until_text(".comment .pending", HELD).await;
    assert_eq!(wordpress.comments(&post).await.len(), 1);
}
