//! Takes a part out of a program, to be fetched when it is needed:
//! `split-program PROGRAM PART ENTRY MODULE…` rewrites the first file and writes the second.
//!
//! The part gets the functions of the named modules and all that only these call. `ENTRY` is the one
//! function through which the rest of the program goes into them; it must not be called before the
//! part has been instantiated with the program's exports. The two share memory, tables and globals:
//! what the part calls of the program is exported, and the program calls the part through its table.
//!
//! `program` reads, `choice` decides which functions go, `first` and `second` write the halves, which meet
//! at the `border`.

mod border;
mod choice;
mod first;
mod program;
mod second;

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};

use self::choice::Choice;
use self::program::Program;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let [program, part, entry, modules @ ..] = &arguments[..] else {
        bail!("say `split-program PROGRAM PART ENTRY MODULE…`");
    };
    let (program, part) = (PathBuf::from(program), PathBuf::from(part));
    let text = |argument: &OsString| argument.to_string_lossy().into_owned();
    let modules: Vec<String> = modules.iter().map(text).collect();
    let bytes =
        fs::read(&program).with_context(|| format!("{} cannot be read", program.display()))?;
    let (first, second) = split(&bytes, &text(entry), &modules)?;
    for (path, bytes) in [(program, first), (part, second)] {
        fs::write(&path, bytes).with_context(|| format!("{} is not written", path.display()))?;
    }
    Ok(())
}

/// The program without the part, and the part.
fn split(bytes: &[u8], entry: &str, modules: &[String]) -> Result<(Vec<u8>, Vec<u8>)> {
    let program = Program::read(bytes)?;
    let named = program.named(entry);
    ensure!(
        named.len() == 1,
        "{} functions are named {entry}",
        named.len()
    );
    let choice = Choice::of(&program, named[0], modules);
    let first = first::write(&program, &choice)?;
    let second = second::write(&program, &choice)?;
    Ok((first, second))
}

#[cfg(test)]
mod tests;
