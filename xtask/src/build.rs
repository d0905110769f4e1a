//! `cargo xtask build`: the site for publishing, in `dist/`.

use anyhow::{Context, Result};

use crate::process;
use crate::setup;
use crate::workspace::Workspace;

/// Builds the release; Trunk then calls the hook.
pub fn run(workspace: &Workspace) -> Result<()> {
    let tools = setup::build_tools(workspace)?;
    process::run(tools.trunk(workspace)?.args(["build", "--release"]))
        .context("the release could not be built")
}
