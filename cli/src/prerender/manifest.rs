//! What is in the folder, and from what it was made: a journal that survives whatever ends the command.
//!
//! The file has a line for each step, in JSON: what a story's files will be, before the first of them is written; that
//! they are there, with the [`key`](Record::key) of what they were made from; that they are gone. A run that ends well
//! writes the file anew with one line for each story. So nothing is ever in the folder that the file does not know,
//! and a run that is killed is taken up by the next one. A line that cannot be read may have been about any story, so
//! that all stories before it count as begun and not done: they are rendered anew.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::record::{Record, Shared};
use crate::atomic;
use crate::stories;

/// The journal's name in the folder.
pub const FILE: &str = stories::JOURNAL;

/// The journal while it is begun, or written anew.
const BEGUN: &str = "..article-embed.jsonl.new";

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
    /// How many bytes of the file are whole lines.
    length: u64,
    /// Half a line stands behind these, of which the next one has to be told apart.
    has_rest: bool,
    stories: Stories,
    /// The file has more lines than stories.
    is_loose: bool,
}

/// What is in the folder.
#[derive(Debug, Default)]
struct Stories {
    records: BTreeMap<String, Record>,
    shared: Shared,
}

impl Manifest {
    /// Opens a folder's journal, or begins one where the folder is empty.
    pub fn open(folder: &Path) -> Result<Self, ManifestError> {
        let path = folder.join(FILE);
        let failed = ManifestError::io(&path);
        let mut stories = Stories::default();
        let mut is_loose = false;
        match File::open(&path) {
            Ok(file) => is_loose = stories.replay(&path, BufReader::new(file))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                require_empty(folder)?;
                let first = line(&Line::Journal { version: VERSION });
                atomic::write(&path, first.as_bytes()).map_err(&failed)?;
            }
            Err(error) => return Err(failed(error)),
        }
        if is_loose {
            // Half a line at the end would swallow the next one.
            stories.write(&path)?;
        }
        let file = OpenOptions::new()
            .append(true)
            .open(&path)
            .map_err(&failed)?;
        let length = file.metadata().map_err(&failed)?.len();
        Ok(Self {
            folder: folder.to_owned(),
            file,
            length,
            has_rest: false,
            stories,
            is_loose,
        })
    }

    /// What is known of a story.
    pub fn get(&self, name: &str) -> Option<&Record> {
        self.stories.records.get(name)
    }

    /// Takes note that a story is among those of this run, or may be.
    pub fn want(&mut self, name: &str) {
        if let Some(record) = self.stories.records.get_mut(name) {
            record.is_wanted = true;
        }
    }

    /// All stories, by their names.
    pub fn stories(&self) -> impl Iterator<Item = (&String, &Record)> {
        self.stories.records.iter()
    }

    /// Says that these files will be written for a story, and gives those of its former files that are not among them.
    pub fn begin(&mut self, name: &str, files: &[String]) -> Result<Vec<String>, ManifestError> {
        self.append(&Line::Begun {
            name: name.to_owned(),
            files: files.to_vec(),
        })?;
        let record = self.stories.records.entry(name.to_owned()).or_default();
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
            is_wanted: true,
            ..self.stories.shared.record(key, &made, files)
        };
        self.stories.records.insert(name.to_owned(), record);
        Ok(())
    }

    /// Says that a story's files are gone.
    pub fn remove(&mut self, name: &str) -> Result<(), ManifestError> {
        self.append(&Line::Gone {
            name: name.to_owned(),
        })?;
        self.stories.records.remove(name);
        Ok(())
    }

    /// Writes the journal anew with one line for each story, if it has others.
    pub fn close(self) -> Result<(), ManifestError> {
        if !self.is_loose {
            return Ok(());
        }
        self.stories.write(&self.folder.join(FILE))
    }

    fn append(&mut self, step: &Line) -> Result<(), ManifestError> {
        self.is_loose = true;
        let mut text = line(step);
        if self.has_rest {
            text.insert(0, '\n');
        }
        match self.file.write_all(text.as_bytes()) {
            Ok(()) => {
                self.has_rest = false;
                self.length += u64::try_from(text.len()).unwrap_or(u64::MAX);
                Ok(())
            }
            Err(error) => {
                self.cut();
                Err(ManifestError::io(&self.folder.join(FILE))(error))
            }
        }
    }

    /// Cuts off what a full disk may have taken of a line: the next one would go on in it.
    fn cut(&mut self) {
        self.has_rest |= self.file.set_len(self.length).is_err();
    }
}

fn begin(record: &mut Record, files: &[String]) {
    record.key = None;
    let before = std::mem::take(&mut record.files);
    record.former.extend(before.names().cloned());
    record.former.extend(files.iter().cloned());
}

impl Stories {
    /// Goes through the lines; `true` where there are more than need be.
    fn replay(&mut self, path: &Path, mut journal: impl BufRead) -> Result<bool, ManifestError> {
        let mut is_loose = false;
        let mut bytes = Vec::new();
        for number in 1.. {
            bytes.clear();
            let read = journal.read_until(b'\n', &mut bytes);
            read.map_err(ManifestError::io(path))?;
            let damaged = || ManifestError::Damaged {
                path: path.to_owned(),
                line: number,
            };
            let is_first = number == 1;
            let Some(line) = bytes.strip_suffix(b"\n") else {
                if is_first {
                    return Err(damaged());
                }
                // What has no end was being written when the command was killed.
                return Ok(is_loose || !bytes.is_empty());
            };
            let line = match serde_json::from_slice::<Line>(line) {
                Ok(line) => line,
                Err(_) if is_first => return Err(damaged()),
                Err(_) => {
                    self.doubt();
                    is_loose = true;
                    continue;
                }
            };
            if is_first != matches!(line, Line::Journal { version: VERSION }) || !line.is_safe() {
                return Err(damaged());
            }
            is_loose |= self.take(line);
        }
        Ok(is_loose)
    }

