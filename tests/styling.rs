//! What pages may style: the lists in README.md and docs/themes.md hold exactly what there is.
//!
//! `UPDATE=1 cargo test --test styling` writes them anew.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use article_embed::markup::parts::ELEMENTS;
use walkdir::WalkDir;

/// Whose turn it is to write, since two tests may write into one file.
static WRITING: Mutex<()> = Mutex::new(());

/// What the names of all properties begin with.
const PREFIX: &str = "--article-embed-";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The text of all files of a folder with this ending.
fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    let files = WalkDir::new(path(folder)).into_iter();
    let files = files.map(|entry| entry.unwrap().into_path());
    let files = files.filter(|file| file.extension().is_some_and(|found| found == ending));
    let texts: Vec<_> = files
        .map(|file| {
            (
                file.display().to_string(),
                fs::read_to_string(file).unwrap(),
            )
        })
        .collect();
    assert!(!texts.is_empty(), "no {ending} in {folder}");
    texts
}

/// A property that pages may set.
struct Property {
    name: String,
    default: String,
    description: String,
}

/// The properties of tokens.css, in its order.
fn properties() -> Vec<Property> {
    let sheet = read("src/render/style/tokens.css");
    let mut properties = Vec::new();
    for (place, _) in sheet.match_indices(PREFIX) {
        let (name, rest) = sheet[place..].split_once(',').unwrap_or_default();
        if name.contains(['*', ' ', '\n']) {
            continue;
        }
        let (default, _) = rest.split_once(");\n").unwrap();
        let (_, comment) = sheet[..place].rsplit_once("/*").unwrap();
        let (description, between) = comment.split_once("*/").unwrap();
        assert!(!between.contains(';'), "{name} has no comment of its own");
        properties.push(Property {
            name: name.to_owned(),
            default: default.split_whitespace().collect::<Vec<_>>().join(" "),
            description: description.trim().to_owned(),
        });
    }
    properties
}

/// All names of properties in a text.
fn names_in(text: &str) -> BTreeSet<&str> {
    let names = text.match_indices(PREFIX).map(|(place, _)| {
        let rest = &text[place..];
        let end = rest.find(|letter: char| letter != '-' && !letter.is_ascii_lowercase());
        &rest[..end.unwrap_or(rest.len())]
    });
    names.filter(|name| *name != PREFIX).collect()
}

/// The parts: elements' own, and those that are named where they are drawn.
fn parts() -> BTreeSet<String> {
    let mut parts: BTreeSet<String> = ELEMENTS.iter().map(|(_, part)| (*part).into()).collect();
    let drawn = sources("src/render", "rs").into_iter();
    for (_, text) in drawn.chain(sources("src/islands", "rs")) {
        for before in ["part(\"", "Attr::Part, \"", "links_under(\""] {
            for found in text.split(before).skip(1) {
                let (word, _) = found.split_once('"').unwrap();
                // A class is the part's name.
                let name = word.split_once('.').map_or(word, |(_, class)| class);
                parts.insert(name.to_owned());
            }
        }
    }
    parts
}

/// Checks what stands between a file's two markers of this name, or writes it.
fn check_list(file: &str, marker: &str, made_from: &str, list: &str) {
    let turn = WRITING.lock().unwrap();
    let text = read(file);
    let begin = format!("<!-- {marker}: made from {made_from} -->\n");
    let end = format!("<!-- end of {marker} -->");
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    let expected = [before, &begin, list, &end, after].concat();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(file), expected).unwrap();
        return;
    }
    drop(turn);
    assert!(
        text == expected,
        "{file} is behind {made_from}; UPDATE=1 cargo test --test styling writes it anew"
    );
}

/// Words between backticks, in lines of at most a hundred letters.
fn line_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut lines = vec![String::new()];
    for word in words {
        let last = lines.last_mut().unwrap();
        if last.len() + word.len() > 96 {
            lines.push(format!("`{word}`"));
        } else if last.is_empty() {
            let _ = write!(last, "`{word}`");
        } else {
            let _ = write!(last, " `{word}`");
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn the_docs_list_every_property() {
    let properties = properties();
    let names = properties
        .iter()
        .map(|property| &property.name[PREFIX.len() - 1..]);
    check_list(
        "README.md",
        "properties",
        "src/render/style/tokens.css",
        &line_of(names),
    );
    let mut table =
        String::from("| property | what it is for | where nobody sets it |\n| --- | --- | --- |\n");
    for Property {
        name,
        default,
        description,
    } in &properties
    {
        let _ = writeln!(table, "| `{name}` | {description} | `{default}` |");
    }
    check_list(
        "docs/themes.md",
        "properties",
        "src/render/style/tokens.css",
        &table,
    );
}

#[test]
fn the_readme_lists_every_part() {
    let parts = parts();
    assert!(parts.contains("headline") && parts.contains("credit") && parts.contains("link"));
    check_list(
        "README.md",
        "parts",
        "src/render and src/islands",
        &line_of(parts.iter().map(String::as_str)),
    );
}

#[test]
fn no_other_property_is_used_or_set() {
    let properties = properties();
    let known: BTreeSet<_> = properties
        .iter()
        .map(|property| property.name.as_str())
        .collect();
    let mut files = sources("src", "css");
    files.extend(sources("static", "css"));
    for (file, text) in files {
        let unknown: Vec<_> = names_in(&text).difference(&known).copied().collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
}

#[test]
fn only_the_tokens_read_what_pages_set() {
    for (file, text) in sources("src", "css") {
        let is_tokens = file.ends_with("tokens.css");
        assert!(is_tokens || names_in(&text).is_empty(), "{file}");
    }
}

#[test]
fn the_placeholder_has_the_storys_colours() {
    let loader = read("static/embed.css");
    for property in properties() {
        let Property { name, default, .. } = property;
        // The name of one can be the beginning of another's.
        if loader.contains(&format!("var({name},")) {
            let expected = format!("var({name}, {default})");
            assert!(
                loader.contains(&expected),
                "embed.css has another {expected}"
            );
        }
    }
}
