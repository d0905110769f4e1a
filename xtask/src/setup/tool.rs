//! A tool that a registry offers: how it is recognised, and how it is installed.
//!
//! Which tools the project uses is a table in the parent module.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use semver::Version;

use crate::process;
use crate::setup::cache::Cache;
use crate::workspace::Workspace;

/// A tool and the version that the project wants of it.
#[derive(Debug)]
pub struct Tool {
    /// What people call it.
    pub title: &'static str,
    /// What it is for, to follow the title and a comma.
    pub purpose: &'static str,
    /// Its name in the registry.
    pub package: &'static str,
    /// The version that is installed when there is none.
    pub version: Version,
    /// The oldest version on PATH that will do; without it only the very version does.
    pub oldest: Option<Version>,
    /// The programs it consists of; the first one tells its version.
    pub programs: &'static [&'static str],
    /// Where it comes from.
    pub registry: Registry,
    /// How long installing takes.
    pub takes: &'static str,
}

/// Whose registry a tool comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    /// Cargo's, compiled with the dependencies that its author locked.
    CargoLocked,
    /// Cargo's, compiled with the newest dependencies that fit.
    Cargo,
    /// npm's, ready to run.
    Npm,
}

/// A tool that can be run.
#[derive(Debug)]
pub struct Installed {
    /// The folder with its programs.
    pub folder: PathBuf,
    /// Its version.
    pub version: Version,
}

impl Tool {
    /// Looks into the cache, then along PATH.
    pub fn find(&self, cache: &Cache) -> Option<Installed> {
        let folder = self.programs_below(&cache.folder(&self.folder_name()));
        if self.has_programs(&folder) {
            return Some(Installed {
                folder,
                version: self.version.clone(),
            });
        }
        let program = which::which(self.programs.first()?).ok()?;
        let folder = program.parent()?.to_owned();
        let answer = process::read(std::process::Command::new(&program).arg("--version")).ok()?;
        let version = version_in(&answer)?;
        (self.accepts(&version) && self.has_programs(&folder))
            .then_some(Installed { folder, version })
    }

    /// Fails with what the user can do if the registry's own client is missing.
    pub fn check_client(&self) -> Result<()> {
        let Self { title, version, .. } = self;
        let will_do = match &self.oldest {
            Some(oldest) => format!("{} or newer", oldest.major),
            None => version.to_string(),
        };
        ensure!(
            self.registry != Registry::Npm || which::which("npm").is_ok(),
            "{title} is missing, and npm, which gets it, too: install npm (Debian: `sudo apt-get \
             install -y npm`, macOS: `brew install node`) or put {title} {will_do} on PATH"
        );
        Ok(())
    }

    /// Gets the tool; the client's own progress is shown.
    pub fn install(&self, workspace: &Workspace, cache: &Cache) -> Result<()> {
        let Self {
            title,
            purpose,
            version,
            takes,
            ..
        } = self;
        eprintln!("Getting {title} {version}, {purpose} ({takes}, once for all clones) …");
        cache
            .install(&self.folder_name(), |folder| {
                let mut client = match self.registry {
                    Registry::Npm => workspace.command(which::which("npm")?),
                    Registry::Cargo | Registry::CargoLocked => workspace.cargo(),
                };
                Ok(process::run(
                    client.args(self.client_arguments()).arg(folder),
                )?)
            })
            .with_context(|| {
                format!(
                    "{title} could not be installed; with a network and a C compiler, `cargo \
                     xtask setup` tries again"
                )
            })
    }

    /// What the registry's client is told, up to the folder to install into.
    fn client_arguments(&self) -> Vec<String> {
        let wanted = format!("{}@{}", self.package, self.version);
        let arguments: &[&str] = match self.registry {
            Registry::CargoLocked => &["install", "--locked", &wanted, "--root"],
            Registry::Cargo => &["install", &wanted, "--root"],
            Registry::Npm => &[
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                &wanted,
                "--prefix",
            ],
        };
        arguments.iter().map(ToString::to_string).collect()
    }

    fn folder_name(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }

    fn programs_below(&self, folder: &Path) -> PathBuf {
        match self.registry {
            Registry::Npm => folder.join("node_modules").join(".bin"),
            Registry::Cargo | Registry::CargoLocked => folder.join("bin"),
        }
    }

    fn has_programs(&self, folder: &Path) -> bool {
        self.programs
            .iter()
            .all(|program| which::which_in(program, Some(folder), folder).is_ok())
    }

    fn accepts(&self, version: &Version) -> bool {
        match &self.oldest {
            Some(oldest) => version >= oldest,
            None => *version == self.version,
        }
    }
}

/// The first word that is a version; Binaryen numbers its releases without points.
fn version_in(answer: &str) -> Option<Version> {
    answer.split_whitespace().find_map(|word| {
        Version::parse(word)
            .ok()
            .or_else(|| Some(Version::new(word.parse().ok()?, 0, 0)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_the_programs_say() {
        for (answer, version) in [
            ("trunk 0.21.14\n", Version::new(0, 21, 14)),
            ("wasm-bindgen 0.2.130", Version::new(0, 2, 130)),
            (
                "wasm-opt version 132 (version_132)",
                Version::new(132, 0, 0),
            ),
        ] {
            assert_eq!(version_in(answer), Some(version));
        }
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn only_a_tool_with_an_oldest_version_may_be_newer() {
        let mut tool = Tool {
            title: "A tool",
            purpose: "for a test",
            package: "a-tool",
            version: Version::new(0, 21, 14),
            oldest: Some(Version::new(0, 21, 0)),
            programs: &["a-tool"],
            registry: Registry::Cargo,
            takes: "no time",
        };
        assert!(tool.accepts(&Version::new(0, 22, 0)));
        assert!(!tool.accepts(&Version::new(0, 20, 9)));
        tool.oldest = None;
        assert!(!tool.accepts(&Version::new(0, 22, 0)));
    }
}
