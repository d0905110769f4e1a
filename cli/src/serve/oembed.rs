//! oEmbed: which story an address is of, and how it is embedded.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::rendering::Rendered;
use super::stories::Key;
use super::template::{PageTemplate, StoryId};

/// The width and height of a story where nobody says how much room there is, in pixels.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 720;

/// What a consumer asks.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The address of a story.
    pub url: String,
    maxwidth: Option<u32>,
    maxheight: Option<u32>,
    format: Option<String>,
}

impl Asked {
    /// Whether the answer is wanted in the one format that there is.
    pub fn wants_json(&self) -> bool {
        self.format.as_deref().is_none_or(|format| format == "json")
    }
}

/// The addresses of stories.
#[derive(Debug)]
pub struct Provider {
    /// Where the service stands; ends with a slash.
    public: Url,
    /// The sources' names.
    names: Vec<String>,
    /// The publisher's own pages, by the numbers of the sources.
    pages: Vec<(usize, PageTemplate)>,
}

impl Provider {
    /// A provider at an address that ends with a slash.
    pub fn new(public: Url, names: Vec<String>, pages: Vec<(usize, PageTemplate)>) -> Self {
        Self {
            public,
            names,
            pages,
        }
    }

    /// The address of a story's page here.
    pub fn page(&self, key: &Key) -> String {
        let name = self.names.get(key.source).map_or("", String::as_str);
        format!("{}{name}/{}", self.public, key.id.encoded())
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
            (None | Some("" | "fragment"), None)
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

    /// The answer for a story.
    pub fn describe(
        &self,
        key: &Key,
        rendered: &Rendered,
        asked: &Asked,
        fresh: Duration,
    ) -> String {
        let width = asked.maxwidth.map_or(WIDTH, |most| most.min(WIDTH));
        let height = asked.maxheight.map_or(HEIGHT, |most| most.min(HEIGHT));
        let page = self.page(key);
        let html = format!(r#"<iframe src="{page}" width="{width}" height="{height}"></iframe>"#);
        json!({
            "version": "1.0",
            "type": "rich",
            "title": rendered.title,
            "cache_age": fresh.as_secs(),
            "html": html,
            "width": width,
            "height": height,
        })
        .to_string()
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
        );
        for (address, expected) in [
            ("https://embed.news.example/a/posts/412", Some((0, "412"))),
            (
                "https://embed.news.example/a/posts/412/?x=1#y",
                Some((0, "412")),
            ),
            (
                "https://embed.news.example/a/pages/412/fragment",
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
