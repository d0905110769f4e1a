//! The message files: made small, and put into a folder that is named by what is in them.
//!
//! A file loses its keys; its texts stand in the order of the table of messages, which is what the
//! widget of this build reads. So that the widget needs no table of hashes, one hash names the folder
//! of all: the program has a place for it in its bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

use super::loader::WIDGET;
use super::name;
use super::site::Site;

/// The table of messages, from the project's root.
const TABLE: &str = "src/i18n/messages.rs";

/// Where the message files are in a build, with what stands in the program for the hash.
const FOLDER: &str = "languages/";
const PLACE: &[u8] = b"languages-0000000000000000/";

/// The preview page's script, and what stands in it for the list of languages.
const PREVIEW: &str = "preview.js";
const LIST: &str = "[\"__LANGUAGES__\"]";

/// The keys of the messages in the order of the table of this project.
pub fn keys(project: &Path) -> Result<Vec<String>> {
    let path = project.join(TABLE);
    let table =
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let keys = keys_of(&table);
    ensure!(!keys.is_empty(), "{TABLE} has no messages");
    Ok(keys)
}

/// A row begins with the name of its variant; the key is the first text in it.
fn keys_of(table: &str) -> Vec<String> {
    let rows = table
        .lines()
        .skip_while(|line| *line != "messages! {")
        .take_while(|line| *line != "}");
    let keys = rows.filter_map(|line| {
        let is_row = line.trim_start().starts_with(char::is_uppercase);
        line.split('"').nth(1).filter(|_| is_row)
    });
    keys.map(str::to_owned).collect()
}

/// Packs a site's message files, and tells its program and its preview page of them.
pub fn apply(site: &mut Site, keys: &[String]) -> Result<()> {
    let program = site.one(WIDGET, "wasm")?.to_owned();
    let mut packed = Vec::new();
    let mut all = Vec::new();
    let mut tags = vec!["en"];
    for (path, bytes) in &site.files {
        let Some(tag) = tag(path) else { continue };
        let texts = pack(bytes, keys).with_context(|| path.clone())?;
        tags.push(tag);
        all.extend_from_slice(tag.as_bytes());
        all.extend_from_slice(&texts);
        packed.push((format!("{tag}.json"), texts));
    }
    tags.sort_unstable();
    let list = serde_json::to_string(&tags)?;
    if let Some(script) = site.files.get(PREVIEW) {
        let script = String::from_utf8_lossy(script).replace(LIST, &list);
        site.files.insert(PREVIEW.to_owned(), script.into_bytes());
    }

    let folder = format!("languages-{}/", name::hash(&all));
    site.files.retain(|path, _| tag(path).is_none());
    for (file, texts) in packed {
        site.files.insert(format!("{folder}{file}"), texts);
    }
    let bytes = site.files.entry(program).or_default();
    let mut places = bytes.windows(PLACE.len()).enumerate();
    let (place, _) = places
        .find(|(_, bytes)| *bytes == PLACE)
        .context("the program has no place for the folder of its languages")?;
    bytes[place..place + PLACE.len()].copy_from_slice(folder.as_bytes());
    Ok(())
}

/// Whether a path is below a folder that this module has named.
pub fn is_packed(path: &str) -> bool {
    path.starts_with("languages-")
}

fn tag(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_suffix(".json")
}

/// The texts of a message file in the order of these keys; `null` where there is none.
fn pack(file: &[u8], keys: &[String]) -> Result<Vec<u8>> {
    let mut texts: Map<String, Value> = serde_json::from_slice(file)?;
    let texts: Vec<_> = keys
        .iter()
        .map(|key| texts.remove(key).unwrap_or_default())
        .collect();
    Ok(serde_json::to_vec(&texts)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str = "article-embed-0123456789abcdef_bg.wasm";

    fn site(german: &str) -> Site {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("languages")).unwrap();
        for (path, text) in [
            (PROGRAM, "\0languages-0000000000000000/\0"),
            ("preview.js", r#"const languages = ["__LANGUAGES__"];"#),
            ("languages/de.json", german),
            ("languages/ar.json", r#"{"reply": "رد"}"#),
        ] {
            fs::write(folder.path().join(path), text).unwrap();
        }
        let mut site = Site::read(folder.path()).unwrap();
        apply(&mut site, &["reply".to_owned(), "edit".to_owned()]).unwrap();
        site
    }

    fn text<'a>(site: &'a Site, path: &str) -> &'a str {
        std::str::from_utf8(&site.files[path]).unwrap()
    }

    #[test]
    fn the_program_and_the_preview_know_where_the_texts_are() {
        let site = site(r#"{"edit": "Bearbeiten", "old": "?", "reply": {"other": "Antworten"}}"#);
        let folder = text(&site, PROGRAM).trim_matches('\0');
        let german = text(&site, &format!("{folder}de.json"));
        assert_eq!(german, r#"[{"other":"Antworten"},"Bearbeiten"]"#);
        assert_eq!(text(&site, &format!("{folder}ar.json")), r#"["رد",null]"#);
        assert_eq!(
            text(&site, "preview.js"),
            r#"const languages = ["ar","de","en"];"#
        );
        assert_eq!(site.files.len(), 4, "{:?}", site.files.keys());
    }

    #[test]
    fn another_text_is_in_another_folder() {
        let folder = |german| text(&site(german), PROGRAM).to_owned();
        assert_ne!(
            folder(r#"{"edit": "Bearbeiten"}"#),
            folder(r#"{"edit": "Ändern"}"#)
        );
    }

    #[test]
    fn a_program_without_the_place_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(PROGRAM), "").unwrap();
        let mut site = Site::read(folder.path()).unwrap();
        assert!(apply(&mut site, &[]).is_err());
    }

    #[test]
    fn the_keys_are_those_that_every_file_has() {
        let project = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let mut keys = keys(project).unwrap();
        let file = fs::read(project.join("static/languages/de.json")).unwrap();
        let texts: Map<String, Value> = serde_json::from_slice(&file).unwrap();
        let mut expected: Vec<_> = texts.keys().cloned().collect();
        keys.sort();
        expected.sort();
        assert_eq!(keys, expected);
    }
}
