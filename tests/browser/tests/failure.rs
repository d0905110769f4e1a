//! Stories that cannot be had: what the reader is told, what the partner's developers are told, and
//! that both can go on.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::{Duration, Instant};

use browser_tests::server::nobody;
use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::{Value, json};

const URL: &str = "https://www.estuary-post.example/own";
const TIDE: &str = "The tide mill grinds again";
const WORDPRESS_REFUSAL: &str =
    r#"{"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}"#;

/// Puts an embed on a page that watches itself, and returns what the page was before.
async fn embed_on_page(browser: &Browser, servers: &Servers, article: &str, url: &str) -> String {
    browser.open(&servers.page("failing", &[])).await;
    let before = browser.run("return recorded.page()", vec![]).await;
    let mut options = json!({ "article": article });
    if !url.is_empty() {
        options["url"] = json!(url);
    }
    browser.add_tag(&servers.embed, "#here", options).await;
    before
}

/// Checks all that is told of a failure: to the reader, to the page, in the console.
async fn failed(browser: &Browser, article: &str, code: &str, text: &str, reason: &str) {
    let embed = Embed::first(browser);
    let shown = embed.failure().await;
    assert!(
        shown.starts_with(text),
        "{code}: the reader sees {shown:?}, not {text:?}"
    );
    let link = embed.attribute(".failure a", "href").await;
    assert_eq!(link.as_deref(), Some(URL), "{code}");
    assert_eq!(
        embed.text(".failure a").await,
        "Read this story on estuary-post.example",
        "{code}"
    );
    assert_eq!(embed.text(".failure button").await, "Try again", "{code}");
    assert_eq!(
        embed.attribute(".failure", "role").await.as_deref(),
        Some("alert"),
        "{code}"
    );
    assert_eq!(
        embed.count(".placeholder").await,
        0,
        "{code}: the placeholder still stands"
    );
    let event = browser.event("article-embed-error").await;
    let detail = &event["detail"];
    assert_eq!(detail["code"], code, "{event}");
    assert_eq!(detail["url"], URL, "{event}");
    let message = detail["message"].as_str().unwrap();
    assert!(
        message.contains(article) && message.contains(reason),
        "{code}: {message:?}"
    );
    assert_eq!(
        (&event["bubbles"], &event["composed"]),
        (&json!(true), &json!(true)),
        "{code}"
    );
    let console = browser.console().await;
    let told = console
        .iter()
        .find(|entry| entry.contains("article-embed: "));
    let told = told.unwrap_or_else(|| panic!("{code}: nothing in the console: {console:#?}"));
    assert!(told.contains(reason), "{code}: {told}");
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0], "{code}: the page saw errors");
}

/// Asks for the story again, as a reader does.
async fn retry(browser: &Browser) {
    let embed = Embed::first(browser);
    embed.click(".failure button").await;
    assert_eq!(embed.story().await, TIDE);
    embed
        .until_text(".text", "turned for an hour on Tuesday")
        .await;
    assert_eq!(embed.count(".failure").await, 0);
    assert_eq!(browser.events("article-embed-ready").await.len(), 1);
}

