//! The message files: each says everything in its language, in all forms that it has for numbers, and
//! weighs little.
//!
//! A failure lists all that is missing or wrong, in all files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, sink};
use std::path::PathBuf;

use article_embed::article::Direction;
use article_embed::i18n::languages::{LANGUAGES, matching};
use article_embed::i18n::messages::{ENGLISH, KEYS};
use article_embed::i18n::{Messages, direction};
use brotli::enc::BrotliEncoderParams;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde_json::{Map, Value};

/// The most bytes of a file as it travels: without its keys, with words for dates, and after brotli.
const LIMIT: usize = 2_300;

/// The numbers that a plural category is tried with.
const NUMBERS: std::ops::Range<u32> = 0..1_000;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("static/languages")
}

fn files() -> impl Iterator<Item = (&'static str, Map<String, Value>)> {
    let tags = LANGUAGES.iter().filter(|tag| **tag != "en");
    tags.map(|tag| {
        let path = folder().join(tag).with_extension("json");
        let text = std::fs::read_to_string(&path).unwrap();
        let texts = serde_json::from_str(&text);
        let texts = texts.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (*tag, texts)
    })
}

/// The names in braces in a text.
fn names(text: &str) -> Vec<&str> {
    let names = text.split('{').skip(1);
    names
        .map(|name| name.split('}').next().unwrap_or_default())
        .collect()
}

fn name_of(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

fn rules(tag: &str) -> PluralRules {
    let locale = Locale::try_from_str(tag).unwrap();
    PluralRules::try_new_cardinal(locale.into()).unwrap()
}

/// Whether a text depends on a number.
fn is_counted(english: &str) -> bool {
    names(english) == ["count"]
}

/// What is wrong with one text.
fn mistake(text: &Value, english: &str, may_leave_out: bool) -> Option<String> {
    let Some(text) = text.as_str() else {
        return Some("is no text".to_owned());
    };
    let (found, expected) = (names(text), names(english));
    if text.trim().is_empty() || text.trim() != text {
        Some("is empty, or has spaces around it".to_owned())
    } else if found != expected && !(may_leave_out && found.is_empty()) {
        Some(format!("has {found:?} in braces, not {expected:?}: {text}"))
    } else if text.contains("...") || text.contains(['"', '\'']) {
        Some(format!("has typewriter's signs: {text}"))
    } else {
        None
    }
}

#[test]
fn every_file_says_everything() {
    let mut mistakes = String::new();
    for (tag, mut texts) in files() {
        let rules = rules(tag);
        let categories: BTreeSet<_> = rules.categories().map(name_of).collect();
        for (key, english) in KEYS.iter().zip(ENGLISH) {
            let mut tell = |what: &str| {
                let _ = writeln!(mistakes, "{tag}: {key} {what}; English: {english}");
            };
            match (texts.remove(*key), is_counted(english)) {
                (None, _) => tell("is missing"),
                (Some(Value::Object(forms)), true) => {
                    let found: BTreeSet<_> = forms.keys().map(String::as_str).collect();
                    if found != categories {
                        tell(&format!("has the forms {found:?}, not {categories:?}"));
                    }
                    for (category, text) in &forms {
                        // A form for one number alone may say the number in a word.
                        let is_it = |number: &u32| name_of(rules.category_for(*number)) == category;
                        let is_for_one = NUMBERS.filter(is_it).count() == 1;
                        if let Some(mistake) = mistake(text, english, is_for_one) {
                            tell(&format!("({category}) {mistake}"));
                        }
                    }
                }
                (Some(_), true) => tell(&format!("is to have the forms {categories:?}")),
                (Some(text), false) => {
                    if let Some(mistake) = mistake(&text, english, false) {
                        tell(&mistake);
                    }
                }
            }
        }
        for key in texts.keys() {
            let _ = writeln!(mistakes, "{tag}: nothing asks for {key}");
        }
    }
    assert!(mistakes.is_empty(), "\n{mistakes}");
}

#[test]
fn every_file_is_light() {
    let mut too_heavy = String::new();
    for (tag, mut texts) in files() {
        let words = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/i18n/cldr");
        let words = std::fs::read_to_string(words.join(tag).with_extension("txt")).unwrap();
        let texts = KEYS.iter().map(|key| texts.remove(*key));
        let texts: Vec<_> = texts
            .chain([Some(words.trim_end_matches('\n').into())])
            .collect();
        let bytes = serde_json::to_vec(&texts).unwrap();
        let parameters = BrotliEncoderParams {
            quality: 11,
            size_hint: bytes.len(),
            ..BrotliEncoderParams::default()
        };
        let weight = brotli::BrotliCompress(&mut Cursor::new(bytes), &mut sink(), &parameters);
        let weight = weight.unwrap();
        if weight > LIMIT {
            let _ = writeln!(too_heavy, "{tag}: {weight} bytes, more than {LIMIT}");
        }
    }
    assert!(too_heavy.is_empty(), "\n{too_heavy}");
}

#[test]
fn every_file_is_named_by_its_language() {
    for tag in LANGUAGES {
        let canonical = Locale::try_from_str(tag).unwrap().to_string();
        assert_eq!(*tag, canonical);
        assert_eq!(matching(tag), Some(*tag));
    }
}

#[test]
fn every_language_runs_as_its_letters_do() {
    for (tag, texts) in files() {
        let letters = texts["comments_failed"].as_str().unwrap();
        // Hebrew and Arabic; no other script of the texts runs that way.
        let is_right_to_left = letters
            .chars()
            .any(|letter| ('\u{590}'..='\u{8ff}').contains(&letter));
        let direction = match direction::of_language(tag) {
            Direction::RightToLeft => true,
            Direction::LeftToRight => false,
        };
        assert_eq!(is_right_to_left, direction, "{tag}: {letters}");
    }
    assert_eq!(Messages::default().direction(), "ltr");
}
