//! All that can go wrong, and how the command ends then.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use article_embed::embed::load_error::LoadError;
use thiserror::Error;

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
    /// An answer is larger than any story.
    #[error("{from}: larger than {limit} bytes")]
    TooLarge {
        /// Where it is.
        from: Source,
        /// The most bytes that are read.
        limit: u64,
    },
    /// There is no story in what was read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// An option of the embed has a value that it does not take.
    #[error("{0}")]
    Option(String),
    /// The service cannot start.
    #[error(transparent)]
    Serve(#[from] ServeError),
}

impl CliError {
    /// The error and what caused it, for people.
    pub fn report(&self) -> String {
        let mut text = format!("error: {self}");
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text += &format!(": {error}");
            cause = error.source();
        }
        text
    }

    /// How the command ends: 2 for a command that was wrong, as clap does, and 1 for all else.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Option(_) => ExitCode::from(2),
            Self::Serve(error) if error.is_of_command_line() => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}
