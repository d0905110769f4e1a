//! Rust's own part of WebAssembly: the standard library for the target.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::workspace::Workspace;

/// What the widget is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target to the toolchain that is in use, if it is not there yet.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    let asked = process::read(workspace.command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))?;
    if Path::new(asked.trim()).exists() {
        return Ok(());
    }
    if which::which("rustup").is_err() {
        bail!(
            "Rust's standard library for {TARGET} is missing: install it with your system's Rust \
             (Debian: `sudo apt-get install -y libstd-rust-dev-wasm32`) or use rustup"
        );
    }
    eprintln!("Getting Rust's standard library for {TARGET} (seconds) …");
    process::run(workspace.command("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!("with a network, `rustup target add {TARGET}` gets Rust's standard library for it")
    })
}
