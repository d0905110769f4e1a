//! Files that are there as a whole or not at all, whatever ends the command, the machine included.
//!
//! A file is written beside its place first, and takes it when its bytes are on the disk. Waiting for the disk file by
//! file takes a hundred times as long as writing, so many files wait at once where the system can do that ([`sync`]).

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes one file.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_by(path, |file| file.write_all(bytes))
}

/// Writes one file piece by piece.
pub fn write_by(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let beside = beside(path);
    let mut file = BufWriter::new(File::create(&beside)?);
    write(&mut file)?;
    file.into_inner()?.sync_all()?;
    fs::rename(&beside, path)?;
    // What a folder holds is written with it where folders are files.
    match path.parent().map(File::open) {
        Some(Ok(folder)) if cfg!(unix) => folder.sync_all(),
        _ => Ok(()),
    }
}

/// Writes the bytes of a file beside its place. They take it by [`settle`], once [`sync`] was called.
pub fn stage(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(beside(path))?;
    file.write_all(bytes)?;
    if cfg!(target_os = "linux") {
        Ok(())
    } else {
        file.sync_all()
    }
}

/// Waits until all that was written below a folder is on the disk.
#[cfg(target_os = "linux")]
pub fn sync(folder: &Path) -> io::Result<()> {
    let folder = File::open(folder)?;
    Ok(rustix::fs::syncfs(&folder)?)
}

/// Elsewhere each file was waited for.
#[cfg(not(target_os = "linux"))]
pub fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives a staged file its place.
pub fn settle(path: &Path) -> io::Result<()> {
    fs::rename(beside(path), path)
}

/// Takes a file away, and what may have been staged for it. There may be neither.
pub fn remove(path: &Path) -> io::Result<()> {
    unlink(path)?;
    unstage(path)
}

/// Takes away what a run that was killed may have staged for a file. There may be nothing.
pub fn unstage(path: &Path) -> io::Result<()> {
    unlink(&beside(path))
}

fn unlink(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Where a file is written first. Nobody mistakes what begins with a point for a page.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_staged_file_is_not_there_until_it_settles() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        write(&path, b"old").unwrap();
        stage(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        sync(folder.path()).unwrap();
        settle(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        stage(&path, b"newer").unwrap();
        remove(&path).unwrap();
        remove(&path).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
