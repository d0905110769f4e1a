//! `embed.js`: the one file with a stable name, which knows the others and starts them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::esbuild::Esbuild;
use super::site::Published;

/// Its name, at the root of the site.
pub const NAME: &str = "embed.js";

/// The modules that it is made of: those of this folder.
const MODULES: &str = "loader";

/// The module that it begins with.
const ENTRY: &str = "main.js";

/// The module that the rest begins with, which has modules of its own beside it and shares those above.
const REST: &str = "later/main.js";

/// Its types for TypeScript, beside it in the site.
const DECLARATIONS: &str = "embed.d.ts";

/// The loader's style sheet, in the folder above its modules.
const STYLE: &str = "embed.css";

/// What the loader knows of this build.
#[derive(Debug, Default)]
pub struct Build {
    /// The rest of the loader, which comes after what is seen first.
    pub rest: Published,
    /// The function that starts the first program, as JavaScript.
    pub render_glue: String,
    /// The first program.
    pub render: Published,
    /// The second program.
    pub islands: Published,
    /// The script with the function that starts it.
    pub islands_script: Published,
    /// The folder with the message files, and the integrity of its list.
    pub languages: Published,
    /// The origins whose fragments are shown as they are.
    pub fragment_origins: Vec<String>,
}

/// The loader's source, from this folder, with its style and what it knows of the build in it.
pub fn stamp(folder: &Path, build: &Build, esbuild: &Esbuild) -> Result<String> {
    let style = folder.join(STYLE);
    let style = fs::read_to_string(&style)
        .with_context(|| format!("{} cannot be read", style.display()))?;
    let script = esbuild.bundle(&folder.join(MODULES).join(ENTRY))?;
    esbuild.script(first(script, &esbuild.style(style)?, build)?)
}

/// The rest of the loader: a module whose function takes what gives it the loader's shared modules by their paths, and
/// what it gives its own beginning to.
pub fn rest(folder: &Path, build: &Build, esbuild: &Esbuild) -> Result<String> {
    let folder = folder.join(MODULES);
    let mut shared = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            shared.push(format!("../{}", name.to_string_lossy()));
        }
    }
    let script = esbuild.bundle_sharing(&folder.join(REST), &shared)?;
    // The last line may be a comment.
    let module = format!("export default (require, give) => {{\n{script}\n}};\n");
    esbuild.script(later(module, build)?)
}

/// Writes the finished loader, and its types from the source's folder.
pub fn write(source: &Path, folder: &Path, loader: &str) -> Result<()> {
    fs::copy(source.join(DECLARATIONS), folder.join(DECLARATIONS))
        .with_context(|| format!("{DECLARATIONS} is not written"))?;
    fs::write(folder.join(NAME), loader).with_context(|| format!("{NAME} is not written"))
}

/// Each placeholder is a whole string literal.
fn first(mut source: String, style: &str, build: &Build) -> Result<String> {
    // All packages of the workspace have one version.
    let version = env!("CARGO_PKG_VERSION");
    for (name, value) in [
        ("STYLE", style),
        ("VERSION", version),
        ("REST", &build.rest.path),
        ("REST_INTEGRITY", &build.rest.integrity),
        ("RENDER_WASM", &build.render.path),
        ("RENDER_WASM_INTEGRITY", &build.render.integrity),
    ] {
        // A text in JSON is one in JavaScript.
        fill(&mut source, name, &serde_json::to_string(value)?)?;
    }
    let origins = serde_json::to_string(&build.fragment_origins)?;
    fill(&mut source, "FRAGMENT_ORIGINS", &origins)?;
    Ok(source)
}

