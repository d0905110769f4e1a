//! `article-embed`: checks, converts, renders and serves stories, without a browser.
//!
//! Each command is a module. What they have in common: [`source`] names where stories come from,
//! [`stories`] goes through them, [`fetch`] and [`reading`] get and read them, [`attributes`] say how they are shown,
//! [`publish`] is what is made of them, [`error`] is all that can go wrong, [`output`] says it.

mod args;
mod atomic;
mod attributes;
mod check;
mod convert;
mod error;
mod fetch;
mod object;
mod output;
mod prerender;
mod progress;
mod publish;
mod reading;
mod schema_org;
mod serve;
mod source;
mod stories;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::error::CliError;

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(code) => code,
        Err(error) => {
            output::say(&error.report());
            error.exit_code()
        }
    }
}

fn run(args: Args) -> Result<ExitCode, CliError> {
    match args.command {
        Command::Check(args) => check::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Prerender(args) => prerender::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Completions { shell } => {
            output::print(&args::completions(shell))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
