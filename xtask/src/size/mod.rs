//! `cargo xtask size`: what one embed costs a reader until she sees the story, and what comes after that,
//! against the budget.
//!
//! `record` has the figures of an earlier build, by which a failure names the file that grew.

mod record;

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use brotli::enc::BrotliEncoderParams;
use clap::Args;
use serde_json::{Value, json};

use self::record::Record;
use crate::hook::{LOADER, name};
use crate::workspace::Workspace;

/// The most bytes that may travel, after brotli. The limits stand a little above what is reached, so that
/// nothing grows unless somebody decides that it may; they go down with each step towards the aims.
/// docs/decisions/widget-size.md says what has been tried.
const BUDGET: &[Part] = &[
    Part {
        title: "before the story",
        files: &[LOADER, "loader.js", "render.wasm"],
        limit: 106_000,
        aim: 46_000,
    },
    Part {
        title: "islands",
        files: &["islands.js", "islands.wasm"],
        limit: 137_000,
        aim: 95_000,
    },
];

/// Files that are needed together.
struct Part {
    title: &'static str,
    /// Without their hashes.
    files: &'static [&'static str],
    limit: usize,
    /// What it should come down to.
    aim: usize,
}

/// What can be chosen.
#[derive(Args, Default)]
pub struct Options {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Keep the figures in docs/size.json, which later ones are compared with
    #[arg(long)]
    record: bool,
}

/// One file that a reader downloads for an embed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Weight {
    /// Without its hash.
    file: String,
    raw: usize,
    brotli: usize,
}

/// Weighs what is in `dist/` and fails past the budget.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let weights = weigh(&workspace.dist())?;
    let recorded = Record::read(workspace)?;
    if options.json {
        println!("{:#}", as_json(&weights));
    } else {
        print_table(&weights, &recorded);
    }
    if options.record {
        Record::of(&weights).write(workspace)?;
    }
    check(&weights, &recorded)
}

fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let build = || {
        format!(
            "{} holds no whole embed: run `cargo xtask build`",
            dist.display()
        )
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(dist).with_context(build)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        found.push((plain(&name), path));
    }
    let files = BUDGET.iter().flat_map(|part| part.files);
    files
        .map(|file| {
            let mut paths = found.iter().filter(|(name, _)| name == file);
            let (_, path) = paths.next().with_context(build)?;
            ensure!(paths.next().is_none(), "there is more than one {file}");
            let bytes = fs::read(path)?;
            Ok(Weight {
                file: (*file).to_owned(),
                raw: bytes.len(),
                brotli: compressed(&bytes)?,
            })
        })
        .collect()
}

/// A file's name without its hash.
fn plain(file: &str) -> String {
    format!("{}.{}", name::plain(file), name::ending(file))
}

fn compressed(bytes: &[u8]) -> io::Result<usize> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut io::sink(), &parameters)
}

impl Part {
    fn of<'a>(&self, weights: &'a [Weight]) -> impl Iterator<Item = &'a Weight> {
        let files = self.files;
        weights
            .iter()
            .filter(move |weight| files.contains(&weight.file.as_str()))
    }

    fn sum(&self, weights: &[Weight], of: impl Fn(&Weight) -> usize) -> usize {
        self.of(weights).map(of).sum()
    }
}

fn check(weights: &[Weight], recorded: &Record) -> Result<()> {
    let mut failures = Vec::new();
    for part in BUDGET {
        let weight = part.sum(weights, |weight| weight.brotli);
        if weight > part.limit {
            let past = weight - part.limit;
            let (title, limit) = (part.title, part.limit);
            let grown = recorded.grown(part.of(weights));
            failures.push(format!(
                "{title}: {weight} bytes after brotli are {past} past the budget of {limit}; {grown}"
            ));
        }
    }
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    Ok(())
}

