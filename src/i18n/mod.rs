//! Words, dates and directions: what depends on a language.
//!
//! English is compiled in. Where a text is shown is left to the view.

pub mod dates;
pub mod direction;
pub mod messages;

pub use messages::{Message, Messages};
