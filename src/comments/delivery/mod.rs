//! A comment's delivery as a state machine: what is done next, by what is known and what has come of it.
//!
//! It is pure: this file has what it is told and what it says, [`machine`] the way between. The
//! [`super::outbox`] performs the actions (the timer, the storage and the exchange are its) and feeds back
//! what comes of them. Of the actions of a step only the last can be one that something comes of.

mod machine;
#[cfg(test)]
mod tests;

pub use machine::{Delivery, Step, begin, step};

use super::{Comment, Refusal};

/// How far a comment has come, as its reader is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// It is on the line.
    Sending,
    /// It goes, or is looked for, in so many seconds, and why not now.
    Waiting(u32, Cause),
    /// The reader has written on, so that it does not go by itself.
    Stopped,
    /// The engine has it.
    Taken(Box<Comment>),
    /// The engine does not take it.
    Refused(Refusal),
}

/// Why a comment waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nobody can have written it so soon.
    WritingTime,
    /// The engine took another one only now.
    TooFast,
    /// Nobody knows whether it arrived.
    Doubt,
}

/// What is known of a comment when its reader sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is the case or not whatever the others are"
)]
pub struct Known {
    /// In how many seconds somebody can have written it.
    pub delay: u32,
    /// See [`super::Capabilities`].
    pub tells_duplicates_after: Option<u32>,
    /// It takes the place of another one.
    pub is_change: bool,
    /// The reader sees these words of hers already, so that a duplicate is one.
    pub is_here: bool,
    /// The same words were sent before, and nobody knows whether they arrived.
    pub was_sent: bool,
    /// That was so lately that they may still be on their way.
    pub is_fresh: bool,
}

impl Known {
    /// Whether the same words can be sent again without being taken twice.
    pub fn can_repeat(self) -> bool {
        self.tells_duplicates_after.is_some() || self.is_change
    }
}

/// What has come of an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A second has passed.
    Second,
    /// A second has passed, and the reader has written on.
    Stop,
    /// The engine has answered, or not.
    Answered(Result<Box<Comment>, Refusal>),
    /// The engine was looked through.
    Looked(Look),
}

/// What looking for a comment came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// There is one of the same words.
    Found {
        /// As it is listed.
        comment: Box<Comment>,
        /// It has stood there since before anything was sent only now.
        is_settled: bool,
    },
    /// There is none.
    Nothing,
    /// Nobody could look.
    Failed,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Tell the reader.
    Report(Progress),
    /// Keep the words as doubtful, in the place of the same from before.
    Remember,
    /// Forget the words as doubtful.
    Forget,
    /// Wait for a second.
    Wait,
    /// Send the comment, once.
    Post,
    /// Look for it.
    Find,
    /// The engine has the words as this comment: settle that, and tell the reader.
    Take(Box<Comment>),
    /// The engine has the words, under a name that it has not told: the same.
    TakeUnnamed,
}
