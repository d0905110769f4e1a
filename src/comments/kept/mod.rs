//! Comments that this browser keeps: what is stored of one, lists of them, and when two are the same.
//!
//! They are kept in a form of their own, whichever engine they are for. Where a list is for is its user's
//! business.

mod before_versions;
mod form;
mod list;
mod local_comment;
mod same;
mod times;

pub use list::{
    add, all, has, has_as, is_fresh, is_past, parse, records, remove, remove_forgotten, remove_sent,
};
pub use local_comment::{LocalComment, LocalId};
pub use same::{author, is_in_place, is_outdated, is_same, is_same_one};
pub use times::{CLOCK_SKEW, TRAVEL_TIME, are_at_once, is_settled};

use super::{Comment, Submission};

/// What was sent, as a comment that waits under no name.
pub fn typed(sent: &Submission) -> Comment {
    LocalComment::unnamed(sent).comment()
}

/// Whether the engine never said what it calls the comment of this id.
pub fn is_unnamed(id: &str) -> bool {
    id.starts_with(local_comment::UNNAMED)
}
