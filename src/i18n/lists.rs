//! Names as a language lists them.

use super::words::{Item, Words};

/// These names in a row, with an 'and' before the last one where the language has one.
pub(super) fn list(names: &[String], language: &str, words: Words) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            let is_last = index + 1 == names.len();
            let item = match (is_last, names.len()) {
                (true, 2) => Item::Pair,
                (true, _) => Item::End,
                _ => Item::Middle,
            };
            let other = if is_last && wants_other_and(name, language) {
                words.item(Item::OtherAnd, 0)
            } else {
                None
            };
            text += other.or_else(|| words.item(item, 0)).unwrap_or(", ");
        }
        text += name;
    }
    text
}

/// Whether 'and' is another word before this name; source: ICU's list formatter. Spanish has 'e' before
/// what sounds like its 'y', and Hebrew a hyphen between its letter and what is not Hebrew.
fn wants_other_and(name: &str, language: &str) -> bool {
    let mut letters = name.chars().map(|letter| letter.to_ascii_lowercase());
    match (language, letters.next()) {
        ("es", Some('i')) => true,
        ("es", Some('h')) => {
            letters.next() == Some('i') && !matches!(letters.next(), Some('a' | 'e'))
        }
        ("he", Some(letter)) => !('\u{590}'..'\u{600}').contains(&letter),
        _ => false,
    }
}
