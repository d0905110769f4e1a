//! Files in memory, served as a publisher's or partner's server would: compressed by brotli beforehand,
//! cached as told, shared with every origin.
//!
//! Each answer is written in one piece and without delay, so that the time it takes is the browser's.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

/// A request's head is not longer than this.
const HEAD: usize = 16 * 1024;

/// How long a browser may keep a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cache {
    /// For ever: its name is made from its bytes.
    Immutable,
    /// For a while: its name stays, and its bytes change with releases.
    Short,
    /// It asks each time whether there is another.
    Ask,
    /// Not at all.
    Never,
}

impl Cache {
    fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Short => "public, max-age=300",
            Self::Ask => "no-cache",
            Self::Never => "no-store",
        }
    }
}

/// A file as it travels.
#[derive(Debug)]
pub struct File {
    kind: &'static str,
    cache: Cache,
    tag: String,
    headers: String,
    body: Vec<u8>,
}

impl File {
    /// Compresses a file.
    pub fn new(name: &str, bytes: &[u8], cache: Cache) -> Result<Self> {
        let parameters = BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            size_hint: bytes.len(),
            ..BrotliEncoderParams::default()
        };
        let mut body = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut body, &parameters)?;
        let mut tag = String::from('"');
        for byte in Sha256::digest(bytes).iter().take(8) {
            write!(tag, "{byte:02x}")?;
        }
        tag.push('"');
        Ok(Self {
            kind: kind(name),
            cache,
            tag,
            headers: String::new(),
            body,
        })
    }

    /// The same with more headers, each a line.
    pub fn with_headers(mut self, headers: &str) -> Self {
        headers.clone_into(&mut self.headers);
        self
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "text/html; charset=utf-8",
    }
}

/// The files of an origin by path.
pub type Files = HashMap<String, File>;

/// An origin that has its address and no files yet.
#[derive(Debug)]
pub struct Origin {
    listener: TcpListener,
    address: String,
}

impl Origin {
    /// Takes a free port.
    pub fn take() -> Result<Self> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("this machine has no free port")?;
        let port = listener.local_addr()?.port();
        Ok(Self {
            listener,
            address: format!("http://127.0.0.1:{port}"),
        })
    }

    /// The address without a slash at its end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Serves until this program ends.
    pub fn serve(self, files: Files) {
        let files = Arc::new(files);
        thread::spawn(move || {
            for stream in self.listener.incoming().flatten() {
                let files = Arc::clone(&files);
                // A browser that goes away in the middle is nobody's fault.
                thread::spawn(move || converse(stream, &files).ok());
            }
        });
    }
}

/// Answers one connection's requests until it closes.
fn converse(mut stream: TcpStream, files: &Files) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        while let Some(end) = read.windows(4).position(|end| end == b"\r\n\r\n") {
            let head: Vec<u8> = read.drain(..end + 4).collect();
            stream.write_all(&answer(&head, files))?;
        }
        let count = stream.read(&mut buffer)?;
        if count == 0 || read.len() > HEAD {
            return Ok(());
        }
        read.extend_from_slice(buffer.get(..count).unwrap_or_default());
    }
}

/// The whole answer to a request.
fn answer(head: &[u8], files: &Files) -> Vec<u8> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    let path = match request.parse(head) {
        Ok(_) => request.path.unwrap_or_default(),
        Err(_) => return bare("400 Bad Request"),
    };
    let path = path.split('?').next().unwrap_or_default();
    let Some(file) = files.get(path) else {
        return bare("404 Not Found");
    };
    let known = request.headers.iter().find(|header| {
        header.name.eq_ignore_ascii_case("If-None-Match") && header.value == file.tag.as_bytes()
    });
    let File {
        kind,
        cache,
        tag,
        headers,
        body,
    } = file;
    let common = format!(
        "Cache-Control: {}\r\nETag: {tag}\r\nVary: Accept-Encoding\r\n{SHARED}{headers}",
        cache.header()
    );
    if known.is_some() {
        return format!("HTTP/1.1 304 Not Modified\r\n{common}\r\n").into_bytes();
    }
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Encoding: br\r\n\
         Content-Length: {length}\r\n{common}\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// What lets other origins have a file.
const SHARED: &str = "Access-Control-Allow-Origin: *\r\nTiming-Allow-Origin: *\r\n";

fn bare(status: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n{SHARED}\r\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        let file = File::new("/story.json", b"{}", Cache::Ask).unwrap();
        HashMap::from([("/story.json".to_owned(), file)])
    }

    fn asked(head: &str) -> String {
        let answer = answer(head.as_bytes(), &files());
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[test]
    fn a_file_travels_compressed_and_shared() {
        let answer = asked("GET /story.json?_embed HTTP/1.1\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        for header in [
            "Content-Type: application/json",
            "Content-Encoding: br",
            "Cache-Control: no-cache",
            "Access-Control-Allow-Origin: *",
        ] {
            assert!(answer.contains(header), "{answer}");
        }
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let tag = files().remove("/story.json").unwrap().tag;
        let answer = asked(&format!(
            "GET /story.json HTTP/1.1\r\nif-none-match: {tag}\r\n\r\n"
        ));
        assert!(answer.starts_with("HTTP/1.1 304"), "{answer}");
    }

    #[test]
    fn what_is_not_there_is_said() {
        assert!(asked("GET /other HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
        assert!(asked("nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
    }
}
