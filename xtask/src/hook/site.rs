//! The files of a build, and the pass that names them by their final bytes.
//!
//! `index.html` and the themes keep their names, by which people ask for them, and the message files,
//! whose folder is named by them. The programs are taken out before and come back finished; the loader
//! is no part of this, `loader` writes it last.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use super::{integrity, languages, loader, name, order, reference};

/// The page that people ask for by its name.
const PAGE: &str = "index.html";

/// The folder with the themes, which partners link to from their own pages.
const THEMES: &str = "themes/";

/// Endings of files that can name other files.
const TEXT: &[&str] = &[
    "css",
    "html",
    "js",
    "json",
    "mjs",
    "svg",
    "txt",
    "webmanifest",
    "xml",
];

/// A finished file, as others name it and know it again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Its path from the root of the site.
    pub path: String,
    /// Its integrity string.
    pub integrity: String,
}

/// The files of a build by their paths, with `/` between folders on every system.
#[derive(Debug)]
pub struct Site {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The paths that the build gave, to be removed when the new ones are written.
    original: Vec<String>,
}

impl Site {
    /// Reads everything in a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        let mut original = Vec::new();
        for entry in WalkDir::new(folder) {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let parts: Vec<_> = entry
                .path()
                .strip_prefix(folder)?
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            let path = parts.join("/");
            original.push(path.clone());
            // A copy that came along with its folder is not stamped.
            if path != loader::NAME {
                files.insert(path, fs::read(entry.path())?);
            }
        }
        Ok(Self { files, original })
    }

    /// Gives every file its name, and rewrites where others name it.
    pub fn name_by_content(&mut self) -> Result<()> {
        let paths: Vec<&str> = self.files.keys().map(String::as_str).collect();
        let uses: Vec<Vec<usize>> = paths
            .iter()
            .map(|path| match text(path, &self.files[*path]) {
                Some(text) => (0..paths.len())
                    .filter(|&other| reference::has(text, &reference::relative(path, paths[other])))
                    .collect(),
                None => Vec::new(),
            })
            .collect();
        let order = order::dependencies_first(&paths, &uses)?;

        let mut renamed: BTreeMap<usize, String> = BTreeMap::new();
        let mut files = BTreeMap::new();
        for file in order {
            let path = paths[file];
            let mut bytes = self.files[path].clone();
            if let Some(text) = text(path, &bytes) {
                let mut text = text.to_owned();
                for used in &uses[file] {
                    let old = reference::relative(path, paths[*used]);
                    let new = reference::relative(path, &renamed[used]);
                    text = reference::replaced(&text, &old, &new);
                }
                bytes = text.into_bytes();
            }
            let keeps = path == PAGE || path.starts_with(THEMES) || languages::is_packed(path);
            let new = if keeps {
                path.to_owned()
            } else {
                name::hashed(path, &bytes)
            };
            files.insert(new.clone(), bytes);
            renamed.insert(file, new);
        }
        self.files = files;
        Ok(())
    }

    /// Takes out the one file at the root with this plain name and ending.
    pub fn take(&mut self, plain: &str, extension: &str) -> Result<Vec<u8>> {
        let path = self.one(plain, extension)?.to_owned();
        Ok(self.files.remove(&path).unwrap_or_default())
    }

    /// Adds a finished file under a name by its bytes.
    pub fn publish(&mut self, path: &str, bytes: Vec<u8>) -> Published {
        let published = Published {
            path: name::hashed(path, &bytes),
            integrity: integrity::of(&bytes),
        };
        self.files.insert(published.path.clone(), bytes);
        published
    }

    /// The one file at the root with this plain name and ending.
    fn one(&self, plain: &str, extension: &str) -> Result<&str> {
        let mut found = self
            .files
            .keys()
            .filter(|path| name::plain(path) == plain && name::ending(path) == extension);
        match (found.next(), found.next()) {
            (Some(path), None) => Ok(path),
            (None, _) => bail!("the build has no {plain}.{extension}"),
            (Some(one), Some(other)) => bail!("the build has both {one} and {other}"),
        }
    }

    /// Replaces what the folder held.
    pub fn write(&self, folder: &Path) -> Result<()> {
        for path in &self.original {
            fs::remove_file(folder.join(path))?;
        }
        for (path, bytes) in &self.files {
            let target = folder.join(path);
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(target, bytes).with_context(|| format!("{path} is not written"))?;
        }
        // A folder in which files still are is not removed.
        for path in &self.original {
            if let Some((parent, _)) = path.rsplit_once('/') {
                let _ = fs::remove_dir(folder.join(parent));
            }
        }
        Ok(())
    }
}

