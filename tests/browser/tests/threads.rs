//! Threads on Mastodon and Bluesky under a story: readers see them here and reply there.
//!
//! The answers in `threads/` are written after the two services' documentation.

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::{Value, json};

/// A service, the post's page on it, where the thread is asked for, and what is answered.
struct Service {
    engine: &'static str,
    post: &'static str,
    asked: &'static str,
    answer: &'static str,
}

const MASTODON: Service = Service {
    engine: "mastodon",
    post: "/@news/109330000000000100",
    asked: "/api/v1/statuses/109330000000000100/context",
    answer: include_str!("../threads/mastodon.json"),
};

const BLUESKY: Service = Service {
    engine: "bluesky",
    post: "/profile/news.example/post/3k",
    asked: "/xrpc/app.bsky.feed.getPostThread",
    answer: include_str!("../threads/bluesky.json"),
};

/// Opens a story with the thread of a service, which answers so, and comes near it.
async fn open(browser: &Browser, servers: &Servers, service: &Service, answer: Answer) {
    servers.answer(service.asked, answer);
    let post = format!("{}{}", servers.publisher, service.post);
    let page = servers.comments_page(&servers.story("tide"), service.engine, &post);
    browser.open(&page).await;
    Embed::first(browser).scroll_to(".comments").await;
}

