//! Names the sources that the tool is built from, so that it knows whether what it has rendered before was rendered
//! by the same program. A version would not tell two builds of a clone apart.

use std::error::Error;
use std::fs;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// What a rendered story depends on.
const SOURCES: &[&str] = &[
    "src",
    "../src",
    "../build.rs",
    "../static/languages",
    "../Cargo.lock",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut hash = Sha256::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        for entry in WalkDir::new(source).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path())?;
                hash.update(entry.path().to_string_lossy().as_bytes());
                hash.update(bytes.len().to_le_bytes());
                hash.update(bytes);
            }
        }
    }
    let digest = hash.finalize();
    let digits: Vec<_> = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    println!("cargo::rustc-env=ARTICLE_EMBED_SOURCES={}", digits.concat());
    Ok(())
}
