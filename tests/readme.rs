//! The README's table of attributes, which is made from the table of options.
//!
//! `UPDATE=1 cargo test --test readme` writes it anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::fmt::Write as _;
use std::path::Path;

use article_embed::comments::engines::ENGINES;
use article_embed::embed::options::{OPTIONS, Values};
use article_embed::i18n::languages::LANGUAGES;
use article_embed::share::TARGETS;

const BEGIN: &str = "<!-- attributes: made from src/embed/options/table.rs -->\n";
const END: &str = "<!-- end of attributes -->";

#[test]
fn the_readme_lists_every_attribute() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let expected = [before, BEGIN, &table(), END, after].concat();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    assert!(
        readme == expected || std::env::var_os("UPDATE").is_some(),
        "README.md is behind the options; UPDATE=1 cargo test --test readme writes it anew"
    );
}

fn table() -> String {
    let mut table = String::from(
        "| attribute | values | default | what it is for |\n| --- | --- | --- | --- |\n",
    );
    for option in OPTIONS {
        let values = match option.values {
            Values::Address => "address".into(),
            Values::Addresses => "addresses".into(),
            Values::Text => "text".into(),
            Values::Language => code(LANGUAGES.iter().copied()),
            Values::Selector => "CSS selector".into(),
            Values::OneOf(values) => code(values.iter().copied()),
            Values::CommentEngine => code(
                ["auto", "off"]
                    .into_iter()
                    .chain(ENGINES.iter().map(|engine| engine.name)),
            ),
            Values::ShareTargets => code(
                ["off"]
                    .into_iter()
                    .chain(TARGETS.iter().map(|target| target.name)),
            ),
        };
        let _ = writeln!(
            table,
            "| `data-{}` | {values} | {} | {} |",
            option.name, option.default, option.description
        );
    }
    table
}

fn code<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: Vec<_> = values.map(|value| format!("`{value}`")).collect();
    values.join(" ")
}
