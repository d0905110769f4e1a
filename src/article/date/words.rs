//! Dates in English words: as mail and its relatives write them (RFC 2822), and as people do.
//!
//! The parts may stand in any order, for there are many: the year behind the time, the day behind the
//! month, a weekday or none.

use super::{Date, Reader, Time};
use crate::text::split_run;

/// The months, three letters of each in a row.
const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";

/// The days of the week, likewise.
const WEEKDAYS: &str = "montuewedthufrisatsun";

/// Zones of RFC 2822 and of newsrooms, by their hours from UTC; the first is eight hours behind.
const ZONES: &str = "PST|MST PDT|CST MDT|EST CDT|EDT||||UT UTC GMT Z WET|CET BST|CEST EET|EEST MSK";

/// Reads a date with a month in it that is a word.
pub fn read(text: &str) -> Option<Date> {
    let (mut year, mut month, mut day) = (None, None, None);
    let (mut time, mut offset): (Option<Time>, _) = (None, None);
    for word in text.split(' ') {
        let word = word.strip_suffix(',').unwrap_or(word);
        let mut reader = Reader(word.as_bytes());
        let (digits, rest) = split_run(word, u8::is_ascii_digit);
        if rest.starts_with(':') {
            let zero = if digits.len() == 1 { "0" } else { "" };
            let padded = [zero, word].concat();
            time = Some(Reader(padded.as_bytes()).clock()?);
        } else if digits.len() == 4 {
            year = reader.number(4);
        } else if matches!(digits.len(), 1 | 2) && day.is_none() {
            day = reader.number(digits.len());
        } else if let (None, Some(place)) = (month, place(word, MONTHS)) {
            month = Some(place + 1);
        } else if let Some(zone) = zone(word) {
            offset = Some(zone);
        } else if word.starts_with(['+', '-']) {
            offset = Some(reader.signed_offset()?);
        } else if let (Some(time), [half @ (b'a' | b'A' | b'p' | b'P'), b'm' | b'M' | b'.', ..]) =
            (&mut time, word.as_bytes())
        {
            time.hour = time.hour % 12
                + if half.eq_ignore_ascii_case(&b'p') {
                    12
                } else {
                    0
                };
        } else if !matches!(word, "" | "at" | "of" | "the") && place(word, WEEKDAYS).is_none() {
            return None;
        }
    }
    let time = time.map(|time| Time { offset, ..time });
    Date::on(year?, month?, day?, time)
}

/// The place of a name in a row of names, by its first three letters.
fn place(name: &str, row: &str) -> Option<u32> {
    let name = name.as_bytes().get(..3)?;
    let mut places = (0..).zip(row.as_bytes().chunks(3));
    let (place, _) = places.find(|(_, other)| other.eq_ignore_ascii_case(name))?;
    Some(place)
}

/// Minutes east of UTC of the zone with this name.
fn zone(name: &str) -> Option<i16> {
    let mut hours = (-8..).zip(ZONES.split('|'));
    let is_it = |names: &str| !name.is_empty() && names.split(' ').any(|other| other == name);
    let (hours, _) = hours.find(|(_, names)| is_it(names))?;
    Some(hours * 60)
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
            ("the 3rd of May 2022", "2022-05-03"),
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
