//! A real Isso for one run, which publishes what it is sent at once.
//!
//! The browser tests start their own, each with the settings that its test is about.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use tempfile::TempDir;

use crate::services::server::Server;
use crate::services::{http, port};

/// A running Isso.
#[derive(Debug)]
pub struct Isso {
    address: String,
    // The order matters: the server ends before its folder goes.
    server: Server,
    _folder: TempDir,
}

impl Isso {
    /// Starts one that lets pages of these origins in, and waits until it answers.
    pub fn start(program: &Path, origins: &[String]) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("isso-").tempdir()?;
        let address = format!("http://127.0.0.1:{}", port::free()?);
        let settings = folder.path().join("isso.cfg");
        let database = folder.path().join("comments.db");
        fs::write(&settings, configuration(&database, &address, origins))?;
        let mut command = Command::new(program);
        command.arg("-c").arg(&settings).env_remove("ISSO_SETTINGS");
        let mut server = Server::start("Isso", &mut command, folder.path().join("isso.log"))?;
        let asked = format!("{address}/config");
        server.wait_until(|| http::status(&asked) == Some(200))?;
        Ok(Self {
            address,
            server,
            _folder: folder,
        })
    }

    /// Its address, without a slash at the end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Fails if it has ended.
    pub fn check(&mut self) -> Result<()> {
        self.server.check()
    }
}

/// Isso's own guard would refuse the third comment in a minute, and the fourth on a story.
fn configuration(database: &Path, address: &str, origins: &[String]) -> String {
    let database = database.display();
    let origins = origins.join("\n    ");
    format!(
        "[general]\ndbpath = {database}\nhost =\n    {origins}\n\
         [server]\nlisten = {address}\npublic-endpoint = {address}\n\
         [guard]\nenabled = false\n"
    )
}
