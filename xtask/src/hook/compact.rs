//! Makes the widget's files smaller in a release: `short-names` shortens the names that program and
//! glue know each other by, `split-program` takes the comments out, wasm-opt shrinks both halves, and
//! `order-functions` puts alike code together.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::loader::WIDGET;
use super::site::Site;
use super::{comments, release};
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

/// What wasm-opt is told: functions of one caller are kept apart where they are large, control flow is
/// built anew, and everything is gone through twice. docs/decisions/widget-size.md has the figures.
const OPTIMISE: &[&str] = &[
    "-Oz",
    "--one-caller-inline-max-function-size=70",
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--strip-producers",
    "--strip-target-features",
];

/// Rewrites the files in the folder of a site, and reads the site anew.
pub fn apply(site: &Site, folder: &Path) -> Result<Site> {
    let glue = folder.join(site.one(WIDGET, "js")?);
    let program = folder.join(site.one(WIDGET, "wasm")?);
    process::run(release::program("short-names")?.arg(glue).arg(&program))
        .context("the names between the widget and its glue are not shortened")?;
    let part = comments::take_out(&program)?;
    let wasm_opt = setup::wasm_opt(&Workspace::find()?)?;
    for program in [Some(program), part].into_iter().flatten() {
        optimise(&wasm_opt, &program)?;
        process::run(release::program("order-functions")?.arg(program))
            .context("the program's functions are not put in order")?;
    }
    Site::read(folder)
}

fn optimise(wasm_opt: &Path, program: &PathBuf) -> Result<()> {
    let mut command = std::process::Command::new(wasm_opt);
    process::run(command.args(OPTIMISE).arg(program).arg("-o").arg(program))
        .with_context(|| format!("{} is not made smaller", program.display()))
}
