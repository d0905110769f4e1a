//! What the tests of whole pages are written with: a browser, the servers of a partner and a
//! publisher, a client for WordPress, an Isso, and an embed as a reader meets it.
//!
//! The tests themselves, one subject a file, are in `tests/`; the partner's pages are in `pages/`.
//! Everything here gives up by panicking, as a test does. The servers and programs that it needs are
//! named in the environment by `cargo xtask test --only browser`, which starts what all tests share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on has failed"
)]

pub mod browser;
pub mod cache;
pub mod embed;
pub mod fake;
pub mod fault_stage;
pub mod isso;
pub mod policy;
pub mod proxy;
pub mod server;
pub mod site;
pub mod stage;
pub mod wordpress;

pub use browser::Browser;
pub use cache::Cache;
pub use embed::Embed;
pub use fake::{Fake, Reply};
pub use isso::Isso;
pub use proxy::{Fault, Proxy};
pub use server::{Answer, Asked, Servers};
pub use site::Site;
pub use wordpress::WordPress;

/// A setting that the start of the tests gives.
#[must_use]
pub fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set; start the browser tests with `cargo xtask test --only browser`")
    })
}
