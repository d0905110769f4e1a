//! The table's own rules, and what arrives at its addresses.

use super::segments::{Granularity, ends};
use super::*;

/// A link as the target's page reads it: all values that it is given.
fn values(address: &str) -> Vec<String> {
    let url = url::Url::parse(address).unwrap();
    let query: Vec<_> = url.query_pairs().map(|(_, value)| value.into()).collect();
    match url.fragment().and_then(|text| text.strip_prefix("text=")) {
        Some(text) => vec![crate::url::decode_component(text).unwrap()],
        None => query,
    }
}

fn target(name: &str) -> &'static Target {
    TARGETS.iter().find(|target| target.name == name).unwrap()
}

#[test]
fn addresses_carry_any_title_whole() {
    let story = Shareable {
        title: "“Bridge” & tide: 50 % {url} + ünïcode 🌉".into(),
        marks: Default::default(),
        url: "https://news.example/a?b=1&c=ä#d".into(),
    };
    let server = Server::parse("mas.to").unwrap();
    let links = TARGETS.iter().filter_map(|target| {
        let address = target.address(&story, Some(&server))?;
        Some((target.name, target.takes_words(), address))
    });
    let start = ("the start page", true, story.mastodon_start());
    for (name, takes_words, address) in links.chain([start]) {
        assert!(address.is_ascii(), "{name}: {address}");
        let all = values(&address).join("\n");
        assert!(all.contains(&story.url), "{name}: {all}");
        let takes_words = takes_words || ["mastodon", "email"].contains(&name);
        assert_eq!(all.contains(&story.title), takes_words, "{name}: {all}");
    }
}

#[test]
fn the_readers_own_server_is_asked_for_first() {
    let story = Shareable {
        title: "Two words".into(),
        marks: Default::default(),
        url: "https://news.example/".into(),
    };
    let mastodon = target("mastodon");
    assert_eq!(mastodon.address(&story, None), None);
    let server = Server::parse("mas.to").unwrap();
    assert_eq!(
        mastodon.address(&story, Some(&server)).unwrap(),
        "https://mas.to/share?text=Two%20words%20https%3A%2F%2Fnews.example%2F"
    );
}

#[test]
fn mails_use_percent_twenty_and_crlf() {
    let story = Shareable {
        title: "Two words".into(),
        marks: Default::default(),
        url: "https://news.example/".into(),
    };
    assert_eq!(
        target("email").address(&story, None).unwrap(),
        "mailto:?subject=Two%20words&body=Two%20words%0D%0A%0D%0Ahttps%3A%2F%2Fnews.example%2F"
    );
}

#[test]
fn words_are_shortened_to_what_a_target_takes_and_addresses_never() {
    let length = |text: &str| ends(text, Granularity::Grapheme).len();
    for unit in ["tide ", "ü", "u\u{308}", "👩‍👩‍👧", "潮"] {
        for url_length in [30, 200, 299, 300, 900] {
            let story = Shareable {
                title: unit.repeat(400),
                marks: Default::default(),
                url: format!("https://news.example/{}", "a".repeat(url_length - 21)),
            };
            let address = target("bluesky").address(&story, None).unwrap();
            let text = values(&address).remove(0);
            let case = format!("{unit} and an address of {url_length}: {text}");
            assert!(text.ends_with(&story.url), "{case}");
            assert!(length(&text) <= 300.max(url_length), "{case}");
            if url_length < 290 {
                assert!(length(&text) > 296, "room is left: {case}");
                assert!(text.contains("… https"), "{case}");
            }
            let address = target("x").address(&story, None).unwrap();
            let words = &values(&address)[0];
            assert!((255..=256).contains(&length(words)), "{case}: {words}");
        }
    }
}

#[test]
fn names_are_told_apart() {
    for (index, target) in TARGETS.iter().enumerate() {
        let first = TARGETS.iter().position(|other| other.name == target.name);
        assert_eq!(first, Some(index), "{} stands twice", target.name);
    }
}
