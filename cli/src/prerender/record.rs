//! What is known of a story in the folder, in few bytes: there may be a hundred thousand of them.
//!
//! Stories of a run are written as the same files and made at the same moment, so they share these texts.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// A story in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What it was made from; `None` while its files are being written.
    pub key: Option<Box<str>>,
    /// When it was made, as ISO 8601 in UTC.
    pub made: Arc<str>,
    /// The names of its files in its own folder, and their sizes in bytes.
    pub files: Files,
    /// Names of files that may be there from before.
    pub former: BTreeSet<String>,
    /// It is among the stories of this run, or may be.
    pub is_wanted: bool,
}

/// Names of files in order, and their sizes in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    names: Arc<[String]>,
    sizes: Box<[u64]>,
}

impl Files {
    /// The names with the sizes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        let names = self.names.iter().map(String::as_str);
        names.zip(self.sizes.iter().copied())
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.names.iter()
    }
}

/// Texts that many records share.
#[derive(Debug, Default)]
pub struct Shared {
    moments: HashSet<Arc<str>>,
    names: HashSet<Arc<[String]>>,
}

impl Shared {
    /// A story whose files are there.
    pub fn record(&mut self, key: String, made: &str, files: BTreeMap<String, u64>) -> Record {
        Record {
            key: Some(key.into()),
            made: self.moment(made),
            files: self.files(files),
            ..Record::default()
        }
    }

    fn moment(&mut self, made: &str) -> Arc<str> {
        if let Some(known) = self.moments.get(made) {
            return Arc::clone(known);
        }
        let made: Arc<str> = made.into();
        self.moments.insert(Arc::clone(&made));
        made
    }

    fn files(&mut self, files: BTreeMap<String, u64>) -> Files {
        let (names, sizes): (Vec<_>, Vec<_>) = files.into_iter().unzip();
        let known = self.names.get(names.as_slice()).map(Arc::clone);
        let names = known.unwrap_or_else(|| {
            let names: Arc<[String]> = names.into();
            self.names.insert(Arc::clone(&names));
            names
        });
        Files {
            names,
            sizes: sizes.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_with_the_same_files_share_their_names() {
        let mut shared = Shared::default();
        let mut record = |key: &str, size| {
            let files = BTreeMap::from([("a".to_owned(), size), ("b".to_owned(), 2)]);
            shared.record(key.to_owned(), "2026", files)
        };
        let (one, two) = (record("1", 1), record("2", 7));
        assert!(Arc::ptr_eq(&one.files.names, &two.files.names));
        assert!(Arc::ptr_eq(&one.made, &two.made));
        let files: Vec<_> = two.files.iter().collect();
        assert_eq!(files, [("a", 7), ("b", 2)]);
    }
}