/// What every thread is checked for: it is only read, its words run nothing, and readers are sent
/// to the post's page.
async fn is_only_read(browser: &Browser, servers: &Servers, service: &Service) {
    let embed = Embed::first(browser);
    let engine = service.engine;
    let script = "return [...root.querySelectorAll('.comments :is(form, .reply, .edit, .delete)')]
        .map((element) => element.outerHTML)";
    let written: Vec<String> = embed.run(script, &[]).await;
    assert_eq!(written, [""; 0], "{engine}: something can be written here");
    let link = ".comments > .notice a";
    assert_eq!(embed.text(link).await, "Reply on 127.0.0.1", "{engine}");
    let address = embed.attribute(link, "href").await;
    let post = format!("{}{}", servers.publisher, service.post);
    assert_eq!(address.as_deref(), Some(post.as_str()), "{engine}");

    let harm = ".comments :is(script, style, iframe, img, [onclick], [onerror], \
        [onmouseover], [href^=javascript])";
    assert_eq!(embed.count(harm).await, 0, "{engine}");
    let script = "for (const element of root.querySelectorAll('.comment *')) {
        element.addEventListener('click', (event) => event.preventDefault());
        element.dispatchEvent(new MouseEvent('mouseover'));
        element.click();
    }";
    let () = embed.run(script, &[]).await;
    let harmed: Value = browser.run("return window.harmed ?? null", vec![]).await;
    assert_eq!(harmed, Value::Null, "{engine}");
    assert_eq!(browser.console().await, [""; 0], "{engine}");
    let requests = browser.requests().await;
    let foreign = requests
        .iter()
        .find(|address| address.contains(".example/"));
    assert_eq!(
        foreign, None,
        "{engine}: a service's other server was asked"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_on_mastodon_is_shown_with_its_replies() {
    let (browser, servers) = start().await;
    let answer = Answer::json(200, MASTODON.answer);
    open(&browser, &servers, &MASTODON, answer).await;
    let embed = Embed::first(&browser);
    embed
        .until_text(".comment .words", "@news It turns & turns.")
        .await;
    embed.until_text(".comments-title", "4 comments").await;
    let hostile = "<b onmouseover=\"window.harmed='name'\">李</b> & Co";
    assert_eq!(
        embed.texts(".comment .author").await,
        ["Ada Brook", "bo", "Ada Brook", hostile]
    );
    assert_eq!(embed.text(".comment .words strong").await, "turns");
    let nested = ".thread .thread > li > .comment .words";
    assert_eq!(embed.texts(nested).await, ["Does it?", "It does."]);
    let nested = ".thread .thread .thread > li > .comment .words";
    assert_eq!(embed.texts(nested).await, ["It does."]);
    let words = embed.texts(".comment .words").await;
    assert!(words[3].starts_with("Harmless."), "{words:#?}");
    for (selector, expected) in [
        (".comment a.author", "https://other.example/@ada"),
        (".comment a.permalink", "https://other.example/@ada/1"),
        (".comment .words p + p a", "https://mill.example/2026"),
    ] {
        let address = embed.attribute(selector, "href").await;
        assert_eq!(address.as_deref(), Some(expected), "{selector}");
    }
    is_only_read(&browser, &servers, &MASTODON).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_on_bluesky_is_shown_with_its_replies() {
    let (browser, servers) = start().await;
    let answer = Answer::json(200, BLUESKY.answer);
    open(&browser, &servers, &BLUESKY, answer).await;
    let embed = Embed::first(&browser);
    embed
        .until_text(".comment .words", "It turns & turns.")
        .await;
    assert_eq!(
        embed.texts(".comment .words").await,
        [
            "It turns & turns.I have seen it.",
            "Have you?",
            "With my own eyes.",
            "<script>window.harmed='script'</script> <b>Harmless</b>",
        ]
    );
    let authors = embed.texts(".comment .author").await;
    assert_eq!(authors[..3], ["Ada Brook", "bo.example", "Ada Brook"]);
    let hostile = "<img src=x onerror=\"window.harmed='name'\">李";
    assert_eq!(authors.last().map(String::as_str), Some(hostile));
    let nested = ".thread .thread .thread > li > .comment .words";
    assert_eq!(embed.texts(nested).await, ["With my own eyes."]);
    let post = "https://bsky.app/profile/ada.example/post/3a";
    for (selector, expected) in [
        (".comment a.author", "https://bsky.app/profile/ada.example"),
        (".comment a.permalink", post),
    ] {
        let address = embed.attribute(selector, "href").await;
        assert_eq!(address.as_deref(), Some(expected), "{selector}");
    }
    is_only_read(&browser, &servers, &BLUESKY).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_is_turned_round_without_asking_again() {
    let (browser, servers) = start().await;
    let answer = Answer::json(200, MASTODON.answer);
    open(&browser, &servers, &MASTODON, answer).await;
    let embed = Embed::first(&browser);
    embed.until_text(".comment .words", "It turns").await;
    servers.answer(MASTODON.asked, Answer::html(500));
    embed.click(".order").await;
    let first = ".comments > .thread > li:first-child > .comment .words";
    embed.until_text(first, "Harmless").await;
    assert_eq!(
        embed.texts(".comment .words").await[2..],
        ["Does it?", "It does."],
        "replies stand oldest first"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_does_not_come_can_be_asked_for_again() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for service in [MASTODON, BLUESKY] {
        for answer in [
            Answer::html(502),
            Answer::json(404, r#"{"error": "Record not found"}"#),
            Answer::html(200),
        ] {
            open(&browser, &servers, &service, answer).await;
            // What stands there before the islands come has such a button, too.
            embed.element("[data-live] .notice button").await;
            let engine = service.engine;
            let link = "[data-live] .comments > .notice a";
            assert_eq!(embed.text(link).await, "Reply on 127.0.0.1", "{engine}");
        }
        servers.answer(service.asked, Answer::json(200, service.answer));
        embed.click("[data-live] .notice button").await;
        embed.until_text(".comment .words", "It turns").await;
        assert_eq!(embed.focused().await.as_deref(), Some("comments-title"));
    }
}

/// An answer of Mastodon's with so many replies, every other one to the one before it.
fn many(count: u32) -> String {
    let id = |number: u32| (109_330_000_000_000_100_u64 + u64::from(number)).to_string();
    let reply = |number: u32| {
        json!({
            "id": id(number),
            "in_reply_to_id": id(if number.is_multiple_of(2) { number - 1 } else { 0 }),
            "created_at": "2026-11-24T08:05:09.000Z",
            "url": format!("https://other.example/@ada/{number}"),
            "content": format!("<p>Number {number}.</p>"),
            "account": { "acct": "ada", "display_name": "Ada", "url": "https://other.example/@ada" },
        })
    };
    let replies: Vec<Value> = (1..=count).map(reply).collect();
    json!({ "ancestors": [], "descendants": replies }).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_thread_that_comes_at_once_is_shown_in_portions() {
    let (browser, servers) = start().await;
    let answer = Answer::json(200, &many(250));
    open(&browser, &servers, &MASTODON, answer).await;
    let embed = Embed::first(&browser);
    embed.until_text(".comments-title", "250 comments").await;
    assert_eq!(embed.count(".comment").await, 100);
    let place = "return words(root.activeElement.querySelector('.words'))";
    for first in ["Number 101.", "Number 201."] {
        embed.click("button.more").await;
        embed.until_text(".comment .words", first).await;
        let at: String = embed.run(place, &[]).await;
        assert_eq!(at, first, "the reader goes on");
    }
    assert_eq!(embed.count(".comment").await, 250);
    assert_eq!(embed.count("button.more").await, 0, "there are no more");

    // The newest portion of all, and those before it.
    browser.reload().await;
    embed.scroll_to(".order").await;
    embed.click(".order").await;
    let first = ".thread > li:first-child > .comment .words";
    embed.until_text(first, "Number 249.").await;
    assert_eq!(embed.count(".comment").await, 100);
    for last in ["Number 51.", "Number 1."] {
        embed.click("button.more").await;
        let last_thread = ".comments > .thread > li:last-child > .comment .words";
        embed.until_text(last_thread, last).await;
    }
    assert_eq!(embed.count(".comment").await, 250);
    let requests = browser.requests().await;
    let asked = requests
        .iter()
        .filter(|address| address.contains("/context"));
    assert_eq!(
        asked.count(),
        3,
        "it is asked more than once for each visit and order"
    );
}

/// A reply as Mastodon lists it, with these members in place of its own.
fn toot(number: u32, words: &str, members: &Value) -> Value {
    let mut reply = json!({
        "id": number.to_string(), "in_reply_to_id": "109330000000000100",
        "created_at": "2026-11-24T08:05:09.000Z", "visibility": "public",
        "url": format!("https://other.example/@ada/{number}"),
        "content": format!("<p>{words}</p>"), "sensitive": false, "spoiler_text": "",
        "account": { "acct": "ada", "display_name": "Ada", "url": "https://other.example/@ada" },
        "media_attachments": [],
    });
    for (name, value) in members.as_object().into_iter().flatten() {
        reply[name] = value.clone();
    }
    reply
}

#[tokio::test(flavor = "multi_thread")]
async fn what_mastodon_warns_of_stays_closed_and_what_is_not_for_all_is_not_there() {
    let (browser, servers) = start().await;
    let media = json!([{ "type": "image", "url": "https://files.example/1.jpg",
        "description": "A heron with a fish" }]);
    let limited = json!({ "acct": "mallory", "limited": true });
    let replies = json!([
        toot(
            1,
            "The heron eats the frog.",
            &json!({ "spoiler_text": "<b>The</b> end" })
        ),
        toot(
            2,
            "Look.",
            &json!({ "sensitive": true, "media_attachments": media })
        ),
        toot(3, "For friends.", &json!({ "visibility": "private" })),
        toot(4, "For you.", &json!({ "visibility": "direct" })),
        toot(5, "Buy this.", &json!({ "account": limited })),
        toot(
            6,
            "Plain.",
            &json!({ "in_reply_to_id": "3", "media_attachments": media })
        ),
    ]);
    let answer = json!({ "ancestors": [], "descendants": replies }).to_string();
    open(&browser, &servers, &MASTODON, Answer::json(200, &answer)).await;
    let embed = Embed::first(&browser);
    embed.until_text(".comments-title", "3 comments").await;
    assert_eq!(
        embed.texts(".comment details summary").await,
        ["<b>The</b> end", "Sensitive content"]
    );
    // What a reader can see before she opens anything.
    let seen = "return [...root.querySelectorAll('.comment .words :is(p, a)')]
        .filter((element) => element.checkVisibility()).map(words)";
    let before: Vec<String> = embed.run(seen, &[]).await;
    let heron = "A heron with a fish";
    assert_eq!(before, ["Look.", "Plain.", heron, heron]);
    embed.click(".comment details summary").await;
    embed
        .until_text(".comment details[open] p", "eats the frog")
        .await;
    // It stays open whatever is drawn anew.
    embed.click(".order").await;
    let first = ".comments > .thread > li:first-child > .comment .words";
    embed.until_text(first, "Plain.").await;
    assert_eq!(embed.count(".comment details[open]").await, 1);
    is_only_read(&browser, &servers, &MASTODON).await;
}

/// A thread of Bluesky's in which one has replied, with labels on that, and a gate.
fn gated(gate: &Value, labels: &Value) -> String {
    let author = json!({ "handle": "ada.example", "displayName": "Ada" });
    json!({ "thread": {
        "$type": "app.bsky.feed.defs#threadViewPost",
        "post": { "uri": "at://did:plc:news/app.bsky.feed.post/3k", "threadgate": { "record": gate } },
        "replies": [
            { "post": { "uri": "at://did:plc:ada/app.bsky.feed.post/3a", "author": author,
                "record": { "text": "It turns." }, "labels": labels } },
            { "post": { "uri": "at://did:plc:bo/app.bsky.feed.post/3b", "author": author,
                "record": { "text": "Go away." } },
              "replies": [{ "post": { "uri": "at://did:plc:cy/app.bsky.feed.post/3c",
                "author": author, "record": { "text": "No, you." } } }] },
        ],
    } })
    .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_of_a_thread_on_bluesky_are_kept_and_told() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let rule = |name: &str| json!({ "$type": format!("app.bsky.feed.threadgate#{name}") });
    let hidden = json!(["at://did:plc:bo/app.bsky.feed.post/3b"]);
    for (gate, count, link, told) in [
        (json!({}), 3, "Reply on 127.0.0.1", None),
        (
            json!({ "hiddenReplies": hidden }),
            1,
            "Reply on 127.0.0.1",
            None,
        ),
        (
            json!({ "allow": [] }),
            3,
            "Open on 127.0.0.1",
            Some("Replies are turned off there."),
        ),
        (
            json!({ "allow": [rule("mentionRule"), rule("followerRule")] }),
            3,
            "Reply on 127.0.0.1",
            // On a line each.
            Some("Who can reply there:people mentioned in the postpeople who follow its author"),
        ),
    ] {
        let answer = Answer::json(200, &gated(&gate, &json!([])));
        open(&browser, &servers, &BLUESKY, answer).await;
        embed
            .until_text("[data-live] .comment .words", "It turns.")
            .await;
        assert_eq!(embed.count(".comment").await, count, "{gate}");
        let notices = embed.texts(".comments > .notice").await;
        let expected: Vec<_> = std::iter::once(link).chain(told).collect();
        assert_eq!(notices, expected, "{gate}");
    }
    let labels = json!([{ "src": "did:plc:moderation", "val": "porn" }]);
    let answer = Answer::json(200, &gated(&json!({}), &labels));
    open(&browser, &servers, &BLUESKY, answer).await;
    embed
        .until_text(".comments details summary", "Sensitive content")
        .await;
    let is_open = "return root.querySelector('.comments details p').checkVisibility()";
    assert!(!embed.run::<bool>(is_open, &[]).await, "it is open");
    embed.click(".comments details summary").await;
    let _: bool = embed.until("it opens", is_open, &[]).await;
}
