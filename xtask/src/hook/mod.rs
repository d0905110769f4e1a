//! `cargo xtask hook`: what Trunk calls after each build, before the new site takes its place.
//!
//! The files get names from their final bytes, and `embed.js`, the one stable name, is stamped
//! with them. Everything happens in Trunk's staging folder, which Trunk does not watch.

mod comments;
mod compact;
mod languages;
mod loader;
mod minify;
mod name;
mod order;
mod reference;
mod release;
mod site;

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use self::minify::Minify;
use self::site::Site;

/// Runs with what Trunk says in the environment.
pub fn run() -> Result<()> {
    let staging = folder("TRUNK_STAGING_DIR")?;
    let source = folder("TRUNK_SOURCE_DIR")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let minify = if release { Minify::Yes } else { Minify::No };

    let mut site = Site::read(&staging)?;
    if release {
        // As long as the glue is as wasm-bindgen wrote it.
        site = compact::apply(&site, &staging)?;
    }
    comments::apply(&mut site)?;
    languages::apply(&mut site, &languages::keys(&source)?)?;
    site.name_by_content(minify)?;
    let source = source.join("static");
    let loader = loader::stamp(&source, &site, minify)?;
    site.write(&staging)?;
    loader::write(&source, &staging, &loader)
}

fn folder(variable: &str) -> Result<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .with_context(|| format!("{variable} is not set: Trunk runs this command after a build"))
}
