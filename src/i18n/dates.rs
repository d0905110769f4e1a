//! Dates in words, by the browser's [`super::intl`].

use super::intl;
use crate::article::Date;

/// The day as it stands in the publisher's calendar, such as 'Fri 21 January 2022'.
#[must_use]
pub fn day(date: Date, locale: &str) -> String {
    let day = Date { time: None, ..date };
    // The day as written is put into words as if it were in UTC, so that no time zone moves it.
    let noon = day.unix_seconds() + 12 * 3600;
    let options = [
        ("weekday", "short"),
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
        ("timeZone", "UTC"),
    ];
    intl::date(noon, locale, &options).unwrap_or_else(|| day.datetime())
}

/// The day and time of day where the reader is.
#[must_use]
pub fn moment(date: Date, locale: &str) -> String {
    let options = [("dateStyle", "long"), ("timeStyle", "short")];
    intl::date(date.unix_seconds(), locale, &options).unwrap_or_else(|| date.datetime())
}

/// How long ago a moment was, such as '5 minutes ago'; `None` where that was over a week ago and the
/// day says more.
#[must_use]
pub fn ago(date: Date, locale: &str) -> Option<String> {
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
