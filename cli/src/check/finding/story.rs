//! What can be wrong with a story.

use super::Severity::{Error, Note, Warning};
use super::Told;

/// What was found in a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfStory {
    /// It may not be shown, for this reason.
    Withheld(&'static str),
    /// Only a part of the text came, the rest is for those who pay or log in.
    Protected,
    /// There is no text at all.
    NoText,
    /// The text ends with these signs, as texts do that were cut off.
    CutOff(String),
    /// There is no title.
    NoHeadline,
    /// Nobody knows where the story's own page is.
    NoCanonicalUrl,
    /// It is not said when the story was published.
    NoDate,
    /// It is not said in which language it is.
    NoLanguage,
    /// Nobody is named as its writer.
    NoAuthor,
    /// Nobody is named as its publisher.
    NoPublisher,
    /// There is neither a copyright notice nor a licence.
    NoRights,
    /// Pictures have no words for those who do not see them.
    NoAlternativeText(Pictures),
    /// The size of pictures is not known before they have come.
    NoPictureSize(Pictures),
    /// Nobody is named as who made pictures.
    NoPictureCredit(Pictures),
    /// A picture has far more pixels than any screen shows, and there is no smaller file of it.
    HugePicture {
        /// Where it is.
        address: String,
        /// How wide it is.
        width: u32,
    },
    /// Pictures were left out because of their rights.
    WithheldPictures,
    /// A shortcode stands in the text as it was typed.
    Shortcode(String),
    /// Something in it cannot be understood.
    Unreadable(String),
    /// A part of it is of a kind that is not known.
    Unknown(String),
    /// Pictures, recordings or links were left out for want of an address.
    NoAddress {
        /// How many.
        count: usize,
        /// Nobody said what their addresses are relative to.
        is_placeless: bool,
    },
    /// Letters are broken: the text is not UTF-8, or once was read as something else.
    BrokenLetters,
    /// There is something else than JSON around the JSON.
    WordsAroundJson,
    /// WordPress was not asked for what belongs to the post.
    NoEmbed,
    /// The answer holds many stories, of which one is shown.
    WholeFeed(usize),
}

/// Some of a story's pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pictures {
    /// How many of them.
    pub count: usize,
    /// How many the story has.
    pub of: usize,
}

impl Pictures {
    fn told(self) -> String {
        match self {
            Self { count: 1, of: 1 } => "the picture".to_owned(),
            Self { count, of } if count == of => format!("all {of} pictures"),
            Self { count, of } => format!("{count} of {of} pictures"),
        }
    }
}

