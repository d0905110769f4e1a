//! How slow networks and processors are made.

use serde::{Deserialize, Serialize};

/// A profile's name.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Name {
    /// Slow 4G and a cheap telephone
    Slow,
    /// Fast 4G and a good telephone
    Fast,
    /// What this machine has
    Unthrottled,
}

/// What is slowed down.
#[derive(Debug)]
pub struct Profile {
    /// Its name.
    pub name: Name,
    /// What people call it.
    pub title: &'static str,
    /// The network; `None` is this machine's own.
    pub network: Option<Network>,
    /// How many times slower the processor is.
    pub processor: u32,
}

/// A network.
#[derive(Debug)]
pub struct Network {
    /// Milliseconds until an answer begins.
    pub latency: u32,
    /// Bits a second towards the reader.
    pub down: u32,
    /// Bits a second away from her.
    pub up: u32,
}

/// The profiles, the slowest first. The slow one is Lighthouse's for telephones.
pub const PROFILES: &[Profile] = &[
    Profile {
        name: Name::Slow,
        title: "Slow 4G (150 ms, 1.6 Mbit/s), CPU 4 times slower",
        network: Some(Network {
            latency: 150,
            down: 1_600_000,
            up: 750_000,
        }),
        processor: 4,
    },
    Profile {
        name: Name::Fast,
        title: "Fast 4G (60 ms, 9 Mbit/s), CPU 2 times slower",
        network: Some(Network {
            latency: 60,
            down: 9_000_000,
            up: 1_500_000,
        }),
        processor: 2,
    },
    Profile {
        name: Name::Unthrottled,
        title: "Unthrottled",
        network: None,
        processor: 1,
    },
];

impl Name {
    /// What people call it.
    pub fn title(self) -> &'static str {
        let profile = PROFILES.iter().find(|profile| profile.name == self);
        profile.map_or("", |profile| profile.title)
    }
}
