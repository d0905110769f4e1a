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
}
