//! From where to where a film is shown and which list it is played from, as far as addresses say so.

use super::is_part;
use crate::text::decimal;

/// From where to where a film is shown, and which list it is played from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cue {
    start: Option<u32>,
    end: Option<u32>,
    list: Option<String>,
}

impl Cue {
    /// Seconds, of which the end comes after the start, and the key of a list. What is none of these is
    /// left out.
    #[must_use]
    pub fn new(start: Option<u32>, end: Option<u32>, list: Option<&str>) -> Self {
        let start = start.filter(|start| *start > 0);
        let is_list = |list: &&str| is_part(b'l', list);
        Self {
            start,
            end: end.filter(|end| *end > start.unwrap_or(0)),
            list: list.filter(is_list).map(str::to_owned),
        }
    }

    /// What the query and the fragment of an address say.
    #[must_use]
    pub fn in_address(address: &str) -> Self {
        let value = |name: &str| {
            let mut pairs = address
                .split(['?', '#', '&'])
                .filter_map(|pair| pair.split_once('='));
            Some(pairs.find(|(other, _)| *other == name)?.1)
        };
        let mut starts = ["start", "t", "time_continue"].into_iter();
        Self::new(
            starts.find_map(|name| seconds(value(name)?)),
            value("end").and_then(seconds),
            value("list"),
        )
    }

    /// The second that the film begins at, where that is not the first.
    #[must_use]
    pub fn start(&self) -> Option<u32> {
        self.start
    }

    /// The second that it ends at, where that is not the last.
    #[must_use]
    pub fn end(&self) -> Option<u32> {
        self.end
    }

    /// The key of the list that it is played from.
    #[must_use]
    pub fn list(&self) -> Option<&str> {
        self.list.as_deref()
    }

    /// The same without what is not known, which is asked for start, end and list in turn.
    pub(super) fn limited(self, is_known: &mut dyn FnMut() -> bool) -> Self {
        let (start, end, list) = (is_known(), is_known(), is_known());
        Self {
            start: self.start.filter(|_| start),
            end: self.end.filter(|_| end),
            list: self.list.filter(|_| list),
        }
    }

    /// Start, end and list as addresses write them.
    pub(super) fn values(&self) -> [Option<String>; 3] {
        [
            self.start.map(decimal),
            self.end.map(decimal),
            self.list.clone(),
        ]
    }
}

/// A time such as `90`, `90s`, `1m30s` or `1h2m3.5s` in whole seconds.
fn seconds(time: &str) -> Option<u32> {
    let mut total: u32 = 0;
    let mut number: u32 = 0;
    for sign in time.chars() {
        let unit = match sign {
            '.' | ',' => break,
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => {
                number = number.checked_mul(10)?.checked_add(sign.to_digit(10)?)?;
                continue;
            }
        };
        total = total.checked_add(number.checked_mul(unit)?)?;
        number = 0;
    }
    total.checked_add(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_services_write_them() {
        for (time, expected) in [
            ("75", Some(75)),
            ("75s", Some(75)),
            ("1m15s", Some(75)),
            ("1m15", Some(75)),
            ("2h", Some(7200)),
            ("1h1m1s", Some(3661)),
            ("75.9", Some(75)),
            ("1m15.5s", Some(75)),
            ("30,75", Some(30)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("99999999h", None),
            ("-5", None),
            ("1:15", None),
            ("soon", None),
        ] {
            assert_eq!(seconds(time), expected, "{time}");
        }
    }

    #[test]
    fn what_is_said_nowhere_or_cannot_be_is_left_out() {
        for (address, expected) in [
            ("https://a.example/t=5", Cue::default()),
            ("https://a.example/?start=0&end=0&list=", Cue::default()),
            (
                "https://a.example/?start=20&end=10",
                Cue::new(Some(20), None, None),
            ),
            ("https://a.example/?t=x#t=7", Cue::default()),
            (
                "https://a.example/?v=x&time_continue=3&t=1m#end=70",
                Cue::new(Some(60), Some(70), None),
            ),
            ("https://a.example/?list=PLa/../b", Cue::default()),
            (
                "https://a.example/?list=PLa-b_c",
                Cue::new(None, None, Some("PLa-b_c")),
            ),
        ] {
            assert_eq!(Cue::in_address(address), expected, "{address}");
        }
    }
}