impl OfStory {
    /// The finding in words.
    #[allow(clippy::too_many_lines, reason = "one table of all kinds")]
    pub fn told(&self) -> Told {
        match self {
            Self::Withheld(reason) => Told::new(
                Warning,
                "withheld",
                format!("nothing of the story is shown: {reason}"),
                "If that is a mistake, mend the story's rights: its access, status, embargo or expiry.",
            ),
            Self::Protected => Told::new(
                Warning,
                "protected",
                "only a part of the text may be shown; readers are sent to the story's own page for the rest",
                "If all of it may be read by everybody, take the password or the paywall's mark off the story.",
            ),
            Self::NoText => Told::new(
                Warning,
                "no-text",
                "there is no text: readers see the headline, the summary and a link",
                "Serve the whole text: not `_fields` without `content` in WordPress, `articleBody` in JSON-LD, \
                 `content_html` in JSON Feed.",
            ),
            Self::CutOff(end) => Told::new(
                Warning,
                "text-cut-off",
                format!("the text seems to be cut off: it ends with “{end}”"),
                "Serve the whole text rather than an excerpt. In WordPress this is the setting “For each post in a \
                 feed, include” or a “Read more” block.",
            ),
            Self::NoHeadline => Told::new(
                Warning,
                "no-headline",
                "there is no headline",
                "Give the story a title; readers of the partner's page, and those whom it is shared with, look for one.",
            ),
            Self::NoCanonicalUrl => Told::new(
                Warning,
                "no-canonical-url",
                "the address of the story's own page is not known: it is not linked to, sharing passes on the \
                 partner's page, and comments do not find the story",
                "Say it in the story (`canonical_url`; `url` in JSON Feed and JSON-LD), or in the tag with data-url.",
            ),
            Self::NoDate => Told::new(
                Warning,
                "no-date",
                "it is not said when the story was published",
                "Add the date and time with its offset, such as 2026-03-02T08:15:00+01:00.",
            ),
            Self::NoLanguage => Told::new(
                Warning,
                "no-language",
                "it is not said in which language the story is: screen readers may speak it wrongly, and words break \
                 at wrong places",
                "Say it with a BCP 47 tag such as en-GB. WordPress says it with a plugin for languages or for search \
                 engines (Polylang, WPML, Yoast).",
            ),
            Self::NoAuthor => Told::new(
                Note,
                "no-author",
                "nobody is named as the writer",
                "Name the writers, or the newsroom; in WordPress ask with ?_embed.",
            ),
            Self::NoPublisher => Told::new(
                Warning,
                "no-credit",
                "nobody is named as the publisher: on the partner's page nothing says whose story it is",
                "Say it in the story (`source.name`; `publisher` in JSON-LD; the feed's title in JSON Feed), or in the \
                 tag with data-publisher.",
            ),
            Self::NoRights => Told::new(
                Note,
                "no-rights",
                "neither a copyright notice nor a licence says what partners may do with the story",
                "Add `copyright_notice` or `license_url`, where the format has words for it.",
            ),
            Self::NoAlternativeText(pictures) => Told::new(
                Warning,
                "no-alternative-text",
                format!("{} without words for those who cannot see", pictures.told()),
                "Write for each picture what it shows (`alt`), unless it is mere decoration.",
            ),
            Self::NoPictureSize(pictures) => Told::new(
                Warning,
                "no-picture-size",
                format!(
                    "{} without width and height: the page shifts when they come",
                    pictures.told()
                ),
                "Say how many pixels each picture has: `width` and `height`, in HTML as attributes of <img>.",
            ),
            Self::NoPictureCredit(pictures) => Told::new(
                Note,
                "no-picture-credit",
                format!("{} without the name of who made it", pictures.told()),
                "Name the photographer or agency, where the format has words for it, or in the caption.",
            ),
            Self::HugePicture { address, width } => Told::new(
                Warning,
                "huge-picture",
                format!(
                    "a picture is {width} pixels wide, and there is no smaller file of it: {address}"
                ),
                "Name smaller files beside it (`srcset`); 1,600 pixels are enough for most columns.",
            ),
            Self::WithheldPictures => Told::new(
                Note,
                "pictures-withheld",
                "pictures are left out because of their rights",
                "",
            ),
            Self::Shortcode(words) => Told::new(
                Warning,
                "shortcode-left",
                format!("a shortcode was not replaced by its plugin: {words}"),
                "Switch on the plugin that knows it, also for the REST API, or take it out of the text.",
            ),
            Self::Unreadable(what) => Told::new(
                Warning,
                "unreadable-field",
                what.clone(),
                "Write it as the format wants it; docs/formats.md says how.",
            ),
            Self::Unknown(what) => Told::new(
                Note,
                "unknown-part",
                what.clone(),
                "Nothing, unless readers miss it: then check how its field or type is spelt.",
            ),
            Self::NoAddress {
                count,
                is_placeless,
            } => Told::new(
                Warning,
                "no-address",
                match count {
                    1 => "a picture, recording or link is left out: its address is none on the web"
                        .to_owned(),
                    count => format!(
                        "{count} pictures, recordings or links are left out: their addresses are none on the web"
                    ),
                },
                if *is_placeless {
                    "Say with --address where the file is published; relative addresses are relative to that."
                } else {
                    "Give them addresses with https."
                },
            ),
            Self::BrokenLetters => Told::new(
                Error,
                "broken-letters",
                "letters are broken (\u{fffd}): the answer is not UTF-8, or its texts were converted once too often",
                "Serve UTF-8; in WordPress check the database's character set.",
            ),
            Self::WordsAroundJson => Told::new(
                Warning,
                "words-around-json",
                "there is something else around the JSON, such as warnings of PHP; the embed looks past it, other \
                 readers will not",
                "Switch off the display of errors on the server: define( 'WP_DEBUG_DISPLAY', false ); in WordPress.",
            ),
            Self::NoEmbed => Told::new(
                Warning,
                "no-embed",
                "the post came without what belongs to it: its picture, its writers and its categories are not shown",
                "Add ?_embed to the address (or &_embed, where it has a question mark).",
            ),
            Self::WholeFeed(count) => Told::new(
                Note,
                "whole-feed",
                format!("readers fetch {count} stories to see one"),
                "Name the address of the one story, where the content system has one: …/wp-json/wp/v2/posts/42?_embed.",
            ),
        }
    }
}
