//! Remembers that Ctrl-C (or a termination signal) came.
//!
//! Whoever waits asks here and gives up, so that guards stop what was started on the way out.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// From now on a signal no longer ends this program at once; it is remembered.
pub fn listen() -> Result<()> {
    ctrlc::set_handler(|| REQUESTED.store(true, Ordering::Relaxed))
        .context("Ctrl-C cannot be listened for")
}

/// Whether somebody wants this program to stop.
pub fn requested() -> bool {
    REQUESTED.load(Ordering::Relaxed)
}
