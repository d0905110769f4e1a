//! `cargo xtask`: sets up, previews, builds, measures and tests the article embed.
//!
//! This file knows the command line and nothing else; each command is a module.

#![allow(
    clippy::doc_markdown,
    reason = "WordPress, MariaDB and ChromeDriver are names, not code"
)]

mod bench;
mod build;
mod dates;
mod dist;
mod fragment_origins;
mod hook;
mod interrupt;
mod pieces;
mod preview;
mod process;
mod schema;
mod services;
mod setup;
mod size;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Sets up, previews, builds, measures and tests the article embed.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Get what building needs and this machine lacks (every other command does this too)
    Setup,
    /// Print the shell lines that let a plain `trunk serve` find the same tools
    Env,
    /// Build the preview page, serve it and reload it at every change
    Preview(preview::Options),
    /// Build the site for publishing, into dist/
    Build(build::Options),
    /// Name the files of a build by their bytes (Trunk runs this)
    #[command(hide = true)]
    Hook,
    /// Weigh one embed in dist/ against the budget
    Size(size::Options),
    /// Measure when readers see the story, against other widgets, in a real browser
    Bench(bench::Options),
    /// Write docs/article-document.schema.json anew, from the types
    Schema,
    /// Write src/i18n/cldr/ anew, from Unicode's CLDR
    Dates,
    /// Take the pictures of the documentation anew
    Pictures,
    /// Run every check, or one of them
    Test(test::Options),
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        // The shell's own code for a program that Ctrl-C ended.
        Err(_) if interrupt::requested() => ExitCode::from(130),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    interrupt::listen()?;
    let workspace = Workspace::find()?;
    match command {
        Command::Setup => setup::everything(&workspace),
        Command::Env => setup::print_environment(&workspace),
        Command::Preview(options) => preview::run(&workspace, &options),
        Command::Build(options) => {
            build::run(&workspace, &options)?;
            build::print_snippet(&workspace)
        }
        Command::Hook => hook::run(&workspace),
        Command::Size(options) => size::run(&workspace, &options),
        Command::Bench(options) => bench::run(&workspace, &options),
        Command::Schema => schema::run(&workspace),
        Command::Dates => dates::run(&workspace),
        Command::Pictures => test::run(&workspace, &test::Options::pictures()),
        Command::Test(options) => test::run(&workspace, &options),
    }
}
