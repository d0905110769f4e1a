//! Chromium without a window, which listens for the `DevTools` protocol.

use std::cell::RefCell;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::services::server::Server;
use crate::setup::programs;

/// How a browser runs where nobody looks, asks nobody for anything, and never slows pages down by itself.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Parts of windows that nobody sees would be drawn ahead for each new tab.
    "--disable-features=PreloadTopChromeWebUI,Translate,MediaRouter,OptimizationHints",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--host-resolver-rules=MAP * ~NOTFOUND,EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
];

/// A running browser with a fresh profile.
#[derive(Debug)]
pub struct Chromium {
    address: String,
    // The order matters: the browser ends before its folder goes.
    _server: Server,
    _folder: TempDir,
}

impl Chromium {
    /// Starts one and waits until it can be steered.
    pub fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let profile = folder.path().join("profile");
        let mut command = Command::new(programs::chromium()?);
        command
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .env("TMPDIR", folder.path());
        let log = folder.path().join("chromium.log");
        let mut server = Server::start("Chromium", &mut command, log)?;
        // The browser writes there which port it has taken, and a path that only it knows.
        let file = profile.join("DevToolsActivePort");
        let address = RefCell::new(None);
        server.wait_until(|| {
            let written = fs::read_to_string(&file).unwrap_or_default();
            *address.borrow_mut() = address_in(&written);
            address.borrow().is_some()
        })?;
        Ok(Self {
            address: address
                .into_inner()
                .context("Chromium does not say where it listens")?,
            _server: server,
            _folder: folder,
        })
    }

    /// The address of the protocol's socket.
    pub fn address(&self) -> &str {
        &self.address
    }
}

fn address_in(written: &str) -> Option<String> {
    let (port, path) = written.split_once('\n')?;
    let (port, path) = (port.trim(), path.trim());
    (!path.is_empty()).then(|| format!("ws://127.0.0.1:{port}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_once_it_is_whole() {
        assert_eq!(address_in(""), None);
        assert_eq!(address_in("39201\n"), None);
        let whole = "39201\n/devtools/browser/0c2f";
        let address = address_in(whole);
        assert_eq!(
            address.as_deref(),
            Some("ws://127.0.0.1:39201/devtools/browser/0c2f")
        );
    }
}
