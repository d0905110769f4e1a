//! JSON in the browser: its own parser, and a walk over what that gives.
//!
//! Going through serde here costs 9 kB of brotli, most of it for error texts that nobody reads.

use js_sys::{Array, JsString, Object, Reflect};
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

/// Writes a value as a text; `None` where the browser would not.
#[must_use]
pub fn stringify(json: &Json) -> Option<String> {
    js_sys::JSON::stringify(&write(json)).ok().map(String::from)
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
        let items = array.iter().map(|item| read(&item, levels));
        Json::Array(items.collect::<Option<_>>()?)
    } else if value.is_object() {
        let levels = levels.checked_sub(1)?;
        let entries = Object::entries(value.unchecked_ref());
        let members = entries.iter().map(|entry| {
            let entry: Array = entry.unchecked_into();
            Some((entry.get(0).as_string()?, read(&entry.get(1), levels)?))
        });
        Json::Object(members.collect::<Option<_>>()?)
    } else {
        Json::Null
    };
    Some(json)
}

fn write(json: &Json) -> JsValue {
    match json {
        Json::Null => JsValue::NULL,
        Json::Bool(value) => JsValue::from_bool(*value),
        Json::Number(value) => JsValue::from_f64(*value),
        Json::String(text) => JsValue::from_str(text),
        Json::Array(items) => items.iter().map(write).collect::<Array>().into(),
        Json::Object(members) => {
            let object = Object::new();
            for (name, value) in members {
                // Setting a member of a new object cannot fail.
                let _ = Reflect::set(&object, &JsValue::from_str(name), &write(value));
            }
            object.into()
        }
    }
}
