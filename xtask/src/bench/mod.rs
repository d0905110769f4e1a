//! `cargo xtask bench`: when readers see the story, with this widget and with others of the same kind, in
//! one real browser and one run.
//!
//! This file knows the order. `competitor` says who takes part and `profile` how slow network and
//! processor are; `rendered` has the story from the native tool, `site` makes the pages, which `server` serves; `tab` visits them over `devtools`, and
//! `visit` takes the figures from what the browser says, and `measure` does all that by turns. `table` and
//! `chart` show the figures, `worse` holds them against the last ones, and `keep` has both in `docs/`.
//! `prerender` and `serve` measure the native tool by itself, without a browser.

mod chart;
mod competitor;
mod devtools;
mod keep;
mod measure;
mod peers;
mod prerender;
mod profile;
mod rendered;
mod results;
mod serve;
mod server;
mod site;
mod statistics;
mod story;
mod tab;
mod table;
mod tool;
mod visit;
mod worse;

use std::fs;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use clap::{Args, ValueEnum};

use self::devtools::DevTools;
use self::measure::Bench;
use self::peers::Peers;
use self::profile::{PROFILES, Profile};
use self::rendered::Rendered;
use self::server::Origin;
use self::site::Site;
use self::story::Story;
use self::tool::Tool;
use crate::build;
use crate::services::chromium::Chromium;
use crate::setup::packages::{self, Package};
use crate::workspace::Workspace;

/// How often, and how long each time, a quiet machine is waited for.
const WAITS: usize = 18;
const WAIT: Duration = Duration::from_secs(10);

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// How often each page is visited
    #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Measure only this (and keep the figures in docs/ as they are)
    #[arg(long, value_enum, value_name = "PART")]
    only: Option<Only>,
    /// Two visits on the slow profile, for a first impression
    #[arg(long, conflicts_with_all = ["runs", "only"])]
    quick: bool,
    /// Take what is in dist/ instead of building it
    #[arg(long)]
    no_build: bool,
}

/// A part of what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Widgets on slow 4G and a cheap telephone
    Slow,
    /// Widgets on fast 4G and a good telephone
    Fast,
    /// Widgets on what this machine has
    Unthrottled,
    /// The native tool's `prerender`: stories a second, and memory (no browser)
    Prerender,
    /// The service: fragments a second, and errors while its source is down (no browser)
    Serve,
}

impl Only {
    fn profile(self) -> Option<profile::Name> {
        match self {
            Self::Slow => Some(profile::Name::Slow),
            Self::Fast => Some(profile::Name::Fast),
            Self::Unthrottled => Some(profile::Name::Unthrottled),
            Self::Prerender | Self::Serve => None,
        }
    }
}

impl Options {
    fn runs(&self) -> usize {
        if self.quick { 2 } else { self.runs.into() }
    }

    fn profiles(&self) -> Vec<&'static Profile> {
        let only = if self.quick {
            Some(profile::Name::Slow)
        } else {
            self.only.and_then(Only::profile)
        };
        PROFILES
            .iter()
            .filter(|profile| only.is_none_or(|name| name == profile.name))
            .collect()
    }

    /// Only a whole run is worth keeping.
    fn is_whole(&self) -> bool {
        !self.quick && self.only.is_none()
    }
}

/// Sets up, checks, measures, and says what was found.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    match options.only {
        Some(Only::Prerender) => return prerender::run(workspace),
        Some(Only::Serve) => return serve::run(workspace),
        _ => {}
    }
    let browser: Vec<&Package> = packages::BROWSER.iter().collect();
    packages::ensure(&browser)?;
    let last = keep::read(workspace)?;
    let folder = tempfile::tempdir()?;
    let peers = Peers::build(workspace, folder.path())?;
    if !options.no_build {
        build::run(workspace, &build::Options::default())?;
    }
    let partner = Origin::take()?;
    let publisher = Origin::take()?;
    let story = Story::read(workspace, publisher.address())?;
    let tool = Tool::build(workspace)?;
    let rendered = Rendered::render(&tool, &story, publisher.address(), folder.path())?;
    let pages = partner.address().to_owned();
    serve(workspace, &peers, &story, &rendered, partner, publisher)?;
    wait_until_quiet();
    let chromium = Chromium::start()?;
    let devtools = DevTools::connect(chromium.address())?;
    let mut bench = Bench::new(devtools, pages, story);
    bench.check()?;
    let results = bench.measure(&options.profiles(), options.runs())?;
    println!("{}", table::tables(&results));
    for address in bench.repeated() {
        println!("fetched more than once in one visit: {address}");
    }
    keep::compare(&results, last.as_ref());
    if options.is_whole() {
        keep::write(workspace, &results)?;
    }
    Ok(())
}

fn serve(
    workspace: &Workspace,
    peers: &Peers,
    story: &Story,
    rendered: &Rendered,
    partner: Origin,
    publisher: Origin,
) -> Result<()> {
    let address = publisher.address().to_owned();
    let fragment = peers.fragment(story, &address)?;
    let site = Site {
        publisher: &address,
        dist: &workspace.dist(),
        pictures: &workspace.path(story::PICTURES),
        peers,
        story,
        rendered,
    };
    publisher.serve(site.publisher(&fragment)?);
    partner.serve(site.partner(&fragment)?);
    Ok(())
}

/// Figures of a machine that does other things at the same time are no figures. The build before has kept it
/// busy, too, which is over after a minute or two.
fn wait_until_quiet() {
    for wait in (0..WAITS).rev() {
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let Some(load) = whole_load(&load).filter(|load| load * 2 >= processors) else {
            return;
        };
        if wait > 0 {
            thread::sleep(WAIT);
        } else {
            eprintln!("This machine is busy (load {load}): take no figures of this run for good.");
        }
    }
}

/// How many programs want a processor, as Linux says it for the last minute.
fn whole_load(told: &str) -> Option<usize> {
    told.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(quick: bool, only: Option<Only>) -> Options {
        Options {
            runs: 9,
            only,
            quick,
            no_build: false,
        }
    }

    #[test]
    fn only_whole_runs_are_kept() {
        assert!(options(false, None).is_whole());
        assert_eq!(options(false, None).profiles().len(), PROFILES.len());
        for part in [options(true, None), options(false, Some(Only::Fast))] {
            assert!(!part.is_whole());
            assert_eq!(part.profiles().len(), 1);
        }
        assert_eq!(options(true, None).runs(), 2);
    }

    #[test]
    fn the_load_is_read_as_linux_tells_it() {
        assert_eq!(whole_load("8.97 8.75 5.86 3/411 2199\n"), Some(8));
        assert_eq!(whole_load(""), None);
    }
}
