//! What a run of the bench has found, as it is kept in `docs/bench.json`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::competitor::Competitor;
use super::profile::Name;
use super::statistics::Spread;
use super::visit::{Figures, Visit};

/// All that was measured.
#[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Results {
    /// The browser and its version.
    pub browser: String,
    /// How often each page was visited.
    pub runs: usize,
    /// A line for each competitor, profile and kind of visit.
    pub lines: Vec<Line>,
}

/// One competitor on one profile.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Line {
    /// How slow network and processor were.
    pub profile: Name,
    /// Whether the browser had been there.
    pub visit: Visit,
    /// Who.
    pub competitor: Competitor,
    /// Milliseconds until the story was seen.
    pub seen: Spread,
    /// Milliseconds of long tasks until then.
    pub blocking: Spread,
    /// Cumulative layout shift.
    pub shift: Spread,
    /// Bytes until then.
    pub bytes: Spread,
    /// Requests until then.
    pub requests: Spread,
}

impl Line {
    /// Of all visits of a kind.
    pub fn of(profile: Name, visit: Visit, competitor: Competitor, figures: &[Figures]) -> Self {
        // No clock here is more exact, and no figure in a file has to be longer.
        let spread = |steps: f64, figure: fn(&Figures) -> f64| {
            let figures = figures.iter();
            let figures: Vec<_> = figures.map(|one| (figure(one) * steps).round()).collect();
            Spread::of(&figures).divided_by(steps)
        };
        Self {
            profile,
            visit,
            competitor,
            seen: spread(10.0, |figures| figures.seen),
            blocking: spread(10.0, |figures| figures.blocking),
            shift: spread(10_000.0, |figures| figures.shift),
            bytes: spread(1.0, |figures| figures.bytes),
            requests: spread(1.0, |figures| figures.requests),
        }
    }
}

impl Results {
    /// Reads what an earlier run has kept; `None` where there was none.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", path.display()));
            }
        };
        let results = serde_json::from_str(&text).with_context(|| {
            format!(
                "{} is not what this bench writes; delete it to begin anew",
                path.display()
            )
        })?;
        Ok(Some(results))
    }

    /// The line of a competitor.
    pub fn line(&self, profile: Name, visit: Visit, competitor: Competitor) -> Option<&Line> {
        self.lines.iter().find(|line| {
            (line.profile, line.visit, line.competitor) == (profile, visit, competitor)
        })
    }

    /// When the story is seen, as a ratio to the Preact widget in the same place.
    pub fn ratio(&self, line: &Line) -> Option<Spread> {
        let preact = self.line(line.profile, line.visit, Competitor::Preact)?;
        (preact.seen.median > 0.0).then(|| line.seen.divided_by(preact.seen.median))
    }

    /// The profiles that were measured, each with its kinds of visits.
    pub fn places(&self) -> Vec<(Name, Visit)> {
        let mut places = Vec::new();
        for line in &self.lines {
            if !places.contains(&(line.profile, line.visit)) {
                places.push((line.profile, line.visit));
            }
        }
        places
    }

    /// As the file has it: a line of text for each line, so that changes can be read.
    pub fn to_json(&self) -> Result<String> {
        let lines = self.lines.iter().map(serde_json::to_string);
        let lines = lines.collect::<Result<Vec<_>, _>>()?.join(",\n    ");
        let browser = serde_json::to_string(&self.browser)?;
        let runs = self.runs;
        Ok(format!(
            "{{\n  \"browser\": {browser},\n  \"runs\": {runs},\n  \"lines\": [\n    {lines}\n  ]\n}}\n"
        ))
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A spread of a hundredth to both sides.
    pub fn about(median: f64) -> Spread {
        Spread {
            median,
            lower: median * 0.99,
            upper: median * 1.01,
        }
    }

    /// Both own ways and Preact on the slow profile, with nothing in the cache.
    pub fn results(widget: f64, preact: f64) -> Results {
        let line = |competitor, seen| Line {
            profile: Name::Slow,
            visit: Visit::Cold,
            competitor,
            seen: about(seen),
            blocking: about(20.0),
            shift: Spread::default(),
            bytes: Spread::of(&[50_000.0]),
            requests: Spread::of(&[5.0]),
        };
        Results {
            browser: "Chromium 156".to_owned(),
            runs: 9,
            lines: vec![
                line(Competitor::Widget, widget),
                line(Competitor::Preact, preact),
            ],
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let results = results(1_200.0, 1_000.0);
        let json = results.to_json().unwrap();
        assert_eq!(serde_json::from_str::<Results>(&json).unwrap(), results);
        assert_eq!(json.lines().count(), 8);
    }

    #[test]
    fn ratios_are_to_preact() {
        let results = results(1_200.0, 1_000.0);
        let ratio = results.ratio(&results.lines[0]).unwrap();
        assert!((ratio.median - 1.2).abs() < 1e-9);
    }

    #[test]
    fn a_missing_file_is_no_fault_and_a_strange_one_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bench.json");
        assert!(Results::read(&path).unwrap().is_none());
        fs::write(&path, "{}").unwrap();
        let error = Results::read(&path).unwrap_err().to_string();
        assert!(error.contains("delete it"), "{error}");
    }
}
