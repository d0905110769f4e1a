//! A recording that plays in the story. How it is played is left to the browser's own player.

use super::Inline;
use crate::text::is_all;
use crate::url::MediaUrl;

/// A recording: sound, or moving pictures.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MediaObject {
    /// The same recording in one format or several; the browser plays the first that it can.
    pub sources: Vec<MediaUrl>,
    /// What is shown along with it.
    pub tracks: Vec<Track>,
    /// A still picture for moving ones.
    pub poster: Option<MediaUrl>,
    /// The text under it.
    pub caption: Vec<Inline>,
    /// Width of the pictures in pixels.
    pub width: Option<u32>,
    /// Height of the pictures in pixels.
    pub height: Option<u32>,
}

/// A file of words that are shown along with a recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// The file, in WebVTT.
    pub src: MediaUrl,
    /// What the words are.
    pub kind: TrackKind,
    /// BCP 47 tag of their language.
    pub language: Option<String>,
    /// What readers choose it by.
    pub label: Option<String>,
    /// It is shown where readers choose none.
    pub is_default: bool,
}

/// What the words of a track are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackKind {
    /// What is said, for those who do not know the language.
    Subtitles,
    /// What is said and what else there is to hear, for those who do not hear it.
    Captions,
    /// What there is to see, for those who do not see it.
    Descriptions,
    /// What the parts are called.
    Chapters,
}

impl TrackKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Subtitles,
        Self::Captions,
        Self::Descriptions,
        Self::Chapters,
    ];

    /// Its name in HTML and in article documents.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Subtitles => "subtitles",
            Self::Captions => "captions",
            Self::Descriptions => "descriptions",
            Self::Chapters => "chapters",
        }
    }
}

impl Track {
    /// A track as HTML and article documents tell it: without a kind it has subtitles, and of another
    /// kind it is none for readers. A language or label that says nothing is left out.
    #[must_use]
    pub fn new(
        src: MediaUrl,
        kind: Option<&str>,
        language: Option<&str>,
        label: Option<&str>,
        is_default: bool,
    ) -> Option<Self> {
        let name = kind.unwrap_or(TrackKind::Subtitles.name()).trim_ascii();
        let is_it = |kind: &TrackKind| kind.name().eq_ignore_ascii_case(name);
        let kind = TrackKind::ALL.into_iter().find(is_it)?;
        let is_tag = |tag: &&str| is_all(tag, |sign| sign.is_ascii_alphanumeric() || *sign == b'-');
        let label = label.map(str::trim_ascii);
        Some(Self {
            src,
            kind,
            language: language.filter(is_tag).map(str::to_owned),
            label: label.filter(|label| !label.is_empty()).map(str::to_owned),
            is_default,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url::Base;

    #[test]
    fn tracks_are_of_a_kind_for_readers() {
        let src = Base::parse("https://news.example/")
            .and_then(|base| base.media("a.vtt"))
            .unwrap();
        let track = |kind, language, label| Track::new(src.clone(), kind, language, label, true);
        let kind = |kind| Some(track(kind, None, None)?.kind);
        assert_eq!(kind(None), Some(TrackKind::Subtitles));
        assert_eq!(kind(Some(" Captions")), Some(TrackKind::Captions));
        assert_eq!(kind(Some("chapters")), Some(TrackKind::Chapters));
        assert_eq!(kind(Some("metadata")), None);
        assert_eq!(kind(Some("")), None);
        let named = track(None, Some("de-AT"), Some(" Deutsch\n")).unwrap();
        assert_eq!(named.language.as_deref(), Some("de-AT"));
        assert_eq!(named.label.as_deref(), Some("Deutsch"));
        let nameless = track(None, Some("German (Austria)"), Some(" ")).unwrap();
        assert_eq!((nameless.language, nameless.label), (None, None));
    }
}
