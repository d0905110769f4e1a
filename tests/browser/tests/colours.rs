//! The colours of an embed for which nobody has chosen them: those of the page that it stands on.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::json;

use super::themes::{FRAMES, INK};

/// The text on a light page, and on a dark one.
const LIGHT: &str = "rgb(29, 28, 26)";
const DARK: &str = "rgb(233, 230, 223)";

/// In place of this a page has its tag.
const TAG: &str = "TAG";

async fn open(browser: &Browser, servers: &Servers, markup: &str, more: &str) {
    let tag = format!(
        "<script async src=\"{}/embed.js\" data-article=\"{}\" {more}></script>",
        servers.embed,
        servers.story("tide")
    );
    let markup = if markup.contains(TAG) {
        markup.replace(TAG, &tag)
    } else {
        [markup, &tag].concat()
    };
    browser
        .open(&servers.page("bare", &[("SNIPPET", &markup)]))
        .await;
}

fn colour(is_dark: bool) -> &'static str {
    if is_dark { DARK } else { LIGHT }
}

/// Pages, and whether a story on them is dark on a light device and on a dark one.
const PAGES: &[(&str, [bool; 2])] = &[
    ("", [false, false]),
    ("<style>body { background: #fff }</style>", [false, false]),
    // What says nothing and is dark.
    (
        "<style>body { background: #101418; color: #eee }</style>",
        [true, true],
    ),
    (
        "<style>html { background: oklch(0.2 0.02 250) }</style>",
        [true, true],
    ),
    (
        "<style>body { background: lab(20 10 10) }</style>",
        [true, true],
    ),
    (
        "<style>body { background: color(display-p3 0.1 0.1 0.1) }</style>",
        [true, true],
    ),
    (
        "<style>body { background: hwb(60 0% 90%) }</style>",
        [true, true],
    ),
    (
        "<style>body { background: oklab(0.95 0 0) }</style>",
        [false, false],
    ),
    (
        "<style>body { background: lch(90 5 20) }</style>",
        [false, false],
    ),
    // The place counts, and what can be seen through it.
    (
        "<section style='background: black'><div>TAG</div></section>",
        [true, true],
    ),
    (
        "<style>body { background: black }</style><section style='background: #eee'><div>TAG</div></section>",
        [false, false],
    ),
    (
        "<style>body { background: black }</style><section style='background: rgb(255 255 255 / 0.1)'>TAG</section>",
        [true, true],
    ),
    (
        "<style>body { background: black }</style><section style='background: rgb(255 255 255 / 0.9)'>TAG</section>",
        [false, false],
    ),
    (
        "<section style='background: rgb(0 0 0 / 0.8)'>TAG</section>",
        [true, true],
    ),
    // Of a picture, what is written on it tells.
    (
        "<section style='background: linear-gradient(#000, #222); color: white'>TAG</section>",
        [true, true],
    ),
    (
        "<section style='background: linear-gradient(#fff, #eee)'>TAG</section>",
        [false, false],
    ),
    // What a page declares is the ground that nothing else covers.
    (
        "<meta name='color-scheme' content='light dark'>",
        [false, true],
    ),
    ("<meta name='color-scheme' content='dark'>", [true, true]),
    (
        "<style>:root { color-scheme: light dark }</style>",
        [false, true],
    ),
    ("<style>:root { color-scheme: dark }</style>", [true, true]),
    (
        "<style>:root { color-scheme: only light }</style>",
        [false, false],
    ),
    (
        "<style>:root { color-scheme: light; } body { background: black }</style>",
        [true, true],
    ),
    (
        "<section style='color-scheme: dark'><div>TAG</div></section>",
        [false, false],
    ),
    // A page that follows the reader without a word.
    (
        "<style>@media (prefers-color-scheme: dark) { body { background: #222; color: #ddd } }</style>",
        [false, true],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_story_is_as_light_as_its_page() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (markup, expected) in PAGES {
        for (device, is_dark) in ["light", "dark"].into_iter().zip(expected) {
            browser.prefer(device).await;
            open(&browser, &servers, markup, "").await;
            embed.story().await;
            let found: String = embed.run(INK, &[]).await;
            assert_eq!(found, colour(*is_dark), "{markup} on a {device} device");
            // Live, too.
            let other = usize::from(device == "light");
            browser.prefer(["light", "dark"][other]).await;
            let follows = "return getComputedStyle(host).color === arguments[1]";
            let case = format!("{markup} on a device that was {device}");
            let _: bool = embed
                .until(&case, follows, &[colour(expected[other])])
                .await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_that_is_named_is_the_theme() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (theme, ground, is_dark) in [
        ("light", "black", false),
        ("dark", "white", true),
        ("auto", "black", true),
        ("drak", "black", true),
    ] {
        let markup = format!("<style>body {{ background: {ground} }}</style>");
        let more = format!("data-theme=\"{theme}\"");
        open(&browser, &servers, &markup, &more).await;
        embed.story().await;
        let found: String = embed.run(INK, &[]).await;
        assert_eq!(found, colour(is_dark), "{theme} on {ground}");
        let () = embed.run("host.removeAttribute('theme')", &[]).await;
        let found: String = embed.run(INK, &[]).await;
        assert_eq!(found, colour(ground == "black"), "none on {ground}");
    }
}

/// What pages do when a reader switches them, and what switches them back.
const SWITCHES: &[(&str, &str)] = &[
    (
        "document.documentElement.className = 'night'",
        "document.documentElement.className = ''",
    ),
    (
        "document.documentElement.dataset.mode = 'night'",
        "delete document.documentElement.dataset.mode",
    ),
    (
        "document.body.className = 'night'",
        "document.body.className = ''",
    ),
    (
        "document.querySelector('#app').classList.add('night')",
        "document.querySelector('#app').classList.remove('night')",
    ),
    (
        "document.body.style.background = '#111'",
        "document.body.removeAttribute('style')",
    ),
    (
        "document.documentElement.style.colorScheme = 'dark'",
        "document.documentElement.style.colorScheme = ''",
    ),
    (
        "const sheet = document.createElement('style');
         sheet.id = 'night';
         sheet.textContent = 'body { background: #111 }';
         document.head.append(sheet)",
        "document.querySelector('#night').remove()",
    ),
    (
        "const sheet = document.createElement('link');
         Object.assign(sheet, { id: 'night', rel: 'stylesheet', href: arguments[1] });
         document.head.append(sheet)",
        "document.querySelector('#night').disabled = true",
    ),
    (
        "document.body.className = 'slow night'",
        "document.body.className = 'slow'",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_switches_takes_its_stories_with_it() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let sheet = "body { background: #111 }";
    servers.answer("/night.css", Answer::With(200, "text/css", sheet.into()));
    let address = format!("{}/night.css", servers.publisher);
    let markup = "<style>.night, [data-mode=night] { background: #14161a; color: #eee }
        .slow { transition: background-color 200ms, color 200ms }</style><div id='app'><p>TAG</p></div>";
    let is = "return getComputedStyle(host).color === arguments[1]";
    for (there, back) in SWITCHES {
        open(&browser, &servers, markup, "").await;
        embed.story().await;
        for _ in 0..2 {
            let () = embed.run(there, &[&address]).await;
            let _: bool = embed.until(there, is, &[DARK]).await;
            let () = embed.run(back, &[&address]).await;
            let _: bool = embed.until(back, is, &[LIGHT]).await;
            let () = embed
                .run("document.querySelector('#night')?.remove()", &[])
                .await;
        }
        super::layout::nothing_has_shifted(&browser, there).await;
    }
    // Nothing is seen in the colours before: the next frame has the others.
    open(&browser, &servers, markup, "").await;
    embed.story().await;
    let in_the_next_frame = "
        document.body.className = 'night';
        return new Promise((done) => requestAnimationFrame(() =>
            done(getComputedStyle(host).color)))";
    assert_eq!(embed.run::<String>(in_the_next_frame, &[]).await, DARK);
    let moved = "
        document.body.className = '';
        const dark = document.createElement('div');
        dark.style.background = '#000';
        document.body.append(dark);
        dark.append(host);
        return getComputedStyle(host).color";
    assert_eq!(embed.run::<String>(moved, &[]).await, DARK, "after a move");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_dark_page_nothing_light_is_seen_while_a_story_comes() {
    let (browser, servers) = start().await;
    browser.run_first(FRAMES).await;
    browser.slow_down().await;
    let dark = "<style>body { background: #000; color: #fff }</style>";
    for fails in [false, true] {
        if fails {
            let program = servers.built("render-", ".wasm");
            servers.answer(&program, Answer::html(404));
        }
        open(&browser, &servers, dark, "").await;
        let embed = Embed::first(&browser);
        if fails {
            embed.failure().await;
        } else {
            embed.story().await;
        }
        let seen: Vec<String> = browser.run("return [...seen]", vec![]).await;
        assert_eq!(seen, [DARK], "the program fails: {fails}");
    }
}

/// The ground is found out of shadow trees and of frames without a ground of their own.
#[tokio::test(flavor = "multi_thread")]
async fn the_ground_is_found_through_shadow_trees_and_frames() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let tide = json!({ "article": servers.story("tide") });
    browser
        .add_tag(&servers.embed, "#there", tide.clone())
        .await;
    Embed::first(&browser).story().await;
    let script = "
        const article = arguments[0];
        const settled = async (embed) => {
            for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
            return getComputedStyle(embed).color;
        };
        const make = () => {
            const embed = document.createElement('article-embed');
            embed.article = article;
            return embed;
        };
        return (async () => {
            const dark = document.createElement('div');
            dark.style.background = '#000';
            here.append(dark);
            const inShadow = make(), slotted = make();
            const [holder, slots] = [document.createElement('div'), document.createElement('div')];
            dark.append(holder);
            holder.attachShadow({ mode: 'open' }).append(inShadow);
            slots.attachShadow({ mode: 'open' }).innerHTML =
                '<div style=\"background: #111\"><slot></slot></div>';
            here.append(slots);
            slots.append(slotted);
            return [await settled(inShadow), await settled(slotted)];
        })()";
    let found: Vec<String> = browser
        .run(script, vec![json!(servers.story("tide"))])
        .await;
    assert_eq!(found, [DARK, DARK]);
    // A frame without a ground of its own, and one that has the browser's.
    for (scheme, expected) in [("normal", DARK), ("dark", LIGHT)] {
        let script = "
            const [source, article, scheme] = arguments;
            document.body.style.cssText = 'background: #000';
            document.documentElement.style.colorScheme = scheme;
            const frame = document.createElement('iframe');
            frame.srcdoc = `<script async src='${source}/embed.js' data-article='${article}'></script>`;
            document.body.append(frame);
            window.framed = frame";
        let arguments = vec![
            json!(servers.embed),
            json!(servers.story("tide")),
            json!(scheme),
        ];
        let () = browser.run(script, arguments).await;
        let colour = "
            const embed = framed.contentDocument?.querySelector('article-embed');
            return embed?.shadowRoot?.querySelector('.story')
                && framed.contentWindow.getComputedStyle(embed).color";
        let found: String = browser.until("the frame's story", colour, vec![]).await;
        assert_eq!(found, expected, "{scheme}");
    }
}
