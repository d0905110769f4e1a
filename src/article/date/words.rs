//! Dates in English words: as mail and its relatives write them (RFC 2822), and as people do.
//!
//! The parts may stand in any order, for there are many: the year behind the time, the day behind the
//! month, a weekday or none.

use super::{Date, Reader, Time};
use crate::text::split_run;

/// The months, by their first letters.
const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";

/// The days of the week, likewise.
const WEEKDAYS: &str = "mon tue wed thu fri sat sun";

/// Zones of RFC 2822 and of newsrooms, two for each hour; the first are eight hours behind UTC.
const ZONES: &str =
    "PST - MST PDT CST MDT EST CDT EDT - - - - - - - GMT UTC CET BST CEST EET EEST MSK";

/// Reads a date with a month in it that is a word.
pub fn read(text: &str) -> Option<Date> {
    let (mut year, mut month, mut day) = (None, None, None);
    let (mut time, mut offset): (Option<Time>, _) = (None, None);
    for word in text.split(' ') {
        let word = word.strip_suffix(',').unwrap_or(word);
        let mut reader = Reader(word.as_bytes());
        let digits = split_run(word, u8::is_ascii_digit).0.len();
        match word.as_bytes() {
            [] | b"at" => {}
            [_, b':', ..] => time = Some(Reader(["0", word].concat().as_bytes()).clock()?),
            [_, _, b':', ..] => time = Some(reader.clock()?),
            [b'+' | b'-', ..] => offset = Some(reader.signed_offset()?),
            [b'a' | b'A', b'm' | b'M' | b'.', ..] => time.as_mut()?.hour %= 12,
            [b'p' | b'P', b'm' | b'M' | b'.', ..] => {
                let time = time.as_mut()?;
                time.hour = time.hour % 12 + 12;
            }
            _ if digits == 4 => year = reader.number(4),
            _ if matches!(digits, 1 | 2) && day.is_none() => day = reader.number(digits),
            _ => {
                if let Some(zone) = place(word, ZONES) {
                    offset = i16::try_from(zone).ok().map(|zone| (zone / 2 - 8) * 60);
                } else if let (None, Some(place)) = (month, place(word.get(..3)?, MONTHS)) {
                    month = u32::try_from(place + 1).ok();
                } else {
                    place(word.get(..3)?, WEEKDAYS)?;
                }
            }
        }
    }
    let time = time.map(|time| Time { offset, ..time });
    Date::on(year?, month?, day?, time)
}

/// The place of a name in a row of names.
fn place(name: &str, row: &str) -> Option<usize> {
    row.split(' ')
        .position(|other| other.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_read() {
        for (text, datetime) in [
            (
                "Fri, 21 Jan 2022 08:00:00 +0100",
                "2022-01-21T08:00:00+01:00",
            ),
            ("Fri, 21 Jan 2022 08:00:00 GMT", "2022-01-21T08:00:00Z"),
            ("21 Jan 2022 08:00 EST", "2022-01-21T08:00:00-05:00"),
            ("Fri Jan 21 08:00:00 2022", "2022-01-21T08:00:00"),
            ("Fri Jan 21 08:00:00 CET 2022", "2022-01-21T08:00:00+01:00"),
            ("January 21, 2022", "2022-01-21"),
            ("1642752000", "2022-01-21T08:00:00Z"),
            ("1642752000123", "2022-01-21T08:00:00Z"),
            ("21 January 2022", "2022-01-21"),
            ("Sept. 1st, 2022", "2022-09-01"),
            ("3rd May 2022", "2022-05-03"),
            ("January 21, 2022 at 8:05 p.m.", "2022-01-21T20:05:00"),
            ("Jan 21, 2022 12:05 AM EDT", "2022-01-21T00:05:00-04:00"),
            ("12 May 1998 12:05 PM", "1998-05-12T12:05:00"),
        ] {
            let date = Date::parse_any(text).unwrap_or_else(|| panic!("{text} is a date"));
            assert_eq!(date.datetime(), datetime, "{text}");
        }
    }

    #[test]
    fn what_is_missing_or_unknown_is_not_guessed() {
        for text in [
            "January 2022",
            "21 January",
            "31 April 2022",
            "21 Januar 2022 um 8 Uhr",
            "21 Jan 2022 25:00",
            "21 Jan 2022 08:00 LMT",
            "21 Jan 2022 08:00 +99",
            "21 22 Jan 2022 23",
            "a long time ago",
            "3 May 2022 :08",
            "21 января 2022",
            "Jan 123, 2022",
        ] {
            assert_eq!(Date::parse_any(text), None, "{text}");
        }
    }
}
