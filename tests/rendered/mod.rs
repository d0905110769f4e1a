//! A story rendered without a browser, and the check that what comes out is the view's own markup.

use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use article_embed::article::{Article, Block};
use article_embed::comments::Order;
use article_embed::i18n::Messages;
use article_embed::share::Story;
use article_embed::view::embed::{Content, Embed, Props};
use article_embed::view::page::Page;
use scraper::Html;
use yew::Callback;

/// The markup of a story with this text.
pub fn rendered(body: Vec<Block>) -> String {
    let article = Article {
        headline: "A story".into(),
        body,
        ..Article::default()
    };
    let page = Page {
        article: Rc::new(article),
        messages: Messages::english("en-GB"),
        heading_level: 2,
        shared: Story {
            title: "A story".into(),
            marks: [String::new(), String::new()],
            url: "https://news.example/story".into(),
        },
        targets: Vec::new(),
        publisher: None,
        follow: Vec::new(),
        url: None,
        comments_order: Order::Oldest,
        comments: None,
    };
    let props = Props {
        content: Content::Ready(Rc::new(page)),
        on_retry: Callback::noop(),
        on_share: Callback::noop(),
        on_print: Callback::noop(),
        on_comment: Callback::noop(),
    };
    let rendering = yew::LocalServerRenderer::<Embed>::with_props(props).hydratable(false);
    let mut rendering = pin!(rendering.render());
    let mut context = Context::from_waker(Waker::noop());
    // Nothing in the view waits for anything.
    loop {
        if let Poll::Ready(markup) = rendering.as_mut().poll(&mut context) {
            return markup;
        }
    }
}

/// The elements that the view makes of a story's text.
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
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "form",
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
    "ul",
    "video",
];

/// The attributes whose values the view takes from a story, and those that it sets itself.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "colspan",
    "controls",
    "d",
    "data-level",
    "datetime",
    "decoding",
    "dir",
    "fetchpriority",
    "height",
    "href",
    "id",
    "lang",
    "loading",
    "method",
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
    "srcset",
    "start",
    "tabindex",
    "title",
    "type",
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
            ["html", "head", "body"].contains(&name) || ELEMENTS.contains(&name),
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
