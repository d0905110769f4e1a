//! Isso, a comment server in Python, in a virtual environment of its own.
//!
//! Only the preview and the browser tests need it. How one is started is for `services::isso`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::setup::cache::Cache;
use crate::setup::programs;

/// Isso's version, which also names its folder.
const VERSION: &str = "0.14.0";

/// What Isso is built with and runs on. Its other Markdown renderer, misaka, is left out: nothing
/// imports it unless it is configured, and it alone would take a C compiler and Python's headers.
const LIBRARIES: &[&str] = &[
    "Jinja2==3.1.6",
    "MarkupSafe==3.0.4",
    "Werkzeug==3.1.9",
    "bleach==6.4.0",
    "html5lib==1.1",
    "itsdangerous==2.2.0",
    "mistune==3.4.0",
    "setuptools==80.9.0",
    "six==1.17.0",
    "webencodings==0.5.1",
];

/// Finds Isso's program, and gets Isso if it is missing.
pub fn ensure() -> Result<PathBuf> {
    let cache = Cache::of_this_user()?;
    let folder = cache.folder(&format!("isso-{VERSION}"));
    let program = folder.join("bin").join("isso");
    if runs(&program) {
        return Ok(program);
    }
    let _lock = cache.lock()?;
    // Another run may have installed it meanwhile.
    if !runs(&program) {
        eprintln!(
            "Getting Isso {VERSION}, a comment server (downloads for some seconds, once for all \
             clones) …"
        );
        install(&folder).context(
            "Isso could not be installed; it takes a network and Python 3.10 or newer with venv",
        )?;
        ensure!(
            runs(&program),
            "Isso was installed into {} and yet does not run",
            folder.display()
        );
    }
    Ok(program)
}

/// A virtual environment keeps the whole path of its folder, so it is filled where it stays. Isso
/// itself comes last: it runs only where everything else is there.
fn install(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be replaced", folder.display()))?;
    }
    let python = programs::program("python3")?;
    process::run(Command::new(python).args(["-m", "venv"]).arg(folder))?;
    let install = ["-m", "pip", "install", "--quiet", "--no-deps"];
    let pip = || {
        let mut pip = Command::new(folder.join("bin").join("python3"));
        pip.env("PIP_DISABLE_PIP_VERSION_CHECK", "1").args(install);
        pip
    };
    process::run(pip().args(LIBRARIES))?;
    let isso = format!("isso=={VERSION}");
    // Isso comes as source; it is built with the setuptools above and not with the newest ones.
    process::run(pip().args(["--no-build-isolation", &isso]))?;
    Ok(())
}

/// Whether it is the very version and finds its Python, which the system may have replaced.
fn runs(program: &Path) -> bool {
    process::read(Command::new(program).arg("--version"))
        .is_ok_and(|answer| answer.split_whitespace().any(|word| word == VERSION))
}
