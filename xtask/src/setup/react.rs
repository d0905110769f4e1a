//! React, on whose pages the element is tried, and its types.
//!
//! Only tests need it. Nothing of it is in what is built.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;
use crate::setup::cache::Cache;
use crate::workspace::Workspace;

/// The packages; the first one's version names their folder.
const PACKAGES: &[&str] = &["react@19.2.0", "react-dom@19.2.0", "@types/react@19.2.2"];

/// Finds the folder with the packages, and gets them if they are missing.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let cache = Cache::of_this_user()?;
    let name = PACKAGES[0].replace('@', "-");
    let folder = cache.folder(&name);
    if !folder.exists() {
        let _lock = cache.lock()?;
        // Another run may have installed them meanwhile.
        if !folder.exists() {
            eprintln!(
                "Getting React for tests (downloads for some seconds, once for all clones) …"
            );
            let install = |folder: &Path| install(workspace, folder);
            cache
                .install(&name, install)
                .context("React could not be installed; it takes a network and npm")?;
        }
    }
    Ok(folder.join("node_modules"))
}

fn install(workspace: &Workspace, folder: &Path) -> Result<()> {
    let npm = which::which("npm").context("npm is missing")?;
    let arguments = [
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ];
    let mut npm = workspace.command(npm);
    Ok(process::run(
        npm.args(arguments).arg(folder).args(PACKAGES),
    )?)
}
