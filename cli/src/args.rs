//! The command line.

use std::io;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::check::CheckArgs;
use crate::convert::ConvertArgs;
use crate::prerender;
use crate::serve::ServeArgs;

/// Checks, converts, renders and serves the stories that article-embed shows.
#[derive(Debug, Parser)]
#[command(name = "article-embed", version, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tell what readers get of a story, what is wrong with it or its server, and how to mend it
    Check(CheckArgs),
    /// Write stories of any format as this project's own document, JSON Feed or JSON-LD
    Convert(ConvertArgs),
    /// Write stories as files that need no program: fragments, pages, oEmbed and what partners paste
    #[command(after_long_help = prerender::EXAMPLES)]
    Prerender(Box<prerender::PrerenderArgs>),
    /// Answer stories, oEmbed and the embed's files to partners and readers, from where the publisher has them
    Serve(Box<ServeArgs>),
    /// Print a script that completes this command in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Prints the completions for a shell.
pub fn completions(shell: Shell) {
    let mut command = Args::command();
    clap_complete::generate(shell, &mut command, "article-embed", &mut io::stdout());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_has_no_contradictions() {
        Args::command().debug_assert();
    }
}
