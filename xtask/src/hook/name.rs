//! Names that tell a file's bytes apart: `NAME-HASH.EXT`.

use sha2::{Digest, Sha256};

/// How many characters of the hash go into a name.
const LENGTH: usize = 16;

/// How few characters a hash of Trunk's may have; it writes none for leading zeros.
const TRUNK_SHORTEST: usize = 12;

/// The path of a file with these bytes, in the folder where it was.
pub fn hashed(path: &str, bytes: &[u8]) -> String {
    let (folder, file) = path
        .rsplit_once('/')
        .map_or(("", path), |(folder, file)| (&path[..=folder.len()], file));
    let name = plain(file);
    let hash = hash(bytes);
    match file.rsplit_once('.') {
        Some((_, extension)) => format!("{folder}{name}-{hash}.{extension}"),
        None => format!("{folder}{name}-{hash}"),
    }
}

/// A file's name without its ending and without what Trunk and wasm-bindgen add to it.
pub fn plain(file: &str) -> &str {
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let stem = match extension {
        "wasm" => stem.strip_suffix("_bg").unwrap_or(stem),
        _ => stem,
    };
    match stem.rsplit_once('-') {
        Some((name, tail)) if is_hash(tail) && !name.is_empty() => name,
        _ => stem,
    }
}

/// What stands after the last point.
pub fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn is_hash(text: &str) -> bool {
    (TRUNK_SHORTEST..=LENGTH).contains(&text.len())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The beginning of a hash.
pub fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let start = digest.iter().take(LENGTH / 2);
    let number = start.fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{number:0LENGTH$x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of the SHA-256 of no bytes.
    const EMPTY: &str = "e3b0c44298fc1c14";

    #[test]
    fn the_hash_goes_before_the_ending() {
        assert_eq!(
            hashed("stories/a.json", b""),
            format!("stories/a-{EMPTY}.json")
        );
        assert_eq!(hashed("LICENSE", b""), format!("LICENSE-{EMPTY}"));
    }

    #[test]
    fn trunks_hash_is_replaced() {
        let name = format!("article-embed-{EMPTY}.wasm");
        assert_eq!(hashed("article-embed-0123456789abcdef_bg.wasm", b""), name);
        assert_eq!(hashed("article-embed_bg.wasm", b""), name);
        assert_eq!(
            hashed("preview-123456789abcdef.css", b""),
            format!("preview-{EMPTY}.css")
        );
    }

    #[test]
    fn a_name_that_only_looks_like_it_stays() {
        assert_eq!(plain("harbour-bridge.json"), "harbour-bridge");
        assert_eq!(plain("flood-2026.json"), "flood-2026");
    }
}
