//! A MariaDB for one run: a fresh data folder, a socket, no network, no password.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::services::server::{Server, tail};
use crate::setup::programs;

/// Whom Debian's package made for running the server; it refuses to run as the administrator.
const SERVICE_USER: &str = "mysql";

/// A running MariaDB.
#[derive(Debug)]
pub struct MariaDb {
    socket: PathBuf,
    server: Server,
}

impl MariaDb {
    /// Starts one in a folder that exists and is for nothing else.
    pub fn start(folder: &Path) -> Result<Self> {
        let data = format!("--datadir={}", folder.join("data").display());
        let socket = folder.join("socket");
        let user = service_user(folder)?;

        let log = folder.join("install.log");
        let file = std::fs::File::create(&log)?;
        process::run(
            Command::new(programs::program("mariadb-install-db")?)
                .args(["--no-defaults", "--auth-root-authentication-method=normal"])
                .args(["--skip-test-db", &data])
                .args(&user)
                .stdout(file.try_clone()?)
                .stderr(file),
        )
        .with_context(|| format!("the database cannot be made\n{}", tail(&log)))?;

        let mut command = Command::new(programs::program("mariadbd")?);
        command
            .args(["--no-defaults", "--skip-networking", &data])
            .args(&user)
            .arg(format!("--socket={}", socket.display()))
            .arg(format!("--pid-file={}", folder.join("pid").display()))
            // Nothing here has to outlive a power cut.
            .args([
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-doublewrite=0",
            ]);
        let mut server = Server::start("MariaDB", &mut command, folder.join("mariadb.log"))?;
        server.wait_until(|| accepts(&socket))?;
        Ok(Self { socket, server })
    }

    /// Where it listens.
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// Fails if it has ended.
    pub fn check(&mut self) -> Result<()> {
        self.server.check()
    }
}

#[cfg(unix)]
fn accepts(socket: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

#[cfg(not(unix))]
fn accepts(_socket: &Path) -> bool {
    false
}

/// Gives the folder to the service's user if this runs as the administrator.
#[cfg(unix)]
fn service_user(folder: &Path) -> Result<Option<String>> {
    if !programs::is_root() {
        return Ok(None);
    }
    let user = nix::unistd::User::from_name(SERVICE_USER)?
        .with_context(|| format!("there is no user {SERVICE_USER}"))?;
    std::os::unix::fs::chown(folder, Some(user.uid.as_raw()), Some(user.gid.as_raw()))?;
    Ok(Some(format!("--user={SERVICE_USER}")))
}

#[cfg(not(unix))]
fn service_user(_folder: &Path) -> Result<Option<String>> {
    anyhow::bail!("{SERVICE_USER} needs a socket, which this system does not have")
}
