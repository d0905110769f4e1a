//! What an earlier build weighed, in docs/size.json, so that a later one can say which file grew.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Weight;
use crate::workspace::Workspace;

/// Where the figures are, from the project's root.
const FILE: &str = "docs/size.json";

/// Bytes after brotli by file.
#[derive(Debug, Default)]
pub struct Record(BTreeMap<String, usize>);

impl Record {
    /// The figures of this build.
    pub fn of(weights: &[Weight]) -> Self {
        let figures = weights.iter();
        Self(
            figures
                .map(|weight| (weight.file.clone(), weight.brotli))
                .collect(),
        )
    }

    /// Reads the figures that are kept, if there are any.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        let text = match fs::read(workspace.path(FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| format!("{FILE} cannot be read")),
        };
        let mut value: Value =
            serde_json::from_slice(&text).with_context(|| format!("{FILE} is no JSON"))?;
        let figures = serde_json::from_value(value["brotli"].take())
            .with_context(|| format!("{FILE} has no figures"))?;
        Ok(Self(figures))
    }

    /// Keeps the figures.
    pub fn write(&self, workspace: &Workspace) -> Result<()> {
        let text = format!("{:#}\n", json!({ "brotli": self.0 }));
        fs::write(workspace.path(FILE), text).with_context(|| format!("{FILE} is not written"))
    }

    /// How many bytes more a file has now.
    pub fn change(&self, weight: &Weight) -> Option<i64> {
        let now = i64::try_from(weight.brotli).ok()?;
        let before = i64::try_from(*self.0.get(&weight.file)?).ok()?;
        Some(now - before)
    }

    /// Says which of the files grew, most first.
    pub fn grown<'a>(&self, weights: impl Iterator<Item = &'a Weight>) -> String {
        if self.0.is_empty() {
            return format!("{FILE} has no earlier figures");
        }
        let changes = weights.map(|weight| (self.change(weight), weight));
        let mut grown: Vec<_> = changes
            .filter_map(|(change, weight)| match change {
                Some(change) => (change > 0).then_some((change, weight)),
                // A file that was not there has grown by all of it.
                None => Some((i64::try_from(weight.brotli).unwrap_or(i64::MAX), weight)),
            })
            .collect();
        if grown.is_empty() {
            return "no file grew since the recorded build".to_owned();
        }
        grown.sort_by_key(|(change, _)| -change);
        let grown = grown.into_iter().map(|(change, Weight { file, .. })| {
            let before = self.0.get(file).copied().unwrap_or_default();
            format!("{file} grew by {change} from {before}")
        });
        let grown: Vec<_> = grown.collect();
        format!("since the recorded build {}", grown.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(file: &str, brotli: usize) -> Weight {
        Weight {
            file: file.to_owned(),
            raw: 0,
            brotli,
        }
    }

    #[test]
    fn what_grew_most_comes_first() {
        let record = Record::of(&[weight("a.js", 10), weight("b.wasm", 20)]);
        let now = [
            weight("a.js", 11),
            weight("b.wasm", 25),
            weight("c.wasm", 3),
        ];
        assert_eq!(
            record.grown(now.iter()),
            "since the recorded build b.wasm grew by 5 from 20, c.wasm grew by 3 from 0, \
             a.js grew by 1 from 10"
        );
        let smaller = [weight("a.js", 9)];
        assert_eq!(
            record.grown(smaller.iter()),
            "no file grew since the recorded build"
        );
        assert!(
            Record::default()
                .grown(now.iter())
                .contains("no earlier figures")
        );
    }
}
