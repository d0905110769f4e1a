//! Dates in words, by the browser's [`super::intl`].

use super::intl;
use crate::article::Date;

/// A language of which few browsers have words, and the tag of those who write the same digits: its
/// dates are in numbers there, which need no words.
const WORDLESS: (&str, &str) = ("ckb", "ar-IQ");

/// The language whose calendar has no pattern with a day of the week in CLDR, so that browsers put it
/// behind the year.
const WEEKDAY_APART: &str = "fa";

/// The tag by which to write digits where the browser has no words of a language.
pub(super) fn digits(locale: &str) -> Option<&'static str> {
    let (language, digits) = WORDLESS;
    let is_wordless = locale.starts_with(language) && !intl::has_words(locale);
    is_wordless.then_some(digits)
}

/// The day as it stands in the publisher's calendar, such as 'Fri 21 January 2022'.
#[must_use]
pub fn day(date: Date, locale: &str) -> String {
    let day = Date { time: None, ..date };
    // The day as written is put into words as if it were in UTC, so that no time zone moves it.
    let noon = day.unix_seconds() + 12 * 3600;
    let in_words = |options: &[_]| intl::date(noon, locale, options);
    let zone = ("timeZone", "UTC");
    let weekday = ("weekday", "short");
    let date = [
        zone,
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
        weekday,
    ];
    let words = match digits(locale) {
        Some(digits) => intl::date(noon, digits, &[zone, ("dateStyle", "short")]),
        None if locale.starts_with(WEEKDAY_APART) => in_words(&[zone, weekday])
            .zip(in_words(&date[..4]))
            .map(|(weekday, date)| [&weekday, " ", &date].concat()),
        None => in_words(&date),
    };
    words.unwrap_or_else(|| day.datetime())
}

/// The day and time of day where the reader is.
#[must_use]
pub fn moment(date: Date, locale: &str) -> String {
    let seconds = date.unix_seconds();
    let time = ("timeStyle", "short");
    let words = match digits(locale) {
        Some(digits) => {
            let options = [("dateStyle", "short"), time, ("hourCycle", "h23")];
            intl::date(seconds, digits, &options)
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
