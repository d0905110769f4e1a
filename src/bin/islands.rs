//! The second program: brings a story to life. What the loader calls, and nothing else.

#![cfg_attr(target_arch = "wasm32", no_main)]

use article_embed::comments::draft::Nth;
use article_embed::embed::loader::{self, Loader};
use article_embed::islands::{STYLE, groups};
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// There is nothing to do before the first story. In a browser there is no `main` either: around it stands
/// what a program of an operating system begins and ends with.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

/// Takes the loader, which fetches message files and parses HTML.
#[wasm_bindgen]
pub fn connect(loader: Loader) {
    loader::connect(loader);
}

/// The style sheet of what this program draws.
#[wasm_bindgen]
pub fn style() -> String {
    STYLE.to_owned()
}

/// Brings the story that stands in an element to life; the promise is kept once that is done. `count` embeds show
/// this story on the page, `index` of them before this one.
#[wasm_bindgen]
pub fn start(host: &HtmlElement, index: u32, count: u32) -> Promise {
    groups::start(host, Nth { index, count })
}

/// Takes over what has changed in an element: its story, or how it is shown.
#[wasm_bindgen]
pub fn update(host: &HtmlElement) {
    groups::update(host);
}

/// Ends what was started in an element.
#[wasm_bindgen]
pub fn stop(host: &HtmlElement) {
    groups::stop(host);
}
