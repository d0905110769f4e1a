//! The stories that were asked for, rendered: fresh from their source, or as good as there are.
//!
//! Two caches of bounded weight hold the same documents. `answers` has what is answered: while an answer is fresh
//! nobody is asked; then it is answered once more while one task asks anew; and when it is too old for that, all who
//! want it wait for one question. `kept` has the last good story as its source wrote it, which stands in while the
//! source is down, and is gone as soon as the source says that the story is. Rights are judged by the clock at every
//! renewal, whether the source answers or not.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use article_embed::embed::load_error::LoadError;
use axum::http::StatusCode;
use moka::future::Cache;

use super::entry::{self, ByEntry, Entry, Found, Key, Way};
use super::metrics::{self, Metrics};
use super::rendering::{Failure, Raw, Render, Rendered, on_threads};
use super::sources::{Answer, Asker, Told, Version};
use super::template::Template;

/// Tries to get past a purge that comes while a story is fetched.
const TRIES: usize = 3;

/// Where stories come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, which is part of the stories' addresses.
    pub name: String,
    /// Where the service fetches them.
    pub template: Template,
    /// Where readers' browsers fetch them, if that is elsewhere.
    pub public: Option<Template>,
}

/// How long things last.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// How long an answer is as good as new.
    pub fresh: Duration,
    /// How long it is answered while a new one is fetched.
    pub stale: Duration,
    /// How long it is believed that there is no such story.
    pub absent: Duration,
    /// How long a source that failed is left alone.
    pub retry: Duration,
}

/// How a source is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    /// For what is newer than what is kept.
    ForNews,
    /// For whatever there is.
    Anew,
}

/// The last good story of a source.
#[derive(Debug)]
struct Kept {
    raw: Arc<Raw>,
    version: Version,
    rendered: Arc<Rendered>,
}

/// The stories of all sources.
pub struct Stories {
    sources: Vec<Source>,
    asker: Asker,
    render: Arc<Render>,
    threads: rayon::ThreadPool,
    times: Times,
    metrics: Arc<Metrics>,
    answers: Cache<Key, Arc<Entry>>,
    kept: Cache<Key, Arc<Kept>>,
    purges: AtomicU64,
}

impl Stories {
    /// No stories yet. `memory` is the most bytes that both caches hold.
    pub fn new(
        sources: Vec<Source>,
        asker: Asker,
        render: Arc<Render>,
        threads: rayon::ThreadPool,
        times: Times,
        memory: u64,
        metrics: Arc<Metrics>,
    ) -> Self {
        let answers = Cache::builder()
            .max_capacity(memory / 2)
            .weigher(|_, entry: &Arc<Entry>| entry.weight())
            .expire_after(ByEntry)
            .build();
        let kept = Cache::builder()
            .max_capacity(memory / 2)
            .weigher(|_, kept: &Arc<Kept>| {
                entry::weight(kept.raw.body.len() + kept.rendered.weight())
            })
            .build();
        Self {
            sources,
            asker,
            render,
            threads,
            times,
            metrics,
            answers,
            kept,
            purges: AtomicU64::new(0),
        }
    }

    /// The sources, by their numbers.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// How many bytes the caches hold, about.
    pub fn weight(&self) -> u64 {
        self.answers.weighted_size() + self.kept.weighted_size()
    }

    /// What there is to answer for a story.
    pub async fn get(self: &Arc<Self>, key: Key) -> (Arc<Entry>, Way) {
        if let Some(entry) = self.answers.get(&key).await {
            if entry.is_fresh() {
                return (entry, Way::Hit);
            }
            if entry.is_to_be_renewed() {
                let stories = Arc::clone(self);
                let before = Arc::clone(&entry);
                tokio::spawn(async move {
                    let entry = stories.renewed(&key, &before).await;
                    stories.answers.insert(key, entry).await;
                });
            }
            return (entry, Way::Stale);
        }
        let stories = Arc::clone(self);
        // A task of its own: the question goes on, and is the only one, when whoever asked first goes away.
        let looking = tokio::spawn(async move {
            let loading = stories.load(&key, Asking::ForNews);
            stories.answers.get_with(key.clone(), loading).await
        });
        let entry = looking.await.unwrap_or_else(|_| {
            let found = Found::Down(StatusCode::INTERNAL_SERVER_ERROR);
            Entry::new(found, false, Duration::ZERO, Duration::ZERO)
        });
        (entry, Way::Miss)
    }

