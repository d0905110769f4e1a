//! Wrong and right values of every option, made from the table of options.

use article_embed::comments::engines::ENGINES;
use article_embed::embed::options::{OPTIONS, Values};
use article_embed::i18n::languages::LANGUAGES;
use article_embed::share::TARGETS;

/// Only on the tag; `placing.rs` has its tests.
const TARGET: &str = "target";

/// Attributes of one embed beside its article.
pub type Attributes = Vec<(&'static str, String)>;

/// Values that an option must not have.
pub fn wrong(option: &str, values: &Values) -> Vec<String> {
    let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    match values {
        _ if option == TARGET => Vec::new(),
        Values::Text | Values::Selector => Vec::new(),
        Values::Address => owned(&["javascript:alert(1)", "http://[", "mailto:a@news.example"]),
        Values::Addresses => owned(&["javascript:alert(1) ftp://news.example/", "http://["]),
        Values::Language => owned(&["tlh", "x", "not a tag", "1"]),
        Values::OneOf(allowed) => {
            let loud = allowed[0].to_uppercase();
            let mut values: Vec<String> = owned(&["wrong", "0", "__proto__", "“”"]);
            values.extend([format!("{}x", allowed[0])]);
            values.extend((loud != allowed[0]).then_some(loud));
            values
        }
        Values::CommentEngine => owned(&[
            "disqus",
            "on",
            "none",
            "Isso",
            "constructor",
            "wordpress isso",
        ]),
        Values::ShareTargets => owned(&["myspace", "X, Facebook", "off x", "all"]),
    }
}

/// Values that an option may have.
pub fn right(option: &str, values: &Values) -> Vec<String> {
    let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    match values {
        _ if option == TARGET || option == "article" => Vec::new(),
        // The story is in a format of its own, and there is one of it.
        _ if option == "format" => owned(&["article-embed"]),
        _ if option == "item" => Vec::new(),
        Values::Text => owned(&["The Estuary Post", "“<b>&", " "]),
        Values::Selector => Vec::new(),
        Values::Address => owned(&["https://www.estuary-post.example/own", "/own?a=1&b=2", ""]),
        Values::Addresses => owned(&["https://x.com/post https://www.facebook.com/post", ""]),
        Values::Language => {
            let mut tags: Vec<String> = owned(LANGUAGES);
            tags.push("de-AT".to_owned());
            tags
        }
        // Far below, nothing would come.
        Values::OneOf(allowed) => {
            let mut values: Vec<String> = owned(allowed);
            values.retain(|value| value != "lazy");
            values.push(format!(" {} ", values[0]));
            values
        }
        Values::CommentEngine => {
            let names = ENGINES.iter().map(|kind| kind.name);
            names.chain(["auto", "off"]).map(str::to_owned).collect()
        }
        Values::ShareTargets => {
            let names = TARGETS.iter().map(|target| target.name);
            let all = names.clone().collect::<Vec<_>>().join(" ");
            let mut values: Vec<String> = names.map(str::to_owned).collect();
            values.extend([all, "off".to_owned(), "copy x copy".to_owned()]);
            values
        }
    }
}

/// Each option with each of these values.
pub fn one_by_one(values: fn(&str, &Values) -> Vec<String>) -> Vec<Attributes> {
    let each = OPTIONS.iter().flat_map(|option| {
        let values = values(option.name, &option.values).into_iter();
        values.map(|value| vec![(option.name, value)])
    });
    each.collect()
}

/// All pairs of options that can be wrong, with the first wrong value of each.
pub fn in_pairs() -> Vec<Attributes> {
    let options = OPTIONS.iter().filter_map(|option| {
        let value = wrong(option.name, &option.values).into_iter().next()?;
        Some((option.name, value))
    });
    let options: Vec<_> = options.collect();
    let mut pairs = Vec::new();
    for (index, first) in options.iter().enumerate() {
        for second in &options[index + 1..] {
            pairs.push(vec![first.clone(), second.clone()]);
        }
    }
    pairs
}
