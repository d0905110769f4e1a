//! The built preview site: an invented partner's page with stories on it.

use browser_tests::{Browser, Embed, Servers, WordPress};
use serde_json::Value;

const PRISON: &str =
    "Gunmen storm prison in north-east Syria in bid to free Islamic State suspects";

/// Checks that nothing is wider than the window, neither on the page nor in the stories.
pub async fn no_sideways_scrolling(browser: &Browser, stories: usize, case: &str) {
    let width = "return [document.scrollingElement.scrollWidth, innerWidth]";
    let (content, window): (u32, u32) = browser.run(width, vec![]).await;
    assert!(
        content <= window,
        "{case}: {content} px of content in a window of {window} px"
    );
    for index in 0..stories {
        let wide = "
            const {left, right} = host.getBoundingClientRect();
            const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
            return [...root.querySelectorAll('*')].filter((element) => {
                const box = element.getBoundingClientRect();
                const isOut = box.width > 1 && (box.left < left - 1 || box.right > right + 1);
                return isOut && !scrolls(element);
            }).map((element) => element.outerHTML.slice(0, 80))";
        let wide: Vec<String> = Embed::nth(browser, index).run(wide, &[]).await;
        assert_eq!(wide, [""; 0], "{case}: wider than the embed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_stories_are_shown_on_wide_and_narrow_screens() {
    let servers = Servers::start().await;
    for (width, height) in [(1280, 900), (360, 740)] {
        let browser = Browser::start().await;
        browser.resize(width, height).await;
        browser.open(&format!("{}/", servers.embed)).await;
        let case = format!("{width} px");
        assert_eq!(Embed::nth(&browser, 0).story().await, PRISON, "{case}");
        let harbour = Embed::nth(&browser, 1);
        assert!(!harbour.story().await.is_empty(), "{case}");
        for index in 0..2 {
            let embed = Embed::nth(&browser, index);
            embed.scroll_to(".comments, .share, footer").await;
            assert!(
                embed.count(".text p").await > 5,
                "{case}: story {index} has no text"
            );
        }
        no_sideways_scrolling(&browser, 2, &case).await;
        assert_eq!(browser.console().await, [""; 0], "{case}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_sample_is_shown_alone() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let embed = Embed::first(&browser);
    for (width, height) in [(1280, 900), (360, 740)] {
        browser.resize(width, height).await;
        for (story, direction) in [
            ("prison", "ltr"),
            ("harbour", "ltr"),
            ("wordpress", "ltr"),
            ("arabic", "rtl"),
        ] {
            browser
                .open(&format!("{}/?story={story}", servers.embed))
                .await;
            let case = format!("{story} at {width} px");
            embed.story().await;
            let count: u32 = browser
                .run(
                    "return document.querySelectorAll('article-embed').length",
                    vec![],
                )
                .await;
            assert_eq!(count, 1, "{case}");
            let directions = "return ['.headline', '.text p'].map((selector) =>
                getComputedStyle(root.querySelector(selector)).direction)";
            let directions: Vec<String> = embed.run(directions, &[]).await;
            assert_eq!(directions, [direction, direction], "{case}");
            no_sideways_scrolling(&browser, 1, &case).await;
            assert_eq!(browser.console().await, [""; 0], "{case}");
        }
    }
    assert_eq!(
        embed.attribute(".story", "lang").await.as_deref(),
        Some("ar")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_theme_can_be_chosen_and_else_follows_the_device() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let colours = "
        const light = (colour) => {
            const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
            return (red + green + blue) / 3 > 128;
        };
        // The page's ground shows through.
        let ground = host;
        while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
        const page = getComputedStyle(ground).backgroundColor;
        const headline = getComputedStyle(root.querySelector('.headline')).color;
        return [light(page), light(headline)]";
    for (device, query, is_light) in [
        ("light", "", true),
        ("dark", "", false),
        ("light", "?theme=dark", false),
        ("dark", "?theme=light", true),
    ] {
        let case = format!("{query:?} on a {device} device");
        let feature = serde_json::json!({
            "features": [{ "name": "prefers-color-scheme", "value": device }]
        });
        browser
            .devtools("Emulation.setEmulatedMedia", feature)
            .await;
        browser.open(&format!("{}/{query}", servers.embed)).await;
        for index in 0..2 {
            let embed = Embed::nth(&browser, index);
            embed.story().await;
            let (background, headline): (bool, bool) = embed.run(colours, &[]).await;
            assert_eq!(
                (background, headline),
                (is_light, !is_light),
                "{case}, story {index}"
            );
            let theme: Value = embed.run("return host.getAttribute('theme')", &[]).await;
            assert_eq!(
                theme.as_str().unwrap_or_default(),
                query.trim_start_matches("?theme="),
                "{case}"
            );
        }
    }
}

/// How often the page names a real engine: on elements, in the switches' links, in the snippet.
const ENGINES: &str = "
    const all = (selector) => [...document.querySelectorAll(selector)];
    const [engine, address] = arguments;
    const query = (link) => new URL(link.href).searchParams;
    return [
        all('article-embed').filter((embed) => embed.getAttribute('comments') === engine
            && embed.getAttribute('comments-url') === address),
        all('[data-sample], [data-theme-choice], [data-look-choice]').filter((link) =>
            query(link).get('comments') === engine && query(link).get('comments-url') === address),
        all('[data-snippet]').filter(({textContent}) => {
            const holder = document.createElement('template');
            holder.innerHTML = textContent;
            const {dataset} = holder.content.querySelector('script');
            return dataset.comments === engine && dataset.commentsUrl === address;
        }),
    ].map(({length}) => length)";

#[tokio::test(flavor = "multi_thread")]
async fn a_real_comment_engine_can_be_chosen() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let wordpress = WordPress::default();
    let post = wordpress.publish_short("Below the preview").await;
    let engine = wordpress.comments_at(wordpress.origin(), &post) + "&lang=en";
    for (sample, embeds) in [("", 2), ("harbour", 1)] {
        let mut page = reqwest::Url::parse(&servers.embed).unwrap();
        page.query_pairs_mut()
            .append_pair("comments", "wordpress")
            .append_pair("comments-url", &engine)
            .append_pair("story", sample);
        browser.open(page.as_str()).await;
        let embed = Embed::first(&browser);
        embed.reply_form().await;
        let empty = "No comments yet. Be the first to reply.";
        embed.until_text(".comments .notice", empty).await;
        let arguments = vec!["wordpress".into(), engine.as_str().into()];
        let found: [u32; 3] = browser.run(ENGINES, arguments).await;
        assert_eq!(found, [embeds, 12, 1], "story {sample:?}");
        assert_eq!(browser.console().await, [""; 0], "story {sample:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_that_is_none_is_passed_over() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    for query in [
        "comments=wordpress",
        "comments=wordpress&comments-url=javascript:alert(1)",
        "comments=wordpress&comments-url=comments",
        "comments=elsewhere&comments-url=http://127.0.0.1/",
    ] {
        browser.open(&format!("{}/?{query}", servers.embed)).await;
        let embed = Embed::first(&browser);
        embed.story().await;
        let kept = "return [host.getAttribute('comments'), host.hasAttribute('comments-url')]";
        let kept: (String, bool) = embed.run(kept, &[]).await;
        assert_eq!(kept, ("preview".to_owned(), false), "{query}");
        let links =
            "return [...document.querySelectorAll('[data-sample]')].map(({search}) => search)";
        let links: Vec<String> = browser.run(links, vec![]).await;
        assert!(!links.concat().contains("comments"), "{query}: {links:?}");
        assert_eq!(browser.console().await, [""; 0], "{query}");
    }
}
