//! Comments from before their form had a number: as WordPress lists them, with the words as they were typed.

use super::form::text;
use super::{LocalComment, LocalId};
use crate::comments::{State, member};
use crate::json::Json;

/// Reads such a line; `None` for anything else.
pub(super) fn read(json: &Json) -> Option<LocalComment> {
    // These engines number their comments.
    let number = |name| member::id(json, name);
    let content = json.get("content");
    content.get("rendered").as_str()?;
    Some(LocalComment {
        id: match number("id")? {
            id if id == "0" => LocalId::Unnamed,
            id => LocalId::Engine(id),
        },
        parent: number("parent").filter(|parent| parent != "0"),
        author: member::words(json, "author_name"),
        website: text(json, "author_url"),
        text: text(content, "text"),
        state: match json.get("status").as_str() {
            Some("approved") | None => State::Published,
            Some("deleted") => State::Deleted,
            Some(_) => State::Pending,
        },
        kept: member::text(json, "date_gmt")?,
        created: member::date(json, "created"),
        edited: member::date(json, "edited"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Date;

    fn read_line(line: &str) -> Option<LocalComment> {
        read(&serde_json::from_str(line).unwrap())
    }

    #[test]
    fn lines_from_before_are_read() {
        let doubtful = r#"{"id":0,"parent":7,"content":{"rendered":"<p>1 &lt; 2<br>so</p>",
            "text":"1 < 2\nso"},"author_name":"Hold &amp; Co","author_url":"https://ada.example",
            "date_gmt":"2026-11-23T02:09:05.123Z","status":"hold"}"#;
        let expected = LocalComment {
            id: LocalId::Unnamed,
            parent: Some("7".into()),
            author: "Hold & Co".into(),
            website: "https://ada.example".into(),
            text: "1 < 2\nso".into(),
            state: State::Pending,
            kept: "2026-11-23T02:09:05.123Z".into(),
            created: None,
            edited: None,
        };
        assert_eq!(read_line(doubtful), Some(expected));

        let own = r#"{"id":8,"parent":0,"content":{"rendered":"<p>So.</p>","text":"So."},
            "date_gmt":"2026-11-23T02:09:05.123Z","status":"approved",
            "created":"2026-11-23T02:09:06Z","edited":"2026-11-23T02:10:00Z"}"#;
        let own = read_line(own).unwrap();
        assert_eq!((own.id, own.parent), (LocalId::Engine("8".into()), None));
        assert_eq!((own.state, own.author.as_str()), (State::Published, ""));
        assert_eq!(own.created, Date::parse("2026-11-23T02:09:06Z"));
        assert_eq!(own.edited, Date::parse("2026-11-23T02:10:00Z"));

        let deleted = r#"{"id":9,"parent":0,"content":{"rendered":"<p></p>"},
            "date_gmt":"2026-11-23T02:09:05.123Z","status":"deleted"}"#;
        let deleted = read_line(deleted).unwrap();
        assert_eq!((deleted.state, deleted.text.as_str()), (State::Deleted, ""));
    }

    #[test]
    fn what_others_have_put_there_is_no_comment() {
        for line in [
            "{}",
            "7",
            r#"{"id":1}"#,
            r#"{"content":{"rendered":"","text":""},"date_gmt":"2026-11-23T02:09:05Z"}"#,
            r#"{"id":1,"content":{"rendered":"","text":""}}"#,
        ] {
            assert_eq!(read_line(line), None, "{line}");
        }
    }
}
