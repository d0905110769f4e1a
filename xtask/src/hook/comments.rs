//! The part of the program with the comments, which is fetched when a reader comes near them: taken
//! out of the program, and named in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::loader::WIDGET;
use super::site::Site;
use super::{name, release};
use crate::process;

/// What the part's file is called, up to its hash.
const NAME: &str = "article-embed-comments";

/// What stands in the program for the file's name.
const PLACE: &[u8] = b"article-embed-comments-0000000000000000.wasm";

/// The way from the program into the part.
const ENTRY: &str = "article_embed::view::comments::section";

/// What goes into the part.
const MODULES: &[&str] = &["article_embed::comments", "article_embed::view::comments"];

/// Splits the program, if it has comments, and tells where the part is then.
pub fn take_out(program: &Path) -> Result<Option<PathBuf>> {
    let bytes = fs::read(program)?;
    if find(&bytes).is_none() {
        return Ok(None);
    }
    let part = program.with_file_name(NAME).with_extension("wasm");
    let mut command = release::program("split-program")?;
    process::run(command.args([program, &part]).arg(ENTRY).args(MODULES))
        .context("the comments cannot be taken out of the program")?;
    Ok(Some(part))
}

/// Names the part by its bytes, and tells the program.
pub fn apply(site: &mut Site) -> Result<()> {
    let Ok(old) = site.one(NAME, "wasm").map(str::to_owned) else {
        return Ok(());
    };
    let part = site.files.remove(&old).unwrap_or_default();
    let new = name::hashed(&old, &part);
    let program = site.one(WIDGET, "wasm")?.to_owned();
    let bytes = site.files.entry(program).or_default();
    let place = find(bytes).context("the program has no place for the name of its comments")?;
    bytes[place..place + PLACE.len()].copy_from_slice(new.as_bytes());
    site.files.insert(new, part);
    Ok(())
}

fn find(program: &[u8]) -> Option<usize> {
    let mut places = program.windows(PLACE.len());
    places.position(|bytes| bytes == PLACE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &[u8])]) -> Site {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            fs::write(folder.path().join(path), bytes).unwrap();
        }
        Site::read(folder.path()).unwrap()
    }

    const PROGRAM: &str = "article-embed-0123456789abcdef_bg.wasm";

    #[test]
    fn the_program_knows_the_parts_name() {
        let program = [b"\0".as_slice(), PLACE, b"\0"].concat();
        let mut site = site(&[(PROGRAM, &program), ("article-embed-comments.wasm", b"one")]);
        apply(&mut site).unwrap();
        let name = name::hashed("article-embed-comments.wasm", b"one");
        assert_eq!(site.files[&name], b"one");
        let expected = ["\0", &name, "\0"].concat();
        assert_eq!(site.files[PROGRAM], expected.as_bytes());
    }

    #[test]
    fn a_program_without_comments_stays() {
        let mut without = site(&[(PROGRAM, b"program")]);
        apply(&mut without).unwrap();
        assert_eq!(without.files[PROGRAM], b"program");
        let mut other = site(&[(PROGRAM, b"program"), ("article-embed-comments.wasm", b"")]);
        assert!(apply(&mut other).is_err());
    }
}
