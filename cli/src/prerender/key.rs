//! Names what a story's files are made from: as long as it is the same, the files are.

use article_embed::formats;
use sha2::{Digest, Sha256};

use super::PrerenderArgs;
use crate::error::CliError;
use crate::stories::Story;

/// What a story is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub text: String,
    /// The story says from when or until when it may be shown, so that it may have changed by itself.
    pub depends_on_time: bool,
}

impl Key {
    /// The key of what also depends on this.
    #[must_use]
    pub fn with(self, further: &str) -> Self {
        let mut hash = Sha256::new();
        add(&mut hash, &self.text);
        add(&mut hash, further);
        Self {
            text: hex(hash),
            ..self
        }
    }
}

/// What all stories of a run are made with.
#[derive(Clone, Debug)]
pub struct Maker {
    /// The program and its options.
    with: Sha256,
    /// Names of fields, as they stand in JSON.
    time_limits: Vec<String>,
}

impl Maker {
    /// This very program, with these options.
    pub fn new(args: &PrerenderArgs) -> Result<Self, CliError> {
        let mut with = Sha256::new();
        add(&mut with, env!("ARTICLE_EMBED_SOURCES"));
        add(&mut with, &args.identity()?);
        let time_limits = formats::time_limits().map(|field| format!("\"{field}\""));
        Ok(Self {
            with,
            time_limits: time_limits.collect(),
        })
    }

    /// What a story is made from.
    pub fn key(&self, story: &Story) -> Key {
        let mut hash = self.with.clone();
        let item = story.item.as_deref();
        for part in [
            &*story.name,
            &*story.article,
            if item.is_some() { "item" } else { "" },
            item.unwrap_or_default(),
            &*story.answer.address,
            &*story.answer.status.to_string(),
            &*story.answer.body,
        ] {
            add(&mut hash, part);
        }
        let body = &story.answer.body;
        Key {
            text: hex(hash),
            depends_on_time: self.time_limits.iter().any(|field| body.contains(field)),
        }
    }
}

/// Adds a text with its length, so that no two rows of texts are alike.
fn add(hash: &mut Sha256, text: &str) {
    hash.update(text.len().to_le_bytes());
    hash.update(text);
}

fn hex(hash: Sha256) -> String {
    let bytes = hash.finalize();
    let digits: Vec<_> = bytes
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    digits.concat()
}
