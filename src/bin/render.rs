//! The first program: shows a story. What the loader calls, and nothing else.
//!
//! Each call answers what the loader is to do next: nothing, fetch the texts in a language and `speak`, or
//! `go_on` with a long story.

use article_embed::embed::embeds;
use article_embed::embed::life::{Embed, Next};
use article_embed::embed::loader::Loader;
use article_embed::render::STYLE;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// There is nothing to do before the first story.
fn main() {}

/// Takes the loader, which makes texts trusted.
#[wasm_bindgen]
pub fn connect(loader: &Loader) {
    #[cfg(target_arch = "wasm32")]
    article_embed::html::tree::trust_with(loader.html());
    #[cfg(not(target_arch = "wasm32"))]
    let _ = loader;
}

/// The style sheet of what this program draws.
#[wasm_bindgen]
pub fn style() -> String {
    STYLE.to_owned()
}

/// Shows a story in an element, or why there is none.
#[wasm_bindgen]
pub fn paint(host: &HtmlElement, answer: &JsValue) -> JsValue {
    let embed = embeds::find_or_start(host);
    embed.map_or(Next::Done, |embed| embed.paint(answer)).into()
}

/// Takes over what has been changed on an embed's element, or around it.
#[wasm_bindgen]
pub fn update(host: &HtmlElement) -> JsValue {
    with(host, &|embed| embed.update())
}

/// Brings the texts in a language that was asked for, or says that they have not come.
#[wasm_bindgen]
pub fn speak(host: &HtmlElement, language: &str, texts: &JsValue) -> JsValue {
    with(host, &|embed| embed.speak(language, texts))
}

/// Draws more of a long story.
#[wasm_bindgen]
pub fn go_on(host: &HtmlElement) -> JsValue {
    with(host, &|embed| embed.go_on())
}

/// Ends the embed in an element.
#[wasm_bindgen]
pub fn release(host: &HtmlElement) {
    embeds::release(host);
}

fn with(host: &HtmlElement, call: &dyn Fn(&Embed) -> Next) -> JsValue {
    embeds::find(host)
        .map_or(Next::Done, |embed| call(&embed))
        .into()
}
