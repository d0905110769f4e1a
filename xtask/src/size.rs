//! `cargo xtask size`: what one embed costs a reader until she sees the story, and what comes once she is
//! near the comments, against the budget.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use brotli::enc::BrotliEncoderParams;
use clap::Args;
use serde_json::json;
use walkdir::WalkDir;

use crate::workspace::Workspace;

/// The most bytes that may travel, after brotli. The loader's is final. The others are held where they
/// stand, so that they grow only where somebody decides that they may; docs/decisions/widget-size.md
/// says what has been tried.
const BUDGET: &[(Part, usize)] = &[
    (Part::Loader, 2_230),
    (Part::Story, 107_500),
    (Part::Comments, 32_700),
];

/// The one file with a stable name.
const LOADER: &str = "embed.js";

/// How the file begins that only the comments need.
const COMMENTS: &str = "article-embed-comments-";

/// What a limit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// `embed.js`.
    Loader,
    /// All that a reader downloads to see a story, with the loader.
    Story,
    /// What she downloads when she comes near the comments.
    Comments,
}

impl Part {
    /// What people call it.
    fn title(self) -> &'static str {
        match self {
            Self::Loader => LOADER,
            Self::Story => "the story",
            Self::Comments => "the comments",
        }
    }

    fn has(self, file: &str) -> bool {
        let is_of_comments = file.starts_with(COMMENTS);
        match self {
            Self::Loader => file == LOADER,
            Self::Story => !is_of_comments,
            Self::Comments => is_of_comments,
        }
    }
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
    let counted = weights.iter().filter(|weight| part.has(&weight.file));
    counted.map(of).sum()
}

fn check(weights: &[Weight]) -> Result<()> {
    for &(part, limit) in BUDGET {
        let weight = sum(weights, part, |weight| weight.brotli);
        if weight > limit {
            bail!(
                "{} is {weight} bytes after brotli, {} past its budget",
                part.title(),
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
    for part in [Part::Story, Part::Comments] {
        let raw = sum(weights, part, |weight| weight.raw);
        let brotli = sum(weights, part, |weight| weight.brotli);
        println!("{:width$} {raw:>9} {brotli:>9}", part.title());
    }
}

fn as_json(weights: &[Weight]) -> serde_json::Value {
    let files: Vec<_> = weights
        .iter()
        .map(|Weight { file, raw, brotli }| json!({ "file": file, "raw": raw, "brotli": brotli }))
        .collect();
    let part = |part| {
        json!({
            "raw": sum(weights, part, |weight| weight.raw),
            "brotli": sum(weights, part, |weight| weight.brotli),
        })
    };
    json!({
        "files": files,
        "story": part(Part::Story),
        "comments": part(Part::Comments),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(files: [(&str, usize); 3]) -> Vec<Weight> {
        let weight = |(file, brotli): (&str, usize)| Weight {
            file: file.to_owned(),
            raw: brotli,
            brotli,
        };
        files.map(weight).into()
    }

    #[test]
    fn each_part_has_its_budget() {
        let limit = |part| BUDGET.iter().find(|(other, _)| *other == part).unwrap().1;
        let (loader, story) = (limit(Part::Loader), limit(Part::Story));
        let within = [
            (LOADER, loader),
            ("article-embed-1.wasm", story - loader),
            ("article-embed-comments-1.wasm", limit(Part::Comments)),
        ];
        assert!(check(&weights(within)).is_ok());
        for (file, name) in [(1, "the story"), (2, "the comments")] {
            let mut past = within;
            past[file].1 += 1;
            let error = check(&weights(past)).unwrap_err().to_string();
            assert!(error.starts_with(name), "{error}");
            assert!(error.ends_with(", 1 past its budget"), "{error}");
        }
        let mut past = within;
        past[0].1 += 1;
        past[1].1 -= 1;
        let error = check(&weights(past)).unwrap_err().to_string();
        assert!(error.starts_with(LOADER), "{error}");
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
