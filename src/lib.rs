//! The article embed: a publisher's whole story on a partner's page.
//!
//! Two programs share this library. `render` shows the story: [`formats`] reads it, [`html`] turns HTML
//! into blocks, [`render`] makes a tree of elements ([`markup`]) of it. `islands` brings what a
//! reader does with it to life: [`islands`] is the only part that knows Yew, and [`comments`] talks to
//! comment engines. [`embed`] is the browser side of both.
//!
//! Applications that are written with Yew show a story by a component, [`ArticleEmbed`].
//!
//! Below them: [`article`] is the story's model, [`share`] knows the share targets and [`i18n`] the
//! words. [`transport`], [`storage`], [`json`], [`js_object`] and [`url`] are the border to the outside,
//! [`text`] searches texts and writes numbers, [`timer`] does things later, and [`intersection`] tells what is on
//! the screen.

pub mod article;
pub mod comments;
pub mod embed;
pub mod formats;
pub mod html;
pub mod i18n;
pub mod intersection;
pub mod islands;
pub mod js_object;
pub mod json;
pub mod markup;
pub mod render;
pub mod share;
pub mod storage;
pub mod text;
pub mod timer;
pub mod transport;
pub mod url;

pub use islands::article_embed::ArticleEmbed;
