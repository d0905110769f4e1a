//! Checks the style sheets and shortens them into one, so that the widget carries no comments.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

/// The sheets, in the order of the cascade.
const SHEETS: &[&str] = &[
    "tokens", "host", "text", "story", "pictures", "lightbox", "frames", "share", "comments",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("src/view/style");
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build.rs");
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
    let target = Path::new(&env::var("OUT_DIR")?).join("style.css");
    fs::write(target, printed.code)?;
    Ok(())
}
