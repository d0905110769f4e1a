//! The message files: made small, and put into a folder that is named by what is in them.
//!
//! A file loses its keys; its texts stand in the order of the table of messages, which is what the
//! widget of this build reads. Behind them stands how the language writes dates and lists of names. So
//! that the loader needs no table of hashes, one hash names the folder of all, and a list in it has the
//! integrity of each.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

use super::site::{Published, Site};
use super::{integrity, name};

/// The table of messages, from the project's root.
pub const TABLE: &str = "src/i18n/messages.rs";

/// The languages' words for dates and lists, from the project's root.
const WORDS: &str = "src/i18n/cldr";

/// Where the message files are in a build.
const FOLDER: &str = "languages/";

/// What a file has for an integrity, by its language; it is beside the files.
const INDEX: &str = "index.json";

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

/// Packs a site's message files, tells its preview page of them, and says which folder they are in, with
/// the integrity of its list.
pub fn apply(site: &mut Site, project: &Path, keys: &[String]) -> Result<Published> {
    let mut packed = Vec::new();
    let mut integrities = Map::new();
    let mut all = Vec::new();
    let mut tags = vec!["en"];
    for (path, bytes) in &site.files {
        let Some(tag) = tag(path) else { continue };
        let texts = pack(bytes, keys, words(project, tag)?).with_context(|| path.clone())?;
        tags.push(tag);
        all.extend_from_slice(tag.as_bytes());
        all.extend_from_slice(&texts);
        integrities.insert(tag.to_owned(), integrity::of(&texts).into());
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
    let index = serde_json::to_vec(&integrities)?;
    let integrity = integrity::of(&index);
    site.files.insert(format!("{folder}{INDEX}"), index);
    Ok(Published {
        path: folder,
        integrity,
    })
}

/// Whether a path is below a folder that this module has named.
pub fn is_packed(path: &str) -> bool {
    path.starts_with("languages-")
}

fn tag(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_suffix(".json")
}

/// A language's words for dates and lists.
fn words(project: &Path, tag: &str) -> Result<String> {
    let path = project.join(WORDS).join(format!("{tag}.txt"));
    let words = fs::read_to_string(&path)
        .with_context(|| format!("{} is missing: cargo xtask dates writes it", path.display()))?;
    Ok(words.trim_end_matches('\n').to_owned())
}

/// The texts of a message file in the order of these keys, `null` where there is none, and the
/// language's words for dates.
fn pack(file: &[u8], keys: &[String], words: String) -> Result<Vec<u8>> {
    let mut texts: Map<String, Value> = serde_json::from_slice(file)?;
    let texts = keys
        .iter()
        .map(|key| texts.remove(key).unwrap_or_default())
        .chain([words.into()]);
    let texts: Vec<_> = texts.collect();
    Ok(serde_json::to_vec(&texts)?)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// A project with words for these languages.
    fn project() -> TempDir {
        let project = tempfile::tempdir().unwrap();
        let folder = project.path().join(WORDS);
        fs::create_dir_all(&folder).unwrap();
        for (file, words) in [("de.txt", "|Sonntag| und \n"), ("ar.txt", "|الأحد\n")] {
            fs::write(folder.join(file), words).unwrap();
        }
        project
    }

    fn site(german: &str) -> (Site, Published) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("languages")).unwrap();
        for (path, text) in [
            ("preview.js", r#"const languages = ["__LANGUAGES__"];"#),
            ("languages/de.json", german),
            ("languages/ar.json", r#"{"reply": "رد"}"#),
        ] {
            fs::write(folder.path().join(path), text).unwrap();
        }
        let mut site = Site::read(folder.path()).unwrap();
        let keys = ["reply".to_owned(), "edit".to_owned()];
        let folder = apply(&mut site, project().path(), &keys).unwrap();
        (site, folder)
    }

    fn text<'a>(site: &'a Site, path: &str) -> &'a str {
        std::str::from_utf8(&site.files[path]).unwrap()
    }

    #[test]
    fn the_preview_knows_the_languages_and_the_folder_has_their_texts() {
        let (site, Published { path: folder, .. }) =
            site(r#"{"edit": "Bearbeiten", "old": "?", "reply": {"other": "Antworten"}}"#);
        let german = text(&site, &format!("{folder}de.json"));
        assert_eq!(
            german,
            r#"[{"other":"Antworten"},"Bearbeiten","|Sonntag| und "]"#
        );
        let arabic = text(&site, &format!("{folder}ar.json"));
        assert_eq!(arabic, r#"["رد",null,"|الأحد"]"#);
        assert_eq!(
            text(&site, "preview.js"),
            r#"const languages = ["ar","de","en"];"#
        );
        assert_eq!(site.files.len(), 4, "{:?}", site.files.keys());
    }

    #[test]
    fn the_list_in_the_folder_has_the_integrity_of_each_file() {
        let (site, folder) = site(r#"{"edit": "Bearbeiten"}"#);
        let index = text(&site, &format!("{}index.json", folder.path));
        assert_eq!(folder.integrity, integrity::of(index.as_bytes()));
        let index: Map<String, Value> = serde_json::from_str(index).unwrap();
        assert_eq!(index.keys().collect::<Vec<_>>(), ["ar", "de"]);
        let german = &site.files[&format!("{}de.json", folder.path)];
        assert_eq!(index["de"], integrity::of(german));
    }

    #[test]
    fn another_text_is_in_another_folder() {
        let folder = |german| site(german).1.path;
        assert_ne!(
            folder(r#"{"edit": "Bearbeiten"}"#),
            folder(r#"{"edit": "Ändern"}"#)
        );
    }

    #[test]
    fn a_language_without_words_for_dates_is_told() {
        let error = words(project().path(), "tlh").unwrap_err().to_string();
        assert!(
            error.ends_with("tlh.txt is missing: cargo xtask dates writes it"),
            "{error}"
        );
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
