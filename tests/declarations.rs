//! The types for TypeScript and the properties of the element, which follow the table of options.
//!
//! `UPDATE=1 cargo test --test declarations` writes what is made in `static/embed.d.ts` anew;
//! `cargo xtask test --only types` compiles it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use article_embed::comments::engines::ENGINES;
use article_embed::embed::events::Event;
use article_embed::embed::options::{Definition, OPTIONS, Values};
use article_embed::share::{TARGETS, server};

const END: &str = "  // end\n";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

#[test]
fn the_declarations_have_every_option() {
    let declarations = read("static/embed.d.ts");
    let targets = TARGETS.iter().map(|target| target.name);
    let targets = format!("  type ShareTarget = {};\n", union(targets));
    let with_targets = made(&declarations, "src/share/mod.rs", &targets);
    let expected = made(&with_targets, "src/embed/options/table.rs", &options());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path("static/embed.d.ts"), &expected).unwrap();
    } else {
        assert!(
            declarations == expected,
            "static/embed.d.ts is behind the options; UPDATE=1 cargo test --test declarations \
             writes it anew"
        );
    }
}

/// The text with this in the place that is made from a file.
fn made(text: &str, from: &str, what: &str) -> String {
    let begin = format!("  // made from {from}\n");
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    [before, &begin, what, END, after].concat()
}

/// The options of `mount`, and the element's properties, which give texts.
fn options() -> String {
    let mut options = String::from("  /** What can be set. */\n  interface Options {\n");
    let mut element =
        String::from("  /** `<article-embed>`. */\n  interface Element extends HTMLElement {\n");
    for option in OPTIONS.iter().filter(|option| option.name != "target") {
        let (name, values) = (property(option.name), values(option));
        let doc = format!("    /** {} */\n", option.description);
        let _ = writeln!(options, "{doc}    {name}?: {values} | Default;");
        // That one is of every element.
        if name != "lang" {
            let _ = writeln!(element, "{doc}    get {name}(): string | null;");
            let _ = writeln!(element, "    set {name}(value: {values} | Default);");
        }
    }
    [&options, "  }\n\n", &element, "  }\n"].concat()
}

fn values(option: &Definition) -> String {
    match option.values {
        Values::Address
        | Values::Addresses
        | Values::Text
        | Values::Language
        | Values::Selector => "string".into(),
        Values::OneOf(names) => {
            let names = names.iter().copied();
            let numbers = names.clone().filter(|name| name.parse::<u8>().is_ok());
            let numbers = numbers.map(str::to_owned);
            let texts = names.map(|name| format!("{name:?}"));
            numbers.chain(texts).collect::<Vec<_>>().join(" | ")
        }
        Values::CommentEngine => {
            let engines = ENGINES.iter().map(|engine| engine.name);
            union(["auto", "off"].into_iter().chain(engines))
        }
        // Any text, and yet the names are offered.
        Values::ShareTargets => "\"off\" | ShareTarget | (string & {})".into(),
    }
}

fn union<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.map(|name| format!("{name:?}")).collect();
    names.join(" | ")
}

/// `headingLevel` for `heading-level`.
fn property(name: &str) -> String {
    let mut words = name.split('-');
    let mut property = words.next().unwrap().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        property += &first.to_uppercase();
        property += rest;
    }
    property
}

#[test]
fn the_loader_reads_the_readers_server_where_it_is_kept() {
    let kept = format!("localStorage.getItem({:?})", server::NAME);
    assert!(
        read("static/loader/later/story.js").contains(&kept),
        "static/loader/later/story.js must have: {kept}"
    );
}

#[test]
fn the_element_has_every_option_as_a_property() {
    let names: Vec<_> = OPTIONS
        .iter()
        .map(|option| property(option.name))
        // Every element has the one, and the other belongs to the tag.
        .filter(|name| !["lang", "target"].contains(&name.as_str()))
        .collect();
    let names = names.join(" ");
    assert!(
        read("static/loader/options.js").contains(&format!("\"{names}\"")),
        "static/loader/options.js must name: {names}"
    );
}

#[test]
fn every_event_is_declared_and_described() {
    let (declarations, readme) = (read("static/embed.d.ts"), read("README.md"));
    for event in Event::ALL {
        let name = event.name();
        assert!(
            declarations.contains(&format!("\"{name}\": CustomEvent<")),
            "{name}"
        );
        assert!(readme.contains(&format!("| `{name}` |")), "{name}");
    }
}

#[test]
fn every_code_of_a_failure_is_described() {
    let (declarations, readme) = (read("static/embed.d.ts"), read("README.md"));
    let (_, rest) = declarations.split_once("type ErrorCode =").unwrap();
    let (codes, _) = rest.split_once(';').unwrap();
    let codes: Vec<_> = codes.split('"').skip(1).step_by(2).collect();
    assert!(codes.len() > 5, "{codes:?}");
    for code in codes {
        assert!(readme.contains(&format!("`{code}`")), "{code}");
    }
}
