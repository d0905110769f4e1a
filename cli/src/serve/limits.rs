//! When the rights to a story change by the clock, so that nobody keeps an answer for longer.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use article_embed::article::Date;
use article_embed::embed::answer;
use article_embed::formats;
use serde_json::Value;

/// So long after it was rendered an answer may be asked how long it lasts.
const RENDERING: Duration = Duration::from_secs(30);

/// A day, in seconds.
const DAY: i64 = 86_400;

/// The moments in a source's answer from when or until when something may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Seconds since 1970 began, in UTC.
    moments: Vec<i64>,
    /// There are such fields, also where nothing is understood of what they hold.
    pub are_there: bool,
}

impl Limits {
    /// Those in an answer.
    pub fn of(body: &str) -> Self {
        let names: Vec<_> = formats::time_limits().collect();
        let are_there = names
            .iter()
            .any(|name| body.contains(&format!("\"{name}\"")));
        let mut moments = Vec::new();
        if are_there && let Ok(value) = answer::parse::<Value>(body) {
            collect(&value, &names, &mut moments);
        }
        Self { moments, are_there }
    }

    /// How long it takes from now until the first of them.
    pub fn until_next(&self, now: SystemTime) -> Option<Duration> {
        let coming = self.moments.iter().filter_map(|seconds| {
            let moment = UNIX_EPOCH + Duration::from_secs(u64::try_from(*seconds).ok()?);
            let end = moment + RENDERING;
            // What has ended while it was rendered is at its end.
            let left = end.duration_since(now).ok()?;
            Some(left.saturating_sub(RENDERING))
        });
        coming.min()
    }
}

fn collect(value: &Value, names: &[&str], moments: &mut Vec<i64>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, names, moments)),
        Value::Object(members) => {
            for (name, value) in members {
                if names.contains(&&**name)
                    && let Some(date) = date(value)
                {
                    moments.push(date.unix_seconds());
                    // A day without a time may be meant to its end.
                    moments.extend(date.time.is_none().then(|| date.unix_seconds() + DAY));
                }
                collect(value, names, moments);
            }
        }
        _ => {}
    }
}

fn date(value: &Value) -> Option<Date> {
    match value {
        Value::String(text) => Date::parse_any(text),
        Value::Number(number) => Date::from_number(number.as_i64()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_moment_counts_wherever_it_stands() {
        let at = |text: &str| {
            let date = Date::parse(text).unwrap();
            UNIX_EPOCH + Duration::from_secs(u64::try_from(date.unix_seconds()).unwrap())
        };
        let limits = Limits::of(
            r#"{"expires": "2026-06-01T00:00:00Z", "items": [{"embargoed": "2026-05-01", "x": "2026-04-01"}]}"#,
        );
        for (now, hours) in [
            ("2026-04-30T23:00:00Z", Some(1)),
            ("2026-05-01T23:00:00Z", Some(1)),
            ("2026-05-31T22:00:00Z", Some(2)),
            ("2026-06-01T00:00:01Z", Some(0)),
            ("2026-06-01T00:01:00Z", None),
        ] {
            let expected = hours.map(|hours| Duration::from_secs(hours * 3600));
            assert_eq!(limits.until_next(at(now)), expected, "{now}");
        }
        assert!(limits.are_there);
        // As a moment in numbers, and with the notice of a program before it.
        let limits = Limits::of("<b>Notice</b>: x in y {\"expires\": 1780272000}");
        let hour = Some(Duration::from_hours(1));
        assert_eq!(limits.until_next(at("2026-05-31T23:00:00Z")), hour);
        assert_eq!(
            Limits::of(r#"{"headline": "It expires"}"#),
            Limits::default()
        );
        assert!(Limits::of(r#"{"expires": "soon""#).are_there);
    }
}
