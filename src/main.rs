//! The widget's program: what the loader calls, and nothing else.

use article_embed::embed::mount;
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    mount::start();
}

/// Starts an embed in an element. `fail` takes a reason and shows the loader's line with the link.
#[wasm_bindgen(js_name = mount)]
pub fn mount_embed(host: &HtmlElement, fail: Function) {
    mount::mount(host, fail);
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
