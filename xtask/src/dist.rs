//! The built widget's files in `dist/`, found by how their names begin, and the hints that name them.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;

/// The one file of the widget with a stable name.
pub const LOADER: &str = "embed.js";

/// How the file of the program begins that shows the story.
const RENDER: &str = "render-";

/// How the file begins that has the rest of the loader.
const REST: &str = "loader-";

/// The files of the built widget that a page may ask for, by their names below the loader's folder.
pub fn parts(dist: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in WalkDir::new(dist).sort_by_file_name() {
        let entry =
            entry.with_context(|| format!("no {}: run `cargo xtask build`", dist.display()))?;
        let name = entry.path().strip_prefix(dist)?.to_string_lossy();
        let name = name.replace('\\', "/");
        if entry.file_type().is_file() && is_part(&name) {
            names.push(name);
        }
    }
    ensure!(
        names.iter().any(|name| name == LOADER) && named(&names, RENDER).is_some(),
        "{} holds no whole embed: run `cargo xtask build`",
        dist.display()
    );
    Ok(names)
}

/// Programs and their glue lie beside the loader, and message files in a folder of theirs; the preview has
/// other files.
fn is_part(name: &str) -> bool {
    let is_program = matches!(name.rsplit_once('.'), Some((_, "js" | "wasm")));
    name == LOADER
        || name.starts_with("languages-")
        || (is_program && !name.starts_with("stories/") && !name.starts_with("preview"))
}

/// The file whose name begins so.
fn named<'a>(names: &'a [String], beginning: &str) -> Option<&'a str> {
    let mut names = names.iter().map(String::as_str);
    names.find(|name| name.starts_with(beginning))
}

/// Links beside the tag that start the downloads while the loader is still on its way.
pub fn hints(folder: &str, names: &[String], article: &str) -> String {
    let rest = named(names, REST)
        .map(|name| format!("<link rel=\"modulepreload\" crossorigin href=\"{folder}{name}\">\n"));
    let program = named(names, RENDER).map(|name| format!("{folder}{name}"));
    let addresses = program.into_iter().chain([article.to_owned()]);
    let links = addresses.map(|address| {
        format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{address}\">\n")
    });
    rest.into_iter().chain(links).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn hints_name_what_shows_the_story_and_the_story() {
        let site = names(&["islands-2.js", "loader-3.js", "render-1.wasm"]);
        let links = hints("https://n.example/", &site, "https://n.example/a");
        assert_eq!(
            links,
            "<link rel=\"modulepreload\" crossorigin href=\"https://n.example/loader-3.js\">\n\
             <link rel=\"preload\" as=\"fetch\" crossorigin href=\"https://n.example/render-1.wasm\">\n\
             <link rel=\"preload\" as=\"fetch\" crossorigin href=\"https://n.example/a\">\n"
        );
    }

    #[test]
    fn the_preview_is_no_part_of_the_embed() {
        for name in ["embed.js", "render-1.wasm", "languages-1/de.json"] {
            assert!(is_part(name), "{name}");
        }
        for name in [
            "index.html",
            "preview-1.js",
            "stories/prison.json",
            "themes/lamplight.css",
        ] {
            assert!(!is_part(name), "{name}");
        }
    }

    #[test]
    fn a_half_built_site_is_no_embed() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join(LOADER), "some bytes").unwrap();
        let error = parts(dist.path()).unwrap_err().to_string();
        assert!(error.contains("cargo xtask build"), "{error}");
    }
}
