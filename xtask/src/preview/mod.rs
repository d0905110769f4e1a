//! `cargo xtask preview`: the preview page, served and reloaded at every change.
//!
//! `comments` has the comment engines that can be run beside it.

mod comments;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use anyhow::{Context, Result, bail};
use clap::Args;

use self::comments::{Comments, Engine};
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
    // Trunk opens the page without the query that names the engine.
    #[arg(long, conflicts_with = "comments")]
    open: bool,
    /// Run a real comment engine too, for as long as the preview runs
    #[arg(long, value_enum, value_name = "ENGINE")]
    comments: Option<Engine>,
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
    let engine = options.comments;
    let mut comments = engine.map(|engine| engine.start(port)).transpose()?;
    let page = format!("http://127.0.0.1:{port}/");
    if options.open {
        trunk.arg("--open");
    }
    let mut server = Running::start(&mut trunk)?;
    // The loader is the last file that a build makes, so it tells a good build from a failed one.
    let loader = format!("{page}embed.js");
    let mut announced = false;
    while !interrupt::requested() {
        server.check()?;
        if let Some(comments) = &mut comments {
            comments
                .check()
                .context("the comment engine ended, and the preview with it")?;
        }
        if !announced && http::status(&loader) == Some(200) {
            announce(&page, comments.as_ref());
            announced = true;
        }
        thread::sleep(POLL * if announced { 1 } else { 8 });
    }
    Ok(())
}

fn announce(page: &str, comments: Option<&Comments>) {
    let query = comments.map_or("", |comments| &comments.query);
    eprintln!("\nThe preview is at {page}{query} (Ctrl-C ends it)");
    if let Some(Comments { advice, .. }) = comments {
        eprintln!("{advice}");
    }
    eprintln!();
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
