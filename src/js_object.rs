//! Web IDL dictionaries: the plain objects in which the web's interfaces take their options; and
//! members that an object may not have, and lists of texts.
//!
//! One function makes them all. A generated setter for each member would have to be imported by the
//! program and be written out in its glue.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A dictionary with these members, as the type that an interface wants.
pub fn js_object<T: JsCast>(members: &[(&str, JsValue)]) -> T {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, value);
    }
    object.unchecked_into()
}

/// A dictionary with these texts.
pub fn texts<T: JsCast>(members: &[(&str, &str)]) -> T {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, &JsValue::from_str(value));
    }
    object.unchecked_into()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a member of a new object cannot fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// A member of an object, if it is there and is true as JavaScript takes it.
pub fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let member = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    member.is_truthy().then_some(member)
}

/// The texts in a list.
pub fn strings(list: &Array) -> Vec<String> {
    list.iter().filter_map(|text| text.as_string()).collect()
}
