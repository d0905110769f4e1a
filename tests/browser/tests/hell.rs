//! Host pages from hell: whatever a page does to its own elements, the embed on it looks, pixel by pixel,
//! as on a blank page, and moves nothing while it comes.
//!
//! Each page is a folder of `pages/hell`. Frameworks' style sheets come from their packages, and the page
//! of WordPress, with its theme of blocks, from the tests' WordPress.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers, WordPress};
use serde_json::json;

/// Pages with the style sheets of frameworks and of a theme of WordPress's.
const FRAMEWORKS: &[&str] = &["bootstrap", "tailwind", "twenty-five"];

/// Pages whose own style sheets are the trouble.
const STYLED: &[&str] = &[
    "columns",
    "grid",
    "huge",
    "important",
    "inherited",
    "lines",
    "moving",
    "red",
    "tiny",
    "unset",
];

/// Pages with markup of other times and places.
const MARKUP: &[&str] = &["old", "quirks", "right", "xml"];

/// Where lines run downwards, an embed that is as wide as its place makes that place wide.
const VERTICAL: &str = "vertical";

/// Pages that draw the embed larger or smaller.
const TRANSFORMED: &str = "transform";
const ZOOMED: &str = "zoom";

/// Widths and colours in which the embed is compared.
const LOOKS: &[(u32, &str)] = &[(640, "light"), (640, "dark"), (320, "light")];

/// A browser whose window is as high as the whole story, without the scroll bars that some pages have.
pub(super) async fn begin() -> (Browser, Servers) {
    let (browser, servers) = start().await;
    browser.resize(800, 15_000).await;
    let hidden = json!({ "hidden": true });
    browser
        .devtools("Emulation.setScrollbarsHidden", hidden)
        .await;
    (browser, servers)
}

/// Opens a page with a story that has something of everything.
pub(super) async fn open(browser: &Browser, servers: &Servers, name: &str) {
    let values = [("ARTICLE", &*servers.story("almanac"))];
    let page = servers.page(&format!("hell/{name}/index"), &values);
    browser.open(&page).await;
    arrive(browser).await;
}

pub(super) async fn arrive(browser: &Browser) {
    let embed = Embed::first(browser);
    embed.story().await;
    embed.reply_form().await;
}

/// Puts the embed into the window's corner, so wide. All that it is inside of in the page stays around it,
/// since what it inherits comes from there.
const PLACE: &str = "
    const place = document.querySelector('#place');
    for (const node of [...place.childNodes]) if (!node.contains(host)) node.remove();
    for (const [name, value] of Object.entries({
        position: 'fixed', inset: '0 auto auto 0', width: `${arguments[1]}px`, height: 'auto', padding: 0,
        margin: 0, border: 0, outline: 0, display: 'block', float: 'none', opacity: 1, 'min-width': 0,
        'max-width': 'none', 'z-index': 2147483647, 'writing-mode': 'horizontal-tb',
        'place-self': 'start', transition: 'none', animation: 'none',
        // The ground of some pages is dark.
        'color-scheme': 'light dark', background: 'Canvas',
        // A layer of its own on every page: edges are smoothed otherwise in one.
        'will-change': 'transform',
    })) place.style.setProperty(name, value, 'important');
    // Where the place is hidden, the page's own ground shows.
    document.documentElement.style.cssText += '; color-scheme: light dark; background: Canvas';
    // Letters are smoothed otherwise on what is clear.
    host.style.setProperty('--article-embed-background', 'light-dark(#fffefb, #17171a)', 'important');
    scrollTo({ left: 0, top: 0, behavior: 'instant' });
    await Promise.all([...root.querySelectorAll('img')].map((image) => image.decode()));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));";

/// Runs a script after the embed has been placed so.
pub(super) async fn placed<T: serde::de::DeserializeOwned>(
    browser: &Browser,
    width: u32,
    script: &str,
) -> T {
    let script = format!("return (async () => {{ {PLACE} {script} }})()");
    let width = width.to_string();
    Embed::first(browser).run(&script, &[&width]).await
}

