//! `cargo xtask test`: every check in the order in which a mistake shows soonest.
//!
//! This file knows the order and what each step needs; `step` knows how each one runs.

mod step;

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use self::step::Step;
use crate::setup;
use crate::setup::packages::{self, Package};
use crate::workspace::Workspace;

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// Run only this step (and the build, where it is needed)
    #[arg(long, value_enum)]
    only: Option<Step>,
    /// Run only the browser tests whose names contain one of these
    #[arg(last = true)]
    names: Vec<String>,
}

impl Options {
    /// What takes the documentation's pictures: a browser test that is ignored otherwise.
    pub fn pictures() -> Self {
        Self {
            only: Some(Step::Browser),
            names: vec!["pictures::".to_owned(), "--ignored".to_owned()],
        }
    }
}

/// Runs the steps until one fails.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let steps = options
        .only
        .map_or_else(|| Step::ALL.to_vec(), Step::with_what_it_needs);
    // Everything that is missing is told, or got, before the first minute is spent.
    let wanted: Vec<&Package> = steps.iter().flat_map(|step| step.packages()).collect();
    packages::ensure(&wanted)?;
    if steps.contains(&Step::Build) {
        setup::everything(workspace)?;
    } else {
        // What compiles releases is no matter of the other steps.
        setup::build_tools(workspace)?;
    }
    if steps.contains(&Step::Browser) {
        setup::isso::ensure()?;
    }
    for (index, &step) in steps.iter().enumerate() {
        eprintln!("\n=== {step} ({} of {})", index + 1, steps.len());
        let start = Instant::now();
        if let Err(error) = step.run(workspace, &options.names) {
            bail!("{error:#}\nstep {step} failed; to run only it: cargo xtask test --only {step}");
        }
        // The last words belong to the last tests.
        if index + 1 < steps.len() {
            eprintln!("=== {step} took {:.1} s", start.elapsed().as_secs_f32());
        }
    }
    Ok(())
}
