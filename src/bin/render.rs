//! The first program: shows a story. What the loader calls, and nothing else.
//!
//! Each call answers what the loader is to do next: nothing (`undefined`), fetch the texts in a language
//! (its tag) and `speak`, or `go_on` with a story of which the beginning stands (`true`).

#![cfg_attr(target_arch = "wasm32", no_main)]

use article_embed::embed::embeds;
use article_embed::embed::life::{Embed, News, Next};
use article_embed::embed::loader::{self, Loader};
use article_embed::json::{self, Json};
use article_embed::render::STYLE;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::ShadowRoot;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// There is nothing to do before the first story. In a browser there is no `main` either: around it stands
/// what a program of an operating system begins and ends with.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

/// Takes the loader, which parses HTML and tells the page what happens.
#[wasm_bindgen]
pub fn connect(loader: Loader) {
    loader::connect(loader);
}

/// The style sheet of what this program draws.
#[wasm_bindgen]
pub fn style() -> String {
    STYLE.to_owned()
}

/// Shows a story in a shadow root, or why there is none: the loader's answer, the JSON in it, and what it
/// knows of the visit.
#[wasm_bindgen]
pub fn paint(root: &ShadowRoot, answer: &JsValue, story: &JsValue, visit: &JsValue) -> JsValue {
    embeds::start(root);
    let (answer, visit) = (read(answer), read(visit));
    with(root, &mut |embed| {
        embed.paint(&answer, json::from_value(story), &visit)
    })
}

/// Takes over what has been changed on an embed's element, or around it.
#[wasm_bindgen]
pub fn update(root: &ShadowRoot, visit: &JsValue) -> JsValue {
    let visit = read(visit);
    with(root, &mut |embed| embed.update(&visit))
}

/// Brings the texts in a language that was asked for, or says that they have not come.
#[wasm_bindgen]
pub fn speak(root: &ShadowRoot, language: &str, texts: &JsValue) -> JsValue {
    with(root, &mut |embed| {
        embed.speak(language, json::from_value(texts))
    })
}

/// Draws more of a story.
#[wasm_bindgen]
pub fn go_on(root: &ShadowRoot) -> JsValue {
    with(root, &mut Embed::go_on)
}

/// Ends the embed in a shadow root.
#[wasm_bindgen]
pub fn release(root: &ShadowRoot) {
    embeds::release(root);
}

/// What the loader itself has made nests no deeper than is read.
fn read(value: &JsValue) -> Json {
    json::from_value(value).unwrap_or(Json::Null)
}

/// Calls an embed, and tells what has happened once nothing is in the middle of anything: who hears of it
/// can call again.
fn with(root: &ShadowRoot, call: &mut dyn FnMut(&mut Embed) -> Next) -> JsValue {
    let (next, news) = embeds::with(root, call);
    for news in &news {
        loader::with(|loader| match news {
            News::Mistake(text) => loader.mistake(root, text),
            News::Ready { headline, url } => loader.ready(root, headline, url),
            News::Failed { code, message, url } => loader.failed(root, code, message, url),
        });
    }
    match next {
        Next::Done => JsValue::UNDEFINED,
        Next::Fetch(language) => language.into(),
        Next::GoOn => JsValue::TRUE,
    }
}
