//! The figures in `docs/`: read before they are written anew, and held against the new ones.

use std::fs;

use anyhow::{Context, Result};

use super::results::Results;
use super::{chart, table, worse};
use crate::workspace::Workspace;

/// Where the figures are kept.
const JSON: &str = "docs/bench.json";

/// What stands above the tables.
const ABOUT: &str = include_str!("about.md");

/// The figures of the last run; `None` where there was none.
pub fn read(workspace: &Workspace) -> Result<Option<Results>> {
    Results::read(&workspace.path(JSON))
}

/// Says what has got worse since the last run.
pub fn compare(now: &Results, last: Option<&Results>) {
    let Some(last) = last else {
        println!("There are no earlier figures in {JSON}.");
        return;
    };
    let worse = worse::worse(now, last);
    if worse.is_empty() {
        println!("Nothing got worse against {JSON}.");
    }
    for sentence in worse {
        println!("worse: {sentence}");
    }
}

/// Writes the page, the chart and the figures.
pub fn write(workspace: &Workspace, results: &Results) -> Result<()> {
    let about = ABOUT
        .replace("{{browser}}", &results.browser)
        .replace("{{runs}}", &results.runs.to_string());
    let files = [
        ("docs/bench.md", about + &table::tables(results)),
        ("docs/bench.svg", chart::chart(results)),
        (JSON, results.to_json()?),
    ];
    for (name, text) in files {
        let path = workspace.path(name);
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    println!("Written: docs/bench.md, docs/bench.svg, {JSON}");
    Ok(())
}
