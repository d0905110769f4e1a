//! What programs may ask of the loader (`static/embed.js`), which gives itself to each of them once.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The loader.
    pub type Loader;

    /// The texts of a message file, as the build packs them; fetched once for all embeds.
    #[wasm_bindgen(method, structural)]
    pub fn language(this: &Loader, tag: &str) -> Promise;

    /// Makes a text one that a page with Trusted Types lets a parser have.
    #[wasm_bindgen(method, getter)]
    pub fn html(this: &Loader) -> Function;
}
