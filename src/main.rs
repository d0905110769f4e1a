//! The widget's program: what the loader calls, and nothing else.

use article_embed::embed::mount;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// There is nothing to do before the first embed.
fn main() {}

/// Starts an embed in an element.
#[wasm_bindgen(js_name = mount)]
pub fn mount_embed(host: &HtmlElement) {
    mount::mount(host);
}

/// Takes over what has been changed on an embed's element.
#[wasm_bindgen(js_name = update)]
pub fn update_embed(host: &HtmlElement) {
    mount::update(host);
}

/// Ends the embed in an element.
#[wasm_bindgen(js_name = unmount)]
pub fn unmount_embed(host: &HtmlElement) {
    mount::unmount(host);
}
