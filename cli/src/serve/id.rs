//! What names a story of a source: an id or a slug, of an alphabet that has nothing that addresses are built of.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// An id is no longer, in bytes.
const LONGEST: usize = 200;

/// What cannot stand in an address as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// Which story of a source is meant: its id or slug.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryId(String);

impl StoryId {
    /// An id of letters, digits, `-` and `_`. Slugs of all scripts are taken, but no characters that look like,
    /// or are taken for, those that addresses are built of.
    pub fn parse(text: &str) -> Option<Self> {
        let is_id = !text.is_empty() && text.len() <= LONGEST && text.chars().all(is_of_id);
        is_id.then(|| Self(text.to_owned()))
    }

    /// The id as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as it stands in an address.
    pub fn encoded(&self) -> String {
        utf8_percent_encode(&self.0, ENCODED).to_string()
    }
}

fn is_of_id(character: char) -> bool {
    match character {
        // The last two join letters in Persian and Indic words.
        '-' | '_' | '\u{200c}' | '\u{200d}' => true,
        // Punctuation, symbols, full-width and small forms, and what has no meaning of its own.
        '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{3004}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{e0000}'.. => false,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        _ => !character.is_control() && !character.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_ids_are_no_ids() {
        for text in [
            "",
            ".",
            "..",
            "1/2",
            "../users/1",
            "..%2fusers",
            "%2e%2e",
            "1?context=edit",
            "1#x",
            "1&x=y",
            "1;x",
            "1 2",
            "1\n2",
            "1\r\nHost: a",
            "1\0",
            "1\\2",
            "@evil.example",
            "1:80",
            "//evil.example",
            "1%00",
            "１／２",
            "．．",
            "1\u{2215}2",
            "1\u{2024}2",
            "a\u{202e}b",
            "a\u{fe52}b",
            "a\u{a0}b",
            &"9".repeat(LONGEST + 1),
        ] {
            assert_eq!(StoryId::parse(text), None, "{text:?}");
        }
    }
}
