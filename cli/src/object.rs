//! JSON objects whose members are left out where there is nothing to say.

use article_embed::url::WebUrl;
use serde_json::{Map, Value};

/// An object that is being made.
#[derive(Default)]
pub struct Object(Map<String, Value>);

impl Object {
    /// One that says of what type it is, as JSON-LD does.
    pub fn typed(name: &str) -> Self {
        Self::default().with("@type", Some(name))
    }

    /// Adds a member, where there is a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
        self
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

/// A text that says anything.
pub fn some(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// An address as it is written.
pub fn address(url: Option<&WebUrl>) -> Option<String> {
    url.map(|url| url.as_str().to_owned())
}
