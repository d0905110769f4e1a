//! Pages that enforce Trusted Types: stories of WordPress come as HTML, which such a page lets nobody
//! parse without leave.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers, WordPress, policy};
use serde_json::json;

/// A paragraph with a link, a picture of words, and what is not for readers.
const CONTENT: &str = "<p>The mill <a href=\"https://estuary-post.example/mill\">at Holm Reach</a> \
    turned &#8220;again&#8221;.</p><script>window.harmed = true</script><h3>What it ground</h3>\
    <p>Flour &amp; more.</p><figure class=\"wp-block-pullquote\"><blockquote><p>It grinds.</p>\
    </blockquote></figure>";

/// A policy that lets nobody parse.
const FORBIDDING: &str = "require-trusted-types-for 'script'; trusted-types 'none'";

async fn open(browser: &Browser, servers: &Servers, article: &str, policy: &str) -> String {
    let values = [("ARTICLE", article), ("POLICY", policy)];
    browser.open(&servers.page("trusted", &values)).await;
    Embed::first(browser).story().await
}

async fn publish() -> String {
    let post = json!({ "title": "Trust &amp; tides", "content": CONTENT });
    WordPress::default().publish(post).await.article
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_allows_our_policy_shows_the_whole_story() {
    let (browser, servers) = start().await;
    let article = publish().await;
    let policy = policy::documented("require-trusted-types-for");
    let headline = open(&browser, &servers, &article, &policy).await;
    assert_eq!(headline, "Trust & tides");
    let embed = Embed::first(&browser);
    assert_eq!(embed.texts(".text a").await, ["at Holm Reach"]);
    assert_eq!(embed.texts(".text .heading").await, ["What it ground"]);
    embed.islands().await;
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_allows_no_policy_shows_the_words_at_least() {
    let (browser, servers) = start().await;
    let article = publish().await;
    // Without the browser's way around policies too, as in those that have none.
    for has_way_around in [true, false] {
        if !has_way_around {
            let source = "delete Document.parseHTML";
            let script = json!({ "source": source });
            browser
                .devtools("Page.addScriptToEvaluateOnNewDocument", script)
                .await;
        }
        let headline = open(&browser, &servers, &article, FORBIDDING).await;
        assert_eq!(headline, "Trust & tides", "{has_way_around}");
        let embed = Embed::first(&browser);
        let words = embed.texts(".text > *").await;
        let expected = [
            "The mill at Holm Reach turned “again”.",
            "What it ground",
            "Flour & more.",
            "It grinds.",
        ];
        assert_eq!(words, expected, "{has_way_around}");
        // Links and classes come with the way around, and only with it.
        let whole = usize::from(has_way_around);
        assert_eq!(embed.count(".text a").await, whole, "{has_way_around}");
        assert_eq!(embed.count(".pull-quote").await, whole, "{has_way_around}");
        let harmed: bool = browser.run("return 'harmed' in window", vec![]).await;
        assert!(!harmed);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_in_blocks_needs_nobodys_leave() {
    let (browser, servers) = start().await;
    let headline = open(&browser, &servers, &servers.story("tide"), FORBIDDING).await;
    assert_eq!(headline, "The tide mill grinds again");
    // Islands are named by a text there, without a policy.
    let embed = Embed::first(&browser);
    embed.islands().await;
    assert_eq!(browser.events("article-embed-error").await.len(), 0);
    // Nothing but the browser's own line that there may be no policy.
    let console = browser.console().await;
    let others: Vec<_> = console
        .iter()
        .filter(|line| !line.contains("TrustedTypePolicy"))
        .collect();
    assert_eq!(others, [""; 0]);
}

/// Names of listeners that a browser may know without telling any script.
const LISTENERS: &str = include_str!("../../payloads/event-attributes.json");

/// Names of all listeners that this browser's interfaces have.
const KNOWN: &str = "
    const interfaces = Object.getOwnPropertyNames(window).map((name) => {
        try { return window[name]?.prototype } catch {}
    });
    const names = [window, ...interfaces].filter(Boolean).flatMap((place) => Object.getOwnPropertyNames(place));
    return [...new Set(names)].filter((name) => /^on/.test(name))";

/// A story of WordPress with this text.
fn written(html: &str) -> Answer {
    let story = json!({
        "id": 5, "date": "2026-03-02T08:00:00", "link": "https://estuary-post.example/5",
        "title": { "rendered": "Trust & tides" }, "content": { "rendered": html },
    });
    Answer::json(200, &story.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_policy_no_attribute_ends_the_page() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let mut names: Vec<String> = serde_json::from_str(LISTENERS).unwrap();
    names.extend(browser.run::<Vec<String>>(KNOWN, vec![]).await);
    assert!(names.len() > 250, "{names:?}");
    // Ten at once, so that a page that ends names them.
    let paragraphs = names.iter().map(|name| {
        let other = name.to_uppercase();
        format!(
            "<div {name}=\"harmed=1\" class=\"wide\">Calm {name}.</div><p>The <a {other}=harmed=1 \
            href=\"https://estuary-post.example/mill\">mill</a> <svg {name}=harmed=1><path {name}=harmed=1 \
            /></svg><math {name}=harmed=1><mi {other}>x</mi></math> turned.</p>"
        )
    });
    let paragraphs: Vec<_> = paragraphs.collect();
    for (index, some) in paragraphs.chunks(10).enumerate() {
        servers.answer("/calm.json", written(&some.concat()));
        let case = format!("{:?}", names.chunks(10).nth(index));
        let headline = open(&browser, &servers, &servers.story("calm"), FORBIDDING).await;
        assert_eq!(headline, "Trust & tides", "{case}");
        let links = Embed::first(&browser).count(".text a[href]").await;
        assert_eq!(links, some.len(), "{case}");
        let harmed: bool = browser.run("return 'harmed' in window", vec![]).await;
        assert!(!harmed, "{case}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_policy_no_attack_ends_the_page() {
    let (browser, servers) = start().await;
    let payloads = super::payloads::payloads();
    for some in payloads.chunks(40) {
        let case = some.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>();
        let mut html = String::new();
        for (_, payload) in some {
            html.extend(["<div>", payload, "</div>"]);
        }
        servers.answer("/attack.json", written(&html));
        let headline = open(&browser, &servers, &servers.story("attack"), FORBIDDING).await;
        assert_eq!(headline, "Trust & tides", "{case:?}");
        let harmed: Vec<String> = browser.run("return recorded.errors", vec![]).await;
        assert_eq!(harmed, [""; 0], "{case:?}");
    }
}
