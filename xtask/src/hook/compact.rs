//! Makes a program smaller in a release: wasm-opt shrinks it and shortens the names that program and glue
//! know each other by.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::names::Names;
use super::program::Program;
use crate::pieces::{Piece, Pieces};
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

/// What wasm-opt is told: functions of one caller are kept apart where they are large.
const OPTIMISE: &[&str] = &[
    "-Oz",
    "--one-caller-inline-max-function-size=70",
    "--low-memory-unused",
];

/// What nobody reads goes.
const STRIP: &[&str] = &["--strip-producers", "--strip-target-features"];

/// Names become short at last, when nothing unused is left; wasm-opt prints the old and the new ones.
const SHORTEN: &str = "--minify-imports-and-exports-and-modules";

/// What makes programs smaller.
#[derive(Debug)]
pub struct Compact<'a> {
    wasm_opt: PathBuf,
    pieces: &'a Pieces,
}

impl<'a> Compact<'a> {
    /// Finds wasm-opt, which is got where it is missing.
    pub fn new(workspace: &Workspace, pieces: &'a Pieces) -> Result<Self> {
        Ok(Self {
            wasm_opt: setup::wasm_opt(workspace)?,
            pieces,
        })
    }

    /// Rewrites a program.
    pub fn apply(&self, program: &mut Program) -> Result<()> {
        self.optimise(program)
            .with_context(|| format!("{} is not made smaller", program.name))
    }

    fn optimise(&self, program: &mut Program) -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join(program.name).with_extension("wasm");
        fs::write(&file, &program.wasm)?;
        let said = process::read(
            Command::new(&self.wasm_opt)
                .args(self.passes())
                .arg(&file)
                .args([Path::new("-o"), &file])
                .stderr(Stdio::inherit()),
        )?;
        if self.pieces.has(Piece::ShortNames) {
            program.glue = Names::parse(&said)?.in_glue(&program.glue)?;
        }
        program.wasm = fs::read(&file)?;
        Ok(())
    }

    fn passes(&self) -> Vec<&'static str> {
        let mut passes = OPTIMISE.to_vec();
        passes.extend(STRIP);
        if self.pieces.has(Piece::ShortNames) {
            passes.push(SHORTEN);
        }
        passes
    }
}
