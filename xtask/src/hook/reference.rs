//! Finds and rewrites where one file's text names another file.
//!
//! A name counts where it stands alone, as in a quoted attribute, a JSON string or a style's
//! `url(…)`; the same letters inside a longer path or word do not.

/// How a file is named from within another one, both seen from the site's root.
pub fn relative(from: &str, to: &str) -> String {
    let mut base: Vec<&str> = from.split('/').collect();
    base.pop();
    let target: Vec<&str> = to.split('/').collect();
    let shared = base
        .iter()
        .zip(&target[..target.len() - 1])
        .take_while(|(one, other)| one == other)
        .count();
    let mut parts = vec![".."; base.len() - shared];
    parts.extend(&target[shared..]);
    parts.join("/")
}

/// Whether the text names the file.
pub fn has(text: &str, reference: &str) -> bool {
    places(text, reference).next().is_some()
}

/// The text with another name for the file.
pub fn replaced(text: &str, reference: &str, replacement: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for place in places(text, reference) {
        result.push_str(&text[copied..place]);
        result.push_str(replacement);
        copied = place + reference.len();
    }
    result.push_str(&text[copied..]);
    result
}

fn places(text: &str, reference: &str) -> impl Iterator<Item = usize> {
    text.match_indices(reference)
        .map(|(place, _)| place)
        .filter(move |&place| {
            let before = &text[..place];
            let before = before.strip_suffix("./").unwrap_or(before);
            let after = &text[place + reference.len()..];
            before.chars().next_back().is_none_or(is_opening)
                && after.chars().next().is_none_or(is_closing)
        })
}

fn is_opening(character: char) -> bool {
    character.is_whitespace() || matches!(character, '"' | '\'' | '`' | '(' | '=' | ',')
}

fn is_closing(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '\'' | '`' | ')' | '?' | '#' | ',' | '>' | '\\'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_where_they_are_named() {
        assert_eq!(relative("index.html", "stories/a.json"), "stories/a.json");
        assert_eq!(
            relative("stories/a.json", "stories/pictures/x.svg"),
            "pictures/x.svg"
        );
        assert_eq!(
            relative("style/site.css", "fonts/x.woff2"),
            "../fonts/x.woff2"
        );
        assert_eq!(relative("a/b/c.css", "a/d/e.svg"), "../d/e.svg");
    }

    #[test]
    fn a_name_is_found_wherever_it_can_stand() {
        for text in [
            r#"{"url": "x.svg"}"#,
            r#"{"html": "<img src=\"x.svg\">"}"#,
            "a { background: url(./x.svg) }",
            "<img srcset='y.svg 1x, x.svg 2x'>",
            "<img src=x.svg>",
            "new URL('x.svg', import.meta.url)",
            "fetch(`x.svg?size=2`)",
        ] {
            assert!(has(text, "x.svg"), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_longer_name_is_not_the_name() {
        for text in [
            "'max.svg'",
            "'pictures/x.svg'",
            "'../x.svg'",
            "'x.svgz'",
            "'/x.svg'",
        ] {
            assert!(!has(text, "x.svg"), "{text}");
        }
    }

    #[test]
    fn every_place_is_rewritten_and_nothing_else() {
        let text = "'x.svg' './x.svg' 'max.svg' \"x.svg#dot\"";
        let expected = "'x-1.svg' './x-1.svg' 'max.svg' \"x-1.svg#dot\"";
        assert_eq!(replaced(text, "x.svg", "x-1.svg"), expected);
    }
}
