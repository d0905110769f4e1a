//! The pictures in README.md and docs/themes.md. `cargo xtask pictures` takes them anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, GenericImage as _, RgbImage};
use serde_json::json;

/// The size of one half of a theme's picture, in pixels.
const WIDTH: u32 = 560;
const HEIGHT: u32 = 560;

/// The size of the picture of the preview.
const PREVIEW_WIDTH: u32 = 1180;
const PREVIEW_HEIGHT: u32 = 1240;

/// A story with what themes differ in near its top.
fn story() -> String {
    let paragraph = |words: &str| json!({ "type": "paragraph", "content": words });
    json!({
        "schema": "article-embed/1", "language": "en-GB", "sections": ["Coast", "Culture"],
        "headline": "The lamp that the whole harbour reads by",
        "standfirst": "For a hundred years one bulb has told the boats where home is. Now it has to be changed.",
        "authors": [{ "name": "Hattie Rowe" }], "date_published": "2025-03-14",
        "source": { "name": "The Estuary Post" },
        "body": [
            paragraph("The keeper counts the steps without noticing. There are ninety-one, and on each of them \
                somebody has sat down to rest at least once."),
            json!({ "type": "pull_quote", "content": "Nobody looks at a lamp. They look at what it shows them." }),
            paragraph("The new one is the size of a thumb."),
        ],
    })
    .to_string()
}

/// Starts with a window of this size.
async fn start_with(width: u32, height: u32) -> (Browser, Servers) {
    let (browser, servers) = start().await;
    browser.resize(width, height).await;
    let hidden = json!({ "hidden": true });
    browser
        .devtools("Emulation.setScrollbarsHidden", hidden)
        .await;
    (browser, servers)
}

async fn picture(browser: &Browser, width: u32, height: u32) -> RgbImage {
    let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
    let parameters = json!({ "format": "png", "clip": clip });
    let taken = browser.devtools("Page.captureScreenshot", parameters).await;
    let bytes = STANDARD.decode(taken["data"].as_str().unwrap()).unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it writes files of the documentation; cargo xtask pictures runs it"]
async fn of_the_themes() {
    let (browser, servers) = start_with(WIDTH, HEIGHT).await;
    for theme in ["", "broadsheet", "bulletin", "lamplight"] {
        let mut both = RgbImage::new(2 * WIDTH, HEIGHT);
        for (place, colours) in [(0, "light"), (WIDTH, "dark")] {
            browser.prefer(colours).await;
            let address = match theme {
                "" => "data:text/css,".to_owned(),
                name => format!("{}/themes/{name}.css", servers.embed),
            };
            servers.answer("/lamp.json", Answer::json(200, &story()));
            let story = servers.story("lamp");
            let values = [("THEME", &*address), ("ARTICLE", &*story)];
            browser.open(&servers.page("pictures", &values)).await;
            let embed = Embed::first(&browser);
            embed.story().await;
            let half = picture(&browser, WIDTH, HEIGHT).await;
            both.copy_from(&half, place, 0).unwrap();
        }
        let name = if theme.is_empty() { "plain" } else { theme };
        save(both, &format!("themes/{name}.png"));
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it writes a file of the documentation; cargo xtask pictures runs it"]
async fn of_the_preview() {
    let (browser, servers) = start_with(PREVIEW_WIDTH, PREVIEW_HEIGHT).await;
    browser.prefer("light").await;
    browser.open(&format!("{}/", servers.embed)).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    let script = "return root.querySelector('img').complete";
    let _: bool = embed.until("the picture is here", script, &[]).await;
    let taken = picture(&browser, PREVIEW_WIDTH, PREVIEW_HEIGHT).await;
    save(taken, "embed.png");
}

/// Writes a picture into the documentation.
fn save(picture: RgbImage, path: &str) {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let path = docs.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = std::fs::File::create(path).unwrap();
    let encoder = PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::Adaptive);
    let picture = DynamicImage::from(picture);
    picture.write_with_encoder(encoder).unwrap();
}
