//! Sharing a story: links that call nobody before the reader does, the clipboard, the share sheet.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::json;

const HEADLINE: &str = "“Flood & ebb”: 50 % of a mill? ünïcode + #tide";
const URL: &str = "https://estuary-post.example/2025/flood?part=1&lang=ü#top";
/// The same as browsers write it.
const HREF: &str = "https://estuary-post.example/2025/flood?part=1&lang=%C3%BC#top";

/// Opens a story of that headline and address.
async fn open(browser: &Browser, servers: &Servers, share: &str, share_url: &str) -> String {
    let story = json!({
        "schema": "article-embed/1", "headline": HEADLINE, "canonical_url": URL,
        "body": [{ "type": "paragraph", "content": "Half of it stood under water." }],
    });
    servers.answer("/flood.json", Answer::json(200, &story.to_string()));
    let story = servers.story("flood");
    let values = [
        ("ARTICLE", story.as_str()),
        ("SHARE", share),
        ("SHARE_URL", share_url),
    ];
    let page = servers.page("sharing", &values);
    browser.open(&page).await;
    Embed::first(browser).element(".share-button").await;
    page
}

#[tokio::test(flavor = "multi_thread")]
#[allow(clippy::too_many_lines, reason = "two tables of targets")]
async fn each_target_is_a_link_with_a_name_and_calls_nobody_by_itself() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    browser.requests().await;
    open(&browser, &servers, "", "canonical").await;
    let embed = Embed::first(&browser);
    // They put their own bar in place of the one that stands.
    embed.islands().await;
    let links: Vec<(String, String, String, String)> = embed
        .run(
            "return [...root.querySelectorAll('.share-button[href]')].map((link) =>
                [link.dataset.target, link.href, link.target, link.rel])",
            &[],
        )
        .await;
    let (title, url) = (HEADLINE, HREF);
    let both = format!("{title} {url}");
    let mail = format!("{title}\r\n\r\n{url}");
    let expected = [
        (
            "x",
            "https://x.com/intent/tweet",
            vec![("text", title), ("url", url)],
        ),
        (
            "facebook",
            "https://www.facebook.com/sharer/sharer.php",
            vec![("u", url)],
        ),
        ("whatsapp", "https://wa.me/", vec![("text", both.as_str())]),
        (
            "telegram",
            "https://t.me/share/url",
            vec![("url", url), ("text", title)],
        ),
        (
            "bluesky",
            "https://bsky.app/intent/compose",
            vec![("text", both.as_str())],
        ),
        (
            "threads",
            "https://www.threads.com/intent/post",
            vec![("text", title), ("url", url)],
        ),
        (
            "linkedin",
            "https://www.linkedin.com/sharing/share-offsite/",
            vec![("url", url)],
        ),
        (
            "reddit",
            "https://www.reddit.com/submit",
            vec![("url", url), ("title", title)],
        ),
        (
            "email",
            "mailto:",
            vec![("subject", title), ("body", mail.as_str())],
        ),
    ];
    assert_eq!(links.len(), expected.len(), "{links:#?}");
    for ((name, href, target, rel), (expected, place, values)) in links.iter().zip(expected) {
        assert_eq!(name, expected);
        let (address, query) = href.split_once('?').unwrap();
        assert_eq!(address, place, "{name}");
        assert!(
            !query.contains('+'),
            "{name}: mail programs show a plus: {query}"
        );
        let query = reqwest::Url::parse(&format!("http://query/?{query}")).unwrap();
        let query: Vec<_> = query.query_pairs().into_owned().collect();
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(query, values, "{name}");
        if name != "email" {
            assert_eq!(
                (target.as_str(), rel.as_str()),
                ("_blank", "noopener noreferrer"),
                "{name}"
            );
        }
    }
    for (name, label) in [
        ("x", "Share on X (opens in a new tab)"),
        ("facebook", "Share on Facebook (opens in a new tab)"),
        ("whatsapp", "Share on WhatsApp (opens in a new tab)"),
        ("telegram", "Share on Telegram (opens in a new tab)"),
        ("bluesky", "Share on Bluesky (opens in a new tab)"),
        ("mastodon", "Share on Mastodon"),
        ("threads", "Share on Threads (opens in a new tab)"),
        ("linkedin", "Share on LinkedIn (opens in a new tab)"),
        ("reddit", "Share on Reddit (opens in a new tab)"),
        ("email", "Share by email"),
        ("copy", "Copy link"),
        ("print", "Print"),
    ] {
        let button = format!(".share-button[data-target={name}]");
        if name == "bluesky" {
            embed.click(".share summary").await;
        }
        assert_eq!(embed.accessible_name(&button).await, label, "{name}");
    }

    embed.scroll_to(".share").await;
    let own = [&servers.partner, &servers.embed, &servers.publisher];
    for address in browser.requests().await {
        let is_own = own.iter().any(|origin| address.starts_with(&***origin));
        assert!(
            is_own || address.starts_with("data:"),
            "before any click: {address}"
        );
    }

    // A click the reader made opens the target and is told to the page.
    embed.click(".share-button[data-target=telegram]").await;
    let event = browser.event("article-embed-share").await;
    assert_eq!(event["detail"], json!({ "target": "telegram" }));
    assert_eq!(
        (&event["bubbles"], &event["composed"]),
        (&json!(true), &json!(true))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_button_copies_and_says_so() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    open(&browser, &servers, "", "canonical").await;
    for permission in ["clipboard-read", "clipboard-write"] {
        browser.decide_permission(permission, "granted").await;
    }
    let embed = Embed::first(&browser);
    assert_eq!(embed.text(".share [role=status]").await, "");
    embed.click(".share-button[data-target=copy]").await;
    embed
        .until_text(".share-button[data-target=copy]", "Link copied")
        .await;
    assert_eq!(embed.text(".share [role=status]").await, "Link copied");
    let copied: String = browser
        .run("return navigator.clipboard.readText()", vec![])
        .await;
    assert_eq!(copied, HREF);
    let event = browser.event("article-embed-share").await;
    assert_eq!(event["detail"], json!({ "target": "copy" }));
    assert_eq!(embed.count(".by-hand").await, 0);
}

