//! What partners paste.

use std::path::Path;
use std::{fs, io};

use article_embed::i18n::Message;
use article_embed::url::WebUrl;
use maud::{Markup, PreEscaped, html};

use super::Publication;
use super::about::About;

/// Files of a built site that show a story of JSON, beside the loader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuiltFiles {
    /// The rest of the loader.
    pub rest: Option<String>,
    /// The program.
    pub program: Option<String>,
}

/// How high a frame is where nobody says it.
pub const FRAME_HEIGHT: u32 = 800;

/// What a story's page in a frame may do. Not: navigate the page around it, or open windows that are held to this.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads";

impl BuiltFiles {
    /// Those in the folder of a built site. What is left of the release before is no newer for its name, but no reader
    /// is worse off for it.
    pub fn read(site: &Path) -> io::Result<Self> {
        let mut names = Vec::new();
        for entry in fs::read_dir(site)? {
            names.extend(entry?.file_name().into_string());
        }
        names.sort();
        let find = |beginning: &str, ending: &str| {
            let is_it = |name: &&String| name.starts_with(beginning) && name.ends_with(ending);
            names.iter().find(is_it).cloned()
        };
        Ok(Self {
            rest: find("loader-", ".js"),
            program: find("render-", ".wasm"),
        })
    }
}

/// One script tag; its parent keeps the place until the loader has come.
#[must_use]
pub fn script(publication: &Publication) -> String {
    in_its_place(publication, &Markup::default())
}

/// The script tag with hints that start the downloads while the loader is still on its way. A fragment needs neither
/// the program nor the rest of the loader before it is seen, so these are named only where the tag names JSON.
#[must_use]
pub fn hinted_script(publication: &Publication, files: &BuiltFiles) -> String {
    let names_fragment = publication.places.fragment.is_some();
    let address = |name: &Option<String>| {
        let name = name.as_ref().filter(|_| !names_fragment)?;
        Some(publication.places.embed.below(name))
    };
    let (rest, program) = (address(&files.rest), address(&files.program));
    let addresses = program.as_ref().map(WebUrl::as_str);
    let addresses = addresses.into_iter().chain(publication.tag_source());
    let hints = html! {
        @if let Some(rest) = &rest {
            link rel="modulepreload" crossorigin href=(rest.as_str());
            "\n"
        }
        @for address in addresses {
            link rel="preload" as="fetch" crossorigin href=(address);
            "\n"
        }
    };
    in_its_place(publication, &hints)
}

fn in_its_place(publication: &Publication, before: &Markup) -> String {
    let options = tag_options(publication)
        .map(|(name, value)| ["\n  data-", name, "=\"", &escaped(&value), "\""].concat());
    let link = publication.url().map(|url| {
        let words = read_the_story(publication);
        html! { noscript { a href=(url) { (words) } } "\n" }.into_string()
    });
    [
        "<div style=\"min-height: 100vh\">\n",
        &before.0,
        "<script async src=\"",
        &escaped(&publication.loader()),
        "\"",
        &options.collect::<String>(),
        "></script>\n",
        &link.unwrap_or_default(),
        "</div>\n",
    ]
    .concat()
}

/// Words as they stand in the value of an attribute.
fn escaped(words: &str) -> String {
    html! { (words) }.into_string()
}

/// What a tag says of its story.
fn tag_options(publication: &Publication) -> impl Iterator<Item = (&'static str, String)> {
    let source = publication
        .tag_source()
        .map(|source| ("article", source.to_owned()));
    let url = publication.url().map(|url| ("url", url.to_owned()));
    source.into_iter().chain(url).chain(publication.options())
}

/// The words of a link to the story.
fn read_the_story(publication: &Publication) -> String {
    let messages = publication.page.messages;
    match publication.page.url {
        Some(url) => messages.filled(Message::ReadOn, "site", &url.site()),
        None => String::new(),
    }
}

/// A frame with the story's page. The frame cannot navigate the page around it. Without a page there is nothing to
/// frame.
#[must_use]
pub fn frame(publication: &Publication, height: u32) -> Option<String> {
    let address = publication.places.page.as_ref()?;
    let about = About(publication.page.article);
    let style = format!("display:block;width:100%;height:{height}px;border:0");
    let frame = html! {
        iframe data-article-embed src=(address.as_str()) title=(about.title()) height=(height) style=(style) loading="lazy"
            sandbox=(SANDBOX) allow="clipboard-write; web-share; fullscreen"
            referrerpolicy="strict-origin-when-cross-origin" {}
        "\n"
    };
    Some(frame.into_string())
}

/// The story in the partner's own page, which is read without any program or request; the loader brings what a
/// reader does with it.
#[must_use]
pub fn shadow(publication: &Publication) -> String {
    let link = publication.url().map(|url| {
        html! { a href=(url) { (read_the_story(publication)) } }
    });
    html! {
        (element(publication, &link.unwrap_or_default())) "\n"
        (loader(publication)) "\n"
    }
    .into_string()
}

/// The element with the story in its shadow root, and beside the root what older browsers show.
pub fn element(publication: &Publication, older: &Markup) -> Markup {
    let options = tag_options(publication);
    let options = options.map(|(name, value)| [" ", name, "=\"", &escaped(&value), "\""].concat());
    let start = ["<article-embed", &options.collect::<String>(), ">"].concat();
    html! {
        (PreEscaped(start))
        template shadowrootmode="open" { (PreEscaped(&publication.fragment().html)) }
        (older)
        (PreEscaped("</article-embed>"))
    }
}

/// The loader for elements that are in the page.
pub fn loader(publication: &Publication) -> Markup {
    html! { script async src=(publication.loader()) {} }
}
