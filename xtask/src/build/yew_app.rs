//! The example of an application that is written with Yew, as its author builds it.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::setup;
use crate::workspace::Workspace;

/// Where the example lies, from the project's root.
const FOLDER: &str = "examples/yew-app";

/// Builds the example for tests, which need no release; answers which folder it is in then.
pub fn yew_app(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.path(FOLDER);
    let tools = setup::preview_tools(workspace)?;
    let mut trunk = tools.trunk(workspace)?;
    process::run(trunk.arg("build").current_dir(&folder))
        .context("the example with Yew could not be built")?;
    Ok(folder.join("dist"))
}
