//! `cargo xtask build`: the site for publishing, in `dist/`.

mod remap;

use anyhow::{Context, Result};

use self::remap::Remap;
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

/// Builds the release; Trunk then calls the hook.
pub fn run(workspace: &Workspace) -> Result<()> {
    let tools = setup::build_tools(workspace)?;
    let remap = Remap::of(workspace)?;
    let (variable, flags) = remap.environment(|name| std::env::var(name).ok());
    process::run(
        tools
            .trunk(workspace)?
            .args(["build", "--release"])
            .env(variable, flags),
    )
    .context("the release could not be built")?;
    remap.check(&workspace.dist())
}
