//! A story rendered without a browser, and the check that what comes out is the rendering's own
//! markup.

#![allow(dead_code, reason = "not every test that renders checks the markup")]

use article_embed::article::inline::math_element;
use article_embed::article::{Article, Block};
use article_embed::i18n::Messages;
use article_embed::render::context::VERSION;
use article_embed::render::{Context, Page, Story};
use article_embed::share::Shareable;
use scraper::Html;

/// The markup of a story with this text.
pub fn rendered(body: Vec<Block>) -> String {
    story(&Article {
        headline: "A story".into(),
        body,
        ..Article::default()
    })
}

/// The markup of a story.
pub fn story(article: &Article) -> String {
    let context = Context {
        version: VERSION,
        article: None,
        url: None,
        headline: article.headline.clone(),
        level: 2,
        publisher: None,
        language: None,
        interface: "en".into(),
        locale: "en-GB".into(),
        share: Vec::new(),
        shared: None,
        blocks: 0,
        comments: None,
        made: None,
        modified: None,
    };
    let page = Page {
        article,
        publisher: article.source.name.as_deref(),
        follow: &article.follow,
        url: None,
        messages: Messages::english("en-GB"),
        heading_level: 2,
        shared: Shareable {
            title: "A story".into(),
            marks: [String::new(), String::new()],
            url: "https://news.example/story".into(),
        },
        targets: Vec::new(),
        server: None,
        context,
    };
    Story::new(&page).to_html()
}

/// The elements that the rendering makes of a story's text.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "bdi",
    "blockquote",
    "br",
    "button",
    "caption",
    "cite",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "img",
    "li",
    "mark",
    "ol",
    "p",
    "path",
    "pre",
    "q",
    "rt",
    "ruby",
    "s",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "ul",
    "video",
];

/// The attributes whose values the rendering takes from a story, and those that it sets itself.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "colspan",
    "controls",
    "crossorigin",
    "d",
    "data-action",
    "data-anchor",
    "data-box",
    "data-context",
    "data-frame",
    "data-jump",
    "data-level",
    "data-picture",
    "data-place",
    "data-say",
    "data-title",
    "datetime",
    "decoding",
    "default",
    "dir",
    "display",
    "fetchpriority",
    "height",
    "href",
    "id",
    "kind",
    "label",
    "lang",
    "loading",
    "part",
    "poster",
    "preload",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "sizes",
    "src",
    "srclang",
    "srcset",
    "start",
    "tabindex",
    "title",
    "type",
    "value",
    "viewbox",
    "viewBox",
    "width",
];

/// Panics where there is anything else, or an address that must not be followed or loaded.
pub fn check(markup: &str) {
    let document = Html::parse_fragment(markup);
    for node in document.tree.nodes() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        let name = element.name();
        assert!(
            // The first three are the parser's own.
            ["html", "head", "body"].contains(&name)
                || ELEMENTS.contains(&name)
                || math_element(name).is_some_and(|name| name != "block"),
            "{name} in {markup}"
        );
        for (attribute, value) in element.attrs() {
            assert!(
                ATTRIBUTES.contains(&attribute),
                "{name} {attribute} in {markup}"
            );
            let may_be = match attribute {
                "href" => ["https://", "http://", "mailto:", "tel:"].as_slice(),
                "src" | "srcset" | "poster" => {
                    ["https://", "http://127.", "http://localhost"].as_slice()
                }
                "id" => ["headline"].as_slice(),
                _ => continue,
            };
            assert!(
                may_be.iter().any(|start| value.starts_with(start)),
                "{name} {attribute}={value}"
            );
        }
    }
}
