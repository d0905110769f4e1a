//! The kinds of files that a story is written as.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::ValueEnum;
use flate2::{Compression, GzBuilder};

use crate::error::CliError;
use crate::publish::oembed::{self, Wish};
use crate::publish::page::Choices;
use crate::publish::snippet::BuiltFiles;
use crate::publish::{Publication, card, page, snippet};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Kind {
    /// fragment.html: the story for a tag's data-article
    Fragment,
    /// index.html: a page of its own, which a frame shows
    Page,
    /// oembed.json: an answer of oEmbed
    Oembed,
    /// script.html: the tag that partners paste
    Script,
    /// hints.html: the tag, and hints that start the downloads earlier
    Hints,
    /// iframe.html: a frame with the page
    Iframe,
    /// shadow.html: the story itself, in a declarative shadow root
    Shadow,
    /// card.html: headline, summary, picture and link, for mails
    Card,
}

impl Kind {
    /// The file's name in its story's folder.
    pub fn file(self) -> &'static str {
        match self {
            Self::Fragment => "fragment.html",
            Self::Page => "index.html",
            Self::Oembed => "oembed.json",
            Self::Script => "script.html",
            Self::Hints => "hints.html",
            Self::Iframe => "iframe.html",
            Self::Shadow => "shadow.html",
            Self::Card => "card.html",
        }
    }

    /// Whether readers' browsers fetch the file, so that a server has a use for it in few bytes.
    fn is_fetched(self) -> bool {
        matches!(self, Self::Fragment | Self::Page | Self::Oembed)
    }
}

/// Refuses the name of a story whose folder could be a file of another story.
pub fn require_no_file(name: &str) -> Result<(), CliError> {
    let is_file = |part: &&str| {
        let file = part.strip_suffix(".br").or(part.strip_suffix(".gz"));
        let kinds = Kind::value_variants().iter();
        kinds
            .map(|kind| kind.file())
            .any(|known| known == file.unwrap_or(part))
    };
    // The first part stands in the folder that has no story of its own.
    match name.split('/').skip(1).find(is_file) {
        None => Ok(()),
        Some(part) => Err(CliError::NameOfFile {
            name: name.to_owned(),
            part: part.to_owned(),
        }),
    }
}

/// What the files are besides the story.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The kinds to write, in order.
    pub kinds: Vec<Kind>,
    /// What the page is.
    pub choices: Choices,
    /// What oEmbed answers.
    pub wish: Wish,
    /// How high the frame is, in CSS pixels.
    pub frame_height: u32,
    /// What hints name.
    pub built: BuiltFiles,
    /// Whether there are compressed files, too.
    pub is_compressed: bool,
}

/// A story as it stands in a partner's page, and as it stands in its own, where its headline is the page's.
pub struct Shown<'a> {
    /// At a partner's.
    pub embedded: Publication<'a>,
    /// On its own page.
    pub alone: Publication<'a>,
}

/// The files of a story, by their names.
pub fn files(shown: &Shown, settings: &Settings) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for kind in &settings.kinds {
        let Some(text) = text(*kind, shown, settings) else {
            continue;
        };
        let bytes = text.into_bytes();
        let name = kind.file();
        if settings.is_compressed && kind.is_fetched() {
            files.insert([name, ".br"].concat(), brotli(&bytes)?);
            files.insert([name, ".gz"].concat(), gzip(&bytes)?);
        }
        files.insert(name.to_owned(), bytes);
    }
    Ok(files)
}

fn text(kind: Kind, shown: &Shown, settings: &Settings) -> Option<String> {
    let story = &shown.embedded;
    Some(match kind {
        Kind::Fragment => story.fragment().html.clone(),
        Kind::Page => page::page(&shown.alone, settings.choices),
        Kind::Oembed => oembed::answer(story, settings.wish).to_json(),
        Kind::Script => snippet::script(story),
        Kind::Hints => snippet::hinted_script(story, &settings.built),
        Kind::Iframe => return snippet::frame(story, settings.frame_height),
        Kind::Shadow => snippet::shadow(story),
        Kind::Card => card::card(story),
    })
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams::default();
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed)
}

/// Without a time and a name in it, which would make other bytes each time.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