    /// Takes every story for one that was begun: what is not known of one of them may be that it was.
    fn doubt(&mut self) {
        for record in self.records.values_mut() {
            begin(record, &[]);
        }
    }

    /// Takes a step; `true` where the journal could be without the line.
    fn take(&mut self, line: Line) -> bool {
        match line {
            Line::Journal { .. } => false,
            Line::Begun { name, files } => {
                begin(self.records.entry(name).or_default(), &files);
                true
            }
            Line::Made {
                name,
                key,
                made,
                files,
            } => {
                let record = self.shared.record(key, &made, files);
                self.records.insert(name, record).is_some()
            }
            Line::Gone { name } => {
                self.records.remove(&name);
                true
            }
        }
    }

    /// Writes the whole journal. Stories whose files were only begun are in it as long as there may be a file of theirs.
    fn write(&self, path: &Path) -> Result<(), ManifestError> {
        let written = atomic::write_by(path, |file| {
            file.write_all(line(&Line::Journal { version: VERSION }).as_bytes())?;
            for (name, record) in &self.records {
                file.write_all(line(&Line::of(name, record)).as_bytes())?;
            }
            Ok(())
        });
        written.map_err(ManifestError::io(path))
    }
}

impl Line {
    /// All that is known of a story.
    fn of(name: &str, record: &Record) -> Self {
        let name = name.to_owned();
        match &record.key {
            Some(key) => Self::Made {
                name,
                key: key.to_string(),
                made: record.made.to_string(),
                files: (record.files.iter())
                    .map(|(file, size)| (file.to_owned(), size))
                    .collect(),
            },
            None => Self::Begun {
                name,
                files: record.former.iter().cloned().collect(),
            },
        }
    }

    /// Whether what it names stays within the folder.
    fn is_safe(&self) -> bool {
        match self {
            Self::Journal { .. } | Self::Gone { .. } => true,
            Self::Begun { name, files } => {
                is_safe(name) && files.iter().all(|file| is_file_name(file))
            }
            Self::Made { name, files, .. } => {
                is_safe(name) && files.keys().all(|file| is_file_name(file))
            }
        }
    }
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
        let name = entry.file_name();
        // The lock, and the journal that was being begun.
        if name != BEGUN && !name.as_encoded_bytes().starts_with(b".article-embed") {
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
        let names: Vec<_> = manifest.stories().map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "b"]);
        assert!(!manifest.is_loose);
    }

    #[test]
    fn a_line_that_cannot_be_read_leaves_the_stories_before_it_to_be_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let made = |name: &str, file: &str| {
            format!(
                r#"{{"step":"made","name":"{name}","key":"k","made":"t","files":{{"{file}":1}}}}"#
            )
        };
        let first = r#"{"step":"journal","version":1}"#;
        for broken in [
            "{}",
            "",
            r#"{"step":"made","na{"step":"gone","name":"one"}"#,
        ] {
            let lines = [first, &made("one", "a"), broken, &made("two", "b")];
            fs::write(&path, lines.join("\n") + "\n").unwrap();
            for _ in 0..2 {
                let manifest = Manifest::open(folder.path()).unwrap();
                let one = manifest.get("one").unwrap();
                assert_eq!(one.key, None, "{broken}");
                assert!(one.former.contains("a"), "{broken}");
                assert_eq!(manifest.get("two").unwrap().key.as_deref(), Some("k"));
                manifest.close().unwrap();
            }
        }
    }

    #[test]
    fn what_is_written_after_half_a_line_is_told_apart_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::open(folder.path()).unwrap();
        made(&mut manifest, "one", "1");
        let path = folder.path().join(FILE);
        let before = fs::read_to_string(&path).unwrap();
        // What cannot be written to cannot be cut either.
        let journal = std::mem::replace(&mut manifest.file, File::open(&path).unwrap());
        assert!(manifest.remove("one").is_err());
        manifest.file = journal;
        manifest.file.write_all(b"{\"step\":\"go").unwrap();
        made(&mut manifest, "two", "2");
        drop(manifest);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(&before), "{text}");
        let manifest = Manifest::open(folder.path()).unwrap();
        assert_eq!(manifest.get("two").unwrap().key.as_deref(), Some("2"));
        assert_eq!(manifest.get("one").unwrap().key, None);
    }

    #[test]
    fn half_a_line_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::open(folder.path()).unwrap();
        made(&mut manifest, "one", "1");
        let path = folder.path().join(FILE);
        let before = fs::read_to_string(&path).unwrap();
        manifest.file.write_all(b"{\"step\":\"go").unwrap();
        manifest.cut();
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
        made(&mut manifest, "two", "2");
        drop(manifest);
        let manifest = Manifest::open(folder.path()).unwrap();
        for (name, key) in [("one", "1"), ("two", "2")] {
            assert_eq!(manifest.get(name).unwrap().key.as_deref(), Some(key));
        }
    }

    #[test]
    fn a_journal_that_was_being_begun_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(BEGUN), "{").unwrap();
        Manifest::open(folder.path()).unwrap();
        assert!(folder.path().join(FILE).exists());
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
