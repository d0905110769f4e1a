//! The article embed: a publisher's whole story on a partner's page.
//!
//! The parts, each knowing only those below it: [`embed`] is one embed on a page, [`view`] draws,
//! [`comments`] talks to comment engines, [`formats`] reads stories, [`html`] turns HTML into blocks,
//! [`article`] is the story's model, [`share`] knows the share targets and
//! [`i18n`] the words. [`transport`], [`storage`], [`json`], [`dictionary`] and [`url`] are the
//! border to the outside, [`text`] is how texts are searched, [`timer`] does
//! things later, and [`intersection`] tells what is on the screen.

pub mod article;
pub mod comments;
pub mod dictionary;
pub mod embed;
pub mod formats;
pub mod html;
pub mod i18n;
pub mod intersection;
pub mod json;
pub mod program;
pub mod share;
pub mod storage;
pub mod text;
pub mod timer;
pub mod transport;
pub mod url;
pub mod view;
