//! Which way a language runs.

use crate::article::Direction;

/// Languages written from right to left, by their BCP 47 primary subtag; source: CLDR's character
/// order of each language's usual script.
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "arz", "azb", "bgn", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc",
    "mzn", "nqo", "pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi",
];

/// Scripts written from right to left, by their ISO 15924 code.
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &["arab", "hebr", "nkoo", "syrc", "thaa", "adlm", "rohg"];

/// The direction of a language by its BCP 47 tag; a script in the tag has the say.
#[must_use]
pub fn of_language(tag: &str) -> Direction {
    let mut parts = tag.split('-').map(str::to_ascii_lowercase);
    let language = parts.next().unwrap_or_default();
    let script = parts.next().filter(|part| part.len() == 4);
    let is_right_to_left = match script {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script.as_str()),
        None => RIGHT_TO_LEFT.contains(&language.as_str()),
    };
    if is_right_to_left {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

/// The direction of a text whose language nobody tells: that of its first letter.
///
/// `dir="auto"` says the same, only that browsers then look again at every change within, which
/// takes long stories quadratic time.
#[must_use]
pub fn of_text(text: &str) -> Option<Direction> {
    text.chars().find_map(|letter| match letter {
        // Hebrew to Arabic's extensions with their presentation forms, and the scripts of the
        // supplementary plane that run the same way; source: Unicode's blocks.
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Some(Direction::RightToLeft),
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{1fff}' | '\u{2c00}'.. => {
            Some(Direction::LeftToRight)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_override_languages() {
        for (tag, direction) in [
            ("ar", Direction::RightToLeft),
            ("AR-eg", Direction::RightToLeft),
            ("ku-Arab-IQ", Direction::RightToLeft),
            ("ku", Direction::LeftToRight),
            ("ckb", Direction::RightToLeft),
            ("az-Latn", Direction::LeftToRight),
            ("ur-Latn", Direction::LeftToRight),
            ("en-GB", Direction::LeftToRight),
            ("", Direction::LeftToRight),
        ] {
            assert_eq!(of_language(tag), direction, "{tag}");
        }
    }

    #[test]
    fn a_text_runs_as_its_first_letter_does() {
        for (text, direction) in [
            ("“Bridge” reopens", Some(Direction::LeftToRight)),
            ("2022: «سجن» in Hasaka", Some(Direction::RightToLeft)),
            ("— שלום", Some(Direction::RightToLeft)),
            ("橋が開く", Some(Direction::LeftToRight)),
            ("Östlich", Some(Direction::LeftToRight)),
            ("2022 — 11:30", None),
            ("", None),
        ] {
            assert_eq!(of_text(text), direction, "{text}");
        }
    }
}
