//! One embed on a page: its options, its life from the first request to the last event.
//!
//! What it shows is left to [`crate::view`]; reading the answer to [`crate::article`].

mod anchor;
pub mod comments;
mod count;
pub mod events;
mod languages;
pub mod life;
mod listener;
pub mod load;
pub mod mount;
pub mod options;
pub mod print;
mod stage;
mod style;

pub use options::Options;
