//! ChromeDriver, which starts and steers browsers for whoever asks it over WebDriver.

use std::process::Command;

use anyhow::Result;
use tempfile::TempDir;

use crate::services::server::Server;
use crate::services::{http, port};
use crate::setup::programs;

/// A running ChromeDriver.
#[derive(Debug)]
pub struct ChromeDriver {
    address: String,
    // The order matters: the server ends before its folder goes.
    _server: Server,
    _folder: TempDir,
}

impl ChromeDriver {
    /// Starts one and waits until it takes sessions.
    pub fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = port::free()?;
        let address = format!("http://127.0.0.1:{port}");
        let mut command = Command::new(programs::chromedriver()?);
        // Browsers leave profiles in the folder for temporary files.
        command
            .arg(format!("--port={port}"))
            .env("TMPDIR", folder.path());
        let mut server = Server::start(
            "ChromeDriver",
            &mut command,
            folder.path().join("chromedriver.log"),
        )?;
        let status = format!("{address}/status");
        server.wait_until(|| http::status(&status) == Some(200))?;
        Ok(Self {
            address,
            _server: server,
            _folder: folder,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }
}
