//! The command line.

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::check::CheckArgs;
use crate::convert::ConvertArgs;
use crate::prerender;
use crate::serve::ServeArgs;

/// Checks, converts, renders and serves the stories that article-embed shows on other sites.
///
/// A story is JSON as content systems have it: WordPress, Ghost, WordPress.com, JSON Feed, JSON-LD, ninjs, or this
/// project's own document.
#[derive(Debug, Parser)]
#[command(name = "article-embed", version, arg_required_else_help = true, after_long_help = EXAMPLES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  What is wrong with a story, and how to mend it:
    article-embed check 'https://news.example/wp-json/wp/v2/posts/42?_embed'
  The same story as HTML files in a folder that is public:
    article-embed prerender 'https://news.example/wp-json/wp/v2/posts/42?_embed' \\
      --out public/embed/stories --public https://news.example/embed/stories/ \\
      --embed https://news.example/embed/

Each command has examples of its own: article-embed check --help";

const COMPLETIONS: &str = "\
Example:
  article-embed completions bash > ~/.local/share/bash-completion/completions/article-embed";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what readers get of a story, what is wrong with it or its server, and how to mend it
    Check(CheckArgs),
    /// Write stories in another format: this project's own document, JSON Feed or JSON-LD
    Convert(ConvertArgs),
    /// Write stories as HTML files for any web server: fragments, pages, oEmbed and the snippets that partners paste
    #[command(after_long_help = prerender::EXAMPLES)]
    Prerender(Box<prerender::PrerenderArgs>),
    /// Run a web service in front of a content system: stories as HTML, oEmbed and the embed's files
    Serve(Box<ServeArgs>),
    /// Print a script with which a shell completes this command's options
    #[command(after_long_help = COMPLETIONS)]
    Completions {
        /// The shell that the script is for
        shell: Shell,
    },
}

/// The script with the completions for a shell.
pub fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "article-embed", &mut script);
    // clap_complete takes a hyphen in a command's name for one before a subcommand (clap issue 6421).
    String::from_utf8_lossy(&script).replace("article__subcmd__embed", "article__embed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_has_no_contradictions() {
        Args::command().debug_assert();
    }

    #[test]
    fn bash_completes_the_options_of_a_command() {
        let script = completions(Shell::Bash)
            + r#"
              COMP_WORDS=(article-embed check --fe); COMP_CWORD=2
              _article__embed article-embed --fe check; echo "${COMPREPLY[@]}""#;
        let bash = std::process::Command::new("bash")
            .args(["-c", &script])
            .output();
        let output = bash.unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            String::from_utf8_lossy(&output.stdout).trim(),
            "--feed",
            "{told}"
        );
    }

    fn help(command: &mut clap::Command) -> String {
        command.render_long_help().to_string()
    }

    #[test]
    fn each_command_has_an_example() {
        let mut whole = Args::command();
        whole.build();
        assert!(help(&mut whole).contains("Examples:\n"));
        for command in whole.get_subcommands_mut() {
            if command.get_name() == "help" {
                continue;
            }
            let start = format!("  article-embed {} ", command.get_name());
            let text = help(command);
            assert!(text.contains("Example") && text.contains(&start), "{text}");
        }
    }

    #[test]
    fn each_option_with_a_value_says_its_default() {
        let mut whole = Args::command();
        whole.build();
        for command in whole.get_subcommands() {
            for option in command.get_opts() {
                let takes_value = option.get_action().takes_values();
                let is_silent = option.is_required_set() || !takes_value;
                let help = option
                    .get_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let says = !option.get_default_values().is_empty() || help.contains("[default: ");
                assert!(
                    is_silent || says,
                    "{} --{}: {help}",
                    command.get_name(),
                    option.get_id()
                );
            }
        }
    }

    #[test]
    fn examples_are_not_broken_by_the_width_of_a_terminal() {
        let mut whole = Args::command();
        whole.build();
        for command in whole.get_subcommands() {
            let after = command.get_after_long_help().map(ToString::to_string);
            for line in after.unwrap_or_default().lines() {
                let is_example = line.starts_with("  ");
                assert!(!is_example || line.chars().count() <= 96, "{line}");
            }
        }
    }
}
