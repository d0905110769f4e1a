//! Made-up HTML: whatever comes, the walk ends without a panic, and no address gets through that must
//! not be followed or loaded.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod rendered;
mod sound;

use article_embed::article::ExternalEmbed;
use article_embed::article::provider::{Cue, PROVIDERS};
use article_embed::html::allowlist::{CLASSES, TABLE};
use article_embed::url::WebUrl;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Values that attributes have in earnest and in malice.
const VALUES: &[&str] = &[
    "https://news.example/a",
    "http://cdn.example/a.jpg",
    "//other.example/x",
    "/a?b#c",
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://news.example/1",
    "vbscript:x",
    "file:///etc/passwd",
    "https://user:password@news.example/",
    "mailto:a@b.example",
    "https://www.youtube.com/embed/dQw4w9WgXcQ",
    "https://x.com/a/status/20",
    "https://social.example/@a/1/embed",
    "https://w.soundcloud.com/player/?url=javascript%3Aalert(1)",
    "a.jpg 1x, javascript:alert(1) 2x, b.jpg 300w",
    "ltr",
    "en-GB",
    "-1",
    "99999999999",
    "2",
    "",
];

const NAMES: &[&str] = &[
    "href",
    "src",
    "srcset",
    "poster",
    "cite",
    "data-href",
    "title",
    "alt",
    "width",
    "height",
    "colspan",
    "rowspan",
    "start",
    "reversed",
    "lang",
    "dir",
    "datetime",
    "onclick",
    "style",
    "id",
    "name",
];

/// A piece of HTML: a start or end of an element, or text.
fn piece() -> impl Strategy<Value = String> {
    let words = |table: &'static [(&'static str, _)]| -> Vec<&str> {
        let names = table.iter().map(|(names, _)| *names);
        names.flat_map(|names| names.split(' ')).collect()
    };
    let (names, classes) = (words(TABLE), words(CLASSES));
    let attribute = prop_oneof![
        4 => (select(NAMES), select(VALUES)).prop_map(|(name, value)| format!(" {name}='{value}'")),
        1 => select(classes).prop_map(|class| format!(" class='x {class}'")),
        1 => "[ a-z\"'=/<>&]{0,12}",
    ];
    let start = (select(names.clone()), vec(attribute, 0..3))
        .prop_map(|(name, attributes)| format!("<{name}{}>", attributes.concat()));
    prop_oneof![
        6 => start,
        3 => select(names).prop_map(|name| format!("</{name}>")),
        3 => "[ \\n\u{a0}a-z&;\\[\\]=/<>!-]{0,16}",
        1 => "\\PC{0,16}",
        1 => select(VALUES).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_pieces_become_sound_blocks(pieces in vec(piece(), 0..40)) {
        let blocks = sound::read(&pieces.concat());
        rendered::check(&rendered::rendered(blocks));
    }

    #[test]
    fn any_characters_become_sound_blocks(html in "(?s).{0,200}") {
        sound::read(&html);
    }

    #[test]
    fn any_address_that_is_recognised_is_built_anew(
        index in 0..PROVIDERS.len(),
        id in "[a-zA-Z0-9/._:%!?&#$@-]{0,40}",
        start in any::<Option<u32>>(),
        end in any::<Option<u32>>(),
    ) {
        let provider = &PROVIDERS[index];
        let cue = Cue::new(start, end, Some("PLgate_QUAY-7"));
        let [frame, page] = [provider.frame(&id, &cue), provider.page(&id, &cue).unwrap_or_default()];
        for address in [&frame, &page] {
            let html = ["<iframe src=\"", address, "\"></iframe>"].concat();
            sound::read(&html);
        }
        if provider.takes(&id) {
            let url = WebUrl::parse(&frame);
            prop_assert_eq!(url.map(|url| url.as_str().to_owned()), Some(frame));
            prop_assert!(ExternalEmbed::named(provider.name, &id).is_some());
        }
    }
}
