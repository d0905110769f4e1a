//! The form in which a comment is stored: a line of JSON with the form's number.

use super::{LocalComment, LocalId, before_versions};
use crate::article::Date;
use crate::comments::{State, member};
use crate::json::{self, Json};

/// The form that is written. One of another number is left alone.
const VERSION: u32 = 1;

/// The states that are kept, as they are written.
const STATES: &[(&str, State)] = &[
    ("held", State::Pending),
    ("published", State::Published),
    ("deleted", State::Deleted),
];

impl LocalComment {
    /// The line.
    pub fn write(&self, quoted: json::Quoted) -> String {
        let id = match &self.id {
            LocalId::Unnamed => "",
            LocalId::Engine(id) => id,
        };
        let mut states = STATES.iter();
        let state = states.find(|(_, state)| *state == self.state);
        let members = [
            ("id", id),
            ("parent", self.parent.as_deref().unwrap_or_default()),
            ("author", &self.author),
            ("website", &self.website),
            ("text", &self.text),
            ("state", state.map_or("", |(name, _)| name)),
            ("kept", &self.kept),
            ("created", &datetime(self.created)),
            ("edited", &datetime(self.edited)),
        ];
        let version = VERSION.to_string();
        let members = json::members_by(quoted, &members);
        ["{\"v\":", &version, ",", &members, "}"].concat()
    }

    /// Reads a line, also one from before lines had numbers; `None` for anything else.
    pub fn read(json: &Json) -> Option<Self> {
        let version = json.get("v");
        if version.is_null() {
            return before_versions::read(json);
        }
        if version.as_unsigned() != Some(VERSION) {
            return None;
        }
        let named = |name| Some(text(json, name)).filter(|text| !text.is_empty());
        let mut states = STATES.iter();
        let state = text(json, "state");
        Some(Self {
            id: named("id").map_or(LocalId::Unnamed, LocalId::Engine),
            parent: named("parent"),
            author: text(json, "author"),
            website: text(json, "website"),
            text: text(json, "text"),
            state: states.find(|(name, _)| *name == state)?.1,
            kept: named("kept")?,
            created: member::date(json, "created"),
            edited: member::date(json, "edited"),
        })
    }
}

/// A text as it stands; empty where there is none.
pub(super) fn text(json: &Json, name: &str) -> String {
    json.get(name).as_str().unwrap_or_default().to_owned()
}

/// Empty where there is none.
#[inline(never)]
fn datetime(date: Option<Date>) -> String {
    date.map(Date::datetime).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::local_comment::tests::{all, least};
    use super::*;

    fn quoted(text: &str) -> String {
        serde_json::to_string(text).unwrap()
    }

    #[test]
    fn a_comment_comes_back_as_it_was_written_whatever_engines_call_it() {
        for id in ["7", "0", "007", "local", "0b1d9f0e-6e0c", "a \"b\"\nc"] {
            let id = id.to_owned();
            let reply = LocalComment {
                id: LocalId::Engine(id.clone()),
                parent: Some(id),
                ..least()
            };
            let deleted = LocalComment {
                state: State::Deleted,
                ..all()
            };
            for kept in [reply, deleted, all(), least()] {
                let line = kept.write(quoted);
                assert_eq!(line.lines().count(), 1, "{line}");
                let json = serde_json::from_str(&line).unwrap();
                assert_eq!(LocalComment::read(&json), Some(kept), "{line}");
            }
        }
        let least = least().write(quoted);
        assert_eq!(
            least,
            r#"{"v":1,"state":"held","kept":"2026-12-01T05:00:00.123Z"}"#
        );
    }

    #[test]
    fn what_is_of_another_form_is_no_comment() {
        for line in [
            r#"{"v":2,"state":"held","kept":"2026-12-01T05:00:00.123Z"}"#,
            r#"{"v":"1","state":"held","kept":"2026-12-01T05:00:00.123Z"}"#,
            r#"{"v":1,"state":"sent","kept":"2026-12-01T05:00:00.123Z"}"#,
            r#"{"v":1,"state":"held"}"#,
            "{}",
            "[1]",
            "null",
        ] {
            let json = serde_json::from_str(line).unwrap();
            assert_eq!(LocalComment::read(&json), None, "{line}");
        }
    }
}
