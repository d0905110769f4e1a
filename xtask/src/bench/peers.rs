//! The widgets of the same kind, in `bench/peers`: gets what they are made of, and bundles them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::story::{self, Story};
use crate::process;
use crate::workspace::Workspace;

/// Where their sources and their lock file are.
const SOURCES: &str = "bench/peers";

/// What they are installed from, kept beside what was installed.
const LOCK: &str = "package-lock.json";

/// The bundles.
#[derive(Debug)]
pub struct Peers {
    folder: PathBuf,
    node: PathBuf,
}

impl Peers {
    /// Bundles them into a folder.
    pub fn build(workspace: &Workspace, folder: &Path) -> Result<Self> {
        let tool = |name: &str| {
            which::which(name).with_context(|| {
                format!(
                    "{name} is missing, which the Preact and React widgets take: install Node with npm \
                     (Debian: `sudo apt-get install -y npm`, macOS: `brew install node`)"
                )
            })
        };
        let (node, npm) = (tool("node")?, tool("npm")?);
        let sources = workspace.path(SOURCES);
        install(&sources, &npm)?;
        let mut command = workspace.command(&node);
        process::run(command.current_dir(&sources).arg("build.js").arg(folder))
            .with_context(|| format!("the widgets in {SOURCES} could not be bundled"))?;
        Ok(Self {
            folder: folder.to_owned(),
            node,
        })
    }

    /// A bundle's bytes.
    pub fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.folder.join(name);
        fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))
    }

    /// The story as HTML, as a server would have it ready.
    pub fn fragment(&self, story: &Story, publisher: &str) -> Result<String> {
        let document = self.folder.join("story.json");
        fs::write(&document, story.document.to_string())?;
        let mut command = std::process::Command::new(&self.node);
        command
            .arg(self.folder.join("write-fragment.cjs"))
            .arg(document)
            .arg(format!("{publisher}{}", story::PATH));
        process::read(&mut command).context("the story could not be written as HTML")
    }
}

/// Installs what the lock file names, unless that is there.
fn install(sources: &Path, npm: &Path) -> Result<()> {
    let wanted =
        fs::read(sources.join(LOCK)).with_context(|| format!("{SOURCES}/{LOCK} cannot be read"))?;
    let installed = sources.join("node_modules").join(LOCK);
    if fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    eprintln!("Getting Preact, React and what else the measured widgets are made of …");
    let mut command = std::process::Command::new(npm);
    command
        .current_dir(sources)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::run(&mut command)
        .with_context(|| format!("{SOURCES} could not be installed; it takes a network"))?;
    fs::write(installed, wanted)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lock_file_names_no_registry() {
        let lock = include_str!("../../../bench/peers/package-lock.json");
        assert!(lock.contains("\"integrity\""));
        assert!(!lock.contains("\"resolved\"") && !lock.contains("://registry"));
    }
}
