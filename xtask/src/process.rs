//! Starts other programs, waits for them and stops them together with what they started.
//!
//! Which programs, and what their failure means, is for the callers to know.

use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

use crate::interrupt;

/// How often a waiting loop looks again.
pub const POLL: Duration = Duration::from_millis(25);

/// How long a program may take to stop before it is killed.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a program did not do its work.
#[derive(Debug, Error)]
pub enum ProcessError {
    /// It could not even be started.
    #[error("{program} cannot be started")]
    NotStarted {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// It ended with a failure.
    #[error("{program} failed ({status})")]
    Failed {
        /// The program.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// Ctrl-C came while it was running.
    #[error("interrupted")]
    Interrupted,
}

/// Runs a program to its end; its output is the user's to see.
pub fn run(command: &mut Command) -> Result<(), ProcessError> {
    Running::start(command)?.wait()
}

/// Runs a program to its end and returns what it printed.
pub fn read(command: &mut Command) -> Result<String, ProcessError> {
    let program = name(command);
    let output =
        command
            .stdin(Stdio::null())
            .output()
            .map_err(|source| ProcessError::NotStarted {
                program: program.clone(),
                source,
            })?;
    if !output.status.success() {
        return Err(ProcessError::Failed {
            program,
            status: output.status,
        });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A running program, stopped with everything it started when this goes away.
#[derive(Debug)]
pub struct Running {
    program: String,
    child: Child,
}

impl Running {
    /// Starts a program in a process group of its own.
    pub fn start(command: &mut Command) -> Result<Self, ProcessError> {
        let program = name(command);
        // A group of its own can be stopped as a whole, and Ctrl-C reaches it only through us.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child =
            command
                .stdin(Stdio::null())
                .spawn()
                .map_err(|source| ProcessError::NotStarted {
                    program: program.clone(),
                    source,
                })?;
        Ok(Self { program, child })
    }

    /// Fails if the program has ended or Ctrl-C came.
    pub fn check(&mut self) -> Result<(), ProcessError> {
        if interrupt::requested() {
            return Err(ProcessError::Interrupted);
        }
        match self.status()? {
            Some(status) => Err(ProcessError::Failed {
                program: self.program.clone(),
                status,
            }),
            None => Ok(()),
        }
    }

    /// Waits for a good end; Ctrl-C ends the waiting, and then the program.
    pub fn wait(mut self) -> Result<(), ProcessError> {
        loop {
            match self.check() {
                Ok(()) => thread::sleep(POLL),
                Err(ProcessError::Failed { status, .. }) if status.success() => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    fn status(&mut self) -> Result<Option<ExitStatus>, ProcessError> {
        self.child
            .try_wait()
            .map_err(|source| ProcessError::NotStarted {
                program: self.program.clone(),
                source,
            })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.status(), Ok(None)) {
            return;
        }
        ask_to_stop(&mut self.child);
        let deadline = Instant::now() + PATIENCE;
        while matches!(self.status(), Ok(None)) && Instant::now() < deadline {
            thread::sleep(POLL);
        }
        // What it started may outlive it: a browser its driver, a compiler its Cargo.
        kill(&mut self.child);
        // There is nobody to tell if even this fails.
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
fn signal_group(child: &Child, signal: nix::sys::signal::Signal) {
    if let Ok(id) = i32::try_from(child.id()) {
        // The group may have ended just now, which is what was wanted.
        let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(id), signal);
    }
}

#[cfg(unix)]
fn ask_to_stop(child: &mut Child) {
    signal_group(child, nix::sys::signal::Signal::SIGTERM);
}

#[cfg(unix)]
fn kill(child: &mut Child) {
    signal_group(child, nix::sys::signal::Signal::SIGKILL);
}

#[cfg(not(unix))]
fn ask_to_stop(child: &mut Child) {
    kill(child);
}

#[cfg(not(unix))]
fn kill(child: &mut Child) {
    let _ = child.kill();
}

/// What people call a program: not where it lies.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_program() {
        let error = run(Command::new("cargo")
            .args(["--no-such-flag"])
            .stderr(Stdio::null()));
        assert!(error.unwrap_err().to_string().starts_with("cargo failed"));
    }

    #[test]
    fn a_missing_program_is_told_from_a_failing_one() {
        let error = read(&mut Command::new("no-such-program-anywhere")).unwrap_err();
        assert!(matches!(error, ProcessError::NotStarted { .. }));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_program_started_stops_with_it() {
        use nix::sys::signal::killpg;
        use nix::unistd::Pid;

        let mut shell = Command::new("sh");
        let running = Running::start(shell.args(["-c", "sleep 600 & wait"])).unwrap();
        let group = Pid::from_raw(i32::try_from(running.child.id()).unwrap());
        assert!(killpg(group, None).is_ok());
        drop(running);
        let deadline = Instant::now() + PATIENCE;
        while killpg(group, None).is_ok() {
            assert!(Instant::now() < deadline, "the group is still alive");
            thread::sleep(POLL);
        }
    }
}