/// Pictures of the embed in all [`LOOKS`]: PNGs in Base64, which are the same for the same pixels.
pub(super) async fn pictures(browser: &Browser, name: &str) -> Vec<String> {
    let mut pictures = Vec::new();
    for (width, colours) in LOOKS {
        browser.prefer(colours).await;
        let size = "return [host.offsetWidth, host.offsetHeight]";
        let (found, height): (u32, u32) = placed(browser, *width, size).await;
        assert_eq!(
            found, *width,
            "{name}: the embed is not as wide as its place"
        );
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let parameters = json!({ "format": "png", "clip": clip });
        let taken = browser.devtools("Page.captureScreenshot", parameters).await;
        pictures.push(taken["data"].as_str().unwrap().to_owned());
    }
    browser.prefer("light").await;
    pictures
}

/// By so much of 255 a browser rounds the colour of a smoothed edge otherwise from one layer to another.
const ROUNDING: u8 = 2;

/// Checks that the pictures are the same but for what the browser rounds; or writes them where they can be
/// looked at.
pub(super) fn assert_same(found: &[String], blank: &[String], name: &str) {
    let mut differences = Vec::new();
    for ((found, blank), (width, colours)) in found.iter().zip(blank).zip(LOOKS) {
        if found == blank {
            continue;
        }
        let decoded = [("page", found), ("blank", blank)].map(|(which, picture)| {
            let png = STANDARD.decode(picture).unwrap();
            let file = format!("{name}-{width}-{colours}-{which}.png");
            std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(file), &png).unwrap();
            image::load_from_memory(&png).unwrap().to_rgb8()
        });
        let [page, blank] = &decoded;
        let pairs = page.enumerate_pixels().zip(blank.pixels());
        let differs = |one: &image::Rgb<u8>, other: &image::Rgb<u8>| {
            let mut channels = one.0.iter().zip(other.0);
            channels.any(|(one, other)| one.abs_diff(other) > ROUNDING)
        };
        let first = pairs
            .filter(|((.., one), other)| differs(one, other))
            .map(|((x, y, _), _)| (x, y))
            .min_by_key(|(_, y)| *y);
        if first.is_none() && page.dimensions() == blank.dimensions() {
            continue;
        }
        differences.push(format!(
            "{name} at {width} px, {colours}: {:?} and {:?} pixels, the first that differs at {:?}",
            page.dimensions(),
            blank.dimensions(),
            first
        ));
    }
    let folder = env!("CARGO_TARGET_TMPDIR");
    assert_eq!(differences, [""; 0], "the pictures are in {folder}");
}

/// Checks that the embed stands in its page, and that nothing has moved for it.
async fn stands(browser: &Browser, name: &str) {
    let sides = "
        const {left, right, width} = host.getBoundingClientRect();
        return [left, right, width, document.documentElement.clientWidth]";
    let (left, right, width, window): (f64, f64, f64, f64) =
        Embed::first(browser).run(sides, &[]).await;
    assert!(
        left >= -0.5 && right <= window + 0.5 && width >= 200.0,
        "{name}: the embed is {width} px wide, from {left} to {right} of {window}"
    );
    super::layout::nothing_has_shifted(browser, name).await;
}

