//! JSON in the browser: its own parser, and a walk over what that gives.
//!
//! Going through serde here costs 9 kB of brotli, most of it for error texts that nobody reads.

use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::{DEPTH_LIMIT, Json};

#[wasm_bindgen]
extern "C" {
    /// `JSON.parse` on a text that stays on the browser's side.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse_text(text: &JsString) -> Result<JsValue, JsValue>;
}

/// Reads a text.
///
/// # Errors
/// What the parser threw, or `undefined` for a text that nests too deeply.
pub fn parse(text: &JsString) -> Result<Json, JsValue> {
    read(&parse_text(text)?, DEPTH_LIMIT).ok_or(JsValue::UNDEFINED)
}

/// Reads a value of the browser's; `None` for one that nests too deeply.
#[must_use]
pub fn from_value(value: &JsValue) -> Option<Json> {
    read(value, DEPTH_LIMIT)
}

/// A text in quotes, as it stands in JSON.
#[must_use]
pub fn quoted(text: &str) -> String {
    let quoted = js_sys::JSON::stringify(&JsValue::from_str(text));
    // A text always has a form in JSON.
    quoted.map(String::from).unwrap_or_default()
}

fn read(value: &JsValue, levels: usize) -> Option<Json> {
    let json = if let Some(text) = value.as_string() {
        Json::String(text)
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else if let Some(value) = value.as_bool() {
        Json::Bool(value)
    } else if let Some(array) = value.dyn_ref::<Array>() {
        let levels = levels.checked_sub(1)?;
        let mut items = Vec::new();
        for item in array.iter() {
            items.push(read(&item, levels)?);
        }
        Json::Array(items)
    } else if value.is_object() {
        let levels = levels.checked_sub(1)?;
        let mut members = Vec::new();
        for entry in Object::entries(value.unchecked_ref()).iter() {
            let entry: Array = entry.unchecked_into();
            members.push((entry.get(0).as_string()?, read(&entry.get(1), levels)?));
        }
        Json::Object(members)
    } else {
        Json::Null
    };
    Some(json)
}
