//! Days in words, the same natively and in every browser.
//!
//! The words are the language's own ([`super::words`]), for days of the Gregorian calendar. Only where
//! a reader goes by another one is [`super::intl`] asked, which takes a browser a while.

use super::Messages;
use super::intl;
use super::words::{Item, Words};
use crate::article::Date;

/// In an extension a tag may name any calendar, and digits. A region alone changes nothing: those that go by another
/// calendar are Afghanistan, Iran and Thailand, and browsers have words for none of the languages there but for
/// [`PERSIAN`] and [`UNKNOWN_TO_BROWSERS`].
const EXTENSION: &str = "u";

/// The language that browsers write in the Persian calendar in all regions. That calendar has no
/// pattern with a day of the week in CLDR, so that they put it behind the year.
const PERSIAN: &str = "fa";

/// The language of which few browsers have words.
const UNKNOWN_TO_BROWSERS: &str = "ckb";

/// The day as it stands in the publisher's calendar, such as 'Friday, 21 January 2022'.
#[must_use]
pub fn day(date: Date, messages: Messages) -> String {
    let day = Date { time: None, ..date };
    let words = if is_gregorian(messages) {
        None
    } else {
        in_other_calendar(day, messages)
    };
    let words = words.or_else(|| in_words(day, messages.words()));
    words.unwrap_or_else(|| day.datetime())
}

/// The same, cut where the day of the week and what belongs to it ends or begins: what stands before that, the day of
/// the week, and what stands behind it. All is before it where the day has none, or has it in the middle.
#[must_use]
pub fn around_weekday(day: &str, date: Date, messages: Messages) -> [String; 3] {
    let is_between = |sign| matches!(sign, ' ' | ',' | '،' | '、');
    let date = Date { time: None, ..date };
    let cut = weekday(date, messages.words()).and_then(|weekday| {
        if let Some(rest) = day.strip_prefix(weekday) {
            let rest = rest.trim_start_matches(is_between);
            let (weekday, rest) = day.split_at(day.len() - rest.len());
            Some([String::new(), weekday.to_owned(), rest.to_owned()])
        } else {
            let rest = day.strip_suffix(weekday)?.trim_end_matches(is_between);
            let (rest, weekday) = day.split_at(rest.len());
            Some([rest.to_owned(), weekday.to_owned(), String::new()])
        }
    });
    cut.unwrap_or_else(|| [day.to_owned(), String::new(), String::new()])
}

fn weekday(day: Date, words: Words) -> Option<&'static str> {
    // The first day of 1970 was a Thursday.
    let weekday = (day.unix_seconds() / 86_400 + 4).rem_euclid(7);
    words.item(Item::Weekday, usize::try_from(weekday).ok()?)
}

/// Whether days are counted as publishers count them.
#[must_use]
pub fn is_gregorian(messages: Messages) -> bool {
    match messages.language() {
        UNKNOWN_TO_BROWSERS => true,
        PERSIAN => false,
        _ => !messages.words().is_in(EXTENSION),
    }
}

fn in_words(day: Date, words: Words) -> Option<String> {
    if day.year == 0 {
        return None;
    }
    let zero = words.item(Item::Zero, 0)?.chars().next()?;
    let mut text = String::new();
    for sign in words.item(Item::Day, 0)?.chars() {
        match sign {
            '0' => text += weekday(day, words)?,
            '1' => push_number(&mut text, day.day.into(), zero),
            '2' => text += words.item(Item::Month, usize::from(day.month) - 1)?,
            '3' => push_number(&mut text, day.year, zero),
            _ => text.push(sign),
        }
    }
    Some(text)
}

/// Adds a number in digits of which this is the one of nothing.
fn push_number(text: &mut String, number: u16, zero: char) {
    if number > 9 {
        push_number(text, number / 10, zero);
    }
    let digit = u32::from(zero) + u32::from(number % 10);
    text.extend(char::from_u32(digit));
}

fn in_other_calendar(day: Date, messages: Messages) -> Option<String> {
    // The day as written is put into words as if it were in UTC, so that no time zone moves it.
    let noon = day.unix_seconds() + 12 * 3600;
    let in_words = |options: &[_]| intl::date(noon, messages.locale(), options);
    let zone = ("timeZone", "UTC");
    let weekday = ("weekday", "long");
    let date = [
        zone,
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
        weekday,
    ];
    if messages.language() == PERSIAN {
        let weekday = in_words(&[zone, weekday])?;
        let date = in_words(&date[..4])?;
        Some([&weekday, " ", &date].concat())
    } else {
        in_words(&date)
    }
}
