//! Dates in words, by the browser's [`super::intl`].

use super::intl;
use crate::article::Date;

/// A language of which few browsers have words.
const WORDLESS: &str = "ckb";

/// Whose writing such a language shares, by BCP 47 tags.
pub(super) struct Neighbour {
    /// Who writes the same digits. Its dates are in numbers, which need no words.
    pub digits: &'static str,
    /// Who writes lists in the same way.
    pub list: &'static str,
}

const NEIGHBOUR: Neighbour = Neighbour {
    digits: "ar-IQ",
    list: "fa",
};

/// The language whose calendar has no pattern with a day of the week in CLDR, so that browsers put it
/// behind the year.
const WEEKDAY_APART: &str = "fa";

/// Whose writing to borrow where the browser has no words of a language.
pub(super) fn neighbour(locale: &str) -> Option<&'static Neighbour> {
    let is_wordless = locale.starts_with(WORDLESS) && !intl::has_words(locale);
    is_wordless.then_some(&NEIGHBOUR)
}

/// The day as it stands in the publisher's calendar, such as 'Friday 21 January 2022'.
#[must_use]
pub fn day(date: Date, locale: &str) -> String {
    let day = Date { time: None, ..date };
    // The day as written is put into words as if it were in UTC, so that no time zone moves it.
    let noon = day.unix_seconds() + 12 * 3600;
    let in_words = |options: &[_]| intl::date(noon, locale, options);
    let zone = ("timeZone", "UTC");
    let weekday = ("weekday", "long");
    let date = [
        zone,
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
        weekday,
    ];
    let words = match neighbour(locale) {
        Some(known) => intl::date(noon, known.digits, &[zone, ("dateStyle", "short")]),
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
    let words = match neighbour(locale) {
        Some(known) => {
            let options = [("dateStyle", "short"), time, ("hourCycle", "h23")];
            intl::date(seconds, known.digits, &options)
        }
        None => intl::date(seconds, locale, &[("dateStyle", "long"), time]),
    };
    words.unwrap_or_else(|| date.datetime())
}

/// How long ago a moment was, such as '5 minutes ago'; `None` where that was over a week ago and the
/// day says more, and where there are no words.
#[must_use]
pub fn ago(date: Date, locale: &str) -> Option<String> {
    if neighbour(locale).is_some() {
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
