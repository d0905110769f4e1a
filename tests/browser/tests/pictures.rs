//! The pictures of the themes in docs/themes.md. `cargo xtask pictures` takes them anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, GenericImage as _, RgbImage};
use serde_json::json;

/// The size of one half of a picture, in pixels.
const WIDTH: u32 = 560;
const HEIGHT: u32 = 560;

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

async fn picture(browser: &Browser) -> RgbImage {
    let clip = json!({ "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "scale": 1 });
    let parameters = json!({ "format": "png", "clip": clip });
    let taken = browser.devtools("Page.captureScreenshot", parameters).await;
    let bytes = STANDARD.decode(taken["data"].as_str().unwrap()).unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it writes files of the documentation; cargo xtask pictures runs it"]
async fn of_the_themes() {
    let (browser, servers) = start().await;
    browser.resize(WIDTH, HEIGHT).await;
    let hidden = json!({ "hidden": true });
    browser
        .devtools("Emulation.setScrollbarsHidden", hidden)
        .await;
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
            both.copy_from(&picture(&browser).await, place, 0).unwrap();
        }
        let name = if theme.is_empty() { "plain" } else { theme };
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/themes");
        std::fs::create_dir_all(folder).unwrap();
        let file = std::fs::File::create(format!("{folder}/{name}.png")).unwrap();
        let encoder =
            PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::Adaptive);
        DynamicImage::from(both)
            .write_with_encoder(encoder)
            .unwrap();
    }
}
