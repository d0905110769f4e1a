//! A story and how it is to be shown, made into a tree of elements.
//!
//! Nothing here fetches, parses or asks the browser, so the same story is the same tree natively and
//! in a browser. Elements and attributes are made from the model's types alone. Making nodes of
//! the tree is left to [`crate::markup`], and what readers do with it to the islands, which find the
//! story by the [`context`] and the [`places`].

pub mod blocks;
pub mod comments_place;
pub mod context;
#[cfg(any(target_arch = "wasm32", test))]
mod context_json;
pub mod failure;
#[cfg(not(target_arch = "wasm32"))]
pub mod fragment;
pub mod frame;
pub mod icons;
pub mod inlines;
pub mod media;
pub mod page;
pub mod picture;
pub mod places;
pub mod setting;
pub mod share_bar;
pub mod story;
pub mod table;

pub use context::Context;
pub use page::Page;
pub use story::Story;

/// The story's style sheet, shortened by the build script.
pub const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css"));
