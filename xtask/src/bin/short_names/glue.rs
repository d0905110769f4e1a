//! The glue's side: finds and rewrites the names in the JavaScript that wasm-bindgen wrote.
//!
//! The glue is text here, and so a name counts only where it stands as a whole word in the very
//! form that wasm-bindgen gives it: `NAME: ` in the object of imports, `wasm.NAME` for an export.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use crate::{GLUE, Names, SHORT_GLUE};

/// How the glue reaches an export.
const EXPORTS: &str = "wasm.";

/// Other ways to reach exports, under names that nobody would find here.
const HIDDEN_WAYS: &[&str] = &["wasm[", "= wasm;", "wasm)", "exports.", "exports["];

/// How the program gets all its exports at once, to give them to a part of its own. What that part
/// takes of them gets its names later.
const WHOLE: &str = "const ret = wasm;";

/// The exports that the glue takes.
pub fn exports_taken(glue: &str) -> Result<BTreeSet<&str>> {
    let rest = glue.replacen(WHOLE, "", 1);
    for way in HIDDEN_WAYS {
        ensure!(
            !rest
                .match_indices(way)
                .any(|(place, _)| !rest[..place].ends_with(is_of_word)),
            "the glue has `{way}`, so its exports may have uses that cannot be renamed"
        );
    }
    let words = words(glue).filter(|&(place, _)| is_export(glue, place));
    Ok(words.map(|(_, word)| word).collect())
}

/// The glue with short names.
pub fn renamed(glue: &str, names: &Names) -> Result<String> {
    for name in names.imports.keys() {
        let mut places = words(glue).filter(|(_, word)| word == name);
        let place = places.next().map(|(place, _)| place);
        ensure!(
            place.is_some_and(|place| is_key(glue, place, name)) && places.next().is_none(),
            "the glue does not have {name} once, as the key of an import"
        );
    }
    let module = format!("\"{GLUE}\"");
    ensure!(
        glue.matches(&module).count() == 1,
        "the glue does not have {module} once"
    );

    let mut result = String::with_capacity(glue.len());
    let mut copied = 0;
    for (place, word) in words(glue) {
        let short = if is_export(glue, place) {
            names.exports.get(word)
        } else {
            names.imports.get(word)
        };
        if let Some(short) = short {
            result.push_str(&glue[copied..place]);
            result.push_str(short);
            copied = place + word.len();
        }
    }
    result.push_str(&glue[copied..]);
    Ok(result.replace(&module, &format!("\"{SHORT_GLUE}\"")))
}

/// All words with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    text.split_inclusive(|character| !is_of_word(character))
        .filter_map(move |piece| {
            let place = end;
            end += piece.len();
            let word = piece.trim_end_matches(|character| !is_of_word(character));
            (!word.is_empty()).then_some((place, word))
        })
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

/// The same letters at the end of a file's name are no way to exports.
fn is_export(glue: &str, place: usize) -> bool {
    let before = glue[..place].strip_suffix(EXPORTS);
    before.is_some_and(|before| !before.ends_with(|last| is_of_word(last) || last == '.'))
}

/// Keys stand at the beginning of their lines.
fn is_key(glue: &str, place: usize, name: &str) -> bool {
    let line = glue[..place].rsplit('\n').next().unwrap_or_default();
    line.trim().is_empty() && glue[place + name.len()..].starts_with(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OBJECT: &str = "return { \"./article-embed_bg.js\": import0 };";

    fn names(imports: &[(&str, &str)], exports: &[(&str, &str)]) -> Names {
        let map = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter();
            pairs
                .map(|&(long, short)| (long.to_owned(), short.to_owned()))
                .collect()
        };
        Names {
            imports: map(imports),
            exports: map(exports),
        }
    }

    #[test]
    fn only_whole_words_in_their_places_are_renamed() {
        let glue = format!(
            "export function mount(host) {{ wasm.mount(host); wasm.mounted(); other.mount(); }}\n\
             'article-embed_bg.wasm.mount'\n  __wbg_get_1: get,\n  __wbg_get_12: get2,\n{OBJECT}"
        );
        let names = names(&[("__wbg_get_1", "a")], &[("mount", "b")]);
        let expected = "export function mount(host) { wasm.b(host); wasm.mounted(); \
                        other.mount(); }\n'article-embed_bg.wasm.mount'\n  a: get,\n  \
                        __wbg_get_12: get2,\nreturn { \"a\": import0 };";
        assert_eq!(renamed(&glue, &names).unwrap(), expected);
    }

    #[test]
    fn an_import_that_is_not_as_expected_is_told() {
        for glue in [
            "",
            " __wbg_get_12: get,",
            " __wbg_get_1: get,\n __wbg_get_1: get,",
            " __wbg_get_1: get,\n imports.__wbg_get_1();",
            " imports.__wbg_get_1 = get",
            " '__wbg_get_1': get,",
        ] {
            let glue = format!("{glue}\n{OBJECT}");
            let error = renamed(&glue, &names(&[("__wbg_get_1", "a")], &[])).unwrap_err();
            assert!(error.to_string().contains("__wbg_get_1 once"), "{glue}");
        }
    }

    #[test]
    fn glue_of_another_name_is_told() {
        let error = renamed("\"./other_bg.js\": import0", &Names::default()).unwrap_err();
        assert!(error.to_string().contains(GLUE), "{error}");
    }

    #[test]
    fn exports_are_found_where_they_are_taken() {
        let glue = "wasm = instance.exports; if (wasm !== undefined) return wasm;\n\
                    wasm.free(wasm.memory.buffer); other.wasm.not(); swasm.not();";
        let taken = exports_taken(glue).unwrap();
        assert_eq!(taken.into_iter().collect::<Vec<_>>(), ["free", "memory"]);
    }

    #[test]
    fn hidden_uses_of_exports_are_refused() {
        for glue in [
            "wasm['free']()",
            "const all = wasm;",
            "instance.exports.free()",
        ] {
            assert!(exports_taken(glue).is_err(), "{glue}");
        }
    }
}
