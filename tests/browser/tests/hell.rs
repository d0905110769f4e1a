//! Host pages from hell: whatever a page does to its own elements, the embed on it looks as it does on a
//! blank page of the same width, pixel by pixel, and moves nothing while it comes.
//!
//! Each page is a folder of `pages/hell`. Frameworks' style sheets come from their packages, and the theme
//! with blocks from the tests' WordPress.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers, WordPress};
use image::{DynamicImage, GenericImageView as _};
use serde::Deserialize;
use serde_json::json;

/// Where an embed is on its page, in CSS pixels.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Place {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// A browser without scroll bars: they are gone where a whole page is taken, and the page is wider then.
async fn start_without_bars() -> (Browser, Servers) {
    let (browser, servers) = start().await;
    let hidden = json!({ "hidden": true });
    browser
        .devtools("Emulation.setScrollbarsHidden", hidden)
        .await;
    (browser, servers)
}

/// Once the form is there and nothing is on its way any more.
const PLACE: &str = "
    if (!root?.querySelector('form .submit')) return null;
    scrollTo(0, 0);
    const { left, top, width, height } = host.getBoundingClientRect();
    return { left: left + scrollX, top: top + scrollY, width, height }";

async fn place(browser: &Browser) -> Place {
    let embed = Embed::first(browser);
    embed.reply_form().await;
    embed.until("the embed is whole", PLACE, &[]).await
}

/// A picture of the embed, from its left upper corner.
async fn picture(browser: &Browser, place: Place) -> DynamicImage {
    let clip = json!({
        "x": place.left.floor(), "y": place.top.floor(), "width": place.width.ceil() + 1.0,
        "height": place.height.ceil(), "scale": 1,
    });
    let parameters = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
    let taken = browser.devtools("Page.captureScreenshot", parameters).await;
    let data: Vec<u8> = STANDARD.decode(taken["data"].as_str().unwrap()).unwrap();
    image::load_from_memory(&data).unwrap()
}

/// Opens the story on a blank page, as wide and at the same fraction of a pixel.
async fn on_blank_page(browser: &Browser, servers: &Servers, there: Place) -> Place {
    let [left, top] = [there.left, there.top].map(|place| (place.fract() + 1.0).to_string());
    let values = [
        ("ARTICLE", &*servers.story("tide")),
        ("WIDTH", &there.width.to_string()),
        ("LEFT", &left),
        ("TOP", &top),
    ];
    browser.open(&servers.page("hell/blank", &values)).await;
    place(browser).await
}

/// How much a pixel's red, green or blue may differ: where on a page letters and round corners are drawn
/// says how their edges are smoothed. Another letter, colour or place differs by more.
const SMOOTHING: u8 = 96;

/// The first pixel at which two pictures differ, within what is the embed's own.
fn difference(one: &DynamicImage, other: &DynamicImage, place: Place) -> Option<(u32, u32)> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a page's size in pixels is a small whole number"
    )]
    let (width, height) = (place.width as u32 - 1, place.height as u32 - 1);
    // At its very edge the embed shares pixels with the page.
    let mut pixels = (1..height).flat_map(|y| (1..width).map(move |x| (x, y)));
    let differs = |(x, y): &(u32, u32)| {
        let (one, other) = (one.get_pixel(*x, *y).0, other.get_pixel(*x, *y).0);
        let mut channels = one.iter().zip(other);
        channels.any(|(one, other)| one.abs_diff(other) > SMOOTHING)
    };
    pixels.find(differs)
}

async fn looks_the_same(browser: &Browser, servers: &Servers, case: &str) {
    let there = place(browser).await;
    let shifts: Vec<String> = browser
        .run("return globalThis.recorded?.shifts ?? []", vec![])
        .await;
    assert_eq!(shifts, [""; 0], "{case}: the page shifts");
    let on_page = picture(browser, there).await;
    let here = on_blank_page(browser, servers, there).await;
    let alone = picture(browser, here).await;
    let sides = [(there.width, here.width), (there.height, here.height)];
    let is_as_large = sides.iter().all(|(one, other)| (one - other).abs() < 0.5);
    let difference = is_as_large
        .then(|| difference(&on_page, &alone, there))
        .flatten();
    if !is_as_large || difference.is_some() {
        let folder = std::env::temp_dir();
        for (name, picture) in [("page", &on_page), ("blank", &alone)] {
            let file = folder.join(format!("article-embed-{case}-{name}.png"));
            picture.save(&file).unwrap();
            println!("{case}: {}", file.display());
        }
    }
    assert!(
        is_as_large,
        "{case}: {there:?} and {here:?} on a blank page"
    );
    assert_eq!(
        difference, None,
        "{case}: the pictures differ at this pixel"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embed_looks_as_on_a_blank_page() {
    let (browser, servers) = start_without_bars().await;
    for case in [
        "bootstrap",
        "tailwind",
        "unset",
        "important",
        "huge",
        "tiny",
        "columns",
        "grid",
        "right",
        "quirks",
        "old",
    ] {
        let values = [("ARTICLE", &*servers.story("tide"))];
        let page = servers.page(&format!("hell/{case}/index"), &values);
        browser.open(&page).await;
        looks_the_same(&browser, &servers, case).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embed_looks_so_in_a_theme_of_wordpresss_own() {
    let (browser, servers) = start_without_bars().await;
    let wordpress = WordPress::default();
    let post = wordpress.publish_short("A post with another's story").await;
    browser.open(&post.link).await;
    let article = servers.story("tide");
    let options = json!({ "article": article, "comments": "preview" });
    browser
        .add_tag(&servers.embed, ".entry-content", options)
        .await;
    looks_the_same(&browser, &servers, "wordpress").await;
}

/// All boxes of the embed, from its own corner.
const BOXES: &str = "
    const origin = host.getBoundingClientRect();
    const scale = Number(arguments[1]);
    return [...root.querySelectorAll('*')].filter((element) => element.checkVisibility()
    ).map((element) => {
        const box = element.getBoundingClientRect();
        return [box.left - origin.left, box.top - origin.top, box.width, box.height]
            .map((length) => length / scale);
    })";

/// Letters that are drawn larger or smaller are other pictures, so here the boxes are compared. Browsers
/// round the height of each line at the size in which they draw it, which adds up to some pixels.
#[tokio::test(flavor = "multi_thread")]
async fn the_embed_has_the_same_layout_where_it_is_scaled() {
    let (browser, servers) = start_without_bars().await;
    for (case, scale) in [("zoom", 1.5), ("transform", 0.8)] {
        let values = [("ARTICLE", &*servers.story("tide"))];
        let page = servers.page(&format!("hell/{case}/index"), &values);
        browser.open(&page).await;
        let mut there = place(&browser).await;
        let embed = Embed::first(&browser);
        let scaled: Vec<[f64; 4]> = embed.run(BOXES, &[&f64::to_string(&scale)]).await;
        there.width /= scale;
        on_blank_page(&browser, &servers, there).await;
        let alone: Vec<[f64; 4]> = embed.run(BOXES, &["1"]).await;
        assert_eq!(scaled.len(), alone.len(), "{case}");
        for (index, (one, other)) in scaled.iter().zip(&alone).enumerate() {
            let mut pairs = one.iter().zip(other);
            let is_same = pairs.all(|(a, b)| (a - b).abs() < 1.5 + b.abs() / 400.0);
            assert!(is_same, "{case}: box {index} is {one:?} and not {other:?}");
        }
    }
}
