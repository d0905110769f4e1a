//! Packages of npm's that tests read files from, such as a framework's style sheet. Programs that come
//! from npm are tools, see `tool`.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::setup::cache::Cache;
use crate::workspace::Workspace;

/// What checks pages against WCAG.
pub const AXE: Package = Package {
    name: "axe-core",
    version: "4.11.0",
};

/// A package of one version.
pub struct Package {
    /// Its name in the registry.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Package {
    /// The folder with the package's files, which are fetched where they are missing.
    pub fn ensure(&self, workspace: &Workspace) -> Result<PathBuf> {
        let cache = Cache::of_this_user()?;
        let name = format!("{}-{}", self.name.replace('/', "-"), self.version);
        let folder = cache.folder(&name);
        let _lock = cache.lock()?;
        if !folder.exists() {
            let npm = which::which("npm").with_context(|| {
                format!(
                    "{} is missing, and npm, which gets it, too: install npm (Debian: `sudo \
                     apt-get install -y npm`, macOS: `brew install node`)",
                    self.name
                )
            })?;
            eprintln!("Getting {name}, which tests read (once for all clones) …");
            let wanted = format!("{}@{}", self.name, self.version);
            cache.install(&name, |unfinished| {
                let mut client = workspace.command(npm);
                client
                    .args(["install", "--ignore-scripts", "--no-audit", "--no-fund"])
                    .arg(wanted)
                    .arg("--prefix")
                    .arg(unfinished);
                Ok(process::run(&mut client)?)
            })?;
        }
        Ok(folder.join("node_modules").join(self.name))
    }
}
