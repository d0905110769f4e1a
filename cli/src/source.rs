//! Where a story comes from, as it is named on the command line.

use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the JSON of a story or feed is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is piped in.
    Input,
    /// It is at an http or https address.
    Address(String),
    /// It is in a file, or in the files of a folder.
    Path(PathBuf),
}

impl Source {
    /// The address, if it is one.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Address(address) => Some(address),
            Self::Input | Self::Path(_) => None,
        }
    }
}

impl FromStr for Source {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        let is_address = name.starts_with("https://") || name.starts_with("http://");
        Ok(match name {
            "-" => Self::Input,
            _ if is_address => Self::Address(name.to_owned()),
            _ => Self::Path(name.into()),
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Input => formatter.write_str("-"),
            Self::Address(address) => formatter.write_str(address),
            Self::Path(path) => path.display().fmt(formatter),
        }
    }
}
