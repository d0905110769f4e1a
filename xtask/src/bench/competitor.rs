//! Who is measured: the ways to bring one and the same story onto a partner's page.

use serde::{Deserialize, Serialize};

/// A way to bring the story.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Competitor {
    /// The story is in the page itself: no embed can be faster.
    Inline,
    /// A script that inserts ready HTML: no script tag can be faster.
    Fragment,
    /// This widget by its tag alone.
    Widget,
    /// This widget with links beside the tag that start the downloads before the loader has come.
    Hints,
    /// This widget by its tag, which names the story rendered ahead.
    Ahead,
    /// The same with a link beside the tag that starts the download of the fragment.
    AheadHints,
    /// This widget with the story before the tag, in a declarative shadow root.
    Shadow,
    /// A widget of the same kind, with Preact.
    Preact,
    /// The same with React.
    React,
}

impl Competitor {
    /// In the order of tables.
    pub const ALL: &[Self] = &[
        Self::Widget,
        Self::Hints,
        Self::Ahead,
        Self::AheadHints,
        Self::Shadow,
        Self::Preact,
        Self::React,
        Self::Fragment,
        Self::Inline,
    ];

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Inline => "Story inline in the page",
            Self::Fragment => "Bare fragment loader",
            Self::Widget => "This widget, as pasted",
            Self::Hints => "This widget, with hints",
            Self::Ahead => "This widget, fragment",
            Self::AheadHints => "Fragment, with a hint",
            Self::Shadow => "This widget, in the page",
            Self::Preact => "Preact widget",
            Self::React => "React widget",
        }
    }

    /// The name of its page.
    pub fn page(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Fragment => "fragment",
            Self::Widget => "widget",
            Self::Hints => "hints",
            Self::Ahead => "ahead",
            Self::AheadHints => "ahead-hints",
            Self::Shadow => "shadow",
            Self::Preact => "preact",
            Self::React => "react",
        }
    }

    /// Whether it is this project's.
    pub fn is_own(self) -> bool {
        matches!(
            self,
            Self::Widget | Self::Hints | Self::Ahead | Self::AheadHints | Self::Shadow
        )
    }

    /// Whether readers can comment and use every share target, and not only read and follow links.
    pub fn is_whole(self) -> bool {
        !matches!(self, Self::Inline | Self::Fragment)
    }
}
