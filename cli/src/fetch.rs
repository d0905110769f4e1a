//! Gets what a source names: a file, the input, or a server's answer.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use reqwest::header::HeaderMap;

use crate::error::CliError;
use crate::source::Source;

/// No story is larger, in bytes.
pub const LIMIT: u64 = 32 * 1024 * 1024;

/// How long a server may take for its whole answer: as long as the loader waits.
const PATIENCE: Duration = Duration::from_secs(15);

/// More redirects are a circle.
const REDIRECTS: usize = 10;

/// An answer to the question for a story.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status; 200 for a file.
    pub status: u16,
    /// Where the answer came from after redirects; empty for a file that has no address.
    pub address: String,
    /// What the server says of it; nothing for a file.
    pub headers: HeaderMap,
    /// The text, whatever it is.
    pub body: String,
}

/// Asks servers.
#[derive(Clone, Debug)]
pub struct Client(reqwest::Client);

impl Client {
    /// A client that follows redirects.
    pub fn new() -> Result<Self, CliError> {
        let client = builder()
            .redirect(reqwest::redirect::Policy::limited(REDIRECTS))
            .build();
        client.map(Self).map_err(CliError::Client)
    }

    /// What a server answers to a request for `address`, with these headers.
    pub async fn get(&self, address: &str, headers: HeaderMap) -> Result<Answer, CliError> {
        let failed = |source| CliError::NoAnswer {
            address: address.to_owned(),
            source,
        };
        let mut response = (self.0.get(address).headers(headers).send().await).map_err(failed)?;
        let mut answer = Answer {
            status: response.status().as_u16(),
            address: response.url().to_string(),
            headers: response.headers().clone(),
            body: String::new(),
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() as u64 > LIMIT {
                return Err(CliError::TooLarge {
                    from: Source::Address(address.to_owned()),
                    limit: LIMIT,
                });
            }
        }
        answer.body = text(&bytes);
        Ok(answer)
    }
}

/// What all clients have in common.
pub fn builder() -> reqwest::ClientBuilder {
    // A second client finds it installed.
    let _ =
        rustls::crypto::CryptoProvider::install_default(rustls::crypto::ring::default_provider());
    reqwest::Client::builder()
        .user_agent(concat!("article-embed/", env!("CARGO_PKG_VERSION")))
        .timeout(PATIENCE)
}

/// The text of a file, which stands in for the answer of the server at `address`.
pub fn read_file(path: &Path, address: &str) -> Result<Answer, CliError> {
    let failed = |source| CliError::Read {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(failed)?;
    let bytes = read(file, &Source::Path(path.to_owned()), failed)?;
    Ok(answer_of(&bytes, address))
}

/// What is piped in.
pub fn read_input(address: &str) -> Result<Answer, CliError> {
    let bytes = read(io::stdin().lock(), &Source::Input, CliError::Input)?;
    Ok(answer_of(&bytes, address))
}

fn answer_of(bytes: &[u8], address: &str) -> Answer {
    Answer {
        status: 200,
        address: address.to_owned(),
        headers: HeaderMap::new(),
        body: text(bytes),
    }
}

fn read(
    reader: impl Read,
    from: &Source,
    failed: impl Fn(io::Error) -> CliError,
) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    let read = reader.take(LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        return Err(CliError::TooLarge {
            from: from.clone(),
            limit: LIMIT,
        });
    }
    Ok(bytes)
}

/// Bytes as browsers decode them: UTF-8, without its mark.
fn text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}
