//! What is in the folder, and from what it was made: a journal that survives whatever ends the command.
//!
//! The file has a line for each step, in JSON: what a story's files will be, before the first of them is written; that
//! they are there, with the [`key`](Record::key) of what they were made from; that they are gone. A run that ends well
//! writes the file anew with one line for each story. So nothing is ever in the folder that the file does not know,
//! and a run that is killed is taken up by the next one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::atomic;

/// The journal's name in the folder.
pub const FILE: &str = ".article-embed.jsonl";

/// The form of the journal. One of another form is left alone.
const VERSION: u32 = 1;

/// Why a folder cannot be used.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// It holds what others have put there.
    #[error("{}: holds files that this command did not write; give it a folder of its own", .0.display())]
    OtherFolder(PathBuf),
    /// The journal is by another version, or was changed by hand.
    #[error("{}: cannot be understood in line {line}; with a new folder all is written anew", path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// The line.
        line: usize,
    },
    /// Nobody knows whether what was written is on the disk.
    #[error("{0}")]
    Sync(String),
    /// Something cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// What.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl ManifestError {
    /// What is said of this file or folder.
    pub fn io(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Io {
            path: path.clone(),
            source,
        }
    }
}

/// A story in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What it was made from; `None` while its files are being written.
    pub key: Option<String>,
    /// When it was made, as ISO 8601 in UTC.
    pub made: String,
    /// The names of its files in its own folder, and their sizes in bytes.
    pub files: BTreeMap<String, u64>,
    /// Names of files that may be there from before.
    pub former: BTreeSet<String>,
}

/// A line of the journal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "lowercase", deny_unknown_fields)]
enum Line {
    /// The first line.
    Journal { version: u32 },
    /// These files will be written.
    Begun { name: String, files: Vec<String> },
    /// They are there.
    Made {
        name: String,
        key: String,
        made: String,
        files: BTreeMap<String, u64>,
    },
    /// They are gone.
    Gone { name: String },
}

/// The journal of a folder.
#[derive(Debug)]
pub struct Manifest {
    folder: PathBuf,
    file: File,
    records: BTreeMap<String, Record>,
    /// The file has more lines than stories.
    is_loose: bool,
}

impl Manifest {
    /// Opens a folder's journal, or begins one where the folder is empty.
    pub fn open(folder: &Path) -> Result<Self, ManifestError> {
        let path = folder.join(FILE);
        let failed = ManifestError::io(&path);
        let mut records = BTreeMap::new();
        let mut is_loose = false;
        match fs::read_to_string(&path) {
            Ok(text) => is_loose = replay(&path, &text, &mut records)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                require_empty(folder)?;
                let first = line(&Line::Journal { version: VERSION });
                atomic::write(&path, first.as_bytes()).map_err(&failed)?;
            }
            Err(error) => return Err(failed(error)),
        }
        if is_loose {
            // Half a line at the end would swallow the next one.
            atomic::write(&path, whole(&records).as_bytes()).map_err(&failed)?;
        }
        let file = OpenOptions::new()
            .append(true)
            .open(&path)
            .map_err(&failed)?;
        Ok(Self {
            folder: folder.to_owned(),
            file,
            records,
            is_loose,
        })
    }

    /// What is known of a story.
    pub fn get(&self, name: &str) -> Option<&Record> {
        self.records.get(name)
    }

    /// The names of all stories.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.records.keys()
    }

    /// Says that these files will be written for a story, and gives those of its former files that are not among them.
    pub fn begin(&mut self, name: &str, files: &[String]) -> Result<Vec<String>, ManifestError> {
        self.append(&Line::Begun {
            name: name.to_owned(),
            files: files.to_vec(),
        })?;
        let record = self.records.entry(name.to_owned()).or_default();
        begin(record, files);
        let former = record.former.iter();
        Ok(former
            .filter(|file| !files.contains(file))
            .cloned()
            .collect())
    }

    /// Says that a story's files are there.
    pub fn finish(
        &mut self,
        name: &str,
        key: String,
        made: String,
        files: BTreeMap<String, u64>,
    ) -> Result<(), ManifestError> {
        self.append(&Line::Made {
            name: name.to_owned(),
            key: key.clone(),
            made: made.clone(),
            files: files.clone(),
        })?;
        let record = Record {
            key: Some(key),
            made,
            files,
            former: BTreeSet::new(),
        };
        self.records.insert(name.to_owned(), record);
        Ok(())
    }

    /// Says that a story's files are gone.
    pub fn remove(&mut self, name: &str) -> Result<(), ManifestError> {
        self.append(&Line::Gone {
            name: name.to_owned(),
        })?;
        self.records.remove(name);
        Ok(())
    }

    /// Writes the journal anew with one line for each story, if it has others.
    pub fn close(self) -> Result<(), ManifestError> {
        if !self.is_loose {
            return Ok(());
        }
        let path = self.folder.join(FILE);
        let failed = ManifestError::io(&path);
        atomic::write(&path, whole(&self.records).as_bytes()).map_err(failed)
    }

    fn append(&mut self, step: &Line) -> Result<(), ManifestError> {
        self.is_loose = true;
        let written = self.file.write_all(line(step).as_bytes());
        written.map_err(ManifestError::io(&self.folder.join(FILE)))
    }
}

