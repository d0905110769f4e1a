//! `cargo xtask hook`: what Trunk calls after each build, before the new site takes its place.
//!
//! The files get names from their final bytes, and `embed.js`, the one stable name, is stamped
//! with them. Everything happens in Trunk's staging folder, which Trunk does not watch.

mod compact;
mod esbuild;
mod integrity;
mod languages;
mod loader;
pub mod name;
mod names;
mod order;
pub mod program;
mod reference;
mod site;

use std::env;
use std::mem;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use self::compact::Compact;
use self::esbuild::Esbuild;
use self::loader::Build;
pub use self::loader::NAME as LOADER;
use self::program::{ISLANDS, Program, RENDER};
use self::site::{Published, Site};
use crate::fragment_origins;
use crate::pieces::{Piece, Pieces};
use crate::workspace::Workspace;

/// Runs with what Trunk says in the environment.
pub fn run(workspace: &Workspace) -> Result<()> {
    let staging = folder("TRUNK_STAGING_DIR")?;
    let source = folder("TRUNK_SOURCE_DIR")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let pieces = Pieces::from_environment()?;

    let mut site = Site::read(&staging)?;
    let mut render = Program::take(&mut site, RENDER)?;
    let mut islands = Program::take(&mut site, ISLANDS)?;
    if release {
        let compact = Compact::new(workspace, &pieces)?;
        compact.apply(&mut render)?;
        compact.apply(&mut islands)?;
    }
    let esbuild = Esbuild::new(workspace, release && pieces.has(Piece::Minifier))?;
    finish(&staging, &source, site, [render, islands], &esbuild)
}

/// Names all files, and writes them with the loader that knows the names.
fn finish(
    staging: &Path,
    source: &Path,
    mut site: Site,
    [mut render, mut islands]: [Program; 2],
    esbuild: &Esbuild,
) -> Result<()> {
    let languages = languages::apply(&mut site, source, &languages::keys(source)?)?;
    site.name_by_content()?;
    let render_wasm = site.publish("render.wasm", mem::take(&mut render.wasm));
    let islands_wasm = site.publish("islands.wasm", mem::take(&mut islands.wasm));
    let islands_script = esbuild.script(islands.script(&islands_wasm.path))?;
    let mut build = Build {
        rest: Published::default(),
        render_glue: render.function(),
        render: render_wasm,
        islands_script: site.publish("islands.js", islands_script.into_bytes()),
        islands: islands_wasm,
        languages,
        fragment_origins: fragment_origins::from_environment()?,
    };
    let source = source.join("static");
    let rest = loader::rest(&source, &build, esbuild)?;
    build.rest = site.publish("loader.js", rest.into_bytes());
    let loader = loader::stamp(&source, &build, esbuild)?;
    site.write(staging)?;
    loader::write(&source, staging, &loader)
}

fn folder(variable: &str) -> Result<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .with_context(|| format!("{variable} is not set: Trunk runs this command after a build"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn write(folder: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    /// A build as Trunk leaves it, and what the hook makes of it.
    fn built() -> tempfile::TempDir {
        let source = tempfile::tempdir().unwrap();
        let module = |fields: &[&str]| -> String {
            let lines = fields
                .iter()
                .map(|field| format!("tell(\"__{field}__\");\n"));
            lines.collect()
        };
        let loader = module(&[
            "STYLE",
            "VERSION",
            "REST",
            "REST_INTEGRITY",
            "RENDER_WASM",
            "RENDER_WASM_INTEGRITY",
            "FRAGMENT_ORIGINS",
        ]);
        let rest = module(&[
            "RENDER_GLUE",
            "ISLANDS_WASM",
            "ISLANDS_WASM_INTEGRITY",
            "ISLANDS_JS",
            "ISLANDS_JS_INTEGRITY",
            "LANGUAGES",
            "LANGUAGES_INTEGRITY",
        ]);
        let rest = ["import { a } from \"../a.js\";\na();\n", &rest].concat();
        write(
            source.path(),
            &[
                ("static/loader/main.js", &loader),
                ("static/loader/a.js", "export const a = () => {};"),
                ("static/loader/later/main.js", &rest),
                ("static/embed.css", "p {}"),
                ("static/embed.d.ts", ""),
                (languages::TABLE, "messages! {\n    Reply(\"reply\");\n}\n"),
                ("src/i18n/cldr/de.txt", "|Sonntag\n"),
            ],
        );
        let staging = tempfile::tempdir().unwrap();
        write(
            staging.path(),
            &[
                ("render-0123456789abcdef.js", "let wasm_bindgen = 1;"),
                ("render-0123456789abcdef_bg.wasm", "render"),
                ("islands.js", "let wasm_bindgen = 2;"),
                ("islands_bg.wasm", "islands"),
                ("languages/de.json", r#"{"reply": "Antworten"}"#),
            ],
        );
        let mut site = Site::read(staging.path()).unwrap();
        let programs = [RENDER, ISLANDS].map(|name| Program::take(&mut site, name).unwrap());
        let esbuild = Esbuild::new(&Workspace::find().unwrap(), false).unwrap();
        finish(staging.path(), source.path(), site, programs, &esbuild).unwrap();
        staging
    }

    /// Holds the names in a script against the files of the site.
    fn check_names(site: &Path, script: &str, beginnings: &[&str]) {
        let known: Vec<_> = script.split('"').collect();
        for beginning in beginnings {
            let place = known.iter().position(|text| text.starts_with(beginning));
            let place = place.unwrap_or_else(|| panic!("no {beginning} in {script}"));
            let file = match known[place].strip_suffix('/') {
                Some(folder) => format!("{folder}/index.json"),
                None => known[place].to_owned(),
            };
            let bytes = fs::read(site.join(file)).unwrap();
            assert_eq!(known[place + 2], integrity::of(&bytes), "{beginning}");
        }
    }

    /// The only script whose name begins so.
    fn script(site: &Path, beginning: &str) -> String {
        let files = fs::read_dir(site).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names =
            names.filter(|name| name.starts_with(beginning) && name::ending(name) == "js");
        let name = names.next().unwrap();
        assert_eq!(names.next(), None);
        fs::read_to_string(site.join(name)).unwrap()
    }

    #[test]
    fn the_loader_knows_the_other_files_and_how_to_check_them() {
        let site = built();
        let loader = fs::read_to_string(site.path().join(loader::NAME)).unwrap();
        check_names(site.path(), &loader, &["render-", "loader-"]);
        let rest = script(site.path(), "loader-");
        check_names(site.path(), &rest, &["islands-", "languages-"]);
        assert!(rest.contains("(WebAssembly) => {\nlet wasm_bindgen = 1;\n"));
        assert!(rest.contains("require(\"../a.js\")"));
    }

    #[test]
    fn the_script_of_the_second_program_names_it() {
        let site = built();
        let files = fs::read_dir(site.path()).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name.starts_with("islands-")).collect();
        names.sort_by_key(|name| name::ending(name) == "wasm");
        let [script, wasm] = &names[..] else {
            panic!("{names:?}");
        };
        let script = fs::read_to_string(site.path().join(script)).unwrap();
        assert!(script.contains(&format!("[\"{wasm}\"] = (WebAssembly) =>")));
    }
}
