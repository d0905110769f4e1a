//! The files of the built site, in memory, in all encodings.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::HeaderValue;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use walkdir::WalkDir;

use super::document::{Document, Effort};
use super::error::ServeError;
use super::reply::Keeping;

/// What every built site has at its root.
const LOADER: &str = "embed.js";

/// No site is larger, in bytes.
const LIMIT: usize = 256 * 1024 * 1024;

/// How long files may be kept whose names say nothing of their bytes.
const SHORT: Duration = Duration::from_mins(5);

/// So many hexadecimal digits of a file's bytes stand in its name.
const DIGITS: usize = 16;

/// A file of the site.
#[derive(Debug)]
pub struct SiteFile {
    /// Its bytes.
    pub document: Document,
    /// Its type.
    pub kind: HeaderValue,
    /// How long it may be kept.
    pub keeping: Keeping,
}

/// All files, by their paths below the root.
#[derive(Debug, Default)]
pub struct Site(HashMap<String, SiteFile>);

impl Site {
    /// Reads a built site.
    pub fn read(folder: &Path) -> Result<Self, ServeError> {
        let mut paths = Vec::new();
        let mut size = 0;
        let entries = WalkDir::new(folder).sort_by_file_name();
        let is_seen = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        for entry in entries.into_iter().filter_entry(is_seen) {
            let entry = entry.map_err(|error| failed(folder, error.into()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let length = entry.metadata().map_or(0, |metadata| metadata.len());
            size += usize::try_from(length).unwrap_or(usize::MAX / 2);
            if size > LIMIT {
                return Err(ServeError::SiteTooLarge {
                    path: folder.to_owned(),
                    limit: LIMIT,
                });
            }
            if let Some(name) = name(folder, entry.path()) {
                paths.push((name, entry.path().to_owned()));
            }
        }
        if !paths.iter().any(|(name, _)| name == LOADER) {
            return Err(ServeError::NoLoader(folder.to_owned()));
        }
        let files = paths.into_par_iter().filter(|(name, _)| !is_encoded(name));
        let files = files.map(|(name, path)| read(name, &path));
        files.collect::<Result<_, _>>().map(Self)
    }

    /// The file at this path; the root is its index.
    pub fn get(&self, path: &str) -> Option<&SiteFile> {
        let path = path.trim_start_matches('/');
        self.0
            .get(if path.is_empty() { "index.html" } else { path })
    }

    /// Whether anything is in a folder of this name.
    pub fn has_folder(&self, name: &str) -> bool {
        let folder = format!("{name}/");
        self.0.keys().any(|path| path.starts_with(&folder))
    }
}

fn failed(path: &Path, source: io::Error) -> ServeError {
    ServeError::Site {
        path: path.to_owned(),
        source,
    }
}

fn name(folder: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok()?.iter();
    let parts: Option<Vec<_>> = parts.map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// Whether this stands beside another file for those who take that encoding.
fn is_encoded(name: &str) -> bool {
    [".br", ".gz"].iter().any(|ending| name.ends_with(ending))
}

fn read(name: String, path: &Path) -> Result<(String, SiteFile), ServeError> {
    let bytes = fs::read(path).map_err(|error| failed(path, error))?;
    let beside = |ending: &str| {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        fs::read(PathBuf::from(beside)).ok()
    };
    let (kind, is_compressible) = kind(&name);
    let document = match (beside(".gz"), beside(".br")) {
        (None, None) if is_compressible => Document::new(bytes, Effort::Most),
        (gzip, brotli) => Document::with(Bytes::from(bytes), gzip, brotli),
    };
    let file = SiteFile {
        document,
        kind,
        keeping: if is_named_by_bytes(&name) {
            Keeping::Always
        } else {
            Keeping::Checked(SHORT)
        },
    };
    Ok((name, file))
}

/// The type of a file, and whether it gets smaller by compression.
fn kind(name: &str) -> (HeaderValue, bool) {
    // The table of types knows a film format by this ending.
    if Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "ts")
    {
        return (HeaderValue::from_static("text/plain; charset=utf-8"), true);
    }
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let essence = mime.essence_str();
    let is_text = essence.starts_with("text/")
        || ["json", "javascript", "xml"]
            .iter()
            .any(|ending| essence.ends_with(ending));
    let text = if is_text {
        format!("{essence}; charset=utf-8")
    } else {
        essence.to_owned()
    };
    let unknown = HeaderValue::from_static("application/octet-stream");
    let kind = HeaderValue::try_from(text).unwrap_or(unknown);
    (kind, is_text || essence == "application/wasm")
}

/// Whether a part of the path ends in digits of the bytes, as the build names files and folders.
fn is_named_by_bytes(name: &str) -> bool {
    name.split('/').any(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        let digits = stem.rsplit_once('-').map_or("", |(_, digits)| digits);
        digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_types_that_browsers_want() {
        for (name, expected, is_compressible) in [
            ("embed.js", "text/javascript; charset=utf-8", true),
            ("render-0.wasm", "application/wasm", true),
            ("de.json", "application/json; charset=utf-8", true),
            ("index.html", "text/html; charset=utf-8", true),
            ("themes/a.css", "text/css; charset=utf-8", true),
            ("a.svg", "image/svg+xml; charset=utf-8", true),
            ("a.webp", "image/webp", false),
            ("embed.d.ts", "text/plain; charset=utf-8", true),
            ("a", "application/octet-stream", false),
        ] {
            assert_eq!(
                kind(name),
                (HeaderValue::from_static(expected), is_compressible),
                "{name}"
            );
        }
    }

    #[test]
    fn names_that_say_the_bytes_are_kept_for_ever() {
        for (name, expected) in [
            ("render-8471da6fcf7d4d9d.wasm", true),
            ("languages-a08a9eedc8d18842/pt-BR.json", true),
            ("stories/harbour-f6be825975651d2d.json", true),
            ("embed.js", false),
            ("themes/lamplight.css", false),
            ("some-deadbeef.js", false),
        ] {
            assert_eq!(is_named_by_bytes(name), expected, "{name}");
        }
    }

    #[test]
    fn a_folder_without_a_loader_is_no_site() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "x").unwrap();
        assert!(matches!(
            Site::read(folder.path()),
            Err(ServeError::NoLoader(_))
        ));
    }

    #[test]
    fn files_beside_others_are_their_encodings() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("embed.js", "let a = 1;");
        write("embed.js.br", "short");
        write(".env", "secret");
        let site = Site::read(folder.path()).unwrap();
        let file = site.get("/embed.js").unwrap();
        assert_eq!(&file.document.variant(|_| true).bytes[..], b"short");
        assert!(site.get("/embed.js.br").is_none());
        assert!(site.get("/.env").is_none());
        assert!(site.get("/../embed.js").is_none());
    }
}