/// Copies where that is not possible: the address is there to be copied by hand.
async fn copied_by_hand(browser: &Browser, case: &str) {
    let embed = Embed::first(browser);
    embed.click(".share-button[data-target=copy]").await;
    embed
        .until_text(
            ".share",
            "Your browser would not copy the link. Here it is:",
        )
        .await;
    let field = "const field = root.querySelector('.by-hand input');
        const selected = field.value.slice(field.selectionStart, field.selectionEnd);
        return [field.value, selected, root.activeElement === field]";
    let field: (String, String, bool) = embed.run(field, &[]).await;
    assert_eq!(
        field,
        (HREF.to_owned(), HREF.to_owned(), true),
        "{case}: value, selection, focus"
    );
    assert!(
        embed
            .accessible_name(".by-hand input")
            .await
            .contains("Here it is:"),
        "{case}"
    );
    assert_eq!(
        browser.events("article-embed-share").await.len(),
        0,
        "{case}: nothing was shared"
    );
    assert_eq!(
        embed.text(".share-button[data-target=copy]").await,
        "Copy link",
        "{case}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_browser_will_not_copy_is_shown() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let page = open(&browser, &servers, "", "canonical").await;
    browser.decide_permission("clipboard-write", "denied").await;
    copied_by_hand(&browser, "the reader refuses").await;

    // Pages that are not secure have no clipboard at all.
    browser
        .open(&page.replace("127.0.0.1", "partner.example"))
        .await;
    let embed = Embed::first(&browser);
    embed.element(".share-button").await;
    let is_secure: bool = browser.run("return isSecureContext", vec![]).await;
    assert!(!is_secure, "the page was to be insecure");
    copied_by_hand(&browser, "there is no clipboard").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_with_a_share_sheet_gets_a_button_for_it() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let sheet = "navigator.share = (data) => {
        window.sheet = data;
        return window.refuses ? Promise.reject(new DOMException('', 'AbortError')) : Promise.resolve();
    }";
    browser
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": sheet }),
        )
        .await;
    open(&browser, &servers, "device copy", "canonical").await;
    let embed = Embed::first(&browser);
    // They put their own bar in place of the one that stands.
    embed.islands().await;
    assert_eq!(embed.texts(".share-button").await, ["Share", "Copy link"]);
    assert_eq!(
        embed.accessible_name(".share-button").await,
        "Share with another app"
    );

    let () = browser.run("window.refuses = true", vec![]).await;
    embed.click(".share-button").await;
    let shared: serde_json::Value = browser
        .until("the sheet opens", "return window.sheet", vec![])
        .await;
    assert_eq!(shared, json!({ "title": HEADLINE, "url": HREF }));
    let () = browser.run("window.refuses = false", vec![]).await;
    embed.click(".share-button").await;
    browser.event("article-embed-share").await;
    // A sheet that the reader closed again has shared nothing.
    assert_eq!(browser.events("article-embed-share").await.len(), 1);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_sheet_that_refuses_leaves_the_address() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let embed = Embed::first(&browser);
    let sheet = "navigator.share = () => {
        const name = window.refusal;
        if (name === 'throws') throw new TypeError('no such thing');
        return Promise.reject(name === 'TypeError' ? new TypeError('') : new DOMException('', name));
    }";
    browser.run_first(sheet).await;
    for targets in ["device copy", "device"] {
        open(&browser, &servers, targets, "canonical").await;
        for name in [
            "NotAllowedError",
            "InvalidStateError",
            "TypeError",
            "throws",
        ] {
            let case = format!("{targets}: {name}");
            browser
                .decide_permission("clipboard-write", "granted")
                .await;
            let script = "window.refusal = arguments[0]";
            let () = browser.run(script, vec![json!(name)]).await;
            embed.click(".share-button[data-target=device]").await;
            embed
                .until_text(".share [role=status]", "Link copied")
                .await;
            let script = "return root.querySelector('.share [role=status]').offsetWidth > 1";
            let is_seen: bool = embed.run(script, &[]).await;
            assert_eq!(is_seen, targets == "device", "{case}");
            browser.decide_permission("clipboard-write", "denied").await;
            embed.click(".share-button[data-target=device]").await;
            embed.until_text(".share .by-hand", "Here it is:").await;
            assert_eq!(
                embed.focused().await.as_deref(),
                Some("share-address"),
                "{case}"
            );
            let script = "return root.querySelector('.by-hand input').value";
            let address: String = embed.run(script, &[]).await;
            assert_eq!(address, HREF, "{case}");
        }
        let events = browser.events("article-embed-share").await;
        let told = events.iter().map(|event| &event["detail"]["target"]);
        assert_eq!(told.collect::<Vec<_>>(), ["copy"; 4], "{targets}");
    }
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_without_leave_for_the_share_sheet_offers_none() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let embed = Embed::first(&browser);
    // Chromium knows of no share sheet on all systems.
    let script = "navigator.share = () => Promise.resolve();
        const policy = {
            features: () => ['camera', 'web-share'],
            allowsFeature: (name) => name !== 'web-share',
        };
        Object.defineProperty(document, 'featurePolicy', { value: policy });
        addEventListener('DOMContentLoaded', () => {
            window.seen = [];
            const look = () => {
                const root = document.querySelector('article-embed')?.shadowRoot;
                const bar = root?.querySelectorAll('.share-button') ?? [];
                seen.push(...[...bar].map((button) => button.dataset.target));
                requestAnimationFrame(look);
            };
            look();
        })";
    browser.run_first(script).await;
    open(&browser, &servers, "device copy", "canonical").await;
    embed.islands().await;
    assert_eq!(embed.texts(".share-button").await, ["Copy link"]);
    let seen: Vec<String> = browser.run("return [...new Set(seen)]", vec![]).await;
    assert_eq!(seen, ["copy"], "it was there before");
}

