//! `cargo xtask preview`: the preview page, served and reloaded at every change.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use anyhow::{Result, bail};
use clap::Args;

use crate::interrupt;
use crate::process::{POLL, Running};
use crate::services::http;
use crate::setup;
use crate::workspace::Workspace;

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Open the page in a browser
    #[arg(long)]
    open: bool,
}

/// Serves until Ctrl-C.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let port = options.port;
    check_port(port)?;
    let tools = setup::preview_tools(workspace)?;
    let mut trunk = tools.trunk(workspace)?;
    trunk.args([
        "serve",
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
    ]);
    if options.open {
        trunk.arg("--open");
    }
    let mut server = Running::start(&mut trunk)?;
    let page = format!("http://127.0.0.1:{port}/");
    // The loader is the last file that a build makes, so it tells a good build from a failed one.
    let loader = format!("{page}embed.js");
    let mut announced = false;
    while !interrupt::requested() {
        server.check()?;
        if !announced && http::status(&loader) == Some(200) {
            eprintln!("\nThe preview is at {page} (Ctrl-C ends it)\n");
            announced = true;
        }
        thread::sleep(POLL * if announced { 1 } else { 8 });
    }
    Ok(())
}

fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "port {port} is taken by another program; choose another one: cargo xtask preview \
             --port {}",
            port.checked_add(1).unwrap_or(8080)
        ),
        Err(error) => bail!("port {port} cannot be used: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_said() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = check_port(port).unwrap_err().to_string();
        assert!(error.contains(&format!("port {port} is taken")), "{error}");
    }
}
