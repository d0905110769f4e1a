//! Words, dates and directions: what depends on a language.
//!
//! English is compiled in; the other languages are files, which the loader fetches for
//! [`crate::embed`]. Where a text is shown is left to [`crate::render`] and [`crate::islands`].

#[cfg(not(target_arch = "wasm32"))]
pub mod bundled;
mod catalog;
pub mod dates;
pub mod direction;
mod intl;
pub mod languages;
mod lists;
pub mod messages;
pub mod moments;
mod words;

pub use catalog::Messages;
pub use messages::Message;