/// Of 95 news pages, seven had JSON-LD that was no JSON.
const JSON_LD_WITH_A_RAW_LINE_BREAK: &str = r#"{"@context": "https://schema.org",
    "@type": "NewsArticle", "headline": "A bridge
    turns again"}"#;

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_answer_is_told_and_can_be_asked_for_again() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    let unreadable = "The story came in a form that cannot be shown here.";
    let missing = "This story could not be found. It may have been moved or taken down.";
    let forbidden = "The publisher does not let this story be shown here.";
    let broken = "The publisher's server has a problem at the moment.";
    for (answer, code, text, reason) in [
        (Answer::html(404), "not-found", missing, "status 404"),
        (
            Answer::json(404, WORDPRESS_REFUSAL),
            "not-found",
            missing,
            "Invalid post ID.",
        ),
        (
            Answer::json(200, WORDPRESS_REFUSAL),
            "not-found",
            missing,
            "Invalid post ID.",
        ),
        (Answer::html(401), "forbidden", forbidden, "status 401"),
        (Answer::html(403), "forbidden", forbidden, "status 403"),
        (Answer::html(500), "server-error", broken, "status 500"),
        (Answer::html(503), "server-error", broken, "status 503"),
        (Answer::html(200), "not-json", unreadable, "not JSON"),
        (
            Answer::json(200, "{\"title\": "),
            "not-json",
            unreadable,
            "not JSON",
        ),
        (
            Answer::json(200, JSON_LD_WITH_A_RAW_LINE_BREAK),
            "not-json",
            unreadable,
            "not JSON",
        ),
        (Answer::empty(), "empty", unreadable, "empty"),
        (
            Answer::json(200, "{}"),
            "unsupported-format",
            unreadable,
            "article-embed, json-feed",
        ),
        (
            Answer::json(200, "null"),
            "unsupported-format",
            unreadable,
            "article-embed, json-feed",
        ),
        (
            Answer::json(200, "[]"),
            "unsupported-format",
            unreadable,
            "article-embed, json-feed",
        ),
    ] {
        servers.answer("/tide.json", answer);
        embed_on_page(&browser, &servers, &story, URL).await;
        failed(&browser, &story, code, text, reason).await;
        servers.recover("/tide.json");
        retry(&browser).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_is_gone_for_good_is_not_asked_for_again() {
    let (browser, servers) = start().await;
    servers.answer("/tide.json", Answer::html(410));
    embed_on_page(&browser, &servers, &servers.story("tide"), URL).await;
    let embed = Embed::first(&browser);
    let said = embed.failure().await;
    assert!(
        said.contains("The publisher has withdrawn this story."),
        "{said}"
    );
    assert_eq!(embed.count(".failure button").await, 0);
    let event = browser.event("article-embed-error").await;
    assert_eq!(event["detail"]["code"], "withdrawn", "{event}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_never_comes_is_given_up_after_fifteen_seconds() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    servers.answer("/tide.json", Answer::Never);
    let start = Instant::now();
    embed_on_page(&browser, &servers, &story, URL).await;
    let loaded = "return document.readyState === 'complete' && recorded.placed";
    browser
        .until::<Value>("the page itself is loaded meanwhile", loaded, vec![])
        .await;
    let script =
        "return document.querySelector('article-embed').shadowRoot.querySelector('.failure')";
    browser
        .until_within::<Value>(Duration::from_secs(20), "it gives up", script, vec![])
        .await;
    let taken = start.elapsed();
    assert!(
        taken > Duration::from_secs(14),
        "it gave up after {taken:?}"
    );
    let text = "The story is taking too long to load.";
    failed(
        &browser,
        &story,
        "timed-out",
        text,
        "no answer within 15 seconds",
    )
    .await;
    servers.recover("/tide.json");
    retry(&browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_the_connection_can_come_back() {
    let (browser, servers) = start().await;
    let origin = nobody().await;
    let story = format!("{origin}/tide.json");
    embed_on_page(&browser, &servers, &story, URL).await;
    failed(
        &browser,
        &story,
        "unreachable",
        "The story could not be reached.",
        "CORS",
    )
    .await;
    servers.take_over(&origin).await;
    retry(&browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_was_offline_gets_the_story_without_asking() {
    let (browser, servers) = start().await;
    embed_on_page(&browser, &servers, &servers.story("bell"), URL).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    browser.set_offline(true).await;
    let story = servers.story("tide");
    let () = embed
        .run("host.setAttribute('article', arguments[1])", &[&story])
        .await;
    let text = "You seem to be offline. The story will load when you are back.";
    failed(&browser, &story, "offline", text, "offline").await;
    browser.set_offline(false).await;
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.count(".failure").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_leaves_the_rest_of_the_page_as_it_was() {
    let (browser, servers) = start().await;
    servers.answer("/tide.json", Answer::html(500));
    let before = embed_on_page(&browser, &servers, &servers.story("tide"), URL).await;
    Embed::first(&browser).failure().await;
    browser.event("article-embed-error").await;
    let stood: Vec<String> = browser.run("return recorded.placed", vec![]).await;
    let stand: Vec<String> = browser.run("return recorded.places()", vec![]).await;
    assert_eq!(stand, stood, "the page's own elements have moved");
    let after: String = browser.run("return recorded.page()", vec![]).await;
    assert_eq!(after, before, "the page's own elements have changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_address_of_the_story_there_is_no_link() {
    let (browser, servers) = start().await;
    servers.answer("/tide.json", Answer::html(404));
    embed_on_page(&browser, &servers, &servers.story("tide"), "").await;
    let embed = Embed::first(&browser);
    embed.failure().await;
    assert_eq!(embed.count(".failure a").await, 0);
    assert_eq!(
        browser.event("article-embed-error").await["detail"]["url"],
        ""
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn mistyped_options_are_named_with_what_is_allowed() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("mistyped", &[])).await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.failure().await, "No story was named for this place.");
    assert_eq!(
        embed.count(".failure button").await,
        0,
        "trying again cannot help"
    );
    assert_eq!(
        browser.event("article-embed-error").await["detail"]["code"],
        "no-article"
    );
    let console = browser.console().await.join("\n");
    for line in [
        "“drak” is no value for theme; allowed: auto, light, dark",
        "unknown attribute “colour”; is “theme” meant?",
        "“myspace” is no value for share; allowed: off, device, x",
        "the attribute “article” is missing",
    ] {
        assert!(
            console.contains(line),
            "no line {line:?} in the console:\n{console}"
        );
    }
}
