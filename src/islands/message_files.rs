//! Message files by way of the loader, which fetches each once for both programs.

use wasm_bindgen_futures::JsFuture;

use crate::embed::languages;
use crate::embed::loader;
use crate::i18n::Messages;
use crate::i18n::languages::Locale;
use crate::json;

/// Fetches the texts in a language; `None` where they cannot be had.
pub async fn fetch(locale: &Locale) -> Option<Messages> {
    let asked = loader::with(|loader| loader.language(locale.language))?;
    let texts = JsFuture::from(asked).await.ok()?;
    languages::take(locale, json::from_value(&texts))
}
