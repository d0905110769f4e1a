//! Moments in words, by the browser's [`super::intl`].

use super::intl;
use crate::article::Date;

/// A language of which few browsers have words, and who writes the same digits, by BCP 47 tags. Its
/// moments are in numbers, which need no words.
const WORDLESS: &str = "ckb";
const SAME_DIGITS: &str = "ar-IQ";

/// Whose digits to borrow where the browser has no words of a language.
pub(super) fn digits(locale: &str) -> Option<&'static str> {
    let is_wordless = locale.starts_with(WORDLESS) && !intl::has_words(locale);
    is_wordless.then_some(SAME_DIGITS)
}

/// The day and time of day where the reader is.
#[must_use]
pub fn moment(date: Date, locale: &str) -> String {
    let seconds = date.unix_seconds();
    let time = ("timeStyle", "short");
    let words = match digits(locale) {
        Some(known) => {
            let options = [("dateStyle", "short"), time, ("hourCycle", "h23")];
            intl::date(seconds, known, &options)
        }
        None => intl::date(seconds, locale, &[("dateStyle", "long"), time]),
    };
    words.unwrap_or_else(|| date.datetime())
}

/// How long ago a moment was, such as '5 minutes ago'; `None` where that was over a week ago and the
/// day says more, and where there are no words.
#[must_use]
pub fn ago(date: Date, locale: &str) -> Option<String> {
    if digits(locale).is_some() {
        return None;
    }
    let seconds = (intl::now() - date.unix_seconds()).max(0);
    let (count, unit) = match seconds {
        0..60 => (0, "second"),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        86_400..604_800 => (seconds / 86_400, "day"),
        _ => return None,
    };
    intl::ago(count, unit, locale)
}
