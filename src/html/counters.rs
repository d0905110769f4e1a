//! Numbers that count up while a page is read, and bars that show how far something has come: what both say in
//! the end. Which elements they are is left to [`super::allowlist`].

use super::allowlist::{self, Treatment};
use super::frame::Kind;
use super::tree::Element;
use super::walk::Walk;
use crate::article::Reason;
use crate::text::split_run;

/// Where an element says what number it counts up to while the page is read.
const COUNTED: &str = "data-to-value data-counter-value data-number data-value";

/// Where an element says that of one within it.
pub const COUNTED_WITHIN: &str = "data-number-value data-pie-label-value data-pie-value data-end";

/// The number in one of these attributes, as it is shown in the end.
pub fn counted(element: &Element, names: &str) -> Option<String> {
    let first = |names: &str| {
        let mut values = names.split(' ').map(|name| element.trimmed(name));
        values.find(|value| !value.is_empty()).unwrap_or_default()
    };
    let (whole, rest) = split_run(first(names), u8::is_ascii_digit);
    if whole.is_empty() {
        return None;
    }
    let separator = first("data-delimiter data-number-separator data-separator");
    let mut number = first("data-prefix").to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && separator.len() == 1 {
            number.push_str(separator);
        }
        number.push(digit);
    }
    number.push_str(rest);
    number.push_str(first("data-suffix data-pie-units"));
    Some(number)
}

/// How far something has come, in words; none where that is nothing yet, or of nobody knows how much.
pub fn progress(element: &Element, value: &str, most: &str) -> String {
    let words = element.trimmed("aria-valuetext");
    let value = element.trimmed(value);
    match element.trimmed(most) {
        _ if !words.is_empty() => words.to_owned(),
        _ if matches!(value, "" | "0") => String::new(),
        "100" => [value, "%"].concat(),
        "" => String::new(),
        most => [value, "/", most].concat(),
    }
}

impl Walk<'_> {
    /// A number that counts up while the page is read.
    pub fn number(&mut self, element: &Element) -> Result<Option<Kind>, Reason> {
        let own = if matches!(&*element.name, "progress" | "meter") {
            Some(progress(element, "value", "max"))
        } else {
            counted(element, COUNTED)
        };
        let Some(number) = own.or_else(|| self.number.take()) else {
            return Ok(Some(Kind::Unwrapped));
        };
        let is_inline = allowlist::treatment(&element.name) != Treatment::Boundary;
        if !is_inline {
            self.flush();
        }
        self.text(&number);
        if !is_inline {
            self.flush();
        }
        Err(Reason::Twin)
    }
}
