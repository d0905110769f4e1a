//! The answer of oEmbed 1.0 for a story; source: oembed.com.

use serde::Serialize;

use super::about::About;
use super::{Publication, snippet};

/// How wide a story is where the asker does not mind, in CSS pixels.
const WIDTH: u32 = 680;

/// The least that a frame is narrowed or lowered to: below that nothing is readable, whoever asks for it.
const LEAST: u32 = 200;

/// What an asker wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The greatest width in CSS pixels.
    pub max_width: Option<u32>,
    /// The greatest height in CSS pixels.
    pub max_height: Option<u32>,
    /// For so many seconds the answer may be kept.
    pub cache_age: u32,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            max_width: None,
            max_height: None,
            cache_age: 3600,
        }
    }
}

/// An answer of the type `rich`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    version: &'static str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_url: Option<String>,
    cache_age: u32,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
    /// What shows the story.
    pub html: String,
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
}

/// The standard wants all three or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Thumbnail {
    #[serde(rename = "thumbnail_url")]
    url: String,
    #[serde(rename = "thumbnail_width")]
    width: u32,
    #[serde(rename = "thumbnail_height")]
    height: u32,
}

impl Answer {
    /// The answer as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts and numbers always have a form in JSON.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}

/// What oEmbed answers for a story. A script shows the whole of it, whatever its height, so whoever wants no more than
/// so much height gets a frame.
#[must_use]
pub fn answer(publication: &Publication, wish: Wish) -> Answer {
    let page = publication.page;
    let article = page.article;
    let about = About(article);
    let within = |size: u32, most: Option<u32>| most.map_or(size, |most| size.min(most.max(LEAST)));
    let width = within(WIDTH, wish.max_width);
    let height = within(snippet::FRAME_HEIGHT, wish.max_height);
    let frame = wish
        .max_height
        .and_then(|_| snippet::frame(publication, height));
    let writers: Vec<_> = about.writers().into_iter().map(str::to_owned).collect();
    let author_url = match article.authors.as_slice() {
        [only] => only.url.as_ref().map(|url| url.as_str().to_owned()),
        _ => None,
    };
    Answer {
        version: "1.0",
        r#type: "rich",
        title: about.title().to_owned(),
        author_name: (!writers.is_empty()).then(|| page.messages.list(&writers)),
        author_url,
        provider_name: page.publisher.map(str::to_owned),
        provider_url: article
            .source
            .url
            .as_ref()
            .map(|url| url.as_str().to_owned()),
        cache_age: wish.cache_age,
        thumbnail: thumbnail(about, wish),
        html: frame.unwrap_or_else(|| snippet::script(publication)),
        width,
        height,
    }
}

/// The picture in its largest size that the asker has room for; none where its size is not known.
fn thumbnail(about: About, wish: Wish) -> Option<Thumbnail> {
    use article_embed::article::image::Descriptor;
    let picture = about.picture()?;
    let (width, height) = (picture.width?, picture.height?);
    let own = (picture.src.as_str(), width);
    let others = picture
        .srcset
        .iter()
        .filter_map(|candidate| match candidate.descriptor {
            Descriptor::Width(width) => Some((candidate.url.as_str(), width)),
            Descriptor::Density(_) => None,
        });
    let height_of = |of: u32| {
        let height = u64::from(height) * u64::from(of) / u64::from(width.max(1));
        u32::try_from(height).unwrap_or(u32::MAX)
    };
    let fits = |size: u32, most: Option<u32>| most.is_none_or(|most| size <= most);
    let all = std::iter::once(own).chain(others);
    let fitting = all.filter(|(_, width)| {
        fits(*width, wish.max_width) && fits(height_of(*width), wish.max_height)
    });
    // The last of the widest, by its address where two are as wide.
    let (url, width) = fitting.max_by_key(|(url, width)| (*width, *url))?;
    Some(Thumbnail {
        url: url.to_owned(),
        width,
        height: height_of(width),
    })
}
