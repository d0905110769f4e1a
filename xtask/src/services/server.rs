//! A started server and its log.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::process::{POLL, ProcessError, Running};

/// How much of a log is shown when something went wrong.
const TAIL: usize = 20;

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server that stops when this goes away.
#[derive(Debug)]
pub struct Server {
    name: &'static str,
    running: Running,
    log: PathBuf,
}

impl Server {
    /// Starts a server that writes into a log file.
    pub fn start(name: &'static str, command: &mut Command, log: PathBuf) -> Result<Self> {
        let file = File::create(&log)?;
        let running = Running::start(command.stdout(file.try_clone()?).stderr(file))?;
        Ok(Self { name, running, log })
    }

    /// Waits until the server is ready; if it never is, its log tells why.
    pub fn wait_until(&mut self, ready: impl Fn() -> bool) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !ready() {
            self.check()?;
            if Instant::now() > deadline {
                return Err(self.failure("does not answer"));
            }
            thread::sleep(POLL);
        }
        Ok(())
    }

    /// Fails if the server has ended, with the reason that its log has.
    pub fn check(&mut self) -> Result<()> {
        match self.running.check() {
            Ok(()) => Ok(()),
            Err(error @ ProcessError::Interrupted) => Err(error.into()),
            Err(error) => Err(self.failure(&format!("ended early: {error}"))),
        }
    }

    fn failure(&self, what: &str) -> anyhow::Error {
        anyhow!("{} {what}\n{}", self.name, tail(&self.log))
    }
}

/// The end of a log.
pub fn tail(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_server_that_ends_early_is_told_with_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "echo the port is taken; exit 3"]);
        let mut server =
            Server::start("The server", &mut command, folder.path().join("log")).unwrap();
        let error = server.wait_until(|| false).unwrap_err().to_string();
        assert!(
            error.contains("ended early") && error.contains("the port is taken"),
            "{error}"
        );
    }

    #[test]
    fn only_the_end_of_a_log_is_shown() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let lines: Vec<_> = (1..=100).map(|line| line.to_string()).collect();
        fs::write(&log, lines.join("\n")).unwrap();
        let tail = tail(&log);
        assert!(
            tail.starts_with("81\n") && tail.ends_with("\n100"),
            "{tail}"
        );
    }
}
