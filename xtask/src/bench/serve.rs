//! How many cached fragments `article-embed serve` answers in a second, with what makes the requests on the same
//! machine; and how many requests fail while the publisher's server is down, which is none.
//!
//! wrk makes the requests, as fast as they are answered. The figures are of this machine, and are not kept.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Context, Result, ensure};

use super::tool::Tool;
use super::wait_until_quiet;
use crate::process;
use crate::services::server::Server;
use crate::services::{http, port};
use crate::setup::packages::{self, LOAD, Package};
use crate::workspace::Workspace;

/// The story that is asked for.
const SAMPLE: &str = "static/stories/prison.json";

/// At least so many in a second on two processors.
const AIM: f64 = 5_000.0;

/// How long is measured, in seconds, and how many connections ask at once.
const SECONDS: u32 = 10;
const CONNECTIONS: u32 = 32;

/// Sets up, measures, and says what was found.
pub fn run(workspace: &Workspace) -> Result<()> {
    let load: Vec<&Package> = LOAD.iter().collect();
    packages::ensure(&load)?;
    let tool = Tool::build(workspace)?;
    let publisher = Publisher::start(fs::read_to_string(workspace.path(SAMPLE))?)?;
    let folder = tempfile::tempdir()?;
    fs::write(
        folder.path().join("embed.js"),
        "// The loader is not measured here.\n",
    )?;
    let address = format!("127.0.0.1:{}", port::free()?);
    let mut command = tool.command("serve");
    command
        .args(["--allow-private-source", "127.0.0.1", "--listen", &address])
        .args(["--public", "https://embed.news.example/"])
        // Short enough that the measured time has many renewals in it.
        .args(["--fresh", "1", "--retry", "1"])
        .args(["--source", &format!("http://{}/{{id}}", publisher.address)])
        .arg("--site")
        .arg(folder.path());
    let log = folder.path().join("log");
    let mut server = Server::start("article-embed serve", &mut command, log)?;
    let url = format!("http://{address}/story/1/fragment.html");
    server.wait_until(|| http::status(&url) == Some(200))?;
    wait_until_quiet();
    let up = Load::measure(&url)?;
    println!("cached fragments: {up}");
    publisher.is_down.store(true, Ordering::Relaxed);
    let down = Load::measure(&url)?;
    println!("while the source is down: {down}");
    server.check()?;
    ensure!(
        up.errors == 0 && down.errors == 0,
        "requests failed; none may"
    );
    if up.per_second < AIM {
        println!("The aim on two processors with nothing else to do is {AIM} a second.");
    }
    Ok(())
}

/// A publisher's server with one story.
struct Publisher {
    address: String,
    is_down: Arc<AtomicBool>,
}

impl Publisher {
    fn start(story: String) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?.to_string();
        let is_down = Arc::new(AtomicBool::new(false));
        let down = Arc::clone(&is_down);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever goes away gets nothing.
                let _ = answer(stream, &story, down.load(Ordering::Relaxed));
            }
        });
        Ok(Self { address, is_down })
    }
}

fn answer(mut stream: TcpStream, story: &str, is_down: bool) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let (status, body) = if is_down {
        ("500 Internal Server Error", "")
    } else {
        ("200 OK", story)
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// What wrk measured.
#[derive(Debug, PartialEq)]
struct Load {
    per_second: f64,
    p99: String,
    errors: u64,
}

impl Load {
    fn measure(url: &str) -> Result<Self> {
        let mut wrk = Command::new("wrk");
        wrk.arg("-t1")
            .arg(format!("-c{CONNECTIONS}"))
            .arg(format!("-d{SECONDS}s"))
            .args([
                "--latency",
                "-H",
                "Accept-Encoding: gzip, deflate, br, zstd",
                url,
            ]);
        let said = process::read(&mut wrk)?;
        Self::read(&said).with_context(|| format!("wrk says something else:\n{said}"))
    }

    fn read(said: &str) -> Option<Self> {
        let after = |start: &str| {
            let mut lines = said.lines();
            lines.find_map(|line| Some(line.trim().strip_prefix(start)?.trim()))
        };
        let refused =
            after("Non-2xx or 3xx responses:").map_or(Some(0), |count| count.parse().ok())?;
        let broken = after("Socket errors:").unwrap_or_default();
        let broken = broken.split(|sign: char| !sign.is_ascii_digit());
        let broken: u64 = broken.filter_map(|count| count.parse::<u64>().ok()).sum();
        Some(Self {
            per_second: after("Requests/sec:")?.parse().ok()?,
            p99: after("99%")?.to_owned(),
            errors: refused + broken,
        })
    }
}

impl std::fmt::Display for Load {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(
            formatter,
            "{:.0} a second, p99 {}, {} errors",
            self.per_second, self.p99, self.errors
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_says_is_read() {
        let said = "Running 10s test @ http://127.0.0.1/\n  1 threads and 32 connections\n  \
            Latency Distribution\n     50%    1.20ms\n     99%    4.51ms\n  81234 requests in 10.00s\n  \
            Socket errors: connect 0, read 2, write 1, timeout 0\n  Non-2xx or 3xx responses: 4\n\
            Requests/sec:   8123.40\nTransfer/sec:     10MB\n";
        let expected = Load {
            per_second: 8123.4,
            p99: "4.51ms".to_owned(),
            errors: 7,
        };
        assert_eq!(Load::read(said), Some(expected));
        assert_eq!(Load::read("unable to connect"), None);
    }
}
