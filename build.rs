//! What the widget has from files of other kinds: the style sheets, shortened into one, and the names
//! of the message files.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

/// The sheets, in the order of the cascade.
const SHEETS: &[&str] = &[
    "tokens",
    "host",
    "text",
    "story",
    "pictures",
    "lightbox",
    "frames",
    "share",
    "comments",
    "preferences",
    "print",
];

/// Where the message files are.
const LANGUAGES: &str = "static/languages";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    style()?;
    languages()
}

/// Checks the style sheets and shortens them into one, so that the widget carries no comments.
fn style() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("src/view/style");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut source = String::new();
    let has_comments = env::var_os("CARGO_FEATURE_COMMENTS").is_some();
    for sheet in SHEETS {
        if *sheet == "comments" && !has_comments {
            continue;
        }
        source += &fs::read_to_string(folder.join(sheet).with_extension("css"))?;
    }
    let mut sheet =
        StyleSheet::parse(&source, ParserOptions::default()).map_err(|error| error.to_string())?;
    sheet.minify(MinifyOptions::default())?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        ..PrinterOptions::default()
    })?;
    write("style.css", &printed.code)
}

/// Lists the languages: English, and one for each message file.
fn languages() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LANGUAGES}");
    let mut tags = vec!["en".to_owned()];
    for file in fs::read_dir(LANGUAGES)? {
        let name = file?.file_name().into_string();
        let name = name.map_err(|name| format!("{} is no language", name.display()))?;
        let tag = name.strip_suffix(".json");
        tags.push(tag.ok_or("a message file ends in .json")?.to_owned());
    }
    tags.sort();
    let list =
        format!("/// The tags of all languages.\npub const LANGUAGES: &[&str] = &{tags:?};\n");
    write("languages.rs", &list)
}

fn write(name: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let target = Path::new(&env::var("OUT_DIR")?).join(name);
    fs::write(target, text)?;
    Ok(())
}
