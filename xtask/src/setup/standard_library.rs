//! A standard library for releases of the widget, compiled for size.
//!
//! The one that comes with Rust carries the words and the formatting of every panic, which readers
//! would download and nobody would see. This one ends the program at once. It is compiled from
//! Rust's own source once and kept in the cache; the programs themselves are then compiled as always,
//! only with this folder as their `--sysroot`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::TARGET;
use super::cache::Cache;
use super::release_rust::ReleaseRust;
use crate::process;
use crate::workspace::Workspace;

/// What the compiler is told. The condition is the one by which the library's own source leaves
/// out what panics say; set by hand, it lets crates join that were compiled without it.
const FLAGS: &[&str] = &[
    "--cfg=panic=\"immediate-abort\"",
    "-Aexplicit_builtin_cfgs_in_flags",
    "-Cembed-bitcode=yes",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    WITHOUT_REFERENCES,
];

/// The page's objects are kept in the glue, and a program knows them by numbers, instead of in a table of the
/// program's own: it needs less code then. All parts of a program have to agree on that.
pub const WITHOUT_REFERENCES: &str = "-Ctarget-feature=-reference-types";

/// A package with nothing in it, so that Cargo has something to compile the library for.
const MANIFEST: &str = r#"[package]
name = "nothing"
edition = "2024"

[workspace]

[profile.release]
opt-level = "z"
codegen-units = 1
panic = "abort"
"#;

/// What Cargo has to be told in its environment; building the library needs features that are not
/// stable, which the widget does not use.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// The folder for `--sysroot`, made if it is missing.
pub fn ensure(workspace: &Workspace, rust: &ReleaseRust, cache: &Cache) -> Result<PathBuf> {
    let version = process::read(rust.rustc(workspace).arg("-vV"))?;
    let name = folder_name(&version).context("`rustc -vV` tells no version")?;
    let folder = cache.folder(&name);
    if folder.exists() {
        return Ok(folder);
    }
    let _lock = cache.lock()?;
    // Another run may have made it meanwhile.
    if !folder.exists() {
        eprintln!("Compiling a standard library for size (half a minute, once for all clones) …");
        cache
            .install(&name, |folder| compile(workspace, rust, folder))
            .context("Rust's standard library could not be compiled for size")?;
    }
    Ok(folder)
}

/// A name for this version of Rust and this way of compiling.
fn folder_name(rust: &str) -> Option<String> {
    let value = |name| rust.lines().find_map(|line| line.strip_prefix(name));
    let release = value("release: ")?;
    let recipe = [rust, MANIFEST, &FLAGS.concat(), &format!("{ENVIRONMENT:?}")].concat();
    let digest = Sha256::digest(recipe);
    let start = digest.iter().take(4);
    let start = start.fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    Some(format!("std-{release}-{start:08x}"))
}

fn compile(workspace: &Workspace, rust: &ReleaseRust, folder: &Path) -> Result<()> {
    let package = tempfile::tempdir()?;
    fs::write(package.path().join("Cargo.toml"), MANIFEST)?;
    fs::create_dir(package.path().join("src"))?;
    fs::write(package.path().join("src/lib.rs"), "#![no_std]\n")?;
    let target = package.path().join("target");
    process::run(
        rust.cargo(workspace)?
            .args(["build", "--release", "--target", TARGET, "--manifest-path"])
            .arg(package.path().join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&target)
            .envs(ENVIRONMENT.iter().copied())
            // Comes before all other flags, so that a user's own do not get in.
            .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}")),
    )?;
    let libraries = folder.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&libraries)?;
    for entry in fs::read_dir(target.join(TARGET).join("release/deps"))? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default();
        let is_library = file.extension().is_some_and(|ending| ending == "rlib");
        if is_library && !name.to_string_lossy().starts_with("libnothing-") {
            fs::copy(&file, libraries.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_of_rust_has_a_folder_of_its_own() {
        let rust = |commit| format!("rustc 1.95.0\ncommit-hash: {commit}\nrelease: 1.95.0\n");
        let name = folder_name(&rust("5980")).unwrap();
        assert!(name.starts_with("std-1.95.0-"), "{name}");
        assert_ne!(Some(name), folder_name(&rust("e50a")));
        assert_eq!(folder_name("rustc 1.95.0"), None);
    }
}
