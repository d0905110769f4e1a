//! How far a long work is, on a terminal alone: elsewhere nothing is drawn.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A count of stories, of which nobody knows how many there will be.
pub fn stories(is_shown: bool, done: &'static str) -> ProgressBar {
    if !is_shown {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(done);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} {msg}, {per_sec}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
