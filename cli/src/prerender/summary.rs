//! What a run has done, for people and for programs.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};

use article_embed::url::WebUrl;
use serde::Serialize;

use super::story;
use crate::error::CliError;
use crate::output;

/// What became of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Its files are new, or other ones.
    Written,
    /// It is as it was.
    Unchanged,
    /// It may not be shown, for this reason.
    Withdrawn(String),
    /// It could not be read or written. What was there of it stays.
    Failed(String),
}

/// Gathers what becomes of stories.
#[derive(Debug, Default)]
pub struct Summary(Mutex<Report>);

/// What is printed.
#[derive(Debug, Default, Serialize)]
struct Report {
    unchanged: usize,
    /// Addresses of folders whose files are new or other ones: what caches have to ask for again.
    written: Vec<String>,
    /// The same of stories that were taken away.
    removed: Vec<String>,
    /// Stories that may not be shown, with the reason.
    withdrawn: BTreeMap<String, String>,
    /// What went wrong.
    failed: BTreeMap<String, String>,
    /// Not all stories are known.
    #[serde(skip)]
    is_incomplete: bool,
}

impl Summary {
    fn report(&self) -> MutexGuard<'_, Report> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of a story.
    pub fn tell(&self, name: String, state: State) {
        let mut report = self.report();
        match state {
            State::Written => report.written.push(name),
            State::Unchanged => report.unchanged += 1,
            State::Withdrawn(reason) => {
                report.withdrawn.insert(name, reason);
            }
            State::Failed(reason) => {
                report.failed.insert(name, reason);
            }
        }
    }

    /// Takes note that there may be stories that nobody knows of.
    pub fn is_incomplete(&self) {
        self.report().is_incomplete = true;
    }

    /// Whether all stories there are were found.
    pub fn is_complete(&self) -> bool {
        !self.report().is_incomplete
    }

    /// Whether a story in the folder is to go. `are_all`: the stories of the run are all that there are.
    pub fn takes_away(&self, name: &str, is_wanted: bool, are_all: bool) -> bool {
        let report = self.report();
        let is_withdrawn = report.withdrawn.contains_key(name);
        is_withdrawn || are_all && !report.is_incomplete && !is_wanted
    }

    /// Takes note of a story that was taken away.
    pub fn removed(&self, name: String) {
        self.report().removed.push(name);
    }

    /// Prints it, with addresses below that of the folder.
    pub fn print(self, as_json: bool, public: &WebUrl) -> Result<ExitCode, CliError> {
        let mut report = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        for names in [&mut report.written, &mut report.removed] {
            names.sort_unstable();
        }
        if as_json {
            let address = |name: &String| story(public, name).as_str().to_owned();
            for names in [&mut report.written, &mut report.removed] {
                *names = names.iter().map(address).collect();
            }
            // Texts and numbers always have a form in JSON.
            let json = serde_json::to_string_pretty(&report).unwrap_or_default();
            output::print_json(&json)?;
        } else {
            let parts = [
                (report.written.len(), "written"),
                (report.unchanged, "unchanged"),
                (report.withdrawn.len(), "withdrawn"),
                (report.removed.len(), "taken away"),
                (report.failed.len(), "failed"),
            ];
            let parts = parts
                .iter()
                .filter(|(count, what)| *count > 0 || *what == "written");
            let parts: Vec<_> = parts
                .map(|(count, what)| format!("{count} {what}"))
                .collect();
            output::print(&(parts.join(", ") + "\n"))?;
            if report.is_incomplete {
                output::say(
                    "Not all stories could be found, so none was taken away for being gone.",
                );
            }
        }
        Ok(if report.failed.is_empty() && !report.is_incomplete {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
