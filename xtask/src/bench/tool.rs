//! The native tool as it is shipped, built once for each measurement that runs it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// The tool.
#[derive(Debug)]
pub struct Tool {
    program: PathBuf,
}

impl Tool {
    /// Builds it for release.
    pub fn build(workspace: &Workspace) -> Result<Self> {
        let mut build = workspace.cargo();
        process::run(build.args(["build", "--release", "-q", "-p", "article-embed-cli"]))?;
        Ok(Self {
            program: workspace.target().join("release/article-embed"),
        })
    }

    /// A command of it.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(name);
        command
    }
}
