//! The folder that stories are written into: locked for one run, with a journal of what is in it.
//!
//! Whoever renders hands a story's files over ([`Folder::stage`]); one thread ([`Folder::settle`]) waits for the disk
//! and gives them their places, for as many stories at once as have come meanwhile. That a story is done is noted when
//! its files are known to be in their places on the disk.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::atomic;

use super::manifest::{Manifest, ManifestError};
use super::record::Record;

/// The name of the file that one run at a time has locked.
const LOCK: &str = ".article-embed.lock";

/// A folder of stories.
pub struct Folder {
    root: PathBuf,
    manifest: Mutex<Manifest>,
    /// Locked for as long as it is open.
    _lock: File,
}

/// A story whose files are written beside their places.
#[derive(Debug)]
pub struct Staged {
    name: String,
    key: String,
    made: String,
    sizes: BTreeMap<String, u64>,
    /// The files that changed.
    changed: Vec<String>,
    /// Files from before that are to go.
    former: Vec<String>,
}

/// Why a folder cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another run is at work there.
    #[error("{}: another run is writing there", .0.display())]
    Locked(PathBuf),
    /// It cannot be used.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

impl Folder {
    /// Opens a folder, which is made where there is none.
    pub fn open(root: &Path) -> Result<Self, OpenError> {
        let failed = ManifestError::io(root);
        fs::create_dir_all(root).map_err(&failed)?;
        let path = root.join(LOCK);
        // Nothing is put into a folder of others, no lock either.
        let is_new = !path.exists();
        if is_new {
            super::manifest::require_ours(root)?;
        }
        let lock = OpenOptions::new().create(true).append(true).open(&path);
        let lock = lock.map_err(ManifestError::io(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OpenError::Locked(root.to_owned())),
            Err(TryLockError::Error(error)) => return Err(failed(error).into()),
        }
        Ok(Self {
            root: root.to_owned(),
            manifest: Mutex::new(Manifest::open(root)?),
            _lock: lock,
        })
    }

    fn manifest(&self) -> MutexGuard<'_, Manifest> {
        // What a thread that ended badly has left is what a killed run would have.
        self.manifest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of a story.
    pub fn record(&self, name: &str) -> Option<Record> {
        self.manifest().get(name).cloned()
    }

    /// Takes note that a story is among those of this run, or may be.
    pub fn want(&self, name: &str) {
        self.manifest().want(name);
    }

    /// The names of the stories of which this is so.
    pub fn names(&self, is_so: impl Fn(&str, &Record) -> bool) -> Vec<String> {
        let manifest = self.manifest();
        let stories = manifest.stories();
        let stories = stories.filter(|(name, record)| is_so(name, record));
        stories.map(|(name, _)| name.clone()).collect()
    }

    /// Whether all files of a story are there.
    pub fn has_all(&self, name: &str, record: &Record) -> bool {
        record.files.iter().all(|(file, size)| {
            let metadata = fs::metadata(self.path(name, file));
            metadata.is_ok_and(|metadata| metadata.is_file() && metadata.len() == size)
        })
    }

