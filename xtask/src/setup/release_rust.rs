//! The one Rust that compiles releases, got through rustup whatever the user's own is.
//!
//! Another compiler makes other bytes of the same source. So a release is compiled by one exact
//! version, and what it weighs and does is what was tested. Everything else runs with the user's Rust.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::TARGET;
use crate::process;
use crate::workspace::Workspace;

/// The version.
const VERSION: &str = "1.95.0";

/// The part of Rust with the source of its standard library.
const SOURCE: &str = "rust-src";

/// An installed Rust of the very version.
#[derive(Debug)]
pub struct ReleaseRust {
    /// The folder of the whole toolchain.
    root: PathBuf,
}

impl ReleaseRust {
    /// Finds it, and gets it, or what it lacks, if it is missing.
    pub fn ensure(workspace: &Workspace) -> Result<Self> {
        let install = ["toolchain", "install", VERSION, "--profile", "minimal"];
        let install = [&install[..], &["--target", TARGET, "--component", SOURCE]].concat();
        if which::which("rustup").is_err() {
            bail!(
                "rustup is missing, and a release is compiled by Rust {VERSION} exactly: install \
                 rustup from https://rustup.rs and run `rustup {}`",
                install.join(" ")
            );
        }
        let Some(rust) = Self::find(workspace) else {
            get(workspace, &install)?;
            return Self::find(workspace)
                .with_context(|| format!("Rust {VERSION} is still missing"));
        };
        // What is there may be in use, and is not replaced.
        if !rust.library().join(TARGET).join("lib").exists() {
            get(
                workspace,
                &["target", "add", TARGET, "--toolchain", VERSION],
            )?;
        }
        if !rust.source().join("library/std").exists() {
            get(
                workspace,
                &["component", "add", SOURCE, "--toolchain", VERSION],
            )?;
        }
        Ok(rust)
    }

    fn find(workspace: &Workspace) -> Option<Self> {
        let mut rustup = workspace.command("rustup");
        let asked = rustup
            .args(["which", "--toolchain", VERSION, "rustc"])
            // The question alone must not install anything.
            .env("RUSTUP_AUTO_INSTALL", "0")
            .stderr(Stdio::null());
        let rustc = process::read(asked).ok()?;
        // A toolchain can be a link to another one; the compiler names the folder that it is.
        let mut rustc = workspace.command(rustc.trim());
        let root = process::read(rustc.args(["--print", "sysroot"])).ok()?;
        Some(Self {
            root: root.trim().into(),
        })
    }

    /// Its compiler.
    pub fn rustc(&self, workspace: &Workspace) -> Command {
        workspace.command(self.programs().join("rustc"))
    }

    /// Its Cargo.
    pub fn cargo(&self, workspace: &Workspace) -> Result<Command> {
        let mut cargo = workspace.command(self.programs().join("cargo"));
        self.serve(&mut cargo)?;
        Ok(cargo)
    }

    /// Makes a program, and what it starts, find this Rust: first on its PATH, where Rust is no matter
    /// of rustup's, and for rustup's own programs.
    pub fn serve(&self, command: &mut Command) -> Result<()> {
        let set = command
            .get_envs()
            .find_map(|(name, value)| (name == "PATH").then_some(value?.to_owned()));
        let path = set.or_else(|| env::var_os("PATH")).unwrap_or_default();
        let folders = [self.programs()].into_iter().chain(env::split_paths(&path));
        let path = env::join_paths(folders).context("a folder's name does not go into PATH")?;
        command
            .env("PATH", path)
            .env("RUSTUP_TOOLCHAIN", VERSION)
            .env_remove("RUSTC");
        Ok(())
    }

    /// The source of its standard library, as the compiler names it.
    pub fn source(&self) -> PathBuf {
        self.library().join("src/rust")
    }

    fn programs(&self) -> PathBuf {
        self.root.join("bin")
    }

    fn library(&self) -> PathBuf {
        self.root.join("lib/rustlib")
    }
}

/// Lets rustup get something.
fn get(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let command = format!("rustup {}", arguments.join(" "));
    eprintln!("Getting what compiles releases: {command} (seconds, once) …");
    process::run(workspace.command("rustup").args(arguments)).with_context(|| {
        format!("a release needs Rust {VERSION}; with a network, `{command}` gets it")
    })
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::*;

    #[test]
    fn the_release_is_compiled_by_a_rust_that_the_project_accepts() {
        let oldest = Version::parse(&format!("{}.0", env!("CARGO_PKG_RUST_VERSION"))).unwrap();
        assert!(Version::parse(VERSION).unwrap() >= oldest);
    }

    #[test]
    fn its_programs_come_before_all_others() {
        let rust = ReleaseRust {
            root: "/rust".into(),
        };
        let mut command = Command::new("trunk");
        command.env("PATH", env::join_paths(["/trunk", "/usr/bin"]).unwrap());
        rust.serve(&mut command).unwrap();
        let path = command.get_envs().find(|(name, _)| *name == "PATH");
        let path = path.unwrap().1.unwrap();
        assert_eq!(
            env::split_paths(path).collect::<Vec<_>>(),
            ["/rust/bin", "/trunk", "/usr/bin"].map(PathBuf::from)
        );
    }
}
