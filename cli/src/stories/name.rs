//! What stories are called: names that can be files' names, stay the same, and are told apart.

use std::path::Path;

use sha2::{Digest, Sha256};
use url::Url;

use crate::source::Source;

/// What a story is called that has no better name.
const NAMELESS: &str = "story";

/// Longer parts are no longer readable, and some systems keep no longer names.
const LENGTH: usize = 80;

/// The name of the one story that a source holds.
pub fn of_source(source: &Source) -> String {
    match source {
        Source::Input => NAMELESS.to_owned(),
        Source::Path(path) => of_file(path.file_name().map_or(path, Path::new)),
        Source::Address(address) => {
            let url = Url::parse(address).ok();
            let segments = url.as_ref().and_then(Url::path_segments);
            let last = segments.and_then(|mut segments| segments.rfind(|part| !part.is_empty()));
            let last = last.unwrap_or(NAMELESS);
            of_id(last.strip_suffix(".json").unwrap_or(last))
        }
    }
}

/// The name of a file's story: its path without the ending.
pub fn of_file(path: &Path) -> String {
    let path = path.with_extension("");
    let parts: Vec<_> = (path.components())
        .map(|part| of_id(&part.as_os_str().to_string_lossy()))
        .collect();
    parts.join("/")
}

/// The name of a story with this id: the id itself, or what is readable of it and a mark that tells it from others.
pub fn of_id(id: &str) -> String {
    let is_plain = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.')
    };
    let starts_well = !id.is_empty() && !id.starts_with('.');
    if starts_well && id.len() <= LENGTH && id.bytes().all(is_plain) {
        return id.to_owned();
    }
    // Sites and schemes are alike in all addresses of a feed.
    let url = Url::parse(id).ok().filter(Url::has_host);
    let readable = url.as_ref().map_or(id, Url::path);
    let mut name = String::new();
    for character in readable.chars().flat_map(char::to_lowercase) {
        if name.len() >= LENGTH / 2 {
            break;
        }
        if character.is_ascii_alphanumeric() {
            name.push(character);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let digest = Sha256::digest(id.as_bytes());
    let mark: Vec<_> = (digest.iter().take(5))
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mark = mark.concat();
    match name.trim_matches('-') {
        "" => [NAMELESS, "-", &mark].concat(),
        name => [name, "-", &mark].concat(),
    }
}

/// The name of a story without an id.
pub fn of_position(position: usize) -> String {
    format!("{NAMELESS}-{}", position + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_ids_are_names() {
        for id in ["42", "tea-and-cake", "a.b_c"] {
            assert_eq!(of_id(id), id);
        }
    }

    #[test]
    fn other_ids_are_made_readable_and_stay_apart() {
        let ids = [
            "https://news.example/2026/Tea/",
            "https://news.example/2026/tea/",
            "http://news.example/2026/tea/",
            "../../etc/passwd",
            ".hidden",
            "urn:newsml:a:1",
            "潮",
            "",
            &"long".repeat(40),
        ];
        let names: Vec<_> = ids.iter().map(|id| of_id(id)).collect();
        assert!(names[0].starts_with("2026-tea-"), "{}", names[0]);
        assert!(names[3].starts_with("etc-passwd-"), "{}", names[3]);
        assert!(names[6].starts_with("story-"), "{}", names[6]);
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name), "{name}");
            assert!(name.len() <= LENGTH && !name.contains(['/', ':']), "{name}");
            assert!(!name.starts_with('.'), "{name}");
        }
    }

    #[test]
    fn sources_are_called_by_the_last_part_of_where_they_are() {
        for (source, name) in [
            ("-", "story"),
            ("stories/harbour.json", "harbour"),
            ("https://news.example/articles/tea.json?v=2", "tea"),
            ("https://news.example/wp-json/wp/v2/posts/42?_embed", "42"),
        ] {
            let source: Source = source.parse().unwrap();
            assert_eq!(of_source(&source), name);
        }
        assert_eq!(of_file(Path::new("2026/march/tea.json")), "2026/march/tea");
    }
}
