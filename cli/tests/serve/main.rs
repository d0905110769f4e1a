//! `article-embed serve`, the real program, in front of a publisher that fails when it is told to.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail by them"
)]

mod caching;
mod connections;
mod ending;
mod files;
mod oembed;
mod privacy;
mod proxy;
mod stage;
mod stories;
