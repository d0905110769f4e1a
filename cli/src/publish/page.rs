//! A story as a page of its own, which is what the iframe snippet shows.
//!
//! The story stands in an `<article-embed>` with a declarative shadow root: any browser that runs the widget shows it
//! without running anything, it looks as it does at a partner's since its styles apply alike, and `embed.js` adopts
//! it as it is, so that islands take it from there. Plain elements would be shown twice over or be moved then. Older
//! browsers, which do not know such roots, show what stands beside the root: headline, summary and a link.

use article_embed::article::Date;
use article_embed::i18n::Message;
use article_embed::url::WebUrl;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::about::About;
use super::{Publication, json_ld, policy, snippet};

/// The page's own style: the story is all that there is, so it reserves no space.
const STYLE: &str =
    "body{margin:0;background:light-dark(#fffefb,#17171a)}article-embed{--article-embed-reserve:0}";

/// What a page is besides its story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Search engines are asked to leave the page out.
    pub is_hidden_from_search: bool,
}

/// The page.
#[must_use]
pub fn page(publication: &Publication, choices: Choices) -> String {
    let article = publication.page.article;
    let about = About(article);
    let [above, below] = &publication.fragment().styles;
    let policy = policy::policy(publication, &[STYLE, above, below]);
    let title = about.title();
    html! {
        (DOCTYPE)
        html lang=[about.language()] dir=(about.direction()) data-article-embed="page" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="strict-origin-when-cross-origin";
                title { (title) }
                @if let Some(description) = about.description() {
                    meta name="description" content=(description);
                }
                @if choices.is_hidden_from_search {
                    meta name="robots" content="noindex";
                }
                @if let Some(url) = publication.url() {
                    link rel="canonical" href=(url);
                }
                @for writer in about.writers() {
                    meta name="author" content=(writer);
                }
                (open_graph(publication))
                @if let Some(oembed) = &publication.places.oembed {
                    link rel="alternate" type="application/json+oembed" href=(oembed.as_str()) title=(title);
                }
                script type="application/ld+json" { (PreEscaped(json_ld::script(publication))) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (snippet::element(publication, &older(publication)))
                (snippet::loader(publication))
            }
        }
    }
    .into_string()
}

/// What browsers show that know no declarative shadow roots.
fn older(publication: &Publication) -> Markup {
    let messages = publication.page.messages;
    let about = About(publication.page.article);
    html! {
        h1 { (about.title()) }
        @if let Some(description) = about.description() {
            p { (description) }
        }
        @if let Some(url) = publication.page.url {
            p lang=(messages.language()) dir=(messages.direction()) {
                a href=(url.as_str()) rel="noopener" {
                    (messages.filled(Message::ReadOn, "site", &url.site()))
                }
            }
        }
    }
}

/// The Open Graph protocol, which services that show links read.
fn open_graph(publication: &Publication) -> Markup {
    let article = publication.page.article;
    let about = About(article);
    let here = publication.places.page.as_ref().map(WebUrl::as_str);
    let image = about.picture();
    let size = image.and_then(|image| Some((image.width?, image.height?)));
    let article_time = |name: &'static str, date: Option<Date>| {
        date.map(|date| html! { meta property=(name) content=(date.datetime()); })
    };
    html! {
        meta property="og:type" content="article";
        meta property="og:title" content=(about.title());
        @if let Some(description) = about.description() {
            meta property="og:description" content=(description);
        }
        @if let Some(url) = publication.url().or(here) {
            meta property="og:url" content=(url);
        }
        @if let Some(name) = publication.page.publisher {
            meta property="og:site_name" content=(name);
        }
        @if let Some(locale) = about.language().and_then(open_graph_locale) {
            meta property="og:locale" content=(locale);
        }
        @if let Some(image) = image {
            meta property="og:image" content=(image.src.as_str());
            @if let Some((width, height)) = size {
                meta property="og:image:width" content=(width);
                meta property="og:image:height" content=(height);
            }
            @if !image.alt.is_empty() {
                meta property="og:image:alt" content=(image.alt);
            }
            meta name="twitter:card" content="summary_large_image";
        } @else {
            meta name="twitter:card" content="summary";
        }
        (article_time("article:published_time", article.date_published).unwrap_or_default())
        (article_time("article:modified_time", article.date_modified).unwrap_or_default())
    }
}

/// A language as Open Graph names it, which has it with a region only: `de_AT`.
fn open_graph_locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let region = parts.find(|part| part.len() == 2)?;
    let is_plain = [language, region]
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    is_plain.then(|| {
        format!(
            "{}_{}",
            language.to_ascii_lowercase(),
            region.to_ascii_uppercase()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_graph_has_languages_with_their_region() {
        for (tag, expected) in [
            ("de-AT", Some("de_AT")),
            ("zh-Hant-tw", Some("zh_TW")),
            ("fr", None),
            ("", None),
            ("en-12", None),
        ] {
            assert_eq!(open_graph_locale(tag).as_deref(), expected, "{tag}");
        }
    }
}
