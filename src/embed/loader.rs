//! What programs may ask of the loader (`static/embed.js`), which gives itself to each of them once.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::ShadowRoot;

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

    /// Tells the console, once for each embed, what is wrong with its options.
    #[wasm_bindgen(method, structural)]
    pub fn mistake(this: &Loader, root: &ShadowRoot, text: &str);

    /// Tells the page that a story stands.
    #[wasm_bindgen(method, structural)]
    pub fn ready(this: &Loader, root: &ShadowRoot, headline: &str, url: &str);

    /// Tells the page and the console that there is no story, or no text in it.
    #[wasm_bindgen(method, structural)]
    pub fn failed(this: &Loader, root: &ShadowRoot, code: &str, message: &str, url: &str);
}
