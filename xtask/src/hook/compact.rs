//! Makes the widget's two files smaller in a release, by this crate's programs: `short-names`
//! shortens the names that they know each other by, `order-functions` puts alike code together.

use std::path::Path;

use anyhow::{Context, Result};

use super::loader::WIDGET;
use super::release;
use super::site::Site;
use crate::process;

/// Rewrites the files in the folder of a site, and reads the site anew.
pub fn apply(site: &Site, folder: &Path) -> Result<Site> {
    let glue = folder.join(site.one(WIDGET, "js")?);
    let program = folder.join(site.one(WIDGET, "wasm")?);
    process::run(release::program("short-names")?.arg(glue).arg(&program))
        .context("the names between the widget and its glue are not shortened")?;
    process::run(release::program("order-functions")?.arg(program))
        .context("the program's functions are not put in order")?;
    Site::read(folder)
}