fn later(mut source: String, build: &Build) -> Result<String> {
    for (name, value) in [
        ("ISLANDS_WASM", &build.islands.path),
        ("ISLANDS_WASM_INTEGRITY", &build.islands.integrity),
        ("ISLANDS_JS", &build.islands_script.path),
        ("ISLANDS_JS_INTEGRITY", &build.islands_script.integrity),
        ("LANGUAGES", &build.languages.path),
        ("LANGUAGES_INTEGRITY", &build.languages.integrity),
    ] {
        fill(&mut source, name, &serde_json::to_string(value)?)?;
    }
    // Comes last, so that nothing in the glue is taken for a placeholder.
    fill(&mut source, "RENDER_GLUE", &build.render_glue)?;
    Ok(source)
}

fn fill(source: &mut String, name: &str, value: &str) -> Result<()> {
    let placeholder = format!("\"__{name}__\"");
    ensure!(source.contains(&placeholder), "{NAME} has no {placeholder}");
    *source = source.replace(&placeholder, value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build() -> Build {
        let published = |name: &str| Published {
            path: name.to_owned(),
            integrity: format!("sha256-{name}"),
        };
        Build {
            rest: published("rest.js"),
            render_glue: "(WebAssembly) => { \"__STYLE__\" }".to_owned(),
            render: published("r.wasm"),
            islands: published("i.wasm"),
            islands_script: published("i.js"),
            languages: published("languages-1/"),
            fragment_origins: vec!["https://a.example".to_owned()],
        }
    }

    const FIRST: &str = "\"__STYLE__\" \"__VERSION__\" \"__REST__\" \"__REST_INTEGRITY__\" \
        \"__RENDER_WASM__\" \"__RENDER_WASM_INTEGRITY__\" \"__FRAGMENT_ORIGINS__\"";

    const LATER: &str = "\"__RENDER_GLUE__\" \"__ISLANDS_WASM__\" \"__ISLANDS_WASM_INTEGRITY__\" \
        \"__ISLANDS_JS__\" \"__ISLANDS_JS_INTEGRITY__\" \
        \"__LANGUAGES__\" \"__LANGUAGES_INTEGRITY__\"";

    #[test]
    fn all_placeholders_are_filled() {
        let loader = first(FIRST.to_owned(), "p { quotes: '\"' }", &build());
        let expected = format!(
            r#""p {{ quotes: '\"' }}" "{}" "rest.js" "sha256-rest.js" "r.wasm" "sha256-r.wasm" ["https://a.example"]"#,
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(loader.unwrap(), expected);
        let rest = later(LATER.to_owned(), &build());
        let expected = r#"(WebAssembly) => { "__STYLE__" } "i.wasm" "sha256-i.wasm" "i.js" "sha256-i.js" "languages-1/" "sha256-languages-1/""#;
        assert_eq!(rest.unwrap(), expected);
    }

    #[test]
    fn a_placeholder_that_went_missing_is_told() {
        let source = LATER.replace("\"__ISLANDS_JS__\"", "");
        let error = later(source, &build()).unwrap_err();
        assert_eq!(error.to_string(), "embed.js has no \"__ISLANDS_JS__\"");
    }

    /// What is missing there would be `undefined` in a reader's browser, and no bundler says so.
    #[test]
    fn the_rest_imports_only_what_is_shared() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/loader");
        let source = fs::read_to_string(folder.join("shared.js")).unwrap();
        let (_, table) = source.split_once("const shared = {").unwrap();
        let (table, _) = table.split_once('}').unwrap();
        let shared: Vec<_> = table.split(',').map(str::trim).collect();
        let mut count = 0;
        for entry in fs::read_dir(folder.join("later")).unwrap() {
            let path = entry.unwrap().path();
            let source = fs::read_to_string(&path).unwrap();
            for import in source.split("import {").skip(1) {
                let (names, from) = import.split_once('}').unwrap();
                if !from.starts_with(" from \"../") {
                    continue;
                }
                for name in names.split(',').map(str::trim) {
                    let is_shared = name.is_empty() || shared.contains(&name);
                    assert!(is_shared, "{}: {name} is not in shared.js", path.display());
                    count += 1;
                }
            }
        }
        assert!(count > 20, "{count} imports are found");
    }
}
