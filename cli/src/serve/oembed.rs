//! The addresses of stories, here and at the publisher's, and what oEmbed's consumers ask by them.

use std::time::Duration;

use article_embed::url::WebUrl;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use url::Url;

use super::entry::Key;
use super::id::StoryId;
use super::page_template::PageTemplate;
use crate::publish::Places;
use crate::publish::oembed::Wish;

/// The fragment's file in its story's folder; the page is the folder.
pub const FRAGMENT: &str = "fragment.html";

/// What a consumer asks.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The address of a story.
    pub url: String,
    #[serde(default, deserialize_with = "pixels")]
    maxwidth: Option<u32>,
    #[serde(default, deserialize_with = "pixels")]
    maxheight: Option<u32>,
    format: Option<String>,
}

/// A number of pixels; a form that was left empty names none.
fn pixels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    match text.as_deref() {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(D::Error::custom),
    }
}

impl Asked {
    /// Whether the answer is wanted in the one format that there is.
    pub fn wants_json(&self) -> bool {
        let format = self.format.as_deref().unwrap_or_default();
        matches!(format, "" | "json")
    }

    /// What the answer is to be like.
    pub fn wish(&self, fresh: Duration) -> Wish {
        Wish {
            max_width: self.maxwidth,
            max_height: self.maxheight,
            cache_age: u32::try_from(fresh.as_secs()).unwrap_or(u32::MAX),
        }
    }
}

/// The addresses of stories.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Where the service stands, as its two readers want it; ends with a slash.
    folder: WebUrl,
    public: Url,
    /// The sources' names.
    names: Vec<String>,
    /// The publisher's own pages, by the numbers of the sources.
    pages: Vec<(usize, PageTemplate)>,
}

impl Provider {
    /// A provider at an address that ends with a slash; `None` where that is none of the web.
    pub fn new(public: Url, names: Vec<String>, pages: Vec<(usize, PageTemplate)>) -> Option<Self> {
        Some(Self {
            folder: WebUrl::parse(public.as_str())?,
            public,
            names,
            pages,
        })
    }

    /// Where what belongs to a story is.
    pub fn places(&self, source: usize, id: &StoryId) -> Places {
        let name = self.names.get(source).map_or("", String::as_str);
        let story = self.folder.below(&[name, "/", &id.encoded(), "/"].concat());
        Places {
            embed: self.folder.clone(),
            fragment: Some(story.below(FRAGMENT)),
            oembed: Some(
                self.folder
                    .below("oembed")
                    .with_query("url", story.as_str()),
            ),
            page: Some(story),
        }
    }

    /// The story that has this address, here or at the publisher's.
    pub fn find(&self, address: &str) -> Option<Key> {
        let url = Url::parse(address).ok()?;
        self.find_here(&url).or_else(|| {
            self.pages.iter().find_map(|(source, page)| {
                Some(Key {
                    source: *source,
                    id: page.find(&url)?,
                })
            })
        })
    }

    fn find_here(&self, url: &Url) -> Option<Key> {
        if url.host() != self.public.host() || url.port() != self.public.port() {
            return None;
        }
        let rest = url.path().strip_prefix(self.public.path())?;
        let mut parts = rest.split('/');
        let name = parts.next()?;
        let id = parts.next()?;
        if !matches!(
            (parts.next(), parts.next()),
            (None | Some("" | FRAGMENT), None)
        ) {
            return None;
        }
        let source = self.names.iter().position(|known| known == name)?;
        let id = percent_encoding::percent_decode_str(id)
            .decode_utf8()
            .ok()?;
        let id = StoryId::parse(&id)?;
        Some(Key { source, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_found_by_our_address_and_the_publishers() {
        let page = "https://news.example/{year}/{month}/{id}/".parse().unwrap();
        let provider = Provider::new(
            Url::parse("https://embed.news.example/a/").unwrap(),
            vec!["posts".to_owned(), "pages".to_owned()],
            vec![(1, page)],
        )
        .unwrap();
        for (address, expected) in [
            ("https://embed.news.example/a/posts/412", Some((0, "412"))),
            (
                "https://embed.news.example/a/posts/412/?x=1#y",
                Some((0, "412")),
            ),
            (
                "https://embed.news.example/a/pages/412/fragment.html",
                Some((1, "412")),
            ),
            (
                "https://news.example/2025/11/a-quiet-night/",
                Some((1, "a-quiet-night")),
            ),
            ("https://embed.news.example/a/other/412", None),
            ("https://embed.news.example/posts/412", None),
            ("https://embed.news.example/a/posts/..%2f412", None),
            ("https://elsewhere.example/a/posts/412", None),
            ("412", None),
        ] {
            let found = provider.find(address);
            let found = found.as_ref().map(|key| (key.source, key.id.as_str()));
            assert_eq!(found, expected, "{address}");
        }
    }
}
