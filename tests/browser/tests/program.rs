//! Pages on which the first program cannot run, and pages that let both run only just.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use browser_tests::site::Fault;
use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers, Site, WordPress, policy, setting};
use serde_json::{Value, json};

const SORRY: &str = "This story cannot be shown here.";

/// Checks the one line in place of the program, and that the page is unharmed.
async fn cannot_run(browser: &Browser, index: usize, link: Option<&str>, case: &str) {
    let embed = Embed::nth(browser, index);
    let shown = embed.failure().await;
    match link {
        Some(_) => assert_eq!(
            shown,
            format!("{SORRY} Read it on estuary-post.example Try again"),
            "{case}"
        ),
        None => assert_eq!(shown, format!("{SORRY} Try again"), "{case}"),
    }
    let href = "return root.querySelector('.failure a')?.href";
    assert_eq!(
        embed.run::<Option<String>>(href, &[]).await.as_deref(),
        link,
        "{case}"
    );
    let children = "return [...root.children].map((element) => element.localName)";
    let children: Vec<String> = embed.run(children, &[]).await;
    assert_eq!(children, ["p"], "{case}: more than one line");
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0], "{case}: the page saw errors");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_without_webassembly_leaves_a_line_with_the_link() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blocked", &[])).await;
    let cases = [
        (
            Some("https://www.estuary-post.example/tag?a=1&b=2"),
            "link of the tag",
        ),
        (
            Some("https://estuary-post.example/noscript?a=1&b=2"),
            "link of the noscript element",
        ),
        (
            Some("https://estuary-post.example/own?a=1&b=2"),
            "link inside the element",
        ),
        (None, "link that is none"),
    ];
    for (index, (link, case)) in cases.into_iter().enumerate() {
        cannot_run(&browser, index, link, case).await;
    }
    let events = browser.events("article-embed-error").await;
    assert_eq!(events.len(), cases.len(), "{events:#?}");
    for event in &events {
        assert_eq!(event["detail"]["code"], "program", "{event}");
        assert_eq!(
            (&event["bubbles"], &event["composed"]),
            (&json!(true), &json!(true))
        );
        let message = event["detail"]["message"].as_str().unwrap();
        assert!(message.contains("'wasm-unsafe-eval'"), "{message}");
    }
    let links: Vec<_> = events.iter().map(|event| &event["detail"]["url"]).collect();
    assert!(
        links.contains(&&json!("https://estuary-post.example/own?a=1&b=2")),
        "{links:#?}"
    );
    let console = browser.console().await;
    // Once, whatever number of embeds.
    let told = console.iter().filter(|line| {
        line.contains("article-embed: the program does not run") && line.contains(&servers.embed)
    });
    assert_eq!(told.count(), 1, "{console:#?}");
    for place in ["#before", "#after"] {
        let script =
            "return document.querySelector(arguments[0]).getBoundingClientRect().height > 0";
        assert!(
            browser.run::<bool>(script, vec![json!(place)]).await,
            "{place} is gone"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_not_there_leaves_a_line_with_the_link_and_can_come_yet() {
    let (browser, servers) = start().await;
    let link = "https://estuary-post.example/own";
    let path = servers.built("render-", ".wasm");
    for (case, answer, cause) in [
        ("no file", Answer::html(404), "status 404"),
        ("another file", Answer::html(200), "integrity"),
        ("no bytes", Answer::empty(), "integrity"),
    ] {
        servers.answer(&path, answer);
        let values = [("ARTICLE", &*servers.story("tide")), ("URL", link)];
        browser.open(&servers.page("story", &values)).await;
        cannot_run(&browser, 0, Some(link), case).await;
        let event = browser.event("article-embed-error").await;
        assert_eq!(event["detail"]["code"], "program", "{case}: {event}");
        assert_eq!(event["detail"]["url"], link, "{case}: {event}");
        let console = browser.console().await;
        let told = console
            .iter()
            .filter(|line| line.contains("article-embed: the program does not run"));
        let told: Vec<_> = told.collect();
        assert_eq!(told.len(), 1, "{case}: {console:#?}");
        assert!(told[0].contains(cause), "{case}: {told:#?}");
        assert!(!told[0].contains("Policy"), "{case}: {told:#?}");

        let embed = Embed::first(&browser);
        embed.click(".failure button").await;
        // Still not.
        embed
            .until::<bool>(case, "return !root.querySelector('[aria-busy]')", &[])
            .await;
        cannot_run(&browser, 0, Some(link), case).await;
        servers.recover(&path);
        embed.click(".failure button").await;
        assert_eq!(embed.story().await, "The tide mill grinds again", "{case}");
        let focused = embed
            .run::<Option<String>>("return root.activeElement?.id", &[])
            .await;
        assert_eq!(
            focused.as_deref(),
            Some("headline"),
            "{case}: the focus is lost"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_never_comes_is_given_up_after_twenty_seconds_and_counts_when_it_does() {
    let (browser, site) = (Browser::start().await, Site::start().await);
    let servers = Servers::start().await;
    let link = "https://estuary-post.example/own";
    site.spoil(&site.built("render-", ".wasm"), Fault::Silent);
    browser.open(&servers.page("blank", &[])).await;
    let options = json!({ "article": servers.story("tide"), "url": link });
    browser.add_tag(&site.origin, "#here", options).await;
    let given_up =
        "return document.querySelector('article-embed')?.shadowRoot.querySelector('.failure')";
    let patience = Duration::from_secs(25);
    browser
        .until_within::<Value>(patience, "it gives up", given_up, vec![])
        .await;
    cannot_run(&browser, 0, Some(link), "a program that never comes").await;
    let event = browser.event("article-embed-error").await;
    assert_eq!(event["detail"]["code"], "program", "{event}");
    let message = event["detail"]["message"].as_str().unwrap();
    assert!(message.contains("too long"), "{message}");
    site.recover();
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, "The tide mill grinds again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_allows_just_what_is_needed_is_enough() {
    let (browser, servers) = start().await;
    let wordpress = WordPress::default();
    let lead = Path::new(env!("CARGO_MANIFEST_DIR")).join("stories/lead.png");
    let lead = wordpress
        .upload("strict.png", fs::read(lead).unwrap(), json!({}))
        .await;
    let post = wordpress
        .publish(json!({
            "title": "Under a strict policy", "content": "<p>One line.</p>",
            "featured_media": lead["id"],
        }))
        .await;
    let publishers = [servers.embed.as_str(), &setting("ARTICLE_EMBED_WORDPRESS")];
    let policy = policy::documented_for("script-src", &publishers);
    // The page's own recorder and empty icon.
    let policy = policy.replace("script-src", "script-src 'self'");
    let policy = policy.replace("img-src", "img-src data:");
    let values = [("ARTICLE", post.article.as_str()), ("POLICY", &policy)];
    browser.open(&servers.page("strict", &values)).await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, "Under a strict policy");
    let loaded = "const lead = root.querySelector('.lead img');
        return Boolean(lead?.complete && lead.naturalWidth)";
    embed
        .until::<bool>("the lead picture is loaded", loaded, &[])
        .await;
    embed.reply_form().await;
    embed.write("Ada", "ada@example.org", "Even here.").await;
    embed.send().await;
    embed
        .until_text(".comment .pending", "Your comment is awaiting moderation.")
        .await;

    // The same story without a policy tells how it should look.
    let look = "return ['.headline', '.text p', '.share ul', '.share-button', '.submit'].map(
        (selector) => {
            const {fontSize, fontFamily, display, color, padding, borderRadius} =
                getComputedStyle(root.querySelector(selector));
            return [selector, fontSize, fontFamily, display, color, padding, borderRadius].join(' ');
        })";
    let strict: Vec<String> = embed.run(look, &[]).await;
    assert_eq!(browser.console().await, [""; 0], "something was blocked");
    browser
        .open(&servers.page("story", &[("ARTICLE", &post.article), ("URL", "")]))
        .await;
    embed.reply_form().await;
    assert_eq!(embed.run::<Vec<String>>(look, &[]).await, strict);
}
