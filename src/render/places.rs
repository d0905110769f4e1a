//! The table of what the programs find each other's work by: places in the rendered story, and what
//! its buttons are for.
//!
//! The loader (`static/loader`) and the islands look for these attributes, and for nothing else.
//! Classes are for looks alone.

/// The attribute of a place that the islands have taken, whose inside is theirs.
pub const LIVE: &str = "data-live";

/// A part of the rendered story, as `data-place`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The story's text.
    Text,
    /// Where the bar beside selected words comes.
    Quote,
    /// What follows on the text. A reader who sees it has come to the end.
    End,
    /// The invitation to share.
    Share,
    /// Where a picture is shown in the whole window.
    Lightbox,
    /// The comments.
    Comments,
}

impl Place {
    /// The attribute's value.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Quote => "quote",
            Self::End => "end",
            Self::Share => "share",
            Self::Lightbox => "lightbox",
            Self::Comments => "comments",
        }
    }

    /// A selector of the place.
    #[must_use]
    pub fn selector(self) -> String {
        ["[data-place=", self.name(), "]"].concat()
    }
}

/// What a button is for, as `data-action`. Share buttons have `data-target` instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Fetches again what did not come.
    Retry,
    /// Takes the note that it stands in away.
    CloseNote,
    /// Shows the picture that it stands on in the whole window.
    Picture,
    /// Shows the frame in place of its card.
    Frame,
    /// Asks the reader for her Mastodon server.
    PickServer,
    /// Closes that form.
    CloseServer,
    /// Brings more comments.
    More,
    /// Has the form stand under a comment, for a reply to it.
    Reply,
    /// The same, to change it.
    Edit,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Retry,
        Self::CloseNote,
        Self::Picture,
        Self::Frame,
        Self::PickServer,
        Self::CloseServer,
        Self::More,
        Self::Reply,
        Self::Edit,
    ];

    /// The attribute's value.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::CloseNote => "close-note",
            Self::Picture => "picture",
            Self::Frame => "frame",
            Self::PickServer => "pick-server",
            Self::CloseServer => "close-server",
            Self::More => "more",
            Self::Reply => "reply",
            Self::Edit => "edit",
        }
    }

    /// The action of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// When a part of a story is shown, as `data-when`. Of the comments' place the loader switches between parts by
/// `data-failed` on it; the notes above a story it shows where it has put a newer one in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Until the islands take the place.
    Waiting,
    /// Where they cannot.
    Failed,
    /// After the publisher has updated the story.
    Updated,
    /// After the publisher has corrected it.
    Corrected,
}

impl When {
    /// The attribute's value.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::Updated => "updated",
            Self::Corrected => "corrected",
        }
    }
}
