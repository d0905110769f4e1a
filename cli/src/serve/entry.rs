//! What is answered for a story, how it was found, and how long it lasts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use moka::Expiry;

use super::id::StoryId;
use super::rendering::Rendered;

/// What an answer weighs besides its documents, in bytes.
const FRAME: usize = 512;

/// Which story is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The number of its source.
    pub source: usize,
    /// Its id there.
    pub id: StoryId,
}

/// What there is to answer.
#[derive(Clone, Debug)]
pub enum Found {
    /// A story, or the sentence that it may not be shown.
    Story(Arc<Rendered>),
    /// The source says that there is no such story (404), no longer (410), or none for legal reasons (451).
    Absent(StatusCode),
    /// The source does not answer, and there is nothing older: 502, or 504 where it was too slow.
    Down(StatusCode),
}

/// What is answered for a story, and until when.
#[derive(Debug)]
pub struct Entry {
    /// The answer.
    pub found: Found,
    /// It is an old one, because the source is down.
    pub is_makeshift: bool,
    fresh_until: Instant,
    lasts: Duration,
    is_renewed: AtomicBool,
}

/// How an answer was found, for the metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It was there.
    Hit,
    /// It was there, and a newer one is on its way.
    Stale,
    /// It was fetched.
    Miss,
}

impl Way {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Stale => "stale",
            Self::Miss => "miss",
        }
    }
}

/// Answers last as long as they say.
pub struct ByEntry;

impl Expiry<Key, Arc<Entry>> for ByEntry {
    fn expire_after_create(&self, _: &Key, entry: &Arc<Entry>, _: Instant) -> Option<Duration> {
        Some(entry.lasts)
    }

    fn expire_after_update(
        &self,
        _: &Key,
        entry: &Arc<Entry>,
        _: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(entry.lasts)
    }
}

impl Entry {
    /// An answer that is fresh and lasts for so long from now on.
    pub fn new(found: Found, is_makeshift: bool, fresh: Duration, lasts: Duration) -> Arc<Self> {
        Arc::new(Self {
            found,
            is_makeshift,
            fresh_until: Instant::now() + fresh,
            lasts,
            is_renewed: AtomicBool::new(false),
        })
    }

    /// Whether nobody needs to be asked.
    pub fn is_fresh(&self) -> bool {
        Instant::now() < self.fresh_until
    }

    /// Whether a new one is still to be asked for: only the first who wants to know is told so.
    pub fn is_to_be_renewed(&self) -> bool {
        !self.is_renewed.swap(true, Ordering::Relaxed)
    }

    /// How much memory this takes.
    pub fn weight(&self) -> u32 {
        weight(self.found.weight())
    }
}

impl Found {
    fn weight(&self) -> usize {
        match self {
            Self::Story(rendered) => rendered.weight(),
            Self::Absent(_) | Self::Down(_) => 0,
        }
    }
}

/// So many bytes of documents, with what is around them.
pub fn weight(bytes: usize) -> u32 {
    u32::try_from(FRAME + bytes).unwrap_or(u32::MAX)
}