    /// A new answer, or the one from before while the source is down: what is kept to stand in for it may have been
    /// forgotten. Not after a purge, which may have found that the story is gone; and not where the clock has a say.
    async fn renewed(&self, key: &Key, before: &Entry) -> Arc<Entry> {
        let purges = self.purges.load(Ordering::SeqCst);
        let entry = self.load(key, Asking::ForNews).await;
        let was_purged = purges != self.purges.load(Ordering::SeqCst);
        match (&entry.found, &before.found) {
            (Found::Down(_), Found::Story(rendered))
                if rendered.is_always_shown() && !was_purged =>
            {
                self.makeshift(Arc::clone(rendered))
            }
            _ => entry,
        }
    }

    /// Asks for a story anew. What is kept of it stands in if the source is down.
    pub async fn purge(self: &Arc<Self>, key: Key) -> Arc<Entry> {
        self.purges.fetch_add(1, Ordering::SeqCst);
        self.answers.invalidate(&key).await;
        let entry = self.load(&key, Asking::Anew).await;
        self.answers.insert(key, Arc::clone(&entry)).await;
        entry
    }

    /// What the source says now; if a purge comes in between, once more.
    async fn load(&self, key: &Key, asking: Asking) -> Arc<Entry> {
        let mut tries = 0;
        loop {
            let purges = self.purges.load(Ordering::SeqCst);
            let entry = self.ask(key, asking).await;
            tries += 1;
            if tries == TRIES || purges == self.purges.load(Ordering::SeqCst) {
                return entry;
            }
        }
    }

    async fn ask(&self, key: &Key, asking: Asking) -> Arc<Entry> {
        let source = self.sources.get(key.source);
        let url = source.and_then(|source| source.template.expand(&key.id));
        let Some((source, url)) = source.zip(url) else {
            return self.absent(StatusCode::NOT_FOUND);
        };
        let kept = self.kept.get(key).await;
        let start = Instant::now();
        let known = kept.as_ref().filter(|_| asking == Asking::ForNews);
        let version = known.map(|kept| &kept.version);
        let told = self.asker.ask(url, version).await;
        self.metrics
            .asked(&source.name, outcome(&told), start.elapsed());
        match (told, kept) {
            (Ok(Told::Unchanged), Some(kept)) => self.again(key, &kept, false).await,
            (Ok(Told::Unchanged), None) => self.down(StatusCode::BAD_GATEWAY),
            (Ok(Told::Answer(answer)), kept) => self.take(source, key, answer, kept).await,
            (Err(silence), kept) => {
                metrics::complain(&source.name, &key.id, &silence);
                let status = if silence.is_late() {
                    StatusCode::GATEWAY_TIMEOUT
                } else {
                    StatusCode::BAD_GATEWAY
                };
                self.stand_in(key, kept, status).await
            }
        }
    }

    /// What becomes of an answer: a new story, the end of one, or a failure like any other.
    async fn take(
        &self,
        source: &Source,
        key: &Key,
        answer: Answer,
        kept: Option<Arc<Kept>>,
    ) -> Arc<Entry> {
        let public = source.public.as_ref();
        let public = public.and_then(|public| public.expand(&key.id));
        let raw = Arc::new(Raw {
            source: key.source,
            id: key.id.clone(),
            status: answer.status,
            body: answer.body,
            address: answer.address,
            public: public.map(String::from),
        });
        let before = kept.as_ref().map(|kept| Arc::clone(&kept.rendered));
        let error = match self.render(Arc::clone(&raw), before).await {
            Ok(rendered) => {
                let kept = Kept {
                    raw,
                    version: answer.version,
                    rendered: Arc::clone(&rendered),
                };
                self.kept.insert(key.clone(), Arc::new(kept)).await;
                return self.story(rendered);
            }
            Err(error) => error,
        };
        if let Failure::Unreadable(error) = &error
            && let Some(status) = withdrawal(error, &raw.body)
        {
            self.kept.invalidate(key).await;
            return self.absent(status);
        }
        metrics::complain(&source.name, &key.id, &error);
        self.stand_in(key, kept, error.status()).await
    }

    /// The last good story, or else that there is none.
    async fn stand_in(&self, key: &Key, kept: Option<Arc<Kept>>, status: StatusCode) -> Arc<Entry> {
        match kept {
            Some(kept) => self.again(key, &kept, true).await,
            None => self.down(status),
        }
    }

