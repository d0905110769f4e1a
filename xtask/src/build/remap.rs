//! Keeps the paths of the building machine out of the release.
//!
//! The compiler writes the path of the source into every place that can panic. Those of crates
//! begin with the user's home: they tell who built, weigh, and make builds on two machines
//! differ. A plain `trunk build --release` works too, but keeps them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use walkdir::WalkDir;

use crate::process;
use crate::setup::{ReleaseRust, TARGET};
use crate::workspace::Workspace;

/// The folders whose paths are left out.
#[derive(Debug)]
pub struct Remap {
    /// As Cargo gives them to the compiler.
    folders: BTreeSet<String>,
}

impl Remap {
    /// Asks Cargo where it has everything.
    pub fn of(workspace: &Workspace, rust: &ReleaseRust) -> Result<Self> {
        let metadata = process::read(
            workspace
                .cargo()
                .args(["metadata", "--format-version", "1"])
                .args(["--filter-platform", TARGET]),
        )?;
        let metadata = serde_json::from_str(&metadata).context("Cargo's metadata is no JSON")?;
        let mut remap = Self::from_metadata(&metadata).context("Cargo's metadata lacks a path")?;

        // Without its source, the standard library has a path of the machine where Rust was
        // built, which no rule changes; with it, the compiler puts the local path there.
        let library = rust.source();
        remap.folders.insert(library.to_string_lossy().into_owned());
        Ok(remap)
    }

    fn from_metadata(metadata: &Value) -> Option<Self> {
        let mut folders = BTreeSet::new();
        for folder in ["workspace_root", "target_directory"] {
            folders.insert(metadata[folder].as_str()?.to_owned());
        }
        for package in metadata["packages"].as_array()? {
            // The project's own packages are below the workspace.
            if !package["source"].is_null() {
                // What lies in the folder of all packages begins with a package's name.
                let manifest = Path::new(package["manifest_path"].as_str()?);
                let packages = manifest.parent()?.parent()?;
                folders.insert(packages.to_str()?.to_owned());
            }
        }
        Some(Self { folders })
    }

    /// What the compiler is told. It lets a later rule win, and in order a folder comes before
    /// those in it.
    pub fn flags(&self) -> impl Iterator<Item = String> {
        let folders = self.folders.iter();
        folders.map(|folder| format!("--remap-path-prefix={folder}="))
    }

    /// Fails if a built program still has one of the folders, or the user's home, in it.
    pub fn check(&self, dist: &Path) -> Result<()> {
        let home = dirs::home_dir();
        let home = home.as_deref().and_then(Path::to_str);
        for entry in WalkDir::new(dist) {
            let entry = entry?;
            if entry
                .path()
                .extension()
                .is_none_or(|ending| ending != "wasm")
            {
                continue;
            }
            let program = fs::read(entry.path())?;
            if let Some(folder) = found(
                &program,
                self.folders.iter().map(String::as_str).chain(home),
            ) {
                bail!(
                    "{} has the path {folder} of this machine in it",
                    entry.path().display()
                );
            }
        }
        Ok(())
    }
}

/// The first folder in which the program names something.
fn found<'a>(program: &[u8], folders: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    folders.into_iter().find(|folder| {
        // A root, which some services have for a home, is in every path.
        let inside = format!(
            "{}{MAIN_SEPARATOR}",
            folder.trim_end_matches(MAIN_SEPARATOR)
        );
        let inside = inside.as_bytes();
        inside.len() > 1 && program.windows(inside.len()).any(|window| window == inside)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn remap(workspace: &str) -> Remap {
        let index = "/home/ada/.cargo/registry/src/index";
        let registry = "registry+https://example.com/index";
        Remap::from_metadata(&json!({
            "workspace_root": workspace,
            "target_directory": format!("{workspace}/target"),
            "packages": [
                { "source": null, "manifest_path": format!("{workspace}/xtask/Cargo.toml") },
                { "source": registry, "manifest_path": format!("{index}/yew-1.0.0/Cargo.toml") },
                { "source": registry, "manifest_path": format!("{index}/http-1.0.0/Cargo.toml") },
            ],
        }))
        .unwrap()
    }

    #[test]
    fn a_folder_comes_before_those_in_it() {
        assert_eq!(
            remap("/home/ada/embed").flags().collect::<Vec<_>>(),
            [
                "--remap-path-prefix=/home/ada/.cargo/registry/src/index=",
                "--remap-path-prefix=/home/ada/embed=",
                "--remap-path-prefix=/home/ada/embed/target=",
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_path_of_this_machine_is_found() {
        let program = b"\0asm /home/ada/.cargo/registry/yew.rs";
        assert_eq!(
            found(program, ["/home/ada/embed", "/home/ada"]),
            Some("/home/ada")
        );
        assert_eq!(found(program, ["/home/a", "/"]), None);
    }
}