/// A story that takes the place of another takes nothing else from it.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_shared_at_last_is_not_told_of_the_story_that_came_after() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let sheet = "navigator.share = () => new Promise((done) => { window.share = done; });
        navigator.canShare = () => true";
    browser.run_first(sheet).await;
    open(&browser, &servers, "device copy", "canonical").await;
    let embed = Embed::first(&browser);
    embed.click(".share-button[data-target=device]").await;
    let other = "
        const fresh = document.createElement(host.localName);
        fresh.article = arguments[1];
        fresh.share = 'device copy';
        host.replaceWith(fresh)";
    let story = servers.story("almanac");
    let () = embed.run(other, &[&story]).await;
    embed.story().await;
    embed.element(".share-button[data-target=device]").await;
    let () = browser.run("share()", vec![]).await;
    // What comes of the second one comes later.
    embed.click(".share-button[data-target=device]").await;
    let () = browser.run("share()", vec![]).await;
    let event = browser.event("article-embed-share").await;
    assert_eq!(event["detail"]["target"], "device");
    assert_eq!(browser.events("article-embed-share").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_chooses_the_targets_and_the_address() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let page = open(&browser, &servers, "telegram copy x", "page").await;
    let embed = Embed::first(&browser);
    assert_eq!(
        embed.texts(".share-button").await,
        // What needs no other site comes first.
        ["Copy link", "Telegram", "X"]
    );
    let link = embed
        .attribute(".share-button[data-target=telegram]", "href")
        .await
        .unwrap();
    let link = reqwest::Url::parse(&link).unwrap();
    let shared = link
        .query_pairs()
        .find(|(name, _)| name == "url")
        .unwrap()
        .1
        .into_owned();
    assert_eq!(shared, page, "the partner's page is to be shared");

    let values = [
        ("ARTICLE", &*servers.story("tide")),
        ("SHARE", "off"),
        ("SHARE_URL", "canonical"),
    ];
    browser.open(&servers.page("sharing", &values)).await;
    embed.story().await;
    assert_eq!(
        embed.count(".share").await,
        0,
        "the share bar was to be off"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_takes_another_address_shares_that() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    open(&browser, &servers, "copy facebook", "page").await;
    let embed = Embed::first(&browser);
    let link = ".share-button[data-target=facebook]";
    embed.element(link).await;
    let moves = "history.pushState({}, '', arguments[0])";
    let says = "return root.querySelector(arguments[1]).href.endsWith(arguments[2])";
    let () = browser.run(moves, vec![json!("/first")]).await;
    let focus = "root.querySelector(arguments[1]).focus()";
    let () = embed.run(focus, &[link]).await;
    let what = "whoever comes by keyboard shares the new address";
    embed.until::<bool>(what, says, &[link, "%2Ffirst"]).await;
    let () = browser.run(moves, vec![json!("/second")]).await;
    embed.click(".share-button[data-target=copy]").await;
    let what = "whoever comes by mouse shares the new address";
    embed.until::<bool>(what, says, &[link, "%2Fsecond"]).await;
}

/// Has the page keep the addresses that are opened, in place of opening them.
async fn keep_opened(browser: &Browser) {
    let script = "window.opened = []; window.open = (...all) => { opened.push(all) }";
    let () = browser.run(script, vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_of_mastodon_names_her_server_once() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let page = open(&browser, &servers, "mastodon copy", "canonical").await;
    keep_opened(&browser).await;
    let embed = Embed::first(&browser);
    let button = ".share-button[data-target=mastodon]";
    embed.click(button).await;
    embed.element("#server").await;
    assert_eq!(embed.focused().await.as_deref(), Some("server"));
    assert_eq!(
        embed.accessible_name("#server").await,
        "Your Mastodon server"
    );
    let start = embed.attribute(".picker-buttons a", "href").await.unwrap();
    assert!(
        start.starts_with("https://share.joinmastodon.org/#text="),
        "{start}"
    );

    embed.type_into("server", "no server at all\n").await;
    embed
        .until_text(".server-picker .error", "Please enter a server")
        .await;
    assert_eq!(embed.focused().await.as_deref(), Some("server"));
    browser.press(thirtyfour::Key::Escape.into()).await;
    let is_back = "return root.activeElement === root.querySelector(arguments[1])";
    let _: bool = embed.until("the focus is back", is_back, &[button]).await;
    assert_eq!(embed.count(".server-picker").await, 0);

    embed.click(button).await;
    embed.element("#server").await;
    embed.click(".server-picker [type=checkbox]").await;
    embed.type_into("server", "@me@Fosstodon.org\n").await;
    let event = browser.event("article-embed-share").await;
    assert_eq!(event["detail"], json!({ "target": "mastodon" }));
    let opened: Vec<Vec<String>> = browser.run("return opened", vec![]).await;
    let address = reqwest::Url::parse(&opened[0][0]).unwrap();
    assert_eq!(address.host_str(), Some("fosstodon.org"));
    assert_eq!(address.path(), "/share");
    let text = address.query_pairs().next().unwrap().1.into_owned();
    assert_eq!(text, format!("{HEADLINE} {HREF}"));
    assert_eq!(opened[0][1..], ["_blank", "noopener,noreferrer"]);

    // On the next page she is not asked any more, and can change it.
    browser.open(&page).await;
    embed.element(button).await;
    let link = embed.attribute(button, "href").await;
    assert!(
        link.unwrap_or_default()
            .starts_with("https://fosstodon.org/share?text="),
        "the server is forgotten"
    );
    let change = "Mastodon: not on fosstodon.org?";
    embed.until_text(".change", change).await;
    embed.click(".change").await;
    embed.element("#server").await;
    assert_eq!(embed.value("server").await, "fosstodon.org");

    // Mastodon's own page asks her in its way.
    let stay = "addEventListener('click', (event) => event.preventDefault())";
    let () = browser.run(stay, vec![]).await;
    assert_eq!(
        embed.accessible_name(".picker-buttons a").await,
        "I do not know my server (opens in a new tab)"
    );
    embed.click(".picker-buttons a").await;
    let event = browser.event("article-embed-share").await;
    assert_eq!(event["detail"], json!({ "target": "mastodon" }));
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_is_printed_alone() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    open(&browser, &servers, "print copy", "canonical").await;
    let script = "window.printed = 0; window.print = () => { printed++ }";
    let () = browser.run(script, vec![]).await;
    let embed = Embed::first(&browser);
    embed.click(".share-button[data-target=print]").await;
    let event = browser.event("article-embed-share").await;
    assert_eq!(event["detail"], json!({ "target": "print" }));
    let printed: u32 = browser.run("return printed", vec![]).await;
    assert_eq!(printed, 1);

    let media = |media: &str| json!({ "media": media });
    // What is on paper: the page's own title, the headline, the share bar.
    let shown = "return [document.querySelector('h1'), ...['.headline', '.text', '.share']
        .map((selector) => root.querySelector(selector))].map((element) => element.checkVisibility())";
    browser
        .devtools("Emulation.setEmulatedMedia", media("print"))
        .await;
    let on_paper: Vec<bool> = embed.run(shown, &[]).await;
    assert_eq!(on_paper, [false, true, true, false]);
    let colours = "host.setAttribute('theme', arguments[1]);
        return getComputedStyle(host).colorScheme";
    for theme in ["dark", "light", "auto"] {
        let colours: String = embed.run(colours, &[theme]).await;
        assert_eq!(colours, "light", "a story set to {theme} on paper");
    }
    // Then the page is as it was.
    let over = "dispatchEvent(new Event('afterprint'))";
    let () = browser.run(over, vec![]).await;
    let on_paper: Vec<bool> = embed.run(shown, &[]).await;
    assert_eq!(on_paper, [true, true, true, false]);
    let marked = "return document.querySelectorAll('[data-article-embed-print]').length
        + document.adoptedStyleSheets.length";
    let marked: u32 = browser.run(marked, vec![]).await;
    assert_eq!(marked, 0);
    browser
        .devtools("Emulation.setEmulatedMedia", media("screen"))
        .await;
    let on_screen: Vec<bool> = embed.run(shown, &[]).await;
    assert_eq!(on_screen, [true; 4]);
}
