//! All that can go wrong, and how the command ends then.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use article_embed::embed::load_error::LoadError;
use thiserror::Error;

use crate::output;
use crate::prerender::OpenError;
use crate::serve::ServeError;
use crate::source::Source;

/// Why a command cannot do what it was asked.
#[derive(Debug, Error)]
pub enum CliError {
    /// A file or folder cannot be read.
    #[error("{path}: cannot be read")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is piped in cannot be read.
    #[error("the input cannot be read")]
    Input(#[source] io::Error),
    /// A server does not answer.
    #[error("{address}: no answer")]
    NoAnswer {
        /// What was asked for.
        address: String,
        /// Why.
        source: reqwest::Error,
    },
    /// Nobody can be asked, such as where the system has no certificates.
    #[error(
        "no server can be asked (certificates come from the system's store, or from SSL_CERT_FILE)"
    )]
    Client(#[source] reqwest::Error),
    /// An answer is larger than any story.
    #[error("{from}: larger than {limit} bytes")]
    TooLarge {
        /// Where it is.
        from: Source,
        /// The most bytes that are read.
        limit: u64,
    },
    /// A folder was named where one story is meant.
    #[error("{path}: is a folder; --feed takes all stories in it")]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// A feed goes on where there is something else.
    #[error("{address}: no page of a feed")]
    NoPage {
        /// Where it is.
        address: String,
    },
    /// A folder cannot be gone through.
    #[error("a folder cannot be read")]
    Walk(#[from] walkdir::Error),
    /// Two stories would be called alike.
    #[error("there are two stories called “{name}”")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A JSON Feed says once whose stories it has.
    #[error(
        "“{name}” has another publisher than the stories before it, and a JSON Feed has one: convert it alone, or with --to \
         document"
    )]
    OtherPublisher {
        /// The story's name.
        name: String,
    },
    /// A feed has more pages than any.
    #[error("{address}: the feed has more than {limit} pages")]
    Endless {
        /// The page that was not asked for.
        address: String,
        /// The most pages.
        limit: usize,
    },
    /// All stories seem to be gone at once.
    #[error(
        "{path}: no story was found, so none of {count} was taken away; --allow-empty takes all of them away"
    )]
    NoStories {
        /// The folder.
        path: PathBuf,
        /// How many stories it has.
        count: usize,
    },
    /// A story's folder would be another story's file.
    #[error(
        "“{name}” cannot be a story's name: “{part}” is the name of a file that stories are written as"
    )]
    NameOfFile {
        /// The story's name.
        name: String,
        /// The part of it.
        part: String,
    },
    /// The result cannot be written as JSON.
    #[error("the result cannot be written")]
    Write(#[source] serde_json::Error),
    /// A story may not be shown, and the format to write cannot say so.
    #[error("{name}: the story is withheld, which this format has no words for")]
    Withheld {
        /// The story.
        name: String,
    },
    /// Nobody takes the result.
    #[error("the result cannot be written")]
    Output(#[source] io::Error),
    /// A file cannot be written.
    #[error("{path}: cannot be written")]
    WriteFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The system has no place for what asks servers.
    #[error("no requests can be made")]
    Runtime(#[source] io::Error),
    /// There is no story in what was read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The folder for what is rendered cannot be used, or not all of it was written.
    #[error(transparent)]
    Out(#[from] OpenError),
    /// An option of the embed has a value that it does not take.
    #[error("{0}")]
    Option(String),
    /// The service cannot start.
    #[error(transparent)]
    Serve(#[from] ServeError),
}

impl CliError {
    /// The error and what caused it, for people, as one line. Some errors tell their cause themselves.
    pub fn report(&self) -> String {
        let mut text = format!("error: {self}");
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            let said = error.to_string();
            if !text.ends_with(&said) {
                text += ": ";
                text += &said;
            }
            cause = error.source();
        }
        output::plain(&text)
    }

    /// Whether the command itself is wrong, whatever it is about.
    pub fn is_misuse(&self) -> bool {
        match self {
            Self::Option(_) | Self::Folder { .. } => true,
            Self::Serve(error) => error.is_of_command_line(),
            _ => false,
        }
    }

    /// How the command ends: 2 for a command that was wrong, as clap does, and 1 for all else.
    pub fn exit_code(&self) -> ExitCode {
        if self.is_misuse() {
            ExitCode::from(2)
        } else {
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_told_once_and_steers_no_terminal() {
        let cause = || io::Error::other("no\u{1b}[1m room");
        let walk = walkdir::WalkDir::new("/absent").into_iter().next();
        let Some(Err(walk)) = walk else {
            panic!("there is such a folder");
        };
        for (error, words) in [
            (CliError::Output(cause()), "no\u{fffd}[1m room"),
            (
                OpenError::from(crate::prerender::ManifestError::io("a".as_ref())(cause())).into(),
                "no\u{fffd}[1m room",
            ),
            (walk.into(), "/absent"),
        ] {
            let told = error.report();
            assert_eq!(told.matches(words).count(), 1, "{told}");
        }
    }
}