fn begin(record: &mut Record, files: &[String]) {
    record.key = None;
    let before = std::mem::take(&mut record.files);
    record.former.extend(before.into_keys());
    record.former.extend(files.iter().cloned());
}

/// Goes through the lines; `true` where there are more than need be.
fn replay(
    path: &Path,
    text: &str,
    records: &mut BTreeMap<String, Record>,
) -> Result<bool, ManifestError> {
    let mut is_loose = !text.ends_with('\n');
    // What has no end was being written when the command was killed.
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    for (index, line) in whole.split('\n').enumerate() {
        let damaged = || ManifestError::Damaged {
            path: path.to_owned(),
            line: index + 1,
        };
        let line: Line = serde_json::from_str(line).map_err(|_| damaged())?;
        if (index == 0) != matches!(line, Line::Journal { version: VERSION }) {
            return Err(damaged());
        }
        match line {
            Line::Journal { .. } => {}
            Line::Begun { name, files } => {
                if !is_safe(&name) || !files.iter().all(|file| is_file_name(file)) {
                    return Err(damaged());
                }
                is_loose = true;
                begin(records.entry(name).or_default(), &files);
            }
            Line::Made {
                name,
                key,
                made,
                files,
            } => {
                if !is_safe(&name) || !files.keys().all(|file| is_file_name(file)) {
                    return Err(damaged());
                }
                let record = Record {
                    key: Some(key),
                    made,
                    files,
                    former: BTreeSet::new(),
                };
                is_loose |= records.insert(name, record).is_some();
            }
            Line::Gone { name } => {
                is_loose = true;
                records.remove(&name);
            }
        }
    }
    Ok(is_loose)
}

/// The whole journal. Stories whose files were only begun are in it as long as there may be a file of theirs.
fn whole(records: &BTreeMap<String, Record>) -> String {
    let mut text = line(&Line::Journal { version: VERSION });
    for (name, record) in records {
        text += &line(&match &record.key {
            Some(key) => Line::Made {
                name: name.clone(),
                key: key.clone(),
                made: record.made.clone(),
                files: record.files.clone(),
            },
            None => Line::Begun {
                name: name.clone(),
                files: record.former.iter().cloned().collect(),
            },
        });
    }
    text
}

