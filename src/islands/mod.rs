//! What readers do with a story: the second program's part, and the only one that knows Yew.
//!
//! The story stands in the page as plain elements before any of this is there, and stays what it is:
//! nothing here draws a word of it. The islands know it by its context ([`story_context`]) and stand
//! in its places ([`hosts`]). One Yew app an embed ([`app`]) draws them; [`group`] decides what it
//! shows. What the story's own buttons do is heard of in [`story_clicks`].
//!
//! Elements are those of the tree that the first program draws, too ([`crate::markup`]); [`live_tag`]
//! makes them live. There is no way from a text of the data to markup.
//!
//! For applications that are written with Yew themselves, [`article_embed`] is all of an embed as a
//! component: it draws the story too.

pub mod app;
pub mod app_pool;
pub mod article_embed;
pub mod comments;
mod device;
pub mod group;
pub mod groups;
pub mod hosts;
pub mod lightbox;
pub mod live_tag;
pub mod message_files;
pub mod print;
pub mod quote_bar;
mod selection;
mod server_picker;
pub mod share_bar;
pub mod story_clicks;
pub mod story_context;
mod swipe;
pub mod taken;
mod translated;

/// The islands' style sheet, shortened by the build script; it follows on the story's.
pub const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/islands.css"));
