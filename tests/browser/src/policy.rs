//! The Content-Security-Policies that the README gives to partners, word for word.

use std::fs;
use std::path::Path;

/// The publisher in the README's examples.
const PUBLISHER: &str = "https://news.example";

/// The policy in the README that begins so.
#[must_use]
pub fn documented(beginning: &str) -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let line = readme.lines().find(|line| line.starts_with(beginning));
    line.unwrap_or_else(|| panic!("the README has no policy that begins with {beginning:?}"))
        .to_owned()
}

/// The same for publishers at these origins.
#[must_use]
pub fn documented_for(beginning: &str, publishers: &[&str]) -> String {
    documented(beginning).replace(PUBLISHER, &publishers.join(" "))
}
