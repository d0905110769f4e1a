//! Dates as articles carry them: the day as the publisher wrote it, and the moment where it is known.
//!
//! The day that a reader sees is the publisher's, in whatever time zone the reader is, so the day is
//! kept as written rather than turned into a moment and back. Putting it into words is left to
//! [`crate::i18n`].

mod words;

use crate::text::is_all;

/// A calendar day, with the time of day and the UTC offset where the source gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Year of the Gregorian calendar, 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, as the month has them.
    pub day: u8,
    /// The time of day, where the source gives one.
    pub time: Option<Time>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59; a leap second is read as 59.
    pub second: u8,
    /// Minutes east of UTC; `None` where the source does not say.
    pub offset: Option<i16>,
}

impl Date {
    /// Reads a date as RFC 3339 and ISO 8601 write it, and as real feeds do: `2022-01-21`,
    /// `2022-01-21T08:00:00Z`, `20220121T080000Z`, a space for the `T`, no seconds, fractions, offsets as
    /// `+03:00`, `+0300`, `+03`, `UTC` or none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Reader(text.trim().as_bytes()).date()
    }

    /// Reads a date in these or in English words, as in RFC 2822 and as people write: `Fri, 21 Jan 2022
    /// 08:00:00 EST`, `January 21, 2022`; or in the digits of seconds or milliseconds since 1970 began.
    #[must_use]
    pub fn parse_any(text: &str) -> Option<Self> {
        let text = text.trim();
        // The first ten digits of milliseconds are those of seconds.
        if matches!(text.len(), 10 | 13) && is_all(text, u8::is_ascii_digit) {
            return Self::from_unix_seconds(Reader(text.as_bytes()).number(10)?.into());
        }
        Self::parse(text).or_else(|| words::read(text))
    }

    /// The date at so many seconds since 1970 began in UTC, or at so many milliseconds where seconds
    /// would be too many. What is too few for a date of the web is none.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        /// 1973 in seconds.
        const EARLIEST: i64 = 100_000_000;
        /// 5138 in seconds, 1973 in milliseconds.
        const MILLISECONDS: i64 = EARLIEST * 1000;
        Self::from_unix_seconds(match number {
            ..EARLIEST => return None,
            EARLIEST..MILLISECONDS => number,
            _ => number / 1000,
        })
    }

    /// Such a day, where there is one.
    fn on(year: u32, month: u32, day: u32, time: Option<Time>) -> Option<Self> {
        let year = u16::try_from(year).ok()?;
        let is_day = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        is_day.then_some(Self {
            year,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
            time,
        })
    }

    /// Whether the day comes after that of another date, both as they are written.
    #[must_use]
    pub fn is_day_after(self, other: Self) -> bool {
        self.days() > other.days()
    }

    /// This local date with the offset that follows from the same moment in UTC, as WordPress gives
    /// both (`date` and `date_gmt`).
    #[must_use]
    pub fn with_utc(self, utc: Self) -> Self {
        let seconds = self.seconds_as_written() - utc.seconds_as_written();
        let offset = i16::try_from(seconds / 60).ok();
        // Offsets in use run from -12:00 to +14:00; anything else is a mistake of the source.
        let offset = offset.filter(|minutes| (-14 * 60..=14 * 60).contains(minutes));
        Self {
            time: self.time.map(|time| Time { offset, ..time }),
            ..self
        }
    }

    /// This date and time, known to be in UTC.
    #[must_use]
    pub fn in_utc(self) -> Self {
        let offset = Some(0);
        Self {
            time: self.time.map(|time| Time { offset, ..time }),
            ..self
        }
    }

    /// The moment in seconds since 1970 began in UTC; a missing time is midnight, a missing offset
    /// is UTC.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        let offset = self.time.and_then(|time| time.offset).unwrap_or(0);
        self.seconds_as_written() - i64::from(offset) * 60
    }

    /// The day and time in UTC at so many seconds since 1970 began; `None` outside the years 0 to
    /// 9999.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        // Howard Hinnant's `civil_from_days`, the other way round from `days` below.
        let days = seconds.div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = (month + 2) % 12 + 1;
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        let time = seconds.rem_euclid(86_400);
        let year = u16::try_from(year).ok().filter(|year| *year <= 9999)?;
        Some(Self {
            year,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
            time: Some(Time {
                hour: u8::try_from(time / 3600).ok()?,
                minute: u8::try_from(time / 60 % 60).ok()?,
                second: u8::try_from(time % 60).ok()?,
                offset: Some(0),
            }),
        })
    }

    fn seconds_as_written(self) -> i64 {
        let time = self.time.map_or(0, |time| {
            i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second)
        });
        self.days() * 86_400 + time
    }

    /// Days since 1970-01-01, after Howard Hinnant's `days_from_civil`: years are counted from
    /// March, so that the leap day is the last of its year.
    fn days(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468
    }

    /// The value of HTML's `datetime` attribute, which also is RFC 3339 where the offset is known.
    #[must_use]
    pub fn datetime(self) -> String {
        let mut text = String::new();
        push_padded(&mut text, self.year / 100);
        push_padded(&mut text, self.year % 100);
        for part in [self.month, self.day] {
            text.push('-');
            push_padded(&mut text, part.into());
        }
        if let Some(time) = self.time {
            let mut separator = 'T';
            for part in [time.hour, time.minute, time.second] {
                text.push(separator);
                push_padded(&mut text, part.into());
                separator = ':';
            }
            match time.offset {
                None => {}
                Some(0) => text.push('Z'),
                Some(offset) => {
                    text.push(if offset < 0 { '-' } else { '+' });
                    let minutes = offset.unsigned_abs();
                    push_padded(&mut text, minutes / 60);
                    text.push(':');
                    push_padded(&mut text, minutes % 60);
                }
            }
        }
        text
    }
}

