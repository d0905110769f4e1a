//! One script of many files, and shorter scripts and style sheets, by esbuild.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::setup;
use crate::workspace::Workspace;

/// The oldest JavaScript that every browser of the embed reads.
const OLDEST_JAVASCRIPT: &str = "--target=es2022";

/// esbuild, and whether it makes things shorter, as in a release; in a preview they stay readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Esbuild {
    program: PathBuf,
    shortens: bool,
}

impl Esbuild {
    /// Finds esbuild, which is got where it is missing.
    pub fn new(workspace: &Workspace, shortens: bool) -> Result<Self> {
        Ok(Self {
            program: setup::esbuild(workspace)?,
            shortens,
        })
    }

    /// A classic script of a module and all that it imports.
    pub fn bundle(&self, entry: &Path) -> Result<String> {
        let script = process::read(
            Command::new(&self.program)
                // No file of a folder above the project has a say.
                .args([
                    "--bundle",
                    "--format=iife",
                    "--charset=utf8",
                    "--tsconfig-raw={}",
                ])
                .args([OLDEST_JAVASCRIPT, "--log-level=warning"])
                .arg(entry)
                .stderr(Stdio::inherit()),
        );
        script.with_context(|| format!("{} is not bundled", entry.display()))
    }

    /// A CommonJS script of a module and all that it imports, but for `shared`, which it asks `require` for.
    pub fn bundle_sharing(&self, entry: &Path, shared: &[String]) -> Result<String> {
        let external = shared.iter().map(|path| format!("--external:{path}"));
        let script = process::read(
            Command::new(&self.program)
                .args([
                    "--bundle",
                    "--format=cjs",
                    "--charset=utf8",
                    "--tsconfig-raw={}",
                ])
                .args([OLDEST_JAVASCRIPT, "--log-level=warning"])
                .args(external)
                .arg(entry)
                .stderr(Stdio::inherit()),
        );
        script.with_context(|| format!("{} is not bundled", entry.display()))
    }

    /// Shortens a classic script. Its names for everybody stay, those in functions become short; what
    /// is not ASCII is escaped, since nobody knows which encoding a server names.
    pub fn script(&self, source: String) -> Result<String> {
        self.apply(&["--loader=js", OLDEST_JAVASCRIPT], source)
    }

    /// Shortens a style sheet.
    pub fn style(&self, source: String) -> Result<String> {
        let sheet = self.apply(&["--loader=css"], source)?;
        Ok(sheet.trim_end().to_owned())
    }

    fn apply(&self, kind: &[&str], source: String) -> Result<String> {
        if !self.shortens {
            return Ok(source);
        }
        let mut esbuild = Command::new(&self.program)
            .args(["--minify", "--legal-comments=none", "--log-level=warning"])
            .args(kind)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("esbuild cannot be started")?;
        // Dropping the pipe after the last byte tells esbuild that this was all.
        esbuild
            .stdin
            .take()
            .context("esbuild does not listen")?
            .write_all(source.as_bytes())?;
        let output = esbuild.wait_with_output()?;
        ensure!(
            output.status.success(),
            "esbuild failed ({})",
            output.status
        );
        String::from_utf8(output.stdout).context("esbuild wrote no text")
    }
}
