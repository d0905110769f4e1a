//! Checks that everybody shows the same story, and visits everybody by turns.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::competitor::Competitor;
use super::devtools::DevTools;
use super::profile::{self, PROFILES, Profile};
use super::results::{Line, Results};
use super::site;
use super::story::Story;
use super::tab::{Reader, complaints};
use super::visit::{Figures, Visit};

/// What reports when a page shows the story.
const WATCH: &str = include_str!("watch.js");

/// What reports what is on a page.
const CHECK: &str = include_str!("check.js");

/// How long a browser may go on with what a new tab makes it do.
const SETTLED: Duration = Duration::from_millis(400);

/// How many milliseconds after the story a page's movements still count.
const SETTLE: u32 = 3_000;

/// The order of visits is left to chance, and the same in every run.
const SEED: u64 = 14;

/// The browser, and where the pages are.
pub struct Bench {
    devtools: DevTools,
    pages: String,
    story: Story,
    repeated: BTreeSet<String>,
}

impl Bench {
    /// With pages at this address, which all have this story.
    pub fn new(devtools: DevTools, pages: String, story: Story) -> Self {
        Self {
            devtools,
            pages,
            story,
            repeated: BTreeSet::new(),
        }
    }

    /// Addresses that travelled more than once in one visit: downloads that began early and were not used.
    pub fn repeated(&self) -> impl Iterator<Item = &String> {
        self.repeated.iter()
    }

    /// Sees to it that everybody shows the same story before anybody is measured.
    pub fn check(&mut self) -> Result<()> {
        let mut targets = None;
        for &competitor in Competitor::ALL {
            self.check_one(competitor, &mut targets)
                .with_context(|| format!("{} does not do what is measured", competitor.title()))?;
        }
        Ok(())
    }

    /// Holds a page against the story, and its share targets against those of the first one.
    fn check_one(&mut self, competitor: Competitor, targets: &mut Option<Value>) -> Result<()> {
        let paragraphs = self.story.paragraphs.len();
        let (found, complaints) = self.found(competitor)?;
        ensure!(
            found["headlines"] == 1 && found["paragraphs"] == paragraphs,
            "the headline must be there once and {paragraphs} paragraphs: {found}; {complaints}"
        );
        if competitor.is_whole() {
            ensure!(
                found["hasComments"] == true,
                "the comments must be there: {found}; {complaints}"
            );
            let expected = targets.get_or_insert_with(|| found["targets"].clone());
            ensure!(
                found["targets"] == *expected,
                "the share targets must be {expected}: {found}; {complaints}"
            );
        }
        Ok(())
    }

    /// What is on a competitor's page, and what the page complains about.
    fn found(&mut self, competitor: Competitor) -> Result<(Value, String)> {
        let argument = json!({
            "pages": site::PAGES,
            "headline": self.story.headline,
            "paragraphs": self.story.paragraphs,
            "comment": self.story.comment,
            "hasComments": competitor.is_whole(),
        });
        let address = self.page(competitor);
        let reader = Reader::start(&mut self.devtools)?;
        let mut tab = reader.open(&mut self.devtools)?;
        tab.watch(CHECK, &argument)?;
        let (found, events) = tab.visit(&address)?;
        tab.close()?;
        reader.close(&mut self.devtools)?;
        Ok((found, complaints(&events)))
    }

    /// Visits everybody by turns.
    pub fn measure(&mut self, profiles: &[&Profile], runs: usize) -> Result<Results> {
        let mut chance = fastrand::Rng::with_seed(SEED);
        let mut visits: Visits = Vec::new();
        for run in 1..=runs {
            for &profile in profiles {
                eprintln!("Run {run} of {runs}: {} …", profile.title);
                let mut order = Competitor::ALL.to_vec();
                chance.shuffle(&mut order);
                for competitor in order {
                    let figures = self
                        .visit(profile, competitor)
                        .with_context(|| format!("{} ({})", competitor.title(), profile.title))?;
                    for (visit, figures) in Visit::ALL.into_iter().zip(figures) {
                        self.repeated.extend(figures.repeated.iter().cloned());
                        visits.push(((profile.name, visit, competitor), figures));
                    }
                }
            }
        }
        Ok(Results {
            browser: self.browser()?,
            runs,
            lines: lines(&visits),
        })
    }

    /// The browser's name and version.
    fn browser(&mut self) -> Result<String> {
        let answer = self.devtools.call(None, "Browser.getVersion", &json!({}))?;
        let product = answer["product"].as_str().unwrap_or("Chromium");
        let version = product.rsplit('/').next().unwrap_or(product);
        Ok(format!("Chromium {version}"))
    }

    /// A reader's first visit and her second one, in another tab.
    fn visit(&mut self, profile: &Profile, competitor: Competitor) -> Result<[Figures; 2]> {
        let argument = json!({
            "pages": site::PAGES,
            "headline": self.story.headline,
            "paragraph": self.story.paragraphs.first(),
            "settle": SETTLE,
        });
        let address = self.page(competitor);
        let before = format!("{}{}", self.pages, site::BLANK);
        let reader = Reader::start(&mut self.devtools)?;
        let mut once = || -> Result<Figures> {
            let mut tab = reader.open(&mut self.devtools)?;
            // Starting a tab's process is no part of any widget's time.
            tab.go(&before)?;
            thread::sleep(SETTLED);
            tab.watch(WATCH, &argument)?;
            tab.slow_down(profile)?;
            let (report, events) = tab.visit(&address)?;
            tab.close()?;
            Figures::of(&report, &events)
        };
        let figures = [once()?, once()?];
        reader.close(&mut self.devtools)?;
        Ok(figures)
    }

    fn page(&self, competitor: Competitor) -> String {
        format!("{}{}{}", self.pages, site::PAGES, competitor.page())
    }
}

/// Who was visited where, and what came of it.
type Visits = Vec<((profile::Name, Visit, Competitor), Figures)>;

/// A line for each place, in the order of tables.
fn lines(visits: &Visits) -> Vec<Line> {
    let mut lines = Vec::new();
    for profile in PROFILES {
        for visit in Visit::ALL {
            for &competitor in Competitor::ALL {
                let wanted = (profile.name, visit, competitor);
                let found = visits.iter().filter(|(place, _)| *place == wanted);
                let figures: Vec<_> = found.map(|(_, figures)| figures.clone()).collect();
                if !figures.is_empty() {
                    lines.push(Line::of(profile.name, visit, competitor, &figures));
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_without_visits_have_no_line() {
        let place = (profile::Name::Fast, Visit::Warm, Competitor::React);
        let figures = |seen| Figures {
            seen,
            blocking: 0.0,
            shift: 0.0,
            bytes: 0.0,
            requests: 0.0,
            repeated: Vec::new(),
        };
        let lines = lines(&vec![(place, figures(100.0)), (place, figures(300.0))]);
        assert_eq!(lines.len(), 1);
        assert!((lines[0].seen.median - 200.0).abs() < 1e-9);
    }
}
