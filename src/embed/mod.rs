//! The browser side of an embed: its options, its life from the loader's first answer to the last
//! event.
//!
//! What it shows is left to [`crate::render`]; reading stories to [`crate::formats`].

#[cfg(not(target_arch = "wasm32"))]
pub mod ahead;
pub mod answer;
pub mod browser;
pub mod comments;
pub mod drawing;
pub mod embeds;
pub mod events;
pub mod languages;
pub mod life;
pub mod listener;
pub mod load_error;
pub mod loader;
pub mod options;
pub mod presentation;

pub use options::Options;
