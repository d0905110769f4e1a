//! What is counted and measured, as Prometheus reads it; and the lines on stderr.

use std::fmt::Display;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, SystemTime};

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::id::StoryId;
use crate::output;

/// The type of what `/metrics` answers.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Limits of the classes of times, in seconds.
const CLASSES: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    source: String,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Looked {
    result: &'static str,
}

/// What is counted and measured.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    asked: Family<Asked, Histogram>,
    looked: Family<Looked, Counter>,
    in_flight: Gauge,
    memory: Gauge<u64, AtomicU64>,
}

impl Metrics {
    /// Nothing yet.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("article_embed");
        let requests = Family::default();
        registry.register("requests", "Answers by route and status", requests.clone());
        let asked = Family::new_with_constructor(histogram as fn() -> Histogram);
        registry.register_with_unit(
            "source_duration",
            "How long sources took to answer",
            Unit::Seconds,
            asked.clone(),
        );
        let looked = Family::default();
        registry.register(
            "cache_lookups",
            "Stories that were there (hit), there but old (stale), or had to be fetched (miss)",
            looked.clone(),
        );
        let in_flight = Gauge::default();
        registry.register(
            "requests_in_flight",
            "Requests being answered",
            in_flight.clone(),
        );
        let memory = Gauge::default();
        registry.register_with_unit(
            "cache_size",
            "What the caches of stories hold",
            Unit::Bytes,
            memory.clone(),
        );
        Self {
            registry,
            requests,
            asked,
            looked,
            in_flight,
            memory,
        }
    }

    /// A request has come; it is in flight until what this gives goes away.
    pub fn arrived(&self) -> InFlight {
        self.in_flight.inc();
        InFlight(self.in_flight.clone())
    }

    /// A request was answered.
    pub fn answered(&self, route: &'static str, status: u16) {
        self.requests
            .get_or_create(&Answered { route, status })
            .inc();
    }

    /// A source answered, or did not.
    pub fn asked(&self, source: &str, outcome: &'static str, time: Duration) {
        let source = source.to_owned();
        let asked = self.asked.get_or_create(&Asked { source, outcome });
        asked.observe(time.as_secs_f64());
    }

    /// A story was looked for in the cache.
    pub fn looked(&self, result: &'static str) {
        self.looked.get_or_create(&Looked { result }).inc();
    }

    /// All of it, as text.
    pub fn text(&self, memory: u64) -> String {
        self.memory.set(memory);
        let mut text = String::new();
        // Writing into a text does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// Says what is wrong with a source.
pub fn complain(source: &str, id: &StoryId, trouble: &impl Display) {
    let id = id.as_str();
    output::say(&format!("{} {source} {id}: {trouble}", now()));
}

fn histogram() -> Histogram {
    Histogram::new(CLASSES)
}

/// A request in flight.
pub struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// The date and time of a line.
pub fn now() -> String {
    httpdate::fmt_http_date(SystemTime::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_are_written_as_prometheus_reads_them() {
        let metrics = Metrics::new();
        let flight = metrics.arrived();
        metrics.answered("page", 200);
        metrics.answered("page", 200);
        metrics.looked("hit");
        metrics.asked("story", "failed", Duration::from_millis(20));
        let text = metrics.text(7);
        for line in [
            r#"article_embed_requests_total{route="page",status="200"} 2"#,
            r#"article_embed_cache_lookups_total{result="hit"} 1"#,
            r#"article_embed_source_duration_seconds_bucket{le="0.025",source="story",outcome="failed"} 1"#,
            "article_embed_requests_in_flight 1",
            "article_embed_cache_size_bytes 7",
            "# EOF",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        drop(flight);
        assert!(
            metrics
                .text(0)
                .contains("article_embed_requests_in_flight 0")
        );
    }
}
