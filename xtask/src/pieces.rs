//! What makes a release small besides the compiler and one pass of wasm-opt. Each piece can be left out,
//! so that everybody can weigh what it brings: docs/decisions/widget-size.md has the figures.

use std::env;

use anyhow::{Context, Result};
use clap::ValueEnum;

/// Names the pieces to leave out, for the hook that Trunk runs.
const VARIABLE: &str = "ARTICLE_EMBED_LEAVE_OUT";

/// A piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Piece {
    /// A standard library that says nothing when it panics
    StandardLibrary,
    /// What LLVM is told
    CodeGeneration,
    /// Short names between a program and its glue
    ShortNames,
    /// Shortened JavaScript and style sheets
    Minifier,
}

/// The pieces that a release has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    left_out: Vec<Piece>,
}

impl Pieces {
    /// All but these.
    pub fn without(left_out: &[Piece]) -> Self {
        Self {
            left_out: left_out.to_owned(),
        }
    }

    /// As the command says that has started Trunk.
    pub fn from_environment() -> Result<Self> {
        let named = env::var(VARIABLE).unwrap_or_default();
        Self::named(&named).with_context(|| format!("{VARIABLE} is {named:?}"))
    }

    /// What the hook has to be told.
    pub fn environment(&self) -> (&'static str, String) {
        let names = self.left_out.iter().filter_map(Piece::to_possible_value);
        let names: Vec<_> = names.map(|value| value.get_name().to_owned()).collect();
        (VARIABLE, names.join(","))
    }

    /// Whether a piece is there.
    pub fn has(&self, piece: Piece) -> bool {
        !self.left_out.contains(&piece)
    }

    fn named(names: &str) -> Result<Self> {
        let names = names.split(',').filter(|name| !name.is_empty());
        let left_out = names.map(|name| Piece::from_str(name, false).map_err(anyhow::Error::msg));
        Ok(Self {
            left_out: left_out.collect::<Result<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_learns_what_is_left_out() {
        let pieces = Pieces::without(&[Piece::ShortNames, Piece::Minifier]);
        let (_, names) = pieces.environment();
        assert_eq!(names, "short-names,minifier");
        assert_eq!(Pieces::named(&names).unwrap(), pieces);
        assert!(!pieces.has(Piece::Minifier));
        assert_eq!(Pieces::named("").unwrap(), Pieces::default());
        assert!(Pieces::named("long-names").is_err());
    }
}