    /// The story that we have, with its rights judged anew.
    async fn again(&self, key: &Key, kept: &Arc<Kept>, is_makeshift: bool) -> Arc<Entry> {
        let before = Some(Arc::clone(&kept.rendered));
        let rendered = match self.render(Arc::clone(&kept.raw), before).await {
            Ok(rendered) => rendered,
            // It could be read before, and what is read has not changed.
            Err(error) => return self.down(error.status()),
        };
        // Whether it stands in or was confirmed, it is what there is: asking for it keeps it.
        if !Arc::ptr_eq(&rendered, &kept.rendered) {
            let kept = Kept {
                raw: Arc::clone(&kept.raw),
                version: kept.version.clone(),
                rendered: Arc::clone(&rendered),
            };
            self.kept.insert(key.clone(), Arc::new(kept)).await;
        }
        if is_makeshift && rendered.is_shown() {
            return self.makeshift(rendered);
        }
        self.story(rendered)
    }

    /// Renders on the threads that only compute.
    async fn render(
        &self,
        raw: Arc<Raw>,
        before: Option<Arc<Rendered>>,
    ) -> Result<Arc<Rendered>, Failure> {
        let render = Arc::clone(&self.render);
        let work = move || render(&raw, before, SystemTime::now());
        let rendered = on_threads(&self.threads, work).await;
        rendered.ok_or(Failure::Panicked)?.map_err(Failure::from)
    }

    fn makeshift(&self, rendered: Arc<Rendered>) -> Arc<Entry> {
        let (fresh, lasts) = (self.times.retry, self.times.retry + self.times.stale);
        until_limit(rendered, true, fresh, lasts)
    }

    fn story(&self, rendered: Arc<Rendered>) -> Arc<Entry> {
        let (fresh, lasts) = if rendered.is_shown() {
            (self.times.fresh, self.times.fresh + self.times.stale)
        } else {
            (self.times.absent, self.times.absent)
        };
        until_limit(rendered, false, fresh, lasts)
    }

    fn absent(&self, status: StatusCode) -> Arc<Entry> {
        let time = self.times.absent;
        Entry::new(Found::Absent(status), false, time, time)
    }

    fn down(&self, status: StatusCode) -> Arc<Entry> {
        let time = self.times.retry;
        Entry::new(Found::Down(status), false, time, time)
    }
}

/// An answer that lasts no longer than the rights to the story.
fn until_limit(
    rendered: Arc<Rendered>,
    is_makeshift: bool,
    fresh: Duration,
    lasts: Duration,
) -> Arc<Entry> {
    let most = rendered.until_limit().unwrap_or(Duration::MAX);
    let found = Found::Story(rendered);
    Entry::new(found, is_makeshift, fresh.min(most), lasts.min(most))
}

/// The status by which a source takes a story away, if this is no mere failure.
fn withdrawal(error: &LoadError, body: &str) -> Option<StatusCode> {
    match error {
        LoadError::Status { status, .. } => match status {
            410 => Some(StatusCode::GONE),
            // What is refused is to readers as if there were none: open pages take it away at once.
            401 | 403 | 404 => Some(StatusCode::NOT_FOUND),
            451 => Some(StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS),
            _ => None,
        },
        // WordPress has no story of a slug: an empty list.
        _ if error.code() == "not-found" || body.trim() == "[]" => Some(StatusCode::NOT_FOUND),
        _ => None,
    }
}

fn outcome<E>(told: &Result<Told, E>) -> &'static str {
    match told {
        Ok(Told::Unchanged) => "unchanged",
        Ok(Told::Answer(answer)) => match answer.status {
            200..300 => "story",
            401 | 403 | 404 | 410 | 451 => "absent",
            _ => "failed",
        },
        Err(_) => "failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_no_withdrawal() {
        let status = |status| LoadError::Status {
            url: String::new(),
            status,
            reason: String::new(),
        };
        for (told, expected) in [
            (404, Some(404)),
            (410, Some(410)),
            (401, Some(404)),
            (403, Some(404)),
            (451, Some(451)),
            (400, None),
            (408, None),
            (429, None),
            (500, None),
            (503, None),
        ] {
            let found = withdrawal(&status(told), "");
            assert_eq!(found.map(|status| status.as_u16()), expected, "{told}");
        }
        let not_json = LoadError::NotJson {
            url: String::new(),
            reason: String::new(),
        };
        assert_eq!(withdrawal(&not_json, "<html>"), None);
    }
}
