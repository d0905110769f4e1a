//! `cargo xtask schema`: the JSON Schema of the project's own article document.
//!
//! The library makes it and an example prints it, so that nobody who previews waits for the library
//! to be built natively. That the file is no older than the types is a test of the library.

use std::fs;
use std::process::Stdio;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// Writes the schema where it is checked in.
pub fn run(workspace: &Workspace) -> Result<()> {
    let arguments = ["run", "--quiet", "--package", "article-embed"];
    let mut cargo = workspace.cargo();
    cargo
        .args(arguments)
        .args(["--example", "article-document-schema"])
        .stderr(Stdio::inherit());
    let schema = process::read(&mut cargo)?;
    let path = workspace.schema();
    fs::write(&path, schema).with_context(|| format!("{} cannot be written", path.display()))
}
