//! The themes, and what pages can style themselves.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};

/// The themes that are built along, and none.
const THEMES: &[&str] = &["", "broadsheet", "bulletin", "lamplight"];

/// A story with everything in it.
const STORY: &str = "almanac";

async fn open(browser: &Browser, servers: &Servers, theme: &str, story: &str) {
    let theme = match theme {
        "" => "data:text/css,".to_owned(),
        name => format!("{}/themes/{name}.css", servers.embed),
    };
    let values = [("THEME", theme.as_str()), ("STORY", story)];
    browser.open(&servers.page("themed", &values)).await;
}

/// Leaves a comment, and a form that is not filled in: all colours are then on the page.
async fn show_everything(embed: Embed<'_>, words: &str) {
    embed.reply_form().await;
    embed.write("Ada", "ada@example.org", words).await;
    embed.send().await;
    embed.until_text(".comment.posted", words).await;
    embed.send().await;
    embed.element("form .field .error").await;
}

/// Texts that are hard to read: what they say, their contrast and their colours.
const FAINT: &str = "
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    // Any colour as red, green and blue, drawn on another one.
    const drawn = (colour, under) => {
        canvas.fillStyle = `rgb(${under})`;
        canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const ground = (element) => {
        if (!element) {
            const declared = document.querySelector('meta[name=color-scheme]')?.content ?? '';
            return declared.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches
                ? [18, 18, 18] : [255, 255, 255];
        }
        const parent = element.parentNode === root ? host : element.parentElement;
        return drawn(getComputedStyle(element).backgroundColor, ground(parent));
    };
    const luminance = (colour) => {
        const [red, green, blue] = colour.map((value) => value / 255).map((value) =>
            value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one, other) => {
        const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    };
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const elements = new Set(root.querySelectorAll('input, textarea'));
    while (walker.nextNode()) {
        if (walker.currentNode.data.trim()) elements.add(walker.currentNode.parentElement);
    }
    const shown = [...elements].filter((element) => element.checkVisibility({ visibilityProperty: true })
        && !element.closest('.visually-hidden, style'));
    const measured = shown.map((element) => {
        const under = ground(element), colour = drawn(getComputedStyle(element).color, under);
        return [element, contrast(colour, under), colour, under];
    });
    const faint = measured.filter(([, contrast]) => contrast < Number(arguments[1]));
    return [measured.length, faint.map(([element, contrast, colour, under]) =>
        `${element.localName}.${element.className} “${words(element).slice(0, 40)}”: `
            + `${contrast.toFixed(2)}, rgb(${colour}) on rgb(${under})`)]";

async fn nothing_is_faint(embed: Embed<'_>, least: &str, case: &str) {
    let (measured, faint): (u32, Vec<String>) = embed.run(FAINT, &[least]).await;
    assert!(measured > 80, "{case}: only {measured} texts are measured");
    assert_eq!(faint, [""; 0], "{case}");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_text_stands_out_in_every_theme_and_light() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for theme in THEMES {
        for colours in ["light", "dark"] {
            browser
                .set_media(&[("prefers-color-scheme", colours)])
                .await;
            open(&browser, &servers, theme, STORY).await;
            show_everything(embed, format!("It turns, {colours} {theme}").trim_end()).await;
            nothing_is_faint(embed, "4.5", &format!("{theme:?}, {colours}")).await;
            let more = [
                ("prefers-color-scheme", colours),
                ("prefers-contrast", "more"),
            ];
            browser.set_media(&more).await;
            let case = format!("{theme:?}, {colours}, more contrast");
            nothing_is_faint(embed, "4.5", &case).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_theme_fits_every_width() {
    let (browser, servers) = start().await;
    for theme in THEMES {
        open(&browser, &servers, theme, STORY).await;
        Embed::first(&browser).reply_form().await;
        for width in [280, 320, 480, 768, 1200, 1800] {
            browser.resize(width, 900).await;
            let case = format!("{theme:?} at {width} px");
            super::preview::no_sideways_scrolling(&browser, 1, &case).await;
        }
    }
}

/// The host's text, as the page sees it.
pub(super) const INK: &str = "return getComputedStyle(host).color";

#[tokio::test(flavor = "multi_thread")]
async fn the_readers_setting_is_followed_live_and_nothing_moves() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for theme in THEMES {
        browser.prefer("light").await;
        open(&browser, &servers, theme, STORY).await;
        embed.reply_form().await;
        let light: String = embed.run(INK, &[]).await;
        browser.prefer("dark").await;
        let dark: String = embed.run(INK, &[]).await;
        assert_ne!(light, dark, "{theme}: the reader's setting changes nothing");
        for (value, expected) in [
            ("light", &light),
            ("dark", &dark),
            ("auto", &dark),
            ("light", &light),
        ] {
            let set = "host.setAttribute('theme', arguments[1])";
            let () = embed.run(set, &[value]).await;
            let found: String = embed.run(INK, &[]).await;
            assert_eq!(found, *expected, "{theme}, {value}");
        }
        let case = format!("{theme:?} and its colours");
        super::layout::nothing_has_shifted(&browser, &case).await;
    }
}

/// A style sheet that says other colours and nothing else moves nothing either.
#[tokio::test(flavor = "multi_thread")]
async fn colours_come_from_a_file_and_nothing_moves() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    open(&browser, &servers, "", STORY).await;
    embed.reply_form().await;
    let before: String = embed
        .run("return getComputedStyle(host).backgroundColor", &[])
        .await;
    let sheet = ":root { --article-embed-background: navy; --article-embed-color: white;
        --article-embed-accent: yellow; --article-embed-quiet-color: silver; }";
    servers.answer("/colours.css", Answer::With(200, "text/css", sheet.into()));
    let link = "
        theme.href = arguments[1];
        return new Promise((done) => { theme.onload = () => done(true) })";
    let address = format!("{}/colours.css", servers.publisher);
    let _: bool = embed.run(link, &[&address]).await;
    let ground = "return getComputedStyle(host).backgroundColor";
    let after: String = embed.run(ground, &[]).await;
    assert_eq!(after, "rgb(0, 0, 128)", "{before} before");
    super::layout::nothing_has_shifted(&browser, "colours of a file").await;
}

/// Notes the embed's colours in each frame, from the first one on.
pub(super) const FRAMES: &str = "
    const seen = new Set();
    const look = () => {
        const host = document.querySelector('article-embed');
        if (host) seen.add(getComputedStyle(host).color);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    window.seen = seen;";

#[tokio::test(flavor = "multi_thread")]
async fn no_other_colour_is_seen_while_a_story_comes() {
    let (browser, servers) = start().await;
    browser.run_first(FRAMES).await;
    browser.prefer("dark").await;
    browser.slow_down().await;
    for theme in THEMES {
        open(&browser, &servers, theme, STORY).await;
        let embed = Embed::first(&browser);
        embed.story().await;
        let seen: Vec<String> = browser.run("return [...seen]", vec![]).await;
        let shown: String = embed.run(INK, &[]).await;
        assert_eq!(seen, [shown], "{theme:?}");
    }
}

/// The names between a comment and its end in the README.
fn listed(marker: &str) -> BTreeSet<String> {
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once(&format!("<!-- {marker}: ")).unwrap();
    let (list, _) = rest.split_once("<!-- end").unwrap();
    let (_, list) = list.split_once("-->").unwrap();
    list.split_whitespace()
        .map(|name| name.trim_matches('`').to_owned())
        .collect()
}

/// The parts that are there, all of which the page's own style must reach.
const PARTS: &str = "
    const elements = [...root.querySelectorAll('[part]')];
    const names = new Set(elements.flatMap((element) => [...element.part]));
    const style = document.createElement('style');
    document.head.append(style);
    return [...names].map((name) => {
        style.textContent = `article-embed::part(${name}) { scroll-margin-top: 77px }`;
        const is_reached = elements.every((element) => element.part.contains(name)
            === (getComputedStyle(element).scrollMarginTop === '77px'));
        return [name, is_reached];
    })";

#[tokio::test(flavor = "multi_thread")]
async fn the_readme_lists_the_parts_that_pages_can_reach() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let mut reached = BTreeSet::new();
    let gather = async |reached: &mut BTreeSet<String>| {
        let parts: Vec<(String, bool)> = embed.run(PARTS, &[]).await;
        for (name, is_reached) in parts {
            assert!(is_reached, "::part({name})");
            reached.insert(name);
        }
    };
    open(&browser, &servers, "", STORY).await;
    show_everything(embed, "It turns.").await;
    gather(&mut reached).await;
    servers.answer("/gone.json", Answer::html(404));
    open(&browser, &servers, "", "gone").await;
    embed.failure().await;
    gather(&mut reached).await;
    assert_eq!(reached, listed("parts"));
}
