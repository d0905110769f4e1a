//! The story as the widget knows it: one model, whatever format it came in.
//!
//! Names follow schema.org and IPTC. Everything here is pure data that cannot be wrong: URLs are
//! checked, HTML is already typed blocks, dates are parsed. Reading the formats is left to
//! [`crate::formats`], drawing to [`crate::render`].

pub mod block;
pub mod date;
pub mod dropped;
pub mod embed;
pub mod headings;
pub mod image;
pub mod inline;
pub mod media;
pub mod provider;

pub use block::{Align, Block, Cell, Definition, Item, Numbering, Row, Table};
pub use date::Date;
pub use dropped::{Dropped, Reason, Report};
pub use embed::ExternalEmbed;
pub use image::{Candidate, Image};
pub use inline::Inline;
pub use media::{MediaObject, Track, TrackKind};

use crate::url::{LinkUrl, MediaUrl, WebUrl};

/// A whole story with what is said about it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Article {
    /// The title that is shown, as plain text.
    pub headline: String,
    /// A word or two above the headline.
    pub kicker: Option<String>,
    /// The summary under the headline.
    pub standfirst: Vec<Inline>,
    /// The line that names the writers, where the publisher wrote one out.
    pub byline: Option<String>,
    /// The writers.
    pub authors: Vec<Author>,
    /// Who published the story.
    pub source: Source,
    /// The parts of the publication that the story stands in, the widest first.
    pub sections: Vec<String>,
    /// When the story was first published.
    pub date_published: Option<Date>,
    /// When it was last changed.
    pub date_modified: Option<Date>,
    /// BCP 47 tag of the language that it is written in.
    pub language: Option<String>,
    /// The direction that it is written in; `None` leaves it to the language.
    pub direction: Option<Direction>,
    /// The picture that opens the story.
    pub lead_image: Option<Image>,
    /// The text.
    pub body: Vec<Block>,
    /// For example '© 2026 Example News'.
    pub copyright_notice: Option<String>,
    /// What the story was made from, such as one that it was taken over from.
    pub based_on: Vec<Origin>,
    /// The licence that the story may be used under.
    pub license_url: Option<WebUrl>,
    /// Whether all of the text came along.
    pub access: Access,
    /// Whether pictures were left out because they may not be used again.
    pub has_withheld_images: bool,
    /// The publisher's profiles elsewhere.
    pub follow: Vec<Profile>,
    /// Where readers' comments live.
    pub comments: CommentsInfo,
    /// Further reading.
    pub related: Vec<Related>,
    /// The story's own page.
    pub canonical_url: Option<WebUrl>,
    /// What reading it has left out; known in native builds only.
    pub dropped: Report,
}

/// One of the writers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name as it is shown.
    pub name: String,
    /// A page about the writer.
    pub url: Option<WebUrl>,
}

/// Who published the story.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Source {
    /// The publisher's name.
    pub name: Option<String>,
    /// The publisher's home page.
    pub url: Option<WebUrl>,
    /// The publisher's mark.
    pub logo: Option<MediaUrl>,
    /// The line under the story that names its sources, as the publisher words it.
    pub credit_line: Option<String>,
}

/// Another work that the story was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its title, or the name of its publisher.
    pub name: String,
    /// Its page.
    pub url: Option<WebUrl>,
}

/// One of the publisher's profiles on another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The site's name, such as 'Facebook'.
    pub label: String,
    /// The profile.
    pub url: WebUrl,
}

/// Another story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Its headline.
    pub headline: String,
    /// Its page.
    pub url: LinkUrl,
}

/// What the article says about its comments.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CommentsInfo {
    /// Whether new ones are taken.
    pub status: CommentsStatus,
    /// How many there are.
    pub count: Option<u32>,
    /// The address that lists and takes them, and the engine that stands behind it.
    pub endpoint: Option<CommentsEndpoint>,
}

/// Whether new comments are taken. Only a hint: the engine has the last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CommentsStatus {
    /// New comments are taken, or nothing is known.
    #[default]
    Open,
    /// The publisher takes no more.
    Closed,
}

/// A comment engine's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentsEndpoint {
    /// The engine's name, one of those that the option `comments` has.
    pub engine: String,
    /// Where it answers, as that engine's addresses are written.
    pub url: WebUrl,
    /// The number that the engine knows the story's writer by, whose own comments are marked.
    pub author: Option<u32>,
}

/// Whether all of the text came along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Access {
    /// The text is here.
    #[default]
    Open,
    /// The publisher shows the text on its own page only, for example behind a password. A part of
    /// it may be here.
    Protected,
    /// The story may not be shown here, and nothing of its text, pictures and writers is.
    Withheld(WithheldReason),
}

/// Why a story may not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithheldReason {
    /// The publisher does not share it. What it is about is no secret.
    NotShared,
    /// It is not to be used until further notice.
    Withheld,
    /// It was taken back.
    Canceled,
    /// Its time has not come.
    Embargoed,
    /// Its time is over.
    Expired,
}

/// Which way a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}
