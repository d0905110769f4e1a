//! A publisher whose stories are rendered before the reader comes, and a partner's page to show them on.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use article_embed::embed::{Options, ahead, answer};
use article_embed::render::fragment::Fragment;
use article_embed::url::Base;
use browser_tests::{Browser, Embed, Servers, Site, stage};

pub const TIDE: &str = include_str!("../stories/tide.json");
pub const TIDE_HEADLINE: &str = "The tide mill grinds again";

/// What a reader sees: the words in order, without those of the comments, which the islands bring.
pub const WORDS: &str = "return root.querySelector('[data-context]').innerText";

/// The fragment of a story whose JSON is at this address, rendered with these options.
pub fn rendered(json: &str, article: &str, attributes: &[(&str, &str)]) -> String {
    let attribute = |name: &str| {
        let found = attributes.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let value = |name: &str| match name {
        "article" => Some(article.to_owned()),
        _ => attribute(name),
    };
    let (options, mistakes) = Options::read(&value, &Base::nowhere());
    assert_eq!(mistakes, [""; 0]);
    let json = answer::parse(json).unwrap();
    let story = answer::story(200, Ok(json), article, &options, 0).unwrap();
    let set = attributes.iter();
    let set: BTreeMap<_, _> = set
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let (page, mistake) = ahead::page(&story, &options, set);
    assert_eq!(mistake, None);
    Fragment::of(&page).html
}

/// A browser, and the servers of a partner and of a publisher.
pub struct Ahead {
    pub browser: Browser,
    pub servers: Servers,
    pub site: Site,
}

impl Ahead {
    pub async fn start() -> Self {
        let (browser, servers) = stage::start().await;
        let site = Site::start().await;
        Self {
            browser,
            servers,
            site,
        }
    }

    /// Publishes a story in the loader's folder, as JSON and as a fragment, with the comments of an engine.
    pub fn publish(&self, name: &str, text: &str, comments: &'static str) -> Published {
        let json = self.site.story(name, text);
        let fragment = rendered(text, &json, &[("comments", comments)]);
        let path = format!("/stories/{name}.html");
        self.site.put(&path, fragment.clone());
        Published {
            address: format!("{}{path}", self.site.origin),
            json,
            fragment,
            comments,
        }
    }

    /// Opens a page with this markup.
    pub async fn open(&self, markup: &str) -> Embed<'_> {
        self.browser.requests().await;
        let page = self.servers.page("bare", &[("SNIPPET", markup)]);
        self.browser.open(&page).await;
        Embed::first(&self.browser)
    }

    /// The loader, for elements that are in the page.
    pub fn loader(&self) -> String {
        format!("<script src='{}/embed.js'></script>", self.site.origin)
    }

    /// A tag that names a story or a fragment.
    pub fn tag(&self, article: &str, comments: &str, more: &str) -> String {
        format!(
            "<script async src='{}/embed.js' data-article='{article}' data-comments='{comments}' {more}></script>",
            self.site.origin
        )
    }

    /// How often a program was asked for since this was asked last, or a page opened.
    pub async fn programs(&self, name: &str) -> usize {
        let asked = self.browser.requests().await;
        let is_it =
            |address: &&String| address.contains(&format!("/{name}-")) && address.contains(".wasm");
        asked.iter().filter(is_it).count()
    }
}

/// A story that is published.
pub struct Published {
    /// Where its JSON is.
    pub json: String,
    /// Where its fragment is.
    pub address: String,
    pub fragment: String,
    comments: &'static str,
}

impl Published {
    /// The element with the story in a declarative shadow root.
    pub fn declared(&self, more: &str) -> String {
        format!(
            "<article-embed article='{}' comments='{}' {more}>
               <template shadowrootmode='open'>{}</template></article-embed>",
            self.json, self.comments, self.fragment
        )
    }
}
