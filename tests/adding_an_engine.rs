//! The engine that docs/adding-an-engine.md shows: it compiles, does what the page says, and is what
//! stands on the page.
//!
//! `comments/` stands for `src/comments/`, so that the engine in it is written as it would be there.
//! `UPDATE=1 cargo test --test adding_an_engine` writes the page anew.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::path::Path;

// What `crate::` and `super::` lead to in the engine's file.
use article_embed::{article, json, transport, url};

mod comments {
    pub use article_embed::comments::{Comment, State, engine, kind, plain};

    pub mod guestbook;
}

const ENGINE: &str = include_str!("comments/guestbook.rs");
const BEGIN: &str = "<!-- engine: made from tests/comments/guestbook.rs -->\n";
const END: &str = "<!-- end of engine -->";

#[test]
fn the_page_shows_the_engine() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/adding-an-engine.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let expected = [before, BEGIN, "```rust\n", ENGINE, "```\n", END, after].concat();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    assert!(
        page == expected || std::env::var_os("UPDATE").is_some(),
        "docs/adding-an-engine.md is behind its engine; \
         UPDATE=1 cargo test --test adding_an_engine writes it anew"
    );
}
