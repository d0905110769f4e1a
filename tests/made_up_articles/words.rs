//! Texts, inlines and addresses.

use article_embed::article::block::Style;
use article_embed::article::inline::MATH;
use article_embed::article::{Image, Inline};
use article_embed::url::{Base, LinkUrl, MediaUrl, WebUrl};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Any characters, of which a reader sees some, with no space around them.
pub fn text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|characters| ["a", &characters, "z"].concat())
}

/// Words that a reader sees.
pub fn words() -> impl Strategy<Value = Vec<Inline>> + Clone {
    let picture = media().prop_map(|src| Inline::Picture(Box::new(Image::new(src))));
    let leaf = prop_oneof![
        4 => text().prop_map(Inline::Text),
        1 => Just(Inline::Break),
        1 => any::<u32>().prop_map(Inline::Anchor),
        1 => picture,
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        let content = (text(), vec(inner, 0..3)).prop_map(|(text, mut content)| {
            content.push(Inline::Text(text));
            content
        });
        let math: Vec<_> = MATH.split(' ').collect();
        let names = (
            select(&Style::TABLE[..]),
            select(math),
            language(),
            direction(),
        );
        (names, 0..9, content, text(), link()).prop_map(
            |(((style, ..), math, language, direction), kind, content, text, url)| match kind {
                0 => Inline::Link { url, content },
                1 => Inline::Abbreviation {
                    title: text,
                    content,
                },
                2 => Inline::Time {
                    datetime: text,
                    content,
                },
                3 => Inline::Ruby {
                    reading: text,
                    content,
                },
                4 => Inline::Math(math, content),
                5 => Inline::Foreign {
                    language,
                    direction,
                    content,
                },
                6 => Inline::Jump {
                    anchor: 7,
                    url,
                    content,
                },
                _ => Inline::Styled(style, content),
            },
        )
    });
    (vec(inline, 0..3), text())
        .prop_map(|(mut content, text)| {
            content.insert(0, Inline::Text(text));
            content
        })
        .boxed()
}

/// The tag of a language.
pub fn language() -> impl Strategy<Value = Option<String>> {
    select(&["ar", "de-1996", "zh-Hant-TW"][..]).prop_map(|tag| Some(tag.to_owned()))
}

/// A value of HTML's `dir`, or none.
pub fn direction() -> impl Strategy<Value = Option<&'static str>> {
    option::of(select(&["ltr", "rtl", "auto"][..]))
}

/// Words, or none.
pub fn maybe_words() -> impl Strategy<Value = Vec<Inline>> + Clone {
    prop_oneof![Just(Vec::new()), words()].boxed()
}

fn base() -> Base {
    Base::parse("https://news.example/a/").unwrap()
}

const PATHS: &[&str] = &[
    "b",
    "?c=d:e#f",
    "//other.example/ä",
    "http://[::1]:8080/",
    "https://xn--hxajbheg2az3al.xn--jxalpdlp/",
    "%2F:",
];

/// A page.
pub fn web() -> impl Strategy<Value = WebUrl> {
    select(PATHS).prop_map(|path| base().web(path).unwrap())
}

/// A file, which is none on the reader's own machine.
pub fn media() -> impl Strategy<Value = MediaUrl> {
    select(PATHS).prop_filter_map("too near", |path| base().media(path))
}

/// A link.
pub fn link() -> impl Strategy<Value = LinkUrl> {
    let others = select(&["mailto:a@news.example?subject=b:c", "tel:+1"][..]);
    prop_oneof![select(PATHS), others].prop_map(|path| base().link(path).unwrap())
}
