//! What a publisher puts where for a story: a fragment, a whole page, an answer of oEmbed, and what partners
//! paste.
//!
//! Pure functions: the same story in the same places is the same bytes. Getting stories is left to
//! [`crate::fetch`] and [`crate::reading`], and where the bytes go to whoever asks for them.

pub mod about;
pub mod card;
mod json_ld;
pub mod oembed;
pub mod page;
mod policy;
pub mod snippet;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use article_embed::render::Page;
use article_embed::render::fragment::Fragment;
use article_embed::url::WebUrl;

/// The loader, the one file of the built site with a stable name.
pub const LOADER: &str = "embed.js";

/// Where what belongs to a story is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The folder of `embed.js`; ends with a slash.
    pub embed: WebUrl,
    /// The story as a fragment, which a tag shows without its JSON.
    pub fragment: Option<WebUrl>,
    /// The story as a whole page, which a frame shows.
    pub page: Option<WebUrl>,
    /// The answer of oEmbed for that page.
    pub oembed: Option<WebUrl>,
}

/// A story that is to be published.
pub struct Publication<'a> {
    /// The story as it is shown.
    pub page: &'a Page<'a>,
    /// Where its parts are.
    pub places: &'a Places,
    /// The options that it is shown with and that a tag has to repeat, by their names.
    pub attributes: &'a [(&'static str, String)],
    /// Rendered when it is first wanted, and once.
    fragment: OnceCell<Fragment>,
}

impl<'a> Publication<'a> {
    /// A story in these places, shown with these options.
    #[must_use]
    pub fn new(
        page: &'a Page<'a>,
        places: &'a Places,
        attributes: &'a [(&'static str, String)],
    ) -> Self {
        Self {
            page,
            places,
            attributes,
            fragment: OnceCell::new(),
        }
    }

    /// The story as a fragment: the whole content of an embed's shadow root.
    #[must_use]
    pub fn fragment(&self) -> &Fragment {
        self.fragment.get_or_init(|| Fragment::of(self.page))
    }

    /// The story as a fragment that nobody else wants.
    #[must_use]
    pub fn into_fragment(self) -> Fragment {
        let Self { page, fragment, .. } = self;
        let rendered = fragment.into_inner();
        rendered.unwrap_or_else(|| Fragment::of(page))
    }

    /// The address of the loader.
    #[must_use]
    pub fn loader(&self) -> String {
        self.places.embed.below(LOADER).as_str().to_owned()
    }

    /// What a tag names as its story: the fragment, else the JSON.
    #[must_use]
    pub fn tag_source(&self) -> Option<&'a str> {
        let fragment = self.places.fragment.as_ref().map(WebUrl::as_str);
        fragment.or_else(|| self.json())
    }

    /// The address of the story's JSON.
    #[must_use]
    pub fn json(&self) -> Option<&'a str> {
        self.page.context.article.as_deref()
    }

    /// The publisher's own page of the story.
    #[must_use]
    pub fn url(&self) -> Option<&'a str> {
        self.page.url.map(WebUrl::as_str)
    }

    /// The options that an embed has to repeat, besides the story and its page. Levels and languages are what the
    /// rendered story has, or islands would think that somebody wants others.
    pub fn options(&self) -> impl Iterator<Item = (&'static str, String)> {
        let level = self.page.heading_level;
        let level = (level != 2).then(|| ("heading-level", level.to_string()));
        let own = ["article", "url", "item", "heading-level"];
        let given = self.attributes.iter();
        let given = given.filter(move |(name, _)| !own.contains(name)).cloned();
        let item = self.page.context.options.get("item");
        let item = item.map(|item| ("item", item.clone()));
        level.into_iter().chain(item).chain(given)
    }
}
