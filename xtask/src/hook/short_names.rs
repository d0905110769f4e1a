//! Shortens the names between the widget and its glue in a release, by the `short-names` program
//! of this crate.

use std::path::Path;

use anyhow::{Context, Result};

use super::loader::WIDGET;
use super::release;
use super::site::Site;
use crate::process;

/// Rewrites the two files in the folder of a site, and reads the site anew.
pub fn give(site: &Site, folder: &Path) -> Result<Site> {
    let glue = folder.join(site.one(WIDGET, "js")?);
    let program = folder.join(site.one(WIDGET, "wasm")?);
    process::run(release::program("short-names")?.arg(glue).arg(program))
        .context("the names between the widget and its glue are not shortened")?;
    Site::read(folder)
}
