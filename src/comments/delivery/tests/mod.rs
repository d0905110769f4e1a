//! Deliveries held to what they promise, by case and by chance.
//!
//! By case: what is done after each outcome. By chance: a reader in a world where any of it happens at any
//! time.

mod browser;
mod by_case;
mod by_chance;
mod by_course;
mod engine;
mod line;
mod pages;
mod world;

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

use crate::comments::{Comment, State};

/// The same cases at each run; `PROPTEST_CASES` makes them more.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    }
}

/// A comment of this id.
fn comment(id: u32) -> Box<Comment> {
    Box::new(Comment {
        id: id.to_string(),
        parent: None,
        author: "Ada".to_owned(),
        author_url: None,
        body: Vec::new(),
        folded: None,
        created: None,
        edited: None,
        state: State::Published,
        by_publisher: false,
        permalink: None,
        source: None,
    })
}
