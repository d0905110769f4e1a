//! What readers see: Yew components and functions, one subject a file.
//!
//! Nothing here fetches, parses or builds addresses, and nothing calls the browser while it renders,
//! so the same view renders without one. Elements and attributes are made from the model's types
//! alone; there is no way from a text of the article to markup.

pub mod attributes;
pub mod blocks;
pub mod comments;
pub mod comments_place;
pub mod content;
pub mod embed;
pub mod failure;
pub mod frame;
pub mod icons;
pub mod inlines;
pub mod lightbox;
pub mod media;
pub mod opened;
pub mod page;
pub mod parts;
pub mod picture;
pub mod quote_bar;
pub mod selection;
pub mod server_picker;
pub mod share_bar;
pub mod story;
mod swipe;
pub mod table;
pub mod tag;

/// The style sheet, shortened by the build script.
pub const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css"));
