//! Shortens JavaScript and style sheets in a release, by esbuild.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::setup;
use crate::workspace::Workspace;

/// The oldest JavaScript that every browser of the embed reads.
const OLDEST_JAVASCRIPT: &str = "--target=es2022";

/// Whether they are shortened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Minify {
    /// As in a release, by this program.
    By(PathBuf),
    /// It stays readable, as in a preview.
    No,
}

impl Minify {
    /// As in a release; esbuild is got where it is missing.
    pub fn as_released(workspace: &Workspace) -> Result<Self> {
        Ok(Self::By(setup::esbuild(workspace)?))
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
        let Self::By(esbuild) = self else {
            return Ok(source);
        };
        let mut esbuild = Command::new(esbuild)
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
