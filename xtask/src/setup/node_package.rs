//! Packages of npm's that tests read files from, such as a framework's style sheet. Programs that come
//! from npm are tools, see `tool`.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::setup::cache::Cache;
use crate::workspace::Workspace;

/// Checks pages against WCAG.
pub const AXE: &[&str] = &["axe-core@4.11.0"];

/// What partners' pages may be made with, and its types.
pub const REACT: &[&str] = &["react@19.2.0", "react-dom@19.2.0", "@types/react@19.2.2"];

/// Style sheets that partners' pages may have.
pub const FRAMEWORKS: &[&str] = &["bootstrap@5.3.8", "tailwindcss@4.1.17"];

/// What makes partners' pages like the server's, element by element.
pub const MORPHING: &[&str] = &[
    "morphdom@2.7.8",
    "idiomorph@0.7.4",
    "@hotwired/turbo@8.0.23",
];

/// The folder `node_modules` with these packages, which are fetched where they are missing.
pub fn ensure(workspace: &Workspace, packages: &[&str]) -> Result<PathBuf> {
    let first = packages.first().context("no package is wanted")?;
    let name = first.replace(['@', '/'], "-");
    let cache = Cache::of_this_user()?;
    let folder = cache.folder(&name);
    let _lock = cache.lock()?;
    if !folder.exists() {
        let npm = which::which("npm").with_context(|| {
            format!(
                "{first} is missing, and npm, which gets it, too: install npm (Debian: `sudo apt-get \
                 install -y npm`, macOS: `brew install node`)"
            )
        })?;
        eprintln!(
            "Getting {}, which tests read (once for all clones) …",
            packages.join(", ")
        );
        cache
            .install(&name, |unfinished| {
                let mut client = workspace.command(npm);
                client
                    .args(["install", "--ignore-scripts", "--no-audit", "--no-fund"])
                    .args(packages)
                    .arg("--prefix")
                    .arg(unfinished);
                Ok(process::run(&mut client)?)
            })
            .with_context(|| format!("{first} could not be installed; it takes a network"))?;
    }
    Ok(folder.join("node_modules"))
}
