//! Texts where the standard library's own ways weigh more than they are worth here: searching in them,
//! writing numbers, and the texts of errors.

/// Implements [`std::error::Error`] for a type by its own `text`. thiserror's `Display` writes by way of
/// `core::fmt`, which takes a kilobyte that nothing else in a program needs.
macro_rules! error_text {
    ($error:ty) => {
        impl std::fmt::Display for $error {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.text())
            }
        }

        impl std::error::Error for $error {}
    };
}

pub(crate) use error_text;

/// Whether a short text has another in it, which must not be empty. The standard library makes ready
/// for long ones.
#[must_use]
pub fn contains(text: &str, part: &'static str) -> bool {
    let mut windows = text.as_bytes().windows(part.len().max(1));
    windows.any(|window| window == part.as_bytes())
}

/// What stands before a part of a text and what stands after it; all of it and nothing where the part
/// is not in it.
#[must_use]
pub fn around<'a>(text: &'a str, part: &str) -> (&'a str, &'a str) {
    let mut windows = text.as_bytes().windows(part.len().max(1));
    let place = windows.position(|window| window == part.as_bytes());
    let split = place.and_then(|place| Some((text.get(..place)?, text.get(place + part.len()..)?)));
    split.unwrap_or((text, ""))
}

/// The beginning of a text, as far as its bytes are of some kind, and the rest. Either all bytes
/// beyond ASCII are of that kind or none is.
#[must_use]
pub fn split_run(text: &str, is_it: fn(&u8) -> bool) -> (&str, &str) {
    let end = text.bytes().position(|byte| !is_it(&byte));
    text.split_at(end.unwrap_or(text.len()))
}

/// What stands before the last byte of this kind, which is of ASCII, and what stands after it; all of it
/// and nothing where there is none.
#[must_use]
pub fn around_last(text: &str, byte: u8) -> (&str, &str) {
    let place = text.bytes().rposition(|other| other == byte);
    let split = place.and_then(|place| Some((text.get(..place)?, text.get(place + 1..)?)));
    split.unwrap_or((text, ""))
}

/// A text with another in the place of each byte of this kind, which is of ASCII.
#[must_use]
pub fn replaced(text: &str, byte: u8, other: &str) -> String {
    let mut parts = text.split(char::from(byte));
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        replaced.push_str(other);
        replaced.push_str(part);
    }
    replaced
}

/// What comes after the last slash; all, where there is none.
#[must_use]
pub fn after_last_slash(text: &str) -> &str {
    let slash = text.bytes().rposition(|byte| byte == b'/');
    slash
        .and_then(|slash| text.get(slash + 1..))
        .unwrap_or(text)
}

/// Whether a text is of bytes of some kind alone, and of one at least.
#[must_use]
pub fn is_all(text: &str, is_it: fn(&u8) -> bool) -> bool {
    !text.is_empty() && split_run(text, is_it).1.is_empty()
}

/// Whether a word is one of those in a list, which stand with a space between.
#[must_use]
pub fn is_among(word: &str, list: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// A whole number in decimal digits. The standard library's way goes through `core::fmt`, which is a kilobyte.
#[must_use]
pub fn decimal(number: u32) -> String {
    let mut digits = String::new();
    push_digits(&mut digits, number);
    digits
}

fn push_digits(digits: &mut String, number: u32) {
    if number > 9 {
        push_digits(digits, number / 10);
    }
    digits.extend(char::from_digit(number % 10, 10));
}

/// Names for one line of a console.
#[must_use]
pub fn listed(names: &mut dyn Iterator<Item = &'static str>) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name);
    }
    list
}
