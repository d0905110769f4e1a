//! What may be shown now: publication status, embargo and expiry.
//!
//! What cannot be understood here is an error, not a permission. Terms that only people understand
//! (`usageterms`, encoded rights expressions) are not judged.

use super::fields::{date, find, text};
use super::format::{Format, FormatError};
use crate::article::WithheldReason;
use crate::json::Json;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Why this story or picture may not be shown at this moment; `None` where it may.
pub fn judge(
    json: &Json,
    format: &Format,
    now: i64,
) -> Result<Option<WithheldReason>, FormatError> {
    let places = &format.places;
    match text(json, places.status) {
        Some("withheld") => return Ok(Some(WithheldReason::Withheld)),
        Some("canceled") => return Ok(Some(WithheldReason::Canceled)),
        Some("usable") => {}
        _ => require_nothing(json, format, places.status, "usable, withheld or canceled")?,
    }
    if let Some((date, _)) = moment(json, format, places.embargoed)?
        && now < date
    {
        return Ok(Some(WithheldReason::Embargoed));
    }
    if let Some((date, length)) = moment(json, format, places.expires)?
        && now >= date + length
    {
        return Ok(Some(WithheldReason::Expired));
    }
    Ok(None)
}

/// When the time that a field names begins, and how long it lasts: a day without a time is all of it.
fn moment(
    json: &Json,
    format: &Format,
    places: &'static str,
) -> Result<Option<(i64, i64)>, FormatError> {
    if let Some(date) = date(json, places) {
        let length = if date.time.is_none() { DAY } else { 0 };
        return Ok(Some((date.unix_seconds(), length)));
    }
    require_nothing(json, format, places, "a date and time")?;
    Ok(None)
}

/// Refuses what stands in a field that was not understood.
fn require_nothing(
    json: &Json,
    format: &Format,
    places: &'static str,
    expected: &'static str,
) -> Result<(), FormatError> {
    for field in places.split(' ') {
        let found = find(json, field);
        if !found.is_null() {
            return Err(FormatError::Field {
                format: format.name,
                field,
                expected,
                found: found.kind(),
            });
        }
    }
    Ok(())
}
