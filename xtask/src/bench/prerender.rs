//! How fast the native tool renders: stories a second, the most memory, and how much faster a second run is.
//!
//! The stories are posts as WordPress answers them, put together by a seed, so that each run renders the same ones.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use fastrand::Rng;
use serde_json::json;

use super::statistics::Spread;
use super::tool::Tool;
use crate::workspace::Workspace;

/// So many stories are rendered, and so many more to see whether memory grows with them.
const STORIES: usize = 1000;
const MANY: usize = 4000;

/// So many paragraphs has each of them.
const PARAGRAPHS: usize = 30;

/// How often is measured.
const RUNS: usize = 3;

const WORDS: &str = "anchor barge berth buoy channel current dock drift estuary ferry gale harbour keel lamp ledger \
    lock mast mooring night pier pilot quay reef rope sail shore signal storm tide wharf the a of and to in on by with";

/// One run.
struct Run {
    time: Duration,
    /// The most memory in kibibytes, as Linux tells it.
    memory: u64,
}

/// Measures, and prints what was found.
pub fn run(workspace: &Workspace) -> Result<()> {
    let tool = Tool::build(workspace)?;
    let folder = tempfile::tempdir()?;
    let few = write(&folder.path().join("few"), STORIES)?;
    let many = write(&folder.path().join("many"), MANY)?;
    let mut first = Vec::new();
    let mut second = Vec::new();
    for number in 0..RUNS {
        let out = folder.path().join(format!("out-{number}"));
        first.push(render(&tool, &few, &out)?);
        second.push(render(&tool, &few, &out)?);
    }
    let more = render(&tool, &many, &folder.path().join("out-many"))?;
    let again = render(&tool, &many, &folder.path().join("out-many"))?;
    let seconds = |runs: &[Run]| {
        let times: Vec<_> = runs.iter().map(|run| run.time.as_secs_f64()).collect();
        Spread::of(&times).median
    };
    let (one, two) = (seconds(&first), seconds(&second));
    let memory = |runs: &[Run]| runs.iter().map(|run| run.memory).max().unwrap_or_default() / 1024;
    println!(
        "prerender, {STORIES} stories of {PARAGRAPHS} paragraphs, all kinds, medians of {RUNS} runs"
    );
    println!(
        "  first run   {:>8.0} stories a second, {} MiB at most",
        per_second(STORIES, one),
        memory(&first)
    );
    println!(
        "  second run  {:>8.0} stories a second, {:.1} times as fast",
        per_second(STORIES, two),
        one / two
    );
    let (many, again) = (more.time.as_secs_f64(), again.time.as_secs_f64());
    println!(
        "  {MANY} stories {:>7.0} stories a second, {} MiB at most; the second run {:.1} times as fast",
        per_second(MANY, many),
        more.memory / 1024,
        many / again
    );
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "so few stories fit a double")]
fn per_second(stories: usize, seconds: f64) -> f64 {
    stories as f64 / seconds
}

/// Renders a folder, and looks how much memory that takes until it is done.
fn render(tool: &Tool, stories: &Path, out: &Path) -> Result<Run> {
    let start = Instant::now();
    let mut command = tool.command("prerender");
    command.arg(stories).arg("--feed").arg("--out").arg(out);
    command.args(["--embed", "https://news.example/embed/"]);
    command.args(["--public", "https://news.example/stories/"]);
    let mut child = command
        .stdout(Stdio::null())
        .spawn()
        .context("the tool cannot be started")?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let told = fs::read_to_string(&status).unwrap_or_default();
        memory = peak(&told).unwrap_or(memory);
        std::thread::sleep(Duration::from_millis(2));
    };
    ensure!(ended.success(), "prerender failed ({ended})");
    Ok(Run {
        time: start.elapsed(),
        memory,
    })
}

/// The most memory that a process has had, in kibibytes.
fn peak(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Writes so many stories.
fn write(folder: &Path, count: usize) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let mut rng = Rng::with_seed(30);
    for number in 0..count {
        let file = folder.join(format!("{number}.json"));
        fs::write(file, story(number, &mut rng).to_string())?;
    }
    Ok(folder.to_owned())
}

fn story(number: usize, rng: &mut Rng) -> serde_json::Value {
    let words: Vec<_> = WORDS.split_whitespace().collect();
    let mut content = String::new();
    for _ in 0..PARAGRAPHS {
        content += "<p>";
        for at in 0..rng.usize(30..90) {
            let word = rng.choice(&words).unwrap_or(&"tide");
            // Writing into a text does not fail.
            let _ = match rng.u8(..) {
                0..4 => write!(content, "<em>{word}</em> "),
                4..8 => write!(
                    content,
                    "<a href=\"https://news.example/{word}/{at}/\">{word}</a> "
                ),
                8..12 => write!(content, "{word}&#8217;s "),
                _ => write!(content, "{word} "),
            };
        }
        content += "</p>\n";
    }
    json!({
        "id": number,
        "date": "2026-03-01T08:00:00", "date_gmt": "2026-03-01T07:00:00",
        "modified": "2026-03-02T08:00:00", "modified_gmt": "2026-03-02T07:00:00",
        "slug": format!("story-{number}"), "status": "publish", "type": "post",
        "link": format!("https://news.example/2026/03/story-{number}/"),
        "title": { "rendered": format!("Story {number} of the harbour") },
        "content": { "rendered": content, "protected": false },
        "excerpt": { "rendered": "<p>What the tide has brought.</p>\n", "protected": false },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_stories() {
        let [one, two] = [1, 1].map(|number| story(number, &mut Rng::with_seed(7)));
        assert_eq!(one, two);
        let content = one["content"]["rendered"].as_str().unwrap_or_default();
        assert_eq!(content.matches("<p>").count(), PARAGRAPHS);
    }

    #[test]
    fn the_peak_is_read_as_linux_tells_it() {
        assert_eq!(peak("VmPeak:\t 9 kB\nVmHWM:\t   5124 kB\n"), Some(5124));
        assert_eq!(peak(""), None);
    }
}
