//! Files that are there as a whole or not at all, whatever ends the command, the machine included.
//!
//! A file is written beside its place first, and takes it when its bytes are on the disk. Waiting for the disk file by
//! file takes a hundred times as long as writing, so many files wait at once where the system can do that ([`sync`]).

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
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
    let written = || {
        let mut file = BufWriter::new(File::create(&beside)?);
        write(&mut file)?;
        file.into_inner()?.sync_all()?;
        fs::rename(&beside, path)
    };
    if let Err(error) = written() {
        // Half a file takes up room on a disk that may be full.
        let _ = unlink(&beside);
        return Err(error);
    }
    // What a folder holds is written with it where folders are files.
    match path.parent().map(File::open) {
        Some(Ok(folder)) if cfg!(unix) => folder.sync_all(),
        _ => Ok(()),
    }
}

/// Writes what somebody has named. A file is written whole or not at all, and a link to it stays; pipes and devices take
/// the bytes as they come.
pub fn write_to(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if !there.is_file() => {
            let mut place = OpenOptions::new().write(true).open(path)?;
            return place.write_all(bytes);
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    write(&target(path), bytes)
}

/// Where a link leads to in the end, though there may be nothing.
fn target(path: &Path) -> PathBuf {
    /// Systems follow no more.
    const LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(to) = fs::read_link(&path) else {
            break;
        };
        path = path
            .parent()
            .map_or_else(|| to.clone(), |folder| folder.join(&to));
    }
    path
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

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_stay_what_they_are() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        symlink("b", path("a")).unwrap();
        symlink(path("c"), path("b")).unwrap();
        for text in ["new", "newer"] {
            write_to(&path("a"), text.as_bytes()).unwrap();
            assert!(path("a").is_symlink() && path("b").is_symlink());
            assert!(!path("c").is_symlink());
            assert_eq!(fs::read_to_string(path("c")).unwrap(), text);
        }
        let pipe = path("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        write_to(&pipe, b"all").unwrap();
        assert_eq!(reader.join().unwrap(), "all");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
        assert!(write_to(folder.path(), b"all").is_err());
    }

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
