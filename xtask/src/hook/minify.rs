//! Shortens JavaScript and style sheets in a release, by the `minify` program of this crate.

use std::io::Write;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use super::release;

/// Whether they are shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minify {
    /// As in a release.
    Yes,
    /// It stays readable, as in a preview.
    No,
}

impl Minify {
    /// Shortens a module.
    pub fn module(self, source: String) -> Result<String> {
        self.apply("module", source)
    }

    /// Shortens a classic script.
    pub fn script(self, source: String) -> Result<String> {
        self.apply("script", source)
    }

    /// Shortens a style sheet.
    pub fn style(self, source: String) -> Result<String> {
        self.apply("style", source)
    }

    fn apply(self, kind: &str, source: String) -> Result<String> {
        match self {
            Self::No => Ok(source),
            Self::Yes => minified(kind, &source),
        }
    }
}

fn minified(kind: &str, source: &str) -> Result<String> {
    let mut minifier = release::program("minify")?
        .arg(kind)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the minifier cannot be started")?;
    // Dropping the pipe after the last byte tells the minifier that this was all.
    minifier
        .stdin
        .take()
        .context("the minifier listens")?
        .write_all(source.as_bytes())?;
    let output = minifier.wait_with_output()?;
    ensure!(
        output.status.success(),
        "the minifier failed ({})",
        output.status
    );
    String::from_utf8(output.stdout).context("the minifier wrote no text")
}
