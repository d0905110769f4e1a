//! `cargo xtask size`: what one embed costs a reader, against the budget.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use brotli::enc::BrotliEncoderParams;
use clap::Args;
use serde_json::json;
use walkdir::WalkDir;

use crate::workspace::Workspace;

/// The most bytes that may travel, after brotli. The loader's is final. The sum is held where it
/// stands, so that it grows only where somebody decides that it may; docs/decisions/widget-size.md
/// says what has been tried.
const BUDGET: &[(Part, usize)] = &[(Part::Loader, 2_210), (Part::Everything, 125_000)];

/// The one file with a stable name.
const LOADER: &str = "embed.js";

/// What a limit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Loader,
    Everything,
}

/// What can be chosen.
#[derive(Args, Default)]
pub struct Options {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// One file that a reader downloads for an embed.
#[derive(Debug)]
struct Weight {
    file: String,
    raw: usize,
    brotli: usize,
}

/// Weighs what is in `dist/` and fails past the budget.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let weights = weigh(&workspace.dist())?;
    if options.json {
        println!("{:#}", as_json(&weights));
    } else {
        print_table(&weights);
    }
    check(&weights)
}

fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for entry in WalkDir::new(dist) {
        let entry =
            entry.with_context(|| format!("no {}: run `cargo xtask build`", dist.display()))?;
        let file = entry
            .path()
            .strip_prefix(dist)?
            .to_string_lossy()
            .replace('\\', "/");
        if is_part_of_an_embed(&file) {
            let bytes = fs::read(entry.path())?;
            weights.push(Weight {
                file,
                raw: bytes.len(),
                brotli: compressed(&bytes)?,
            });
        }
    }
    ensure!(
        weights.len() >= 3,
        "{} holds no whole embed: run `cargo xtask build`",
        dist.display()
    );
    weights.sort_by_key(|weight| weight.brotli);
    Ok(weights)
}

/// The loader, the widget's glue and program, and scripts that libraries bring; the preview page
/// has files of its own, which partners never load.
fn is_part_of_an_embed(file: &str) -> bool {
    let runs = matches!(file.rsplit_once('.'), Some((_, "js" | "wasm")));
    let widget = file.starts_with("article-embed-") || file.starts_with("snippets/");
    file == LOADER || (runs && widget)
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

fn sum(weights: &[Weight], part: Part, of: impl Fn(&Weight) -> usize) -> usize {
    let counted = |weight: &&Weight| part == Part::Everything || weight.file == LOADER;
    weights.iter().filter(counted).map(of).sum()
}

fn check(weights: &[Weight]) -> Result<()> {
    for &(part, limit) in BUDGET {
        let weight = sum(weights, part, |weight| weight.brotli);
        if weight > limit {
            let what = match part {
                Part::Loader => LOADER,
                Part::Everything => "one embed",
            };
            bail!(
                "{what} is {weight} bytes after brotli, {} past its budget",
                weight - limit
            );
        }
    }
    Ok(())
}

fn print_table(weights: &[Weight]) {
    let width = weights
        .iter()
        .map(|weight| weight.file.len())
        .max()
        .unwrap_or(0);
    println!("{:width$} {:>9} {:>9}", "file", "raw", "brotli");
    for Weight { file, raw, brotli } in weights {
        println!("{file:width$} {raw:>9} {brotli:>9}");
    }
    let raw = sum(weights, Part::Everything, |weight| weight.raw);
    let brotli = sum(weights, Part::Everything, |weight| weight.brotli);
    println!("{:width$} {raw:>9} {brotli:>9}", "one embed");
}

fn as_json(weights: &[Weight]) -> serde_json::Value {
    let files: Vec<_> = weights
        .iter()
        .map(|Weight { file, raw, brotli }| json!({ "file": file, "raw": raw, "brotli": brotli }))
        .collect();
    json!({
        "files": files,
        "raw": sum(weights, Part::Everything, |weight| weight.raw),
        "brotli": sum(weights, Part::Everything, |weight| weight.brotli),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(loader: usize, widget: usize) -> Vec<Weight> {
        let weight = |file: &str, brotli| Weight {
            file: file.to_owned(),
            raw: brotli,
            brotli,
        };
        vec![
            weight("embed.js", loader),
            weight("article-embed-1.wasm", widget),
        ]
    }

    #[test]
    fn the_budget_is_for_the_loader_and_for_the_sum() {
        let limit = |part| BUDGET.iter().find(|(other, _)| *other == part).unwrap().1;
        let (loader, sum) = (limit(Part::Loader), limit(Part::Everything));
        assert!(check(&weights(loader, sum - loader)).is_ok());
        assert_eq!(
            check(&weights(loader + 1, 0)).unwrap_err().to_string(),
            format!(
                "embed.js is {} bytes after brotli, 1 past its budget",
                loader + 1
            )
        );
        assert_eq!(
            check(&weights(loader, sum - loader + 1))
                .unwrap_err()
                .to_string(),
            format!(
                "one embed is {} bytes after brotli, 1 past its budget",
                sum + 1
            )
        );
    }

    #[test]
    fn brotli_is_what_is_counted() {
        assert!(compressed(&[b'a'; 10_000]).unwrap() < 50);
    }

    #[test]
    fn only_what_an_embed_runs_is_weighed() {
        for file in [
            "embed.js",
            "article-embed-1.js",
            "article-embed-2.wasm",
            "snippets/a/b.js",
        ] {
            assert!(is_part_of_an_embed(file), "{file}");
        }
        for file in ["index.html", "preview-1.js", "stories/article-embed-1.json"] {
            assert!(!is_part_of_an_embed(file), "{file}");
        }
    }

    #[test]
    fn a_half_built_site_is_no_embed() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join(LOADER), "some bytes").unwrap();
        assert!(weigh(dist.path()).is_err());
        assert!(weigh(&dist.path().join("missing")).is_err());
    }
}
