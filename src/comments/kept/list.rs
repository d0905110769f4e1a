//! Lists under names in the browser's storage, one comment a line, oldest first.
//!
//! Lines that are no comments are left out: the page and its other scripts can write to the same storage.

use super::{LocalComment, LocalId, are_at_once, times};
use crate::comments::{State, Submission};
use crate::json::{self, Json};
use crate::storage::{self, Kept};

/// The comments under a name, as they are stored.
pub fn records(name: &str) -> Vec<Json> {
    let text = storage::get(name).unwrap_or_default();
    text.lines().filter_map(parse).collect()
}

/// A line as JSON.
pub fn parse(line: &str) -> Option<Json> {
    json::parse(&line.into()).ok()
}

/// The comments under a name.
pub fn all(name: &str) -> Vec<LocalComment> {
    let records = records(name);
    records.iter().filter_map(LocalComment::read).collect()
}

/// Adds a comment.
pub fn add(name: &str, comment: &LocalComment) -> Kept {
    let mut text = storage::get(name).unwrap_or_default();
    text.push_str(&comment.write(json::quoted));
    text.push('\n');
    storage::set(name, &text)
}

fn retain(name: &str, is_kept: impl Fn(&LocalComment) -> bool) {
    let text = storage::get(name).unwrap_or_default();
    let mut left = String::new();
    for line in text.lines() {
        let comment = parse(line).and_then(|json| LocalComment::read(&json));
        if comment.is_some_and(|comment| is_kept(&comment)) {
            left.push_str(line);
            left.push('\n');
        }
    }
    if left.is_empty() {
        storage::remove(name);
    } else if left.len() < text.len() {
        storage::set(name, &left);
    }
}

/// Forgets the comment of this id.
pub fn remove(name: &str, id: &str) {
    retain(name, |comment| comment.name() != id);
}

/// Forgets these words.
pub fn remove_sent(name: &str, sent: &Submission) {
    retain(name, |comment| !comment.is(sent));
}

/// Forgets what has waited for too long under this name.
pub fn remove_forgotten(name: &str) {
    retain(name, |comment| !comment.is_forgotten());
}

/// Whether these words are kept under a name for the same place in the thread, as they were typed.
pub fn has(name: &str, sent: &Submission) -> bool {
    all(name).iter().any(|comment| comment.is(sent))
}

/// Whether these words are kept under a name as the comment of this id.
pub fn has_as(name: &str, id: &str, words: &str) -> bool {
    let is_it = |comment: &LocalComment| comment.text == words && comment.name() == id;
    all(name).iter().any(is_it)
}

/// Whether these words were kept under a name so lately that they may still be on their way, as where
/// the page was left at once. A clock that was put back meanwhile tells nothing.
pub fn is_fresh(name: &str, sent: &Submission) -> bool {
    let now = times::moment();
    let is_it = |comment: &LocalComment| comment.is(sent) && are_at_once(comment.since(), now);
    all(name).iter().any(is_it)
}

/// Whether the comment of this id was written so long ago that the same words are another one.
pub fn is_past(name: &str, id: &str) -> bool {
    let is_past = |comment: &LocalComment| {
        comment.name() != id || times::is_before(comment.since(), times::MEMORY)
    };
    all(name).iter().all(is_past)
}

impl LocalComment {
    /// Whether it waits for nothing any more. One that is held waits for its publisher, who can be asked,
    /// for as long as that takes.
    pub fn is_forgotten(&self) -> bool {
        let is_held = self.state == State::Pending && self.id != LocalId::Unnamed;
        !is_held && times::is_before(self.since(), times::PATIENCE)
    }
}
