//! This crate's programs for a release, which Cargo compiles only when one is run.

use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;

/// One of them, up to its arguments.
pub fn program(name: &str) -> Result<Command> {
    let mut cargo = Workspace::find()?.cargo();
    cargo.args(["run", "--quiet", "--package", "xtask"]).args([
        "--features",
        "minify",
        "--bin",
        name,
        "--",
    ]);
    Ok(cargo)
}
