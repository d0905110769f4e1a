//! JSON as the widget reads and writes it: one small type for the browser and for native builds.
//!
//! The browser's own parser reads it in the widget, and any serde format in native builds. What the
//! values mean is left to the readers.

mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
pub mod surrogates;

pub use browser::{from_value, parse, quoted};

/// A JSON value. Object members keep their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// Any number, as JavaScript has them.
    Number(f64),
    /// A text.
    String(String),
    /// Values in order.
    Array(Vec<Json>),
    /// Names with values.
    Object(Vec<(String, Json)>),
}

/// How deep arrays and objects may nest; deeper input is refused, so that no reader overflows the
/// stack.
const DEPTH_LIMIT: usize = 96;

static NULL: Json = Json::Null;

impl Json {
    /// The member of this name; `null` where there is none or this is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> &Json {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map_or(&NULL, |(_, value)| value),
            _ => &NULL,
        }
    }

    /// The member at the end of a path of names and indices, such as `["_links", "replies", "0"]`.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> &Json {
        path.iter().fold(self, |value, step| match value {
            Self::Array(items) => step
                .parse()
                .ok()
                .and_then(|index: usize| items.get(index))
                .unwrap_or(&NULL),
            _ => value.get(step),
        })
    }

    /// The characters, where this is a text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The characters without white space around them, where this is a text that has any.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// The number, where this is a whole one that a JavaScript number holds exactly.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        /// The largest whole number that a JavaScript number holds exactly.
        const SAFE: f64 = 9_007_199_254_740_991.0;
        match self {
            #[allow(clippy::cast_possible_truncation, reason = "the guard excludes it")]
            Self::Number(number) if number.abs() <= SAFE && number.fract() == 0.0 => {
                Some(*number as i64)
            }
            _ => None,
        }
    }

    /// The number, where this is a whole one that is not negative.
    #[must_use]
    pub fn as_unsigned(&self) -> Option<u32> {
        self.as_integer().and_then(|number| number.try_into().ok())
    }

    /// Whether this is `true`.
    #[must_use]
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// Whether this is `false`, and not only missing.
    #[must_use]
    pub fn is_false(&self) -> bool {
        matches!(self, Self::Bool(false))
    }

    /// Whether this is `null` or was not there.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The items; none where this is no array.
    #[must_use]
    pub fn items(&self) -> &[Json] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The members with their names; none where this is no object.
    #[must_use]
    pub fn entries(&self) -> &[(String, Json)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// What kind of value this is, for messages to developers.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a text",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

/// How a text stands in JSON: with quotes around it.
pub type Quoted = fn(&str) -> String;

/// Members of an object, as they are written: names with texts, of which empty ones are left out.
#[must_use]
pub fn members(members: &[(&str, &str)]) -> String {
    members_by(quoted, members)
}

/// The same, where something else than the browser quotes.
#[must_use]
pub fn members_by(quoted: Quoted, members: &[(&str, &str)]) -> String {
    let mut written = String::new();
    for (name, text) in members {
        if !text.is_empty() {
            let comma = if written.is_empty() { "" } else { "," };
            written += &[comma, "\"", name, "\":", &quoted(text)].concat();
        }
    }
    written
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_stand() {
        let json: Json = serde_json::from_str(
            r#"{"a": [1, -2.5, "x ", null, true], "b": {"c": 4294967296}, "a2": "  "}"#,
        )
        .unwrap();
        assert_eq!(json.at(&["a", "0"]).as_unsigned(), Some(1));
        assert_eq!(json.at(&["a", "1"]), &Json::Number(-2.5));
        assert_eq!(json.at(&["a", "1"]).as_integer(), None);
        assert_eq!(json.at(&["a", "2"]).text(), Some("x"));
        assert!(json.at(&["a", "3"]).is_null() && json.at(&["a", "9", "z"]).is_null());
        assert!(json.at(&["a", "4"]).is_true());
        assert_eq!(json.at(&["b", "c"]).as_unsigned(), None);
        assert_eq!(json.get("a2").text(), None);
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_overflow() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(serde_json::from_str::<Json>(&nested(DEPTH_LIMIT)).is_ok());
        let error = serde_json::from_str::<Json>(&nested(DEPTH_LIMIT + 1)).unwrap_err();
        assert!(error.to_string().contains("nested too deeply"), "{error}");
    }
}