async fn look_as_on_a_blank_page(names: &[&str]) {
    let (browser, servers) = begin().await;
    open(&browser, &servers, "blank").await;
    let blank = pictures(&browser, "blank").await;
    for &name in names {
        open(&browser, &servers, name).await;
        if name != VERTICAL {
            stands(&browser, name).await;
        }
        assert_same(&pictures(&browser, name).await, &blank, name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frameworks() {
    look_as_on_a_blank_page(FRAMEWORKS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn style_sheets() {
    look_as_on_a_blank_page(STYLED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_of_all_ages() {
    look_as_on_a_blank_page(MARKUP).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_run_downwards() {
    look_as_on_a_blank_page(&[VERTICAL]).await;
}

/// The front of a real WordPress, whose theme prints its own styles and those of its blocks.
#[tokio::test(flavor = "multi_thread")]
async fn a_theme_of_wordpresss_own() {
    let (browser, servers) = begin().await;
    open(&browser, &servers, "blank").await;
    let blank = pictures(&browser, "blank").await;
    let content = format!(
        "<!-- wp:html --><div id=\"place\" style=\"min-height: 100vh\"><script async \
         src=\"{}/embed.js\" data-article=\"{}\" data-comments=\"preview\"></script></div>\
         <!-- /wp:html -->",
        servers.embed,
        servers.story("almanac")
    );
    let fields = json!({ "title": "A post with another's story", "content": content });
    let post = WordPress::default().publish(fields).await;
    // WordPress's page has no recorder of its own.
    browser.run_first(include_str!("../pages/record.js")).await;
    browser.open(&post.link).await;
    arrive(&browser).await;
    let has_theme = "return Boolean(document.querySelector('#global-styles-inline-css'))";
    let has_theme: bool = browser.run(has_theme, vec![]).await;
    assert!(has_theme, "the page has no theme of blocks");
    stands(&browser, "wordpress").await;
    assert_same(&pictures(&browser, "wordpress").await, &blank, "wordpress");
}

/// The embed's elements that are drawn: the size of their letters in tenths of a pixel, and the sides of
/// their boxes in pixels of the embed's own.
pub(super) const BOXES: &str = "
    const own = host.getBoundingClientRect();
    const scale = own.width / Number(arguments[1]);
    const drawn = [...root.querySelectorAll('*')].filter((element) => element.getClientRects().length);
    return drawn.map((element) => {
        const {x, y, width, height} = element.getBoundingClientRect();
        const sides = [x - own.x, width, y - own.y, height].map((side) => side / scale);
        const {display, fontSize} = getComputedStyle(element);
        const name = `${element.localName}.${element.getAttribute('class')}: ${display}`;
        return [name, Math.round(parseFloat(fontSize) * 10), sides];
    })";

/// What is drawn larger or smaller has other pixels, so the boxes of all elements are compared: as many
/// of their four sides as `sides` says for an element of this name.
async fn has_the_boxes_of_a_blank_page(name: &str, tolerance: f64, sides: fn(&str) -> usize) {
    let (browser, servers) = begin().await;
    let mut pages = Vec::new();
    for name in ["blank", name] {
        open(&browser, &servers, name).await;
        let boxes: Vec<(String, u32, [f64; 4])> = placed(&browser, 640, BOXES).await;
        pages.push(boxes);
    }
    let [blank, found] = &pages[..] else { return };
    assert!(blank.len() > 100, "{} elements", blank.len());
    assert_eq!(found.len(), blank.len(), "{name}");
    let mut compared = 0;
    for ((element, letters, found), (_, expected_letters, expected)) in found.iter().zip(blank) {
        assert_eq!(letters, expected_letters, "{name}: {element}");
        let pairs = found.iter().zip(expected).take(sides(element));
        for (one, other) in pairs {
            compared += 1;
            assert!(
                (one - other).abs() <= tolerance,
                "{name}: {element}: {found:?} and not {expected:?}"
            );
        }
    }
    assert!(compared > 60, "only {compared} sides are compared");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_transformed() {
    has_the_boxes_of_a_blank_page(TRANSFORMED, 0.1, |_| 4).await;
}

/// With `zoom` letters are rounded to other pixels, so lines can break elsewhere, which moves what
/// follows. Where no letter decides it, boxes begin and end at the same place across.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_zoomed() {
    let across = |element: &str| {
        let blocks = [
            "h2",
            "h3",
            "p.null: block",
            "div",
            "figure",
            "section",
            "article",
            "pre",
        ];
        let is_block = blocks.iter().any(|block| element.starts_with(block));
        if is_block { 2 } else { 0 }
    };
    has_the_boxes_of_a_blank_page(ZOOMED, 2.0, across).await;
}

#[test]
fn each_page_is_tried() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/pages/hell");
    let folders: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let others = ["blank", VERTICAL, TRANSFORMED, ZOOMED];
    let tried = [FRAMEWORKS, STYLED, MARKUP, &others].concat();
    let tried = tried.into_iter().map(str::to_owned).collect();
    assert_eq!(folders, tried);
}
