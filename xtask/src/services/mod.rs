//! Servers on this machine that the preview and the tests talk to.
//!
//! Each has one file; they all keep what they write in a folder that goes away with them.

pub mod chromedriver;
pub mod chromium;
pub mod http;
pub mod isso;
mod mariadb;
pub mod port;
pub mod server;
pub mod wordpress;
