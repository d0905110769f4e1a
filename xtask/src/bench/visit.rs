//! One visit of a page: what is measured, and what of the browser's events it is taken from.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::devtools::Event;

/// Whether the reader has been there.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Visit {
    /// Nothing is in her browser's cache.
    Cold,
    /// What the first visit may leave in it is there.
    Warm,
}

impl Visit {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::Cold, Self::Warm];

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Warm => "warm",
        }
    }
}

/// What a visit has shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Milliseconds from the beginning of the navigation until the story is seen.
    pub seen: f64,
    /// Milliseconds that tasks took beyond the first 50 of each until then.
    pub blocking: f64,
    /// The layout's shift until three seconds later.
    pub shift: f64,
    /// Bytes that had come by then.
    pub bytes: f64,
    /// Requests that had been sent by then.
    pub requests: f64,
    /// Addresses that travelled more than once in the whole visit.
    pub repeated: Vec<String>,
}

impl Figures {
    /// Takes them from the watcher's report and the network's events.
    pub fn of(report: &Value, events: &[Event]) -> Result<Self> {
        let number = |name: &str| {
            report[name]
                .as_f64()
                .with_context(|| format!("the page's watcher tells no {name}"))
        };
        let seen = number("seen")?;
        let until = moment(events, number("origin")? + seen)
            .context("the browser does not tell when the page was asked for")?;
        let traffic = Traffic::of(events, until);
        Ok(Self {
            seen,
            blocking: number("blocking")?,
            shift: number("shift")?,
            bytes: traffic.bytes,
            requests: traffic.requests,
            repeated: traffic.repeated,
        })
    }
}

/// A moment of the page's clock, in milliseconds, on the clock of the network's events, in seconds.
fn moment(events: &[Event], milliseconds: f64) -> Option<f64> {
    let first = events
        .iter()
        .find(|event| event.method == "Network.requestWillBeSent")?;
    let timestamp = first.parameters["timestamp"].as_f64()?;
    let wall = first.parameters["wallTime"].as_f64()?;
    Some(timestamp + milliseconds / 1000.0 - wall)
}

#[derive(Debug, Default)]
struct Traffic {
    bytes: f64,
    requests: f64,
    repeated: Vec<String>,
}

/// What the browser tells of one request.
#[derive(Debug, Default)]
struct Transfer {
    url: String,
    is_kept: bool,
    /// It was sent before the moment that counts.
    is_early: bool,
    /// It was whole by then.
    is_done: bool,
    /// All that travelled, headers too; told at the end, and in pieces only now and then.
    bytes: f64,
    /// How long the file is, and how much of it the page had by then.
    length: f64,
    early_length: f64,
}

impl Transfer {
    fn take(&mut self, event: &Event, until: f64) {
        let parameters = &event.parameters;
        let is_early = parameters["timestamp"]
            .as_f64()
            .is_some_and(|timestamp| timestamp <= until);
        let number = |name: &str| parameters[name].as_f64().unwrap_or_default();
        match event.method.as_str() {
            "Network.requestWillBeSent" => {
                let url = parameters["request"]["url"].as_str();
                self.url = url.unwrap_or_default().to_owned();
                self.is_early = is_early;
            }
            // What comes from a cache does not travel.
            "Network.requestServedFromCache" => self.is_kept = true,
            "Network.responseReceived" => {
                self.is_kept |= parameters["response"]["fromDiskCache"] == true;
            }
            "Network.dataReceived" => {
                self.length += number("dataLength");
                if is_early {
                    self.early_length += number("dataLength");
                }
            }
            "Network.loadingFinished" => {
                self.bytes = number("encodedDataLength");
                self.is_done = is_early;
            }
            _ => {}
        }
    }

    /// How many bytes had come; of a file that was still coming, in proportion.
    fn early_bytes(&self) -> f64 {
        if self.is_done {
            self.bytes
        } else if self.length > 0.0 {
            self.bytes * self.early_length / self.length
        } else {
            0.0
        }
    }
}

impl Traffic {
    fn of(events: &[Event], until: f64) -> Self {
        let mut transfers: BTreeMap<&str, Transfer> = BTreeMap::new();
        for event in events {
            if let Some(id) = event.parameters["requestId"].as_str() {
                transfers.entry(id).or_default().take(event, until);
            }
        }
        let mut traffic = Self::default();
        let mut sent: BTreeMap<&str, u32> = BTreeMap::new();
        let travels = |transfer: &&Transfer| !transfer.is_kept && transfer.url.starts_with("http");
        for transfer in transfers.values().filter(travels) {
            *sent.entry(&transfer.url).or_default() += 1;
            if transfer.is_early {
                traffic.requests += 1.0;
                traffic.bytes += transfer.early_bytes();
            }
        }
        traffic.repeated = sent
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(url, _)| url.to_owned())
            .collect();
        traffic
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(method: &str, id: &str, timestamp: f64, more: Value) -> Event {
        let mut parameters = more;
        parameters["requestId"] = id.into();
        parameters["timestamp"] = timestamp.into();
        Event {
            session: "tab".to_owned(),
            method: format!("Network.{method}"),
            parameters,
        }
    }

    fn sent(id: &str, timestamp: f64, url: &str) -> Event {
        let more = json!({ "wallTime": 1_000.0 + timestamp, "request": { "url": url } });
        event("requestWillBeSent", id, timestamp, more)
    }

    fn data(id: &str, timestamp: f64, length: u32) -> Event {
        event(
            "dataReceived",
            id,
            timestamp,
            json!({ "dataLength": length }),
        )
    }

    fn finished(id: &str, timestamp: f64, bytes: u32) -> Event {
        let more = json!({ "encodedDataLength": bytes });
        event("loadingFinished", id, timestamp, more)
    }

    #[test]
    fn only_what_has_come_before_the_story_counts() {
        let kept = json!({ "response": { "fromDiskCache": true } });
        let events = [
            sent("1", 5.0, "http://a/"),
            data("1", 5.2, 4_000),
            finished("1", 5.2, 1_100),
            sent("2", 5.3, "http://a/in-memory.js"),
            event("requestServedFromCache", "2", 5.3, json!({})),
            finished("2", 5.3, 9),
            sent("3", 5.3, "http://a/on-disk.js"),
            event("responseReceived", "3", 5.3, kept),
            sent("4", 5.3, "data:,"),
            // A quarter of it is there in time.
            sent("5", 5.4, "http://a/picture"),
            data("5", 5.9, 1_000),
            data("5", 6.5, 3_000),
            finished("5", 6.6, 400),
            sent("6", 7.0, "http://a/picture"),
            finished("6", 7.1, 400),
        ];
        // The page's clock began when the first request was sent.
        let report =
            json!({ "seen": 1_000.0, "origin": 1_005_000.0, "blocking": 3.0, "shift": 0.0 });
        let figures = Figures::of(&report, &events).unwrap();
        assert!((figures.bytes - 1_200.0).abs() < 1e-9, "{figures:?}");
        assert!((figures.requests - 2.0).abs() < 1e-9, "{figures:?}");
        assert_eq!(figures.repeated, ["http://a/picture"]);
    }

    #[test]
    fn a_report_without_figures_is_a_fault() {
        assert!(Figures::of(&json!({}), &[]).is_err());
        let report = json!({ "seen": 1.0, "origin": 1.0, "blocking": 0.0, "shift": 0.0 });
        assert!(Figures::of(&report, &[]).is_err());
    }
}
