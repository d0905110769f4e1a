//! `cargo xtask dates`: the words of dates and lists that stand in the program and in message files.
//!
//! A test of the library makes them from icu's crates and compares, so that nobody who previews waits
//! for those to be built; here it is told to write them.

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Writes the files where they are checked in.
pub fn run(workspace: &Workspace) -> Result<()> {
    let arguments = ["test", "--quiet", "--package", "article-embed"];
    let mut cargo = workspace.cargo();
    cargo
        .args(arguments)
        .args(["--test", "dates", "the_files_are_what_cldr_has"])
        .env("UPDATE", "1");
    Ok(process::run(&mut cargo)?)
}
