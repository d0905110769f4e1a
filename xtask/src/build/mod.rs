//! `cargo xtask build`: the site for publishing, in `dist/`.

mod flags;
mod remap;
mod snippet;
mod yew_app;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use self::remap::Remap;
pub use self::yew_app::yew_app;
use crate::dist;
use crate::fragment_origins;
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
    /// Read stories in this format and in the project's own document alone; can be said for several
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    formats: Vec<Format>,
    /// Show fragments from this origin as they are, besides those from the release's own folder: whoever can write
    /// there can do on every partner's page what the release can. Can be said for several
    #[arg(long = "fragments-from", value_name = "ORIGIN", value_parser = fragment_origins::parse)]
    fragment_origins: Vec<String>,
    /// Leave out what makes the release small, to weigh what it brings
    #[arg(long, value_enum, value_name = "PIECE", hide = true)]
    leave_out: Vec<Piece>,
}

/// A format that a release can read stories in, as the crate's features name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Ghost,
    JsonFeed,
    JsonLd,
    Ninjs,
    #[value(name = "wordpress")]
    WordPress,
    #[value(name = "wordpress-com")]
    WordPressCom,
}

impl Options {
    /// What Cargo is told of the crate's features.
    fn features(&self) -> Vec<String> {
        if !self.without_comments && self.formats.is_empty() {
            return Vec::new();
        }
        let formats = match &*self.formats {
            [] => Format::value_variants(),
            chosen => chosen,
        };
        let names = formats.iter().filter_map(Format::to_possible_value);
        let mut features: Vec<_> = names.map(|name| name.get_name().to_owned()).collect();
        if !self.without_comments {
            features.push("comments".to_owned());
        }
        vec![
            "--no-default-features".to_owned(),
            "--features".to_owned(),
            features.join(","),
        ]
    }
}

/// Builds the release; Trunk then calls the hook.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
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
            .args(options.features())
            .env(variable, flags)
            .env(leave_out, names)
            .env(
                fragment_origins::VARIABLE,
                options.fragment_origins.join(" "),
            ),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_told_by_features() {
        let told = |without_comments, formats: &[Format]| {
            let options = Options {
                without_comments,
                formats: formats.to_vec(),
                fragment_origins: Vec::new(),
                leave_out: Vec::new(),
            };
            options.features().join(" ")
        };
        assert_eq!(told(false, &[]), "");
        let chosen = [Format::WordPress, Format::JsonLd];
        assert_eq!(
            told(false, &chosen),
            "--no-default-features --features wordpress,json-ld,comments"
        );
        assert_eq!(
            told(true, &[]),
            "--no-default-features --features ghost,json-feed,json-ld,ninjs,wordpress,wordpress-com"
        );
    }

    /// A format that is no feature could not be left out, and a feature that is none could not be chosen.
    #[test]
    fn formats_are_the_crates_features() {
        let manifest = include_str!("../../../Cargo.toml");
        let default = manifest.lines().find(|line| line.starts_with("default = "));
        let names: Vec<_> = Format::value_variants()
            .iter()
            .filter_map(Format::to_possible_value)
            .map(|name| format!("\"{}\"", name.get_name()))
            .collect();
        let expected = format!("default = [\"comments\", {}]", names.join(", "));
        assert_eq!(default, Some(&*expected));
    }
}
