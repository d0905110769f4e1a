//! How long reading a story and its comments takes in a browser, in a release build:
//! `cargo xtask test --only components` prints it.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use article_embed::comments::{Comment, Order, State, thread};
use article_embed::formats::{self, Reading};
use article_embed::html::tree;
use article_embed::json;
use article_embed::url::Base;
use js_sys::Date;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A usual story, and one that is longer than any.
const PARAGRAPHS: [usize; 2] = [200, 5_000];

/// How many times as long as the browser's own parser a story may take. A limit in milliseconds
/// would tell of the machine and of what else runs on it.
const TIMES_OF_PARSER: f64 = 20.0;

/// How much more a paragraph of the long one may take: what looks through all paragraphs for each
/// of them would take 25 times.
const RATIO: f64 = 2.0;

/// The clock shows whole milliseconds, so a reading is repeated for at least this many.
const LONG_ENOUGH: f64 = 100.0;

/// The quickest of so many counts: whatever else runs only makes it longer.
const ROUNDS: usize = 7;

const PARAGRAPH_HTML: &str = "<p>The <em>old</em> bridge at <a href='/bridge'>Wrenmouth</a> turned \
    again on Thursday, &#8220;for nobody in particular&#8221;, as its keeper says.</p>";

const PARAGRAPH_BLOCK: &str = r#"{"type": "paragraph", "content": ["The ", {"type": "emphasis",
    "content": "old"}, " bridge at ", {"type": "link", "url": "/bridge", "content": "Wrenmouth"},
    " turned again on Thursday, “for nobody in particular”, as its keeper says."]}"#;

fn wordpress(paragraphs: usize) -> String {
    let html = PARAGRAPH_HTML.repeat(paragraphs);
    [
        r#"{"id": 1, "link": "https://news.example/a", "title": {"rendered": "A bridge"},
            "content": {"rendered": "#,
        &json::quoted(&html),
        "}}",
    ]
    .concat()
}

fn document(paragraphs: usize) -> String {
    [
        r#"{"schema": "article-embed/1", "headline": "A bridge", "body": ["#,
        &vec![PARAGRAPH_BLOCK; paragraphs].join(","),
        "]}",
    ]
    .concat()
}

/// The quickest of some counts of how many milliseconds `work` takes.
fn quickest(mut work: impl FnMut()) -> f64 {
    let mut quickest = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Date::now();
        let mut times = 0.0;
        while Date::now() - start < LONG_ENOUGH {
            work();
            times += 1.0;
        }
        quickest = quickest.min((Date::now() - start) / times);
    }
    quickest
}

/// Milliseconds that the browser takes for the same paragraphs as HTML.
fn milliseconds_of_parser(paragraphs: usize) -> f64 {
    let html = PARAGRAPH_HTML.repeat(paragraphs);
    let parser = web_sys::DomParser::new().expect("a browser has one");
    quickest(|| {
        let document = parser.parse_from_string(&html, web_sys::SupportedType::TextHtml);
        assert!(document.is_ok());
    })
}

/// Milliseconds from the text of the JSON to the blocks.
fn milliseconds(text: &str, paragraphs: usize) -> f64 {
    tree::parse_by(tree::browser::parse);
    let text = text.into();
    let base = Base::parse("https://news.example/a").expect("it is an address");
    let reading = Reading {
        base: &base,
        format: None,
        item: None,
        now: 0,
    };
    quickest(|| {
        let json = json::parse(&text).expect("it is JSON");
        let article = formats::read(&json, &reading).expect("it is a story");
        assert_eq!(article.body.len(), paragraphs);
    })
}

#[wasm_bindgen_test]
fn long_stories_take_their_share_of_time() {
    let parser = milliseconds_of_parser(PARAGRAPHS[0]);
    for (format, story) in [
        ("HTML of WordPress", wordpress as fn(usize) -> String),
        ("blocks of a document", document),
    ] {
        let [usual, long] = PARAGRAPHS.map(|count| milliseconds(&story(count), count));
        #[allow(clippy::cast_precision_loss, reason = "counts are small")]
        let ratio = long / usual * (PARAGRAPHS[0] as f64 / PARAGRAPHS[1] as f64);
        let times = usual / parser;
        console_log!(
            "{format}: {usual:.2} ms for {} paragraphs, {times:.1} times as long as the browser's \
             parser; {long:.1} ms for {}, {ratio:.2} a paragraph",
            PARAGRAPHS[0],
            PARAGRAPHS[1]
        );
        assert!(
            times < TIMES_OF_PARSER,
            "{format}: {usual} ms, the parser {parser} ms"
        );
        assert!(ratio <= RATIO, "{format}: a paragraph takes {ratio} times");
    }
}

/// A usual list of comments, and one that is longer than any.
const COMMENTS: [usize; 2] = [100, 10_000];

/// Every third begins a thread; the others reply to the one before or to one far above.
fn comments(count: usize) -> Vec<Comment> {
    let parent = |index: usize| match index % 3 {
        0 => None,
        1 => Some(index - 1),
        _ => Some(index / 2),
    };
    let comment = |index: usize| Comment {
        id: index.to_string(),
        parent: parent(index).map(|parent| parent.to_string()),
        author: String::new(),
        author_url: None,
        body: Vec::new(),
        created: None,
        state: State::Published,
        by_publisher: false,
        permalink: None,
        source: None,
        edited: None,
        folded: None,
    };
    (0..count).map(comment).collect()
}

/// Milliseconds from a list to its threads.
fn milliseconds_of_threads(count: usize) -> f64 {
    let comments = comments(count);
    let comments: Vec<_> = comments.iter().collect();
    quickest(|| assert!(!thread::threads(&comments, Order::Oldest).is_empty()))
}

#[wasm_bindgen_test]
fn long_lists_of_comments_take_their_share_of_time() {
    let [usual, long] = COMMENTS.map(milliseconds_of_threads);
    #[allow(clippy::cast_precision_loss, reason = "counts are small")]
    let ratio = long / usual * (COMMENTS[0] as f64 / COMMENTS[1] as f64);
    console_log!(
        "threads: {usual:.3} ms for {} comments, {long:.1} ms for {}; {ratio:.2} a comment",
        COMMENTS[0],
        COMMENTS[1]
    );
    // Each is looked for among all by halves, twice as many of them, in memory that is further off.
    // Looking through all would take a hundred times.
    assert!(ratio <= 8.0, "a comment takes {ratio} times");
}