fn push_padded(text: &mut String, number: u16) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from(b'0' + u8::try_from(digit).unwrap_or_default()));
    }
}

fn days_in_month(year: u16, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// The characters that are still to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn date(mut self) -> Option<Date> {
        let year = self.number(4)?;
        let month = self.part(b'-')?;
        let day = self.part(b'-')?;
        let time = if self.0.is_empty() {
            None
        } else {
            if !self.skip(b't') {
                self.require(b' ')?;
            }
            Some(self.time()?)
        };
        Date::on(year, month, day, time)
    }

    /// Two digits behind a sign that not all write.
    fn part(&mut self, sign: u8) -> Option<u32> {
        self.skip(sign);
        self.number(2)
    }

    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.iter().try_fold(0, |value, digit| {
            digit
                .is_ascii_digit()
                .then(|| value * 10 + u32::from(digit - b'0'))
        })
    }

    fn require(&mut self, byte: u8) -> Option<()> {
        self.skip(byte).then_some(())
    }

    fn skip(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if first.eq_ignore_ascii_case(&byte) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn time(&mut self) -> Option<Time> {
        let time = self.clock()?;
        let offset = self.offset()?;
        Some(Time { offset, ..time })
    }

    /// Hours, minutes and seconds.
    fn clock(&mut self) -> Option<Time> {
        let hour = self.number(2)?;
        let minute = self.part(b':')?;
        let has_seconds = matches!(self.0, [b':' | b'0'..=b'9', ..]);
        let second = if has_seconds { self.part(b':')? } else { 0 };
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        if self.skip(b'.') || self.skip(b',') {
            while self.0.first().is_some_and(u8::is_ascii_digit) {
                self.0 = &self.0[1..];
            }
        }
        Some(Time {
            hour: u8::try_from(hour).ok()?,
            minute: u8::try_from(minute).ok()?,
            second: u8::try_from(second.min(59)).ok()?,
            offset: None,
        })
    }

    /// `Some(None)` where the text ends without an offset, `None` where it is malformed.
    #[allow(
        clippy::option_option,
        reason = "absent and malformed are different answers"
    )]
    fn offset(&mut self) -> Option<Option<i16>> {
        while self.skip(b' ') {}
        if self.0.is_empty() {
            return Some(None);
        }
        let mut names = ["z", "utc", "gmt"].into_iter();
        if names.any(|name| self.0.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(Some(0));
        }
        let offset = self.signed_offset()?;
        self.0.is_empty().then_some(Some(offset))
    }

    /// `+03:00`, `+0300`, `+03`
    fn signed_offset(&mut self) -> Option<i16> {
        let sign = if self.skip(b'-') {
            -1
        } else {
            self.require(b'+')?;
            1
        };
        let hours = self.number(2)?;
        let has_minutes = matches!(self.0, [b':' | b'0'..=b'9', ..]);
        let minutes = if has_minutes { self.part(b':')? } else { 0 };
        if hours > 14 || minutes > 59 {
            return None;
        }
        let offset = i16::try_from(hours * 60 + minutes).ok()?;
        Some(sign * offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_of_offset_is_read() {
        for (text, datetime, seconds) in [
            ("2022-01-21", "2022-01-21", 1_642_723_200),
            (
                "2022-01-21T08:00:00Z",
                "2022-01-21T08:00:00Z",
                1_642_752_000,
            ),
            (
                "2022-01-21T08:00:00+03:00",
                "2022-01-21T08:00:00+03:00",
                1_642_741_200,
            ),
            (
                "2022-01-21T08:00:00+0300",
                "2022-01-21T08:00:00+03:00",
                1_642_741_200,
            ),
            (
                "2022-01-21T08:00-05",
                "2022-01-21T08:00:00-05:00",
                1_642_770_000,
            ),
            (
                "2022-01-21 08:00:00.123 +0000",
                "2022-01-21T08:00:00Z",
                1_642_752_000,
            ),
            (
                "2022-01-21t08:00:60z",
                "2022-01-21T08:00:59Z",
                1_642_752_059,
            ),
            ("2022-01-21T08:00:00", "2022-01-21T08:00:00", 1_642_752_000),
            (
                "2021-11-17T10:00:00.000+00:00",
                "2021-11-17T10:00:00Z",
                1_637_143_200,
            ),
            (
                "2017-05-17T08:02:12-07:00",
                "2017-05-17T08:02:12-07:00",
                1_495_033_332,
            ),
            (
                "2022-01-21T08:00:00,5-03:30",
                "2022-01-21T08:00:00-03:30",
                1_642_764_600,
            ),
            ("20220121T080000Z", "2022-01-21T08:00:00Z", 1_642_752_000),
            (
                "20220121T0800+0300",
                "2022-01-21T08:00:00+03:00",
                1_642_741_200,
            ),
            ("20220121", "2022-01-21", 1_642_723_200),
            (
                "2022-01-21 08:00:00 UTC",
                "2022-01-21T08:00:00Z",
                1_642_752_000,
            ),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", -1),
            ("2000-02-29", "2000-02-29", 951_782_400),
        ] {
            let date = Date::parse(text).unwrap_or_else(|| panic!("{text} is a date"));
            assert_eq!(date.datetime(), datetime, "{text}");
            assert_eq!(date.unix_seconds(), seconds, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "yesterday",
            "2022",
            "2022-13-01",
            "2022-00-10",
            "2022-02-29",
            "1900-02-29",
            "2022-01-21T",
            "2022-01-21T25:00:00Z",
            "2022-01-21T08:00:00+99:00",
            "2022-01-21T08:00:00 XYZ",
            "202201",
            "20221301",
            "20220121T8",
            "2022-01-21T08:00:00Zx",
            "2022-01-21é",
            "２０22-01-21",
        ] {
            assert_eq!(Date::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn wordpress_gives_the_offset_by_the_difference() {
        let read = |text| Date::parse(text).unwrap();
        let date = read("2026-11-24T15:08:11").with_utc(read("2026-11-24T02:08:11"));
        assert_eq!(date.datetime(), "2026-11-24T15:08:11+13:00");
        let date = read("2026-11-23T22:08:11").with_utc(read("2026-11-24T01:38:11"));
        assert_eq!(date.datetime(), "2026-11-23T22:08:11-03:30");
        // A draft's `date_gmt` is unset in some versions: the day still stands.
        let date = read("2026-11-23T22:08:11").with_utc(read("1970-01-01T00:00:00"));
        assert_eq!(date.datetime(), "2026-11-23T22:08:11");
    }

    #[test]
    fn numbers_are_moments_unless_they_are_too_small_for_one() {
        for (number, datetime) in [
            (1_642_752_000, Some("2022-01-21T08:00:00Z")),
            (1_642_752_000_999, Some("2022-01-21T08:00:00Z")),
            (7, None),
            (2022, None),
            (-1_642_752_000, None),
            (i64::MAX, None),
        ] {
            let date = Date::from_number(number).map(Date::datetime);
            assert_eq!(date.as_deref(), datetime, "{number}");
        }
    }

    #[test]
    fn moments_come_back_as_they_went() {
        for text in [
            "1970-01-01T00:00:00Z",
            "2000-02-29T23:59:59Z",
            "1969-12-31T12:30:01Z",
            "2026-11-24T08:05:09Z",
            "0000-03-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!(
                Date::from_unix_seconds(date.unix_seconds()),
                Some(date),
                "{text}"
            );
        }
        for seconds in [i64::MIN, -62_167_219_201, 253_402_300_800, i64::MAX] {
            assert_eq!(Date::from_unix_seconds(seconds), None, "{seconds}");
        }
    }
}
