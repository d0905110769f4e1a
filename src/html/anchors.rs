//! The places in a text that its links lead to: footnotes, and the entries of a table of contents.
//!
//! No id of the data gets into the page: a place has a number, by the order in which links name it.

use crate::text::split_run;
use crate::url::decode_component;

/// More places than this have no story; links to the rest lead to the publisher's page.
const LIMIT: usize = 1000;

/// The names that stand after a `#` and are those of an element. What only looks like either does no harm: it
/// names no element that is entered, or no link asks for it.
pub fn targets(html: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in html.split('#').skip(1) {
        let name = decode_component(value(rest)).unwrap_or_default();
        if !name.is_empty() && names.len() < LIMIT && !names.iter().any(|(other, _)| *other == name)
        {
            names.push((name, false));
        }
    }
    let mut before = "";
    for part in html.split('=') {
        let before_it = before.trim_ascii_end().as_bytes();
        let names_it = |name: &[u8]| {
            let start = before_it.len().saturating_sub(name.len());
            before_it
                .get(start..)
                .is_some_and(|end| end.eq_ignore_ascii_case(name))
        };
        if names_it(b"id") || names_it(b"name") {
            let id = value(part.trim_ascii_start().trim_start_matches(['"', '\'']));
            for (name, is_there) in &mut names {
                *is_there |= name == id;
            }
        }
        before = part;
    }
    let names = names.into_iter().filter(|(_, is_there)| *is_there);
    names.map(|(name, _)| name).collect()
}

/// The beginning of a text up to what ends an attribute's value.
fn value(text: &str) -> &str {
    let is_part = |byte: &u8| !matches!(byte, b'"' | b'\'' | b'>' | b'<' | b' ' | b';' | b',');
    split_run(text, is_part).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_places_are_those_that_are_linked_and_there() {
        for (html, expected) in [
            (
                r##"<a href="#fn1" id="ref1">1</a><li id='fn1'>x <a href="#ref1">back</a>"##,
                vec!["fn1", "ref1"],
            ),
            (
                "<a href=https://news.example/a#b>x</a><a name=b></a>",
                vec!["b"],
            ),
            ("<a href='#%C3%A4'>x</a><h2 id='ä'>", vec!["ä"]),
            ("<a href='#gone'>x</a><p style='color:#fff'>&#8217;", vec![]),
            ("#", vec![]),
        ] {
            assert_eq!(targets(html), expected, "{html}");
        }
    }
}
