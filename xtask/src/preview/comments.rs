//! A real comment engine beside the preview page, for as long as the preview runs.
//!
//! How each is run is for `services`; this file knows what a page needs to be told about it.

use anyhow::Result;
use clap::ValueEnum;

use crate::services::isso::Isso;
use crate::services::wordpress::{self, WordPress};
use crate::setup;
use crate::setup::packages::{self, COMMENT_SERVER, PUBLISHER};

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Isso, which publishes at once
    Isso,
    /// WordPress, which holds comments for its editor
    #[value(name = "wordpress")]
    WordPress,
}

/// An engine that runs.
#[derive(Debug)]
pub struct Comments {
    /// The page's query, which names the engine and its address.
    pub query: String,
    /// What whoever tries it should know, besides.
    pub advice: String,
    running: Running,
}

#[derive(Debug)]
enum Running {
    Isso(Isso),
    WordPress(WordPress),
}

impl Engine {
    /// Gets what the engine needs, starts it and waits until it answers pages on this port.
    pub fn start(self, port: u16) -> Result<Comments> {
        match self {
            Self::Isso => isso(port),
            Self::WordPress => wordpress(),
        }
    }
}

impl Comments {
    /// Fails if the engine has ended.
    pub fn check(&mut self) -> Result<()> {
        match &mut self.running {
            Running::Isso(isso) => isso.check(),
            Running::WordPress(wordpress) => wordpress.check(),
        }
    }
}

fn isso(port: u16) -> Result<Comments> {
    let wanted: Vec<_> = COMMENT_SERVER.iter().collect();
    packages::ensure(&wanted)?;
    let program = setup::isso::ensure()?;
    // People type either name, and to Isso they are two sites.
    let origins = ["127.0.0.1", "localhost"].map(|name| format!("http://{name}:{port}"));
    let isso = Isso::start(&program, &origins)?;
    Ok(Comments {
        query: query("isso", &format!("{}/", isso.address())),
        advice: format!(
            "Comments go to a temporary Isso at {}/ and are gone when the preview ends.",
            isso.address()
        ),
        running: Running::Isso(isso),
    })
}

fn wordpress() -> Result<Comments> {
    let wanted: Vec<_> = PUBLISHER.iter().collect();
    packages::ensure(&wanted)?;
    let wordpress = WordPress::start()?;
    let post = wordpress.publish()?;
    let address = wordpress.address();
    let comments = format!("{address}/wp-json/wp/v2/comments?post={}", post.id);
    Ok(Comments {
        query: query("wordpress", &comments),
        advice: format!(
            "Comments go to a temporary WordPress and are gone when the preview ends. Let them \
             through at {address}/wp-admin/edit-comments.php (name {}, password {}).",
            wordpress::USER,
            post.password
        ),
        running: Running::WordPress(wordpress),
    })
}

/// The query that `static/preview/preview.js` reads.
fn query(engine: &str, address: &str) -> String {
    format!("?comments={engine}&comments-url={}", encoded(address))
}

/// An address as a value in a query.
fn encoded(address: &str) -> String {
    use std::fmt::Write as _;

    let mut encoded = String::new();
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_query_is_one_value() {
        assert_eq!(
            query("wordpress", "http://127.0.0.1:81/comments?post=4&page=2"),
            "?comments=wordpress&comments-url=http://127.0.0.1:81/comments%3Fpost%3D4%26page%3D2"
        );
    }
}
