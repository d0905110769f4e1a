//! `cargo xtask build`: the site for publishing, in `dist/`.

mod flags;
mod remap;

use anyhow::{Context, Result};
use clap::Args;

use self::remap::Remap;
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

/// What can be chosen.
#[derive(Args, Default)]
pub struct Options {
    /// Leave the comments out, for publishers who have none
    #[arg(long)]
    without_comments: bool,
}

/// Builds the release; Trunk then calls the hook.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let features: &[&str] = if options.without_comments {
        &["--no-default-features"]
    } else {
        &[]
    };
    let tools = setup::build_tools(workspace)?;
    let standard_library = setup::standard_library(workspace)?;
    let remap = Remap::of(workspace)?;
    let mut told = vec![format!("--sysroot={}", standard_library.display())];
    told.extend(flags::FOR_SIZE.iter().map(ToString::to_string));
    told.extend(remap.flags());
    let (variable, flags) = flags::environment(told, |name| std::env::var(name).ok());
    process::run(
        tools
            .trunk(workspace)?
            .args(["build", "--release"])
            .args(features)
            .env(variable, flags),
    )
    .context("the release could not be built")?;
    remap.check(&workspace.dist())
}
