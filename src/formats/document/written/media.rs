//! Pictures and recordings.

use std::ops::Not;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Inlines, all};
use crate::article;
use crate::article::TrackKind;
use crate::article::image::Descriptor;
use crate::url::{LinkUrl, MediaUrl};

/// A picture.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Image {
    /// The file that every browser can fall back to.
    pub src: MediaUrl,
    /// The same picture in other sizes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub srcset: Vec<Size>,
    /// What the picture shows, for those who cannot see it; left out for decoration.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// The text under it.
    #[serde(skip_serializing_if = "Inlines::is_empty")]
    pub caption: Inlines,
    /// Who made it.
    #[serde(skip_serializing_if = "Inlines::is_empty")]
    pub credit: Inlines,
    /// Where the picture itself leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkUrl>,
    /// Width of `src` in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub width: Option<u32>,
    /// Height of `src` in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub height: Option<u32>,
    /// Whether a model has made it or a part of it, which readers are told.
    #[serde(skip_serializing_if = "is_false")]
    pub made_with_ai: bool,
    /// `false` leaves the picture out and tells readers that it is on the publisher's page.
    // For documents written elsewhere: the model does not keep such pictures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reuse: Option<bool>,
}

impl From<article::Image> for Image {
    fn from(image: article::Image) -> Self {
        let article::Image {
            src,
            srcset,
            alt,
            caption,
            credit,
            link,
            width,
            height,
            is_made_with_ai,
        } = image;
        Self {
            src,
            srcset: srcset.into_iter().filter_map(Size::written).collect(),
            alt,
            caption: caption.into(),
            credit: credit.into(),
            link,
            width,
            height,
            made_with_ai: is_made_with_ai,
            reuse: None,
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A picture in one of its sizes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Size {
    /// The file.
    pub url: MediaUrl,
    /// Its width in pixels.
    #[schemars(range(min = 1))]
    pub width: u32,
}

impl Size {
    /// The size, where it is one in pixels.
    fn written(candidate: article::Candidate) -> Option<Self> {
        let article::Candidate { url, descriptor } = candidate;
        match descriptor {
            Descriptor::Width(width) => Some(Self { url, width }),
            Descriptor::Density(_) => None,
        }
    }
}

/// A recording: sound, or moving pictures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Recording {
    /// The same recording in one format or several, the best first.
    #[schemars(length(min = 1))]
    pub sources: Vec<MediaUrl>,
    /// Files of words that are shown along with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    /// A still picture for moving ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster: Option<MediaUrl>,
    /// The text under it.
    #[serde(skip_serializing_if = "Inlines::is_empty")]
    pub caption: Inlines,
    /// Width of the pictures in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub width: Option<u32>,
    /// Height of the pictures in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub height: Option<u32>,
}

impl From<article::MediaObject> for Recording {
    fn from(recording: article::MediaObject) -> Self {
        let article::MediaObject {
            sources,
            tracks,
            poster,
            caption,
            width,
            height,
        } = recording;
        Self {
            sources,
            tracks: all(tracks),
            poster,
            caption: caption.into(),
            width,
            height,
        }
    }
}

/// A file of words, in WebVTT, that are shown along with a recording.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Track {
    /// The file. Its server and the recording's have to share with other origins (CORS), or the recording
    /// plays without it.
    pub src: MediaUrl,
    /// What the words are, and `subtitles` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = TrackKind::ALL.map(TrackKind::name)))]
    pub kind: Option<&'static str>,
    /// BCP 47 tag of their language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What readers choose it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether it is shown where readers choose none.
    #[serde(skip_serializing_if = "Not::not")]
    pub default: bool,
}

impl From<article::Track> for Track {
    fn from(track: article::Track) -> Self {
        let article::Track {
            src,
            kind,
            language,
            label,
            is_default,
        } = track;
        Self {
            src,
            kind: (kind != TrackKind::Subtitles).then_some(kind.name()),
            language,
            label,
            default: is_default,
        }
    }
}
