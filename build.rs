//! What the widget has from files of other kinds: the style sheets, shortened into one for each program, and the
//! names of the message files. Native builds have the sheets one by one and the message files themselves, too.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

/// Where the story's sheets are.
const RENDER: &str = "src/render/style";

/// The sheets of the story and of the islands, each in the order of the cascade.
const SHEETS: [(&str, &str, &[&str]); 2] = [
    (
        "style.css",
        RENDER,
        &[
            "tokens",
            "host",
            "failure",
            "text",
            "blocks",
            "tables",
            "story",
            "pictures",
            "frames",
            "share",
            "comments-place",
            "preferences",
            "print",
        ],
    ),
    (
        "islands.css",
        "src/islands/style",
        &["controls", "lightbox", "comments", "preferences"],
    ),
];

/// The sheet of a story where no script runs, which no program has.
const WITHOUT_SCRIPTS: &str = "without-scripts";

/// Where the message files are.
const LANGUAGES: &str = "static/languages";

/// Where the languages' words for dates and lists are.
const WORDS: &str = "src/i18n/cldr";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    styles()?;
    languages()
}

/// Checks the style sheets and shortens those of each program into one, so that programs carry no comments. Native
/// builds have those of the story one by one.
fn styles() -> Result<(), Box<dyn Error>> {
    let has_comments = env::var_os("CARGO_FEATURE_COMMENTS").is_some();
    for (target, folder, sheets) in SHEETS {
        let mut source = String::new();
        for sheet in sheets {
            if *sheet != "comments" || has_comments {
                source += &read(folder, sheet)?;
            }
        }
        write(target, &shortened(&source)?)?;
    }
    let [(_, _, story), ..] = SHEETS;
    let list = story.iter().chain([&WITHOUT_SCRIPTS]).map(|sheet| {
        let css = shortened(&read(RENDER, sheet)?)?;
        Ok(format!("    ({sheet:?}, {css:?}),\n"))
    });
    let list = list.collect::<Result<String, Box<dyn Error>>>()?;
    let list = format!("pub const SHEETS: &[(&str, &str)] = &[\n{list}];\n");
    write("sheets.rs", &list)
}

fn read(folder: &str, sheet: &str) -> Result<String, Box<dyn Error>> {
    let path = Path::new(folder).join(sheet).with_extension("css");
    println!("cargo::rerun-if-changed={}", path.display());
    Ok(fs::read_to_string(path)?)
}

fn shortened(source: &str) -> Result<String, Box<dyn Error>> {
    let mut sheet =
        StyleSheet::parse(source, ParserOptions::default()).map_err(|error| error.to_string())?;
    sheet.minify(MinifyOptions::default())?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        ..PrinterOptions::default()
    })?;
    Ok(printed.code)
}

/// Lists the languages: English, and one for each message file; and, for native builds, their files.
fn languages() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LANGUAGES}");
    println!("cargo::rerun-if-changed={WORDS}");
    let mut tags = Vec::new();
    for file in fs::read_dir(LANGUAGES)? {
        let name = file?.file_name().into_string();
        let name = name.map_err(|name| format!("{} is no language", name.display()))?;
        let tag = name.strip_suffix(".json");
        tags.push(tag.ok_or("a message file ends in .json")?.to_owned());
    }
    tags.sort();
    let project = env::current_dir()?;
    let file = |folder: &str, tag: &str, ending: &str| {
        let path = project.join(folder).join(tag).with_extension(ending);
        path.to_string_lossy().into_owned()
    };
    let files = tags.iter().map(|tag| {
        let (texts, words) = (file(LANGUAGES, tag, "json"), file(WORDS, tag, "txt"));
        format!("({tag:?}, include_str!({texts:?}), include_str!({words:?})),\n")
    });
    let files: String = files.collect();
    let files = format!(
        "/// Each language but English with its message file and its words.\n\
         const FILES: &[(&str, &str, &str)] = &[\n{files}];\n"
    );
    write("message_files.rs", &files)?;
    tags.push("en".to_owned());
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
