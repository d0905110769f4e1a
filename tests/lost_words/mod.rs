//! Which words of a source are neither in a rendering nor in the report of what was left out.

use std::collections::BTreeMap;

use article_embed::article::Report;
use scraper::Html;

/// The words of texts, and how often each is there.
fn words(texts: &[String]) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in texts
        .iter()
        .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()))
    {
        if !word.is_empty() {
            *words.entry(word).or_default() += 1;
        }
    }
    words
}

/// All texts of a document, whatever element they stand in.
pub fn texts(html: &str) -> Vec<String> {
    use html5ever::tendril::TendrilSink;
    // As a reader's browser, which runs no script here.
    let options = html5ever::ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts {
            scripting_enabled: false,
            ..Default::default()
        },
        ..Default::default()
    };
    let sink = scraper::HtmlTreeSink::new(Html::new_document());
    let document = html5ever::parse_document(sink, options).one(html);
    let nodes = document.tree.nodes();
    let texts = nodes.filter_map(|node| Some(node.value().as_text()?.to_string()));
    texts.collect()
}

/// All that a rendering says, and all that was left out: texts, and what stands for pictures and frames.
pub fn said(markup: &str, report: &Report) -> String {
    let document = Html::parse_fragment(markup);
    let mut said = String::new();
    for node in document.tree.nodes() {
        if let Some(text) = node.value().as_text() {
            said.push_str(text);
        }
        if let Some(element) = node.value().as_element() {
            for attribute in ["alt", "data-title", "title", "href"] {
                said.push(' ');
                said.push_str(element.attr(attribute).unwrap_or_default());
                said.push(' ');
            }
        }
    }
    for dropped in report.dropped() {
        said.push(' ');
        said.push_str(&dropped.words);
    }
    said
}

/// The words of texts that are not in what is said, or not as often.
pub fn lost(texts: &[String], said: &str) -> Vec<String> {
    // What stood apart may be one word now, such as one whose first letter was an element of its own.
    let is_lost = |(word, times): (&str, usize)| {
        (said.matches(word).count() < times).then(|| word.to_owned())
    };
    words(texts).into_iter().filter_map(is_lost).collect()
}