    /// Writes a story's files beside their places. Those that are there with the same bytes are left alone.
    pub fn stage(
        &self,
        name: &str,
        key: String,
        made: String,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Staged, ManifestError> {
        let names: Vec<_> = files.keys().cloned().collect();
        let former = self.manifest().begin(name, &names)?;
        let folder = self.root.join(name);
        fs::create_dir_all(&folder).map_err(ManifestError::io(&folder))?;
        let mut changed = Vec::new();
        let mut sizes = BTreeMap::new();
        for (file, bytes) in files {
            let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            sizes.insert(file.clone(), size);
            let path = self.path(name, file);
            let is_there = fs::metadata(&path).is_ok_and(|metadata| metadata.len() == size)
                && fs::read(&path).is_ok_and(|before| before == *bytes);
            if is_there {
                atomic::unstage(&path).map_err(ManifestError::io(&path))?;
            } else {
                atomic::stage(&path, bytes).map_err(ManifestError::io(&path))?;
                changed.push(file.clone());
            }
        }
        Ok(Staged {
            name: name.to_owned(),
            key,
            made,
            sizes,
            changed,
            former,
        })
    }

    /// Gives staged files their places until no more stories come. Tells of each story when it is done or failed.
    pub fn settle(
        &self,
        stories: &Receiver<Staged>,
        mut tell: impl FnMut(String, Result<(), ManifestError>),
    ) {
        let mut placed = Vec::new();
        loop {
            // The first is waited for, unless there are others to be noted; the rest have come while the disk was busy.
            let first = if placed.is_empty() {
                stories.recv().ok()
            } else {
                stories.try_recv().ok()
            };
            let batch: Vec<_> = first.into_iter().chain(stories.try_iter()).collect();
            if batch.is_empty() && placed.is_empty() {
                return;
            }
            // By now the last batch is in its places, and this one beside them.
            let synced = atomic::sync(&self.root).map_err(ManifestError::io(&self.root));
            if let Err(error) = synced {
                let reason = error.to_string();
                for story in placed.drain(..).chain(batch) {
                    tell(story.name, Err(ManifestError::Sync(reason.clone())));
                }
                continue;
            }
            for story in placed.drain(..) {
                let Staged {
                    name,
                    key,
                    made,
                    sizes,
                    ..
                } = story;
                let noted = self.manifest().finish(&name, key, made, sizes);
                tell(name, noted);
            }
            for story in batch {
                match self.place(&story) {
                    Ok(()) => placed.push(story),
                    Err(error) => tell(story.name, Err(error)),
                }
            }
        }
    }

    fn place(&self, story: &Staged) -> Result<(), ManifestError> {
        for file in &story.changed {
            let path = self.path(&story.name, file);
            atomic::settle(&path).map_err(ManifestError::io(&path))?;
        }
        for file in &story.former {
            let path = self.path(&story.name, file);
            atomic::remove(&path).map_err(ManifestError::io(&path))?;
        }
        Ok(())
    }

    /// Takes a story away, with the folders that held nothing else.
    pub fn remove(&self, name: &str) -> Result<(), ManifestError> {
        let Some(record) = self.record(name) else {
            return Ok(());
        };
        for file in record.files.names().chain(&record.former) {
            let path = self.path(name, file);
            atomic::remove(&path).map_err(ManifestError::io(&path))?;
        }
        let mut folder = self.root.join(name);
        // A folder that holds something else stays.
        while folder != self.root && fs::remove_dir(&folder).is_ok() {
            if !folder.pop() {
                break;
            }
        }
        self.manifest().remove(name)
    }

    /// Ends the run.
    pub fn close(self) -> Result<(), ManifestError> {
        let manifest = self.manifest.into_inner();
        manifest.unwrap_or_else(PoisonError::into_inner).close()
    }

    fn path(&self, name: &str, file: &str) -> PathBuf {
        self.root.join(name).join(file)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn files(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let names = names.iter();
        names
            .map(|name| ((*name).to_owned(), name.as_bytes().to_vec()))
            .collect()
    }

    fn write(folder: &Folder, name: &str, names: &[&str]) {
        let staged = folder.stage(name, "k".to_owned(), "t".to_owned(), &files(names));
        let (sender, receiver) = mpsc::channel();
        sender.send(staged.unwrap()).unwrap();
        drop(sender);
        let mut told = Vec::new();
        folder.settle(&receiver, |name, result| told.push((name, result.is_ok())));
        assert_eq!(told, [(name.to_owned(), true)]);
    }

    #[test]
    fn two_runs_at_once_are_one_too_many() {
        let temporary = tempfile::tempdir().unwrap();
        let first = Folder::open(temporary.path()).unwrap();
        let second = Folder::open(temporary.path());
        assert!(matches!(second, Err(OpenError::Locked(_))));
        drop(first);
        assert!(Folder::open(temporary.path()).is_ok());
    }

    #[test]
    fn only_what_is_known_is_taken_away() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::open(temporary.path()).unwrap();
        write(&folder, "a/b", &["1", "2"]);
        write(&folder, "a/c", &["1"]);
        let own = temporary.path().join("a/b/own");
        fs::write(&own, "").unwrap();
        folder.remove("a/b").unwrap();
        assert!(own.exists());
        assert!(!temporary.path().join("a/b/1").exists());
        folder.remove("a/c").unwrap();
        assert!(!temporary.path().join("a/c").exists());
        assert_eq!(folder.names(|_, _| true), [""; 0]);
    }

    #[test]
    fn what_a_killed_run_has_staged_goes_though_nothing_is_new() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::open(temporary.path()).unwrap();
        write(&folder, "a", &["1"]);
        atomic::stage(&temporary.path().join("a/1"), b"other").unwrap();
        write(&folder, "a", &["1"]);
        let left = fs::read_dir(temporary.path().join("a")).unwrap();
        let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["1"]);
    }

    #[test]
    fn a_story_in_fewer_kinds_loses_the_others() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::open(temporary.path()).unwrap();
        write(&folder, "a", &["1", "2"]);
        write(&folder, "a", &["2", "3"]);
        for (name, is_there) in [("1", false), ("2", true), ("3", true)] {
            assert_eq!(
                temporary.path().join("a").join(name).exists(),
                is_there,
                "{name}"
            );
        }
        let record = folder.record("a").unwrap();
        assert!(folder.has_all("a", &record));
        fs::write(temporary.path().join("a/2"), "longer").unwrap();
        assert!(!folder.has_all("a", &record));
    }
}
