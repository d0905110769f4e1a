//! A story rendered before anybody asks for it: what else the programs would make in an embed's shadow root, as
//! HTML.
//!
//! A fragment carries the style of the release that it was rendered with, so it looks right under any later
//! one. Where it is kept, and how it gets to readers, is left to whoever publishes it.

use super::STYLE;
use super::page::Page;
use super::story::Story;
use crate::markup::html::Writer;
use crate::markup::{Attr, tag};

/// The loader's style sheet, shortened by the build script.
pub const HOST_STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/embed.css"));

/// How a story looks where no script runs. Programs have no need of it.
const STYLE_WITHOUT_SCRIPTS: &str = include_str!(concat!(env!("OUT_DIR"), "/without-scripts.css"));

/// The whole content of an embed's shadow root.
#[must_use]
pub fn fragment(page: &Page) -> String {
    [&style(), &*content(page)].concat()
}

/// The style sheets.
#[must_use]
pub fn style() -> String {
    [
        "<style>",
        HOST_STYLE,
        STYLE,
        STYLE_WITHOUT_SCRIPTS,
        "</style>",
    ]
    .concat()
}

/// The story in the elements that it stands in, as [`crate::embed::drawing`] makes them.
#[must_use]
pub fn content(page: &Page) -> String {
    let column = tag("div.column").set(Attr::DataColumn, "");
    let embed = tag("div.embed");
    let mut writer = Writer::default();
    writer.open(&column);
    writer.open(&embed);
    writer.html += &Story::new(page).to_html();
    writer.close(&embed);
    writer.close(&column);
    writer.html
}
