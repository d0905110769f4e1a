//! Message files by way of the loader, which fetches each once for both programs.

use std::cell::OnceCell;

use wasm_bindgen_futures::JsFuture;

use crate::embed::languages;
use crate::embed::loader::Loader;
use crate::i18n::Messages;
use crate::i18n::languages::Locale;
use crate::json;

thread_local! {
    static LOADER: OnceCell<Loader> = const { OnceCell::new() };
}

/// Takes the loader, once.
pub fn connect(loader: Loader) {
    #[cfg(target_arch = "wasm32")]
    crate::html::tree::trust_with(loader.html());
    LOADER.with(|place| {
        let _ = place.set(loader);
    });
}

/// Fetches the texts in a language; `None` where they cannot be had.
pub async fn fetch(locale: &Locale) -> Option<Messages> {
    let asked = LOADER.with(|loader| Some(loader.get()?.language(locale.language)))?;
    let texts = JsFuture::from(asked).await.ok()?;
    languages::take(locale, json::from_value(&texts))
}
