//! What programs may ask of the loader (`static/loader`), which gives itself to each of them once.

use std::cell::OnceCell;

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::ShadowRoot;

use crate::html::tree::loaded::Walker;

thread_local! {
    static LOADER: OnceCell<Loader> = const { OnceCell::new() };
}

/// Takes the loader, once, for all of this program: it parses HTML, too.
pub fn connect(loader: Loader) {
    LOADER.with(|place| {
        let _ = place.set(loader);
    });
    #[cfg(target_arch = "wasm32")]
    crate::html::tree::parse_by(|html| {
        let walker = with(|loader| loader.parse(html)).flatten()?;
        Some(Box::new(walker))
    });
}

/// Asks the loader; `None` where there is none.
pub fn with<T>(ask: impl FnOnce(&Loader) -> T) -> Option<T> {
    LOADER.with(|loader| loader.get().map(ask))
}

#[wasm_bindgen]
extern "C" {
    /// The loader.
    pub type Loader;

    /// The texts of a message file, as the build packs them; fetched once for all embeds.
    #[wasm_bindgen(method, structural)]
    pub fn language(this: &Loader, tag: &str) -> Promise;

    /// Parses HTML, and stands at the document's root element; nothing where the page forbids it.
    #[wasm_bindgen(method, structural)]
    pub fn parse(this: &Loader, html: &str) -> Option<Walker>;

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