fn line(line: &Line) -> String {
    // Texts and numbers always have a form in JSON.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}

/// Whether a story of this name stays within the folder.
fn is_safe(name: &str) -> bool {
    let path = Path::new(name);
    let mut parts = path.components();
    !name.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a file of this name stays within its story's folder.
fn is_file_name(name: &str) -> bool {
    is_safe(name) && Path::new(name).components().count() == 1
}

/// Refuses a folder in which there are files and no journal.
pub fn require_ours(folder: &Path) -> Result<(), ManifestError> {
    if folder.join(FILE).exists() {
        return Ok(());
    }
    require_empty(folder)
}

fn require_empty(folder: &Path) -> Result<(), ManifestError> {
    for entry in fs::read_dir(folder).map_err(ManifestError::io(folder))? {
        let entry = entry.map_err(ManifestError::io(folder))?;
        // The lock, and the journal that was being begun.
        if !entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(b".article-embed")
        {
            return Err(ManifestError::OtherFolder(folder.to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    fn sizes(names: &[&str]) -> BTreeMap<String, u64> {
        names.iter().map(|name| ((*name).to_owned(), 1)).collect()
    }

    fn made(manifest: &mut Manifest, name: &str, key: &str) {
        manifest.begin(name, &files(&["a"])).unwrap();
        let finished = manifest.finish(name, key.to_owned(), "t".to_owned(), sizes(&["a"]));
        finished.unwrap();
    }

    #[test]
    fn a_killed_run_is_known_by_what_it_began() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::open(folder.path()).unwrap();
        made(&mut manifest, "one", "1");
        made(&mut manifest, "two/three", "2");
        manifest.begin("one", &files(&["b"])).unwrap();
        drop(manifest);
        // The last line was being written.
        let path = folder.path().join(FILE);
        let mut text = fs::read_to_string(&path).unwrap();
        text += r#"{"step":"made","na"#;
        fs::write(&path, text).unwrap();
        let manifest = Manifest::open(folder.path()).unwrap();
        let one = manifest.get("one").unwrap();
        assert_eq!(one.key, None);
        let former: Vec<_> = one.former.iter().cloned().collect();
        assert_eq!(former, ["a", "b"]);
        assert_eq!(manifest.get("two/three").unwrap().key.as_deref(), Some("2"));
        manifest.close().unwrap();
        let again = Manifest::open(folder.path()).unwrap();
        assert_eq!(again.get("one").unwrap().former.len(), 2);
    }

    #[test]
    fn a_run_that_ends_well_leaves_a_line_for_each_story() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::open(folder.path()).unwrap();
        for (name, key) in [("b", "1"), ("a", "1"), ("c", "1"), ("b", "2")] {
            made(&mut manifest, name, key);
        }
        manifest.remove("c").unwrap();
        manifest.close().unwrap();
        let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
        let manifest = Manifest::open(folder.path()).unwrap();
        let names: Vec<_> = manifest.names().collect();
        assert_eq!(names, ["a", "b"]);
        assert!(!manifest.is_loose);
    }

    #[test]
    fn a_folder_of_others_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "mine").unwrap();
        let error = Manifest::open(folder.path()).unwrap_err();
        assert!(matches!(error, ManifestError::OtherFolder(_)), "{error}");
        let left = fs::read_dir(folder.path()).unwrap();
        assert_eq!(left.count(), 1);
    }

    #[test]
    fn a_journal_that_leads_elsewhere_is_refused() {
        let first = r#"{"step":"journal","version":1}"#;
        for second in [
            r#"{"step":"begun","name":"../a","files":["b"]}"#,
            r#"{"step":"begun","name":"a","files":["../b"]}"#,
            r#"{"step":"begun","name":"/a","files":["b"]}"#,
            r#"{"step":"made","name":"a","key":"","made":"","files":{"b/c":1}}"#,
            r#"{"step":"made","name":"","key":"","made":"","files":{}}"#,
            r#"{"step":"journal","version":1}"#,
            "{}",
            "",
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(FILE);
            fs::write(&path, format!("{first}\n{second}\n")).unwrap();
            let error = Manifest::open(folder.path()).unwrap_err();
            assert!(
                matches!(error, ManifestError::Damaged { line: 2, .. }),
                "{second}"
            );
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        fs::write(&path, "{\"step\":\"journal\",\"version\":2}\n").unwrap();
        assert!(Manifest::open(folder.path()).is_err());
    }
}
