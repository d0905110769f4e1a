//! The user's cache folder for installed tools, shared by all clones of the project.
//!
//! A tool's folder is there only when it is complete, and only one run fills it at a time.
//! What a tool is and how it is got is for `tool` to know.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder, for example `~/.cache/article-embed`.
#[derive(Debug)]
pub struct Cache {
    root: PathBuf,
}

impl Cache {
    /// The cache of whoever runs this.
    pub fn of_this_user() -> Result<Self> {
        let caches = dirs::cache_dir().context("this system names no folder for caches")?;
        Ok(Self {
            root: caches.join("article-embed"),
        })
    }

    /// Where something of this name lies, or would lie.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Keeps other runs from installing until the returned file is dropped.
    pub fn lock(&self) -> Result<File> {
        fs::create_dir_all(&self.root)
            .with_context(|| format!("{} cannot be made", self.root.display()))?;
        let file = File::create(self.root.join("lock"))?;
        if file.try_lock().is_err() {
            eprintln!("Another set-up is running; waiting for it …");
            file.lock()
                .context("the other set-up cannot be waited for")?;
        }
        Ok(file)
    }

    /// Lets `fill` fill a folder elsewhere and puts it in place when that went well.
    pub fn install(&self, name: &str, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let unfinished = tempfile::Builder::new()
            .prefix(".unfinished-")
            .tempdir_in(&self.root)?;
        fill(unfinished.path())?;
        let folder = self.folder(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("{} cannot be replaced", folder.display()))?;
        }
        fs::rename(unfinished.keep(), &folder)
            .with_context(|| format!("{} cannot be put in place", folder.display()))
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache {
            root: folder.path().to_owned(),
        };
        (folder, cache)
    }

    #[test]
    fn a_finished_install_replaces_what_was_half_there() {
        let (_folder, cache) = cache();
        fs::create_dir(cache.folder("tool-1")).unwrap();
        cache
            .install("tool-1", |folder| Ok(fs::write(folder.join("tool"), "")?))
            .unwrap();
        assert!(cache.folder("tool-1").join("tool").exists());
    }

    #[test]
    fn a_failed_install_leaves_nothing() {
        let (folder, cache) = cache();
        let failed = cache.install("tool-1", |folder| {
            fs::write(folder.join("tool"), "")?;
            bail!("no network")
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
