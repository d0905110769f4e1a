//! The JSON Schema of the project's own article document, made from the types that write it.
//!
//! Where the derived schema lists alternatives, [`tagged`] and [`choose`] say which of them counts,
//! so that a validator or editor names the place of a mistake and not merely that nothing fits.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Value, json};

use crate::article::Article;

/// The schema as a file.
pub fn text() -> String {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(RecursiveTransform(without_null))
        .with_transform(RecursiveTransform(without_format))
        .with_transform(RecursiveTransform(in_order));
    let schema = settings.into_generator().into_root_schema_for::<Article>();
    format!("{:#}\n", schema.to_value())
}

/// A short document that has the parts which most have.
pub(super) fn example() -> Value {
    json!({
        "schema": "article-embed/1",
        "headline": "The ferry is back",
        "date_published": "2026-03-02",
        "canonical_url": "https://news.example/ferry",
        "body": [
            { "type": "paragraph", "content": ["It came at ", { "type": "emphasis", "content": "night" }, "."] },
            { "type": "image", "src": "ferry.jpg", "alt": "The ferry at its quay" }
        ]
    })
}

/// Fields without a value are left out, which an `Option` does not say by itself.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [kind] = types.as_slice() {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
    }
    if let Some(Value::Array(alternatives)) = schema.get_mut("anyOf") {
        alternatives.retain(|alternative| *alternative != json!({ "type": "null" }));
        if let [Value::Object(only)] = alternatives.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            schema.ensure_object().extend(only);
        }
    }
}

/// Widths of integers are no formats of JSON Schema, and strict validators refuse what they do not
/// know.
fn without_format(schema: &mut Schema) {
    schema.ensure_object().shift_remove("format");
}

/// What a schema is about stands first in it.
fn in_order(schema: &mut Schema) {
    let object = schema.ensure_object();
    let mut rest = std::mem::take(object);
    for name in ["$schema", "title", "description", "examples", "type"] {
        object.extend(rest.shift_remove_entry(name));
    }
    object.extend(rest);
}

/// Of an object's alternatives, the one for its `type` counts.
pub(super) fn tagged(schema: &mut Schema) {
    let mut names = Vec::new();
    let mut rules = Vec::new();
    for alternative in alternatives(schema) {
        let tag = &alternative["properties"]["type"];
        match tag.get("const") {
            Some(name) => names.push(name.clone()),
            None => names.extend(tag["enum"].as_array().into_iter().flatten().cloned()),
        }
        rules.push(json!({ "if": { "required": ["type"], "properties": { "type": tag } }, "then": alternative }));
    }
    let rest = json!({
        "type": "object",
        "properties": { "type": { "enum": names } },
        "required": ["type"],
        "allOf": rules
    });
    merge(schema, rest);
}

/// Of an untagged enum's alternatives, the first whose condition holds counts, or else the last.
pub(super) fn choose<const N: usize>(schema: &mut Schema, conditions: [Value; N]) {
    let mut alternatives = alternatives(schema);
    let Some(mut rest) = alternatives.pop() else {
        return;
    };
    for (condition, alternative) in conditions.into_iter().zip(alternatives).rev() {
        rest = json!({ "if": condition, "then": alternative, "else": rest });
    }
    merge(schema, rest);
}

/// An object.
pub(super) fn object() -> Value {
    json!({ "type": "object" })
}

/// An array.
pub(super) fn array() -> Value {
    json!({ "type": "array" })
}

/// An object with a member of this name.
pub(super) fn object_with(name: &str) -> Value {
    json!({ "type": "object", "required": [name] })
}

/// An object without a member of this name.
pub(super) fn object_without(name: &str) -> Value {
    json!({ "type": "object", "not": { "required": [name] } })
}

fn alternatives(schema: &mut Schema) -> Vec<Value> {
    let list = schema.remove("oneOf").or_else(|| schema.remove("anyOf"));
    match list {
        Some(Value::Array(alternatives)) => alternatives,
        _ => Vec::new(),
    }
}

fn merge(schema: &mut Schema, members: Value) {
    if let Value::Object(members) = members {
        schema.ensure_object().extend(members);
    }
}
