//! `cargo xtask build`: the site for publishing, in `dist/`.

mod flags;
mod remap;
mod snippet;
mod yew_app;

use anyhow::{Context, Result};
use clap::Args;

use self::remap::Remap;
pub use self::yew_app::yew_app;
use crate::dist;
use crate::pieces::{Piece, Pieces};
use crate::process;
use crate::setup::{self, ReleaseRust};
use crate::workspace::Workspace;

/// What can be chosen.
#[derive(Args, Default)]
pub struct Options {
    /// Leave the comments out, for publishers who have none
    #[arg(long)]
    without_comments: bool,
    /// Leave out what makes the release small, to weigh what it brings
    #[arg(long, value_enum, value_name = "PIECE", hide = true)]
    leave_out: Vec<Piece>,
}

/// Builds the release; Trunk then calls the hook.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let features: &[&str] = if options.without_comments {
        &["--no-default-features"]
    } else {
        &[]
    };
    let pieces = Pieces::without(&options.leave_out);
    let tools = setup::build_tools(workspace)?;
    let rust = ReleaseRust::ensure(workspace)?;
    let remap = Remap::of(workspace, &rust)?;
    let (variable, flags) = flags::environment(flags(workspace, &rust, &remap, &pieces)?, |name| {
        std::env::var(name).ok()
    });
    let (leave_out, names) = pieces.environment();
    let mut trunk = tools.trunk(workspace)?;
    // The hook's Cargo is this Rust's too, and compiles xtask once more where the user's is another.
    rust.serve(&mut trunk)?;
    process::run(
        trunk
            .args(["build", "--release"])
            .args(features)
            .env(variable, flags)
            .env(leave_out, names),
    )
    .context("the release could not be built")?;
    remap.check(&workspace.dist())
}

/// Says what partners can paste with this release.
pub fn print_snippet(workspace: &Workspace) -> Result<()> {
    let names = dist::parts(&workspace.dist())?;
    println!(
        "The snippet for partners. Its links only make it faster, and change with each release:\n\n{}",
        snippet::snippet(&names)
    );
    Ok(())
}

/// What the compiler is told.
fn flags(
    workspace: &Workspace,
    rust: &ReleaseRust,
    remap: &Remap,
    pieces: &Pieces,
) -> Result<Vec<String>> {
    let mut told = Vec::new();
    if pieces.has(Piece::StandardLibrary) {
        let library = setup::standard_library(workspace, rust)?;
        told.push(format!("--sysroot={}", library.display()));
        // As that library is compiled.
        told.push(setup::WITHOUT_REFERENCES.to_owned());
    }
    if pieces.has(Piece::CodeGeneration) {
        told.extend(flags::FOR_SIZE.iter().map(ToString::to_string));
    }
    told.extend(remap.flags());
    Ok(told)
}
