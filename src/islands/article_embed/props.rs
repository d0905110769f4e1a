//! What an application can set on the component: the embed's options by their names.

use yew::{AttrValue, Classes, Properties};

use crate::embed::Options;
use crate::url::{Base, WebUrl};

/// The options, as `<article-embed>` has them. One that is not set, or is empty, has its default.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Props {
    /// Address of the story's JSON. The only one that is required. Another one shows another story.
    pub article: AttrValue,
    /// The story's own page: the link that is shown when nothing else can be.
    #[prop_or_default]
    pub url: Option<AttrValue>,
    /// The id or address of the story that is meant, where there are several.
    #[prop_or_default]
    pub item: Option<AttrValue>,
    /// The format of the story's JSON, where it is not to be found out.
    #[prop_or_default]
    pub format: Option<AttrValue>,
    /// The publisher's name, for formats that carry none.
    #[prop_or_default]
    pub publisher: Option<AttrValue>,
    /// Addresses of the publisher's profiles, with spaces between.
    #[prop_or_default]
    pub follow: Option<AttrValue>,
    /// `auto`, `off`, or the name of a comment engine.
    #[prop_or_default]
    pub comments: Option<AttrValue>,
    /// The engine's address, where the article does not give it.
    #[prop_or_default]
    pub comments_url: Option<AttrValue>,
    /// Which comments stand first: `oldest` or `newest`.
    #[prop_or_default]
    pub comments_order: Option<AttrValue>,
    /// `off`, or share targets in order, with spaces between.
    #[prop_or_default]
    pub share: Option<AttrValue>,
    /// Which address is shared: `canonical`, the story's own, or `page`.
    #[prop_or_default]
    pub share_url: Option<AttrValue>,
    /// `auto`, `light` or `dark`.
    #[prop_or_default]
    pub theme: Option<AttrValue>,
    /// The interface's language.
    #[prop_or_default]
    pub lang: Option<AttrValue>,
    /// The headline's level, 1 to 6.
    #[prop_or_default]
    pub heading_level: Option<u8>,
    /// Address of the folder with the message files, `languages-…/` of a built site of the same
    /// release. Without it, the interface speaks English.
    #[prop_or_default]
    pub languages: Option<AttrValue>,
    /// Classes of the component's own element, by which the page places it and sets its custom
    /// properties.
    #[prop_or_default]
    pub class: Classes,
}

impl Props {
    /// The options read, and what is wrong with them.
    pub(super) fn read(&self) -> (Options, Vec<String>) {
        let level = self.heading_level.map(|level| level.to_string().into());
        let set = [
            ("article", Some(&self.article)),
            ("url", self.url.as_ref()),
            ("item", self.item.as_ref()),
            ("format", self.format.as_ref()),
            ("publisher", self.publisher.as_ref()),
            ("follow", self.follow.as_ref()),
            ("comments", self.comments.as_ref()),
            ("comments-url", self.comments_url.as_ref()),
            ("comments-order", self.comments_order.as_ref()),
            ("share", self.share.as_ref()),
            ("share-url", self.share_url.as_ref()),
            ("theme", self.theme.as_ref()),
            ("lang", self.lang.as_ref()),
            ("heading-level", level.as_ref()),
        ];
        let value = |name: &str| {
            let (_, value) = set.iter().find(|(other, _)| *other == name)?;
            value.map(ToString::to_string)
        };
        Options::read(&value, &page())
    }

    /// The folder with the message files.
    pub(super) fn folder(&self) -> Option<WebUrl> {
        let folder = self.languages.as_deref()?.trim();
        (!folder.is_empty()).then(|| page().web(folder)).flatten()
    }
}

/// What addresses are relative to.
fn page() -> Base {
    let document = web_sys::window().and_then(|window| window.document());
    let address = document.and_then(|document| document.base_uri().ok().flatten());
    let base = address.and_then(|address| Base::parse(&address));
    base.unwrap_or_else(Base::nowhere)
}
