//! The one table of comment engines, and what each is started with.
//!
//! An engine is a file beside this one and a name in the call of [`engines!`]. Options, their written
//! reference and the article document go by the names of the [`Kind`]s. Those are apart from the
//! functions that start an engine, so that the first program knows the names without carrying the
//! engines.

use super::kind::{Kind, Start};
use super::{bluesky, isso, mastodon, preview, wordpress};

/// Declares the engines by the names of their modules.
macro_rules! engines {
    ($($module:ident)*) => {
        /// Every engine, in the order in which the written reference names them.
        pub const ENGINES: &[Kind] = if cfg!(feature = "comments") {
            &[$($module::KIND,)*]
        } else {
            &[]
        };

        /// What starts the engines, in the same order.
        const STARTS: &[Start] = &[$($module::start,)*];
    };
}

engines! { wordpress isso mastodon bluesky preview }

/// What starts the engine of this name.
#[must_use]
pub fn start_of(name: &str) -> Option<Start> {
    let place = ENGINES.iter().position(|kind| kind.name == name)?;
    STARTS.get(place).copied()
}

/// The engine of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Kind> {
    ENGINES.iter().find(|kind| kind.name == name)
}