fn text<'a>(path: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let may_be = TEXT.contains(&name::ending(path));
    may_be.then(|| std::str::from_utf8(bytes).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A build as Trunk leaves it.
    fn build(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn named(files: &[(&str, &str)]) -> Site {
        let mut site = Site::read(build(files).path()).unwrap();
        site.name_by_content().unwrap();
        site
    }

    fn text_of<'a>(site: &'a Site, start: &str) -> (&'a str, &'a str) {
        let (path, bytes) = site
            .files
            .iter()
            .find(|(path, _)| path.starts_with(start))
            .unwrap();
        (path, std::str::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_finished_file_is_named_by_its_bytes() {
        let mut site = named(&[("render_bg.wasm", "wasm")]);
        let wasm = site.take("render", "wasm").unwrap();
        let published = site.publish("render.wasm", wasm);
        assert_eq!(published.path, name::hashed("render.wasm", b"wasm"));
        assert_eq!(published.integrity, integrity::of(b"wasm"));
        assert_eq!(site.files.keys().collect::<Vec<_>>(), [&published.path]);
    }

    #[test]
    fn a_changed_picture_changes_the_names_of_all_that_lead_to_it() {
        let page = r#"<article-embed article="stories/flood.json"></article-embed>"#;
        let story = r#"{"image": "pictures/dam.svg"}"#;
        let before = named(&[
            ("index.html", page),
            ("stories/flood.json", story),
            ("stories/pictures/dam.svg", "<svg/>"),
        ]);
        let after = named(&[
            ("index.html", page),
            ("stories/flood.json", story),
            ("stories/pictures/dam.svg", "<svg></svg>"),
        ]);
        let (story_before, _) = text_of(&before, "stories/flood-");
        let (story_after, text) = text_of(&after, "stories/flood-");
        assert_ne!(story_before, story_after);
        let picture = name::hashed("pictures/dam.svg", b"<svg></svg>");
        assert_eq!(text, format!(r#"{{"image": "{picture}"}}"#));
        assert!(text_of(&after, "index.html").1.contains(story_after));
    }

    #[test]
    fn only_the_page_and_the_themes_keep_their_names() {
        let site = named(&[
            ("index.html", ""),
            ("themes/large.css", ""),
            ("embed.js", "stale"),
            ("robots.txt", ""),
        ]);
        let paths: Vec<_> = site.files.keys().collect();
        let robots = name::hashed("robots.txt", b"");
        assert_eq!(paths, ["index.html", &robots, "themes/large.css"]);
    }

    #[test]
    fn a_circle_fails() {
        let folder = build(&[("a.json", r#""b.json""#), ("b.json", r#""a.json""#)]);
        let mut site = Site::read(folder.path()).unwrap();
        let error = site.name_by_content().unwrap_err();
        assert!(
            error.to_string().contains("a.json → b.json → a.json"),
            "{error}"
        );
    }

    #[test]
    fn naming_twice_changes_nothing() {
        let folder = build(&[("index.html", "'a.json'"), ("a.json", "{}")]);
        for _ in 0..2 {
            let mut site = Site::read(folder.path()).unwrap();
            site.name_by_content().unwrap();
            site.write(folder.path()).unwrap();
        }
        let name = name::hashed("a.json", b"{}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        assert!(folder.path().join(&name).exists());
        assert_eq!(
            fs::read_to_string(folder.path().join("index.html")).unwrap(),
            format!("'{name}'")
        );
    }
}
