//! Words, dates and directions: what depends on a language.
//!
//! English is compiled in; the other languages are files, which [`crate::embed`] fetches. Where a
//! text is shown is left to the view.

mod catalog;
pub mod dates;
pub mod direction;
mod intl;
pub mod languages;
pub mod messages;

pub use catalog::Messages;
pub use messages::Message;
