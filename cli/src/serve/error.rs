//! Why the service cannot start.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use thiserror::Error;

use super::network::Private;

/// Why the service cannot start.
#[derive(Debug, Error)]
pub enum ServeError {
    /// A source is where none may be.
    #[error("the source {name}")]
    Private {
        /// The source's name.
        name: String,
        /// Where it is.
        source: Private,
    },
    /// Two sources have one name.
    #[error("two sources are called “{0}”; give them names: --source NAME=ADDRESS")]
    SameName(String),
    /// An option names a source that there is not.
    #[error("there is no source called “{0}”")]
    NoSource(String),
    /// A source has a name that is needed for something else.
    #[error("no source can be called “{0}”: other things have this address")]
    TakenName(String),
    /// The address of the service is no folder on the web.
    #[error("“{0}” is no http or https address without query")]
    Public(String),
    /// The client that asks the sources cannot be made.
    #[error("the sources cannot be asked")]
    Client(#[source] reqwest::Error),
    /// The built site cannot be read.
    #[error("{path}: cannot be read")]
    Site {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no loader in the folder, so it is not the built site.
    #[error("{0}: there is no embed.js here; `cargo xtask build` makes the site in dist/")]
    NoLoader(PathBuf),
    /// The built site is larger than any.
    #[error("{path}: larger than {limit} bytes")]
    SiteTooLarge {
        /// The folder.
        path: PathBuf,
        /// The most bytes.
        limit: usize,
    },
    /// The address cannot be listened at.
    #[error("{address}: cannot be listened at")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The system gives no threads, signals or the like.
    #[error("the service cannot start")]
    System(#[source] io::Error),
    /// The threads that render cannot be started.
    #[error("the service cannot start")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl ServeError {
    /// Whether the command was wrong, and nothing else can be.
    pub fn is_of_command_line(&self) -> bool {
        matches!(
            self,
            Self::Private { .. }
                | Self::SameName(_)
                | Self::NoSource(_)
                | Self::TakenName(_)
                | Self::Public(_)
        )
    }
}
