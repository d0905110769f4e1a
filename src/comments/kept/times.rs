//! How long things stay as they were, and what clocks can tell of that.

use crate::article::Date;
use crate::comments::Comment;

/// How many seconds a comment is kept that no list has had, or that has gone and may still be in one: no
/// cache is older. Of one without a name its publisher has decided by then, and what was decided cannot be
/// asked for.
pub(super) const PATIENCE: i64 = 30 * 86_400;

/// For how many seconds the same words are taken for the same comment.
pub(super) const MEMORY: i64 = 3_600;

/// For how many seconds a comment that is listed may be the one that was only now sent, as far as clocks
/// agree.
pub const CLOCK_SKEW: i64 = 300;

/// For how many seconds a comment may be on its way.
pub const TRAVEL_TIME: i64 = 10;

/// Whether a comment stood there before anything was sent only now.
pub fn is_settled(comment: &Comment) -> bool {
    is_before(comment.created, CLOCK_SKEW)
}

/// Whether both were written within so short a time as an engine takes at most.
pub fn are_at_once(one: Option<Date>, other: Option<Date>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    one.unix_seconds().abs_diff(other.unix_seconds()) < TRAVEL_TIME.unsigned_abs()
}

/// Whether a moment was so many seconds ago.
pub(super) fn is_before(moment: Option<Date>, seconds: i64) -> bool {
    let (Some(moment), Some(now)) = (moment, self::moment()) else {
        return false;
    };
    moment.unix_seconds() + seconds < now.unix_seconds()
}

/// The moment, by this browser's clock.
pub(super) fn moment() -> Option<Date> {
    Date::parse(&now())
}

/// The same in ISO 8601, with fractions.
pub(super) fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}