fn print_table(weights: &[Weight], recorded: &Record) {
    let row = |name: &str, [raw, brotli, change, limit, aim]: [String; 5]| {
        println!("{name:16} {raw:>9} {brotli:>9} {change:>9} {limit:>9} {aim:>9}");
    };
    row(
        "file",
        ["raw", "brotli", "change", "budget", "aim"].map(str::to_owned),
    );
    for part in BUDGET {
        for weight in part.of(weights) {
            let change = recorded.change(weight).map(|change| format!("{change:+}"));
            let change = change.unwrap_or_default();
            let figures = [weight.raw, weight.brotli].map(|bytes| bytes.to_string());
            let [raw, brotli] = figures;
            row(
                &weight.file,
                [raw, brotli, change, String::new(), String::new()],
            );
        }
        let raw = part.sum(weights, |weight| weight.raw).to_string();
        let brotli = part.sum(weights, |weight| weight.brotli).to_string();
        row(
            part.title,
            [
                raw,
                brotli,
                String::new(),
                part.limit.to_string(),
                part.aim.to_string(),
            ],
        );
    }
}

fn as_json(weights: &[Weight]) -> Value {
    let parts = BUDGET.iter().map(|part| {
        let files = part.of(weights);
        let files = files.map(
            |Weight { file, raw, brotli }| json!({ "file": file, "raw": raw, "brotli": brotli }),
        );
        json!({
            "title": part.title,
            "files": files.collect::<Vec<_>>(),
            "raw": part.sum(weights, |weight| weight.raw),
            "brotli": part.sum(weights, |weight| weight.brotli),
            "budget": part.limit,
            "aim": part.aim,
        })
    });
    json!({ "parts": parts.collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(files: [(&str, usize); 4]) -> Vec<Weight> {
        let weight = |(file, brotli): (&str, usize)| Weight {
            file: file.to_owned(),
            raw: brotli,
            brotli,
        };
        files.map(weight).into()
    }

    /// An embed that is just within its budgets.
    fn within() -> [(&'static str, usize); 4] {
        let [story, islands] = [0, 1].map(|part| BUDGET[part].limit);
        [
            (LOADER, 6_000),
            ("render.wasm", story - 6_000),
            ("islands.js", 5_000),
            ("islands.wasm", islands - 5_000),
        ]
    }

    #[test]
    fn each_part_has_its_budget_and_a_failure_names_what_grew() {
        let recorded = Record::of(&weights(within()));
        assert!(check(&weights(within()), &recorded).is_ok());
        let mut past = within();
        let before = past[1].1;
        past[1].1 += 300;
        let error = check(&weights(past), &recorded).unwrap_err().to_string();
        let limit = BUDGET[0].limit;
        assert_eq!(
            error,
            format!(
                "before the story: {} bytes after brotli are 300 past the budget of {limit}; since \
                 the recorded build render.wasm grew by 300 from {before}",
                limit + 300
            )
        );
        past[2].1 += 1;
        let error = check(&weights(past), &recorded).unwrap_err().to_string();
        assert!(error.ends_with("islands.js grew by 1 from 5000"), "{error}");
    }

    #[test]
    fn brotli_is_what_is_counted() {
        assert!(compressed(&[b'a'; 10_000]).unwrap() < 50);
    }

    #[test]
    fn the_files_of_an_embed_are_found_by_their_plain_names() {
        let dist = tempfile::tempdir().unwrap();
        let hash = "0123456789abcdef";
        for file in [
            "embed.js".to_owned(),
            format!("loader-{hash}.js"),
            format!("render-{hash}.wasm"),
            format!("islands-{hash}.wasm"),
            format!("preview-{hash}.js"),
        ] {
            fs::write(dist.path().join(file), "some bytes").unwrap();
        }
        assert!(weigh(dist.path()).is_err(), "the embed is half there");
        let script = dist.path().join(format!("islands-{hash}.js"));
        fs::write(script, "other bytes").unwrap();
        let weights = weigh(dist.path()).unwrap();
        let files: Vec<_> = weights.iter().map(|weight| &weight.file).collect();
        assert_eq!(
            files,
            [
                "embed.js",
                "loader.js",
                "render.wasm",
                "islands.js",
                "islands.wasm"
            ]
        );
        fs::write(dist.path().join("islands.js"), "one of an older build").unwrap();
        assert!(weigh(dist.path()).is_err());
        assert!(weigh(&dist.path().join("missing")).is_err());
    }
}
