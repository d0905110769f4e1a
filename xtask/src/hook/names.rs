//! The names that a program and its glue know each other's functions by. wasm-bindgen's are long and end
//! in hashes, which do not compress; wasm-opt makes them short and says which is which, and the glue
//! follows.
//!
//! The glue is text here, and so a name counts only where it stands as a whole word in the very form that
//! wasm-bindgen gives it: `NAME: ` in the object of imports, `wasm.NAME` for an export. Whatever does not
//! look exactly as expected fails the build.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// How the glue reaches an export.
const EXPORTS: &str = "wasm.";

/// Other ways to reach exports, under names that nobody would find here.
const HIDDEN_WAYS: &[&str] = &[
    "wasm[",
    "= wasm;",
    "wasm)",
    "instance.exports.",
    "instance.exports[",
];

/// The short names by the long ones.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The module that the glue is for the program, and what it is called now.
    module: String,
    /// Of what the glue gives to the program.
    imports: BTreeMap<String, String>,
    /// Of what the program gives to the glue.
    exports: BTreeMap<String, String>,
}

/// The name that wasm-opt gives to modules.
const SHORT_MODULE: &str = "a";

impl Names {
    /// Reads what wasm-opt has printed.
    pub fn parse(printed: &str) -> Result<Self> {
        const OTHERWISE: &str = "wasm-opt prints names in another way";
        let mut printed: Value = serde_json::from_str(printed).context(OTHERWISE)?;
        let imported: Vec<(String, String, String)> =
            serde_json::from_value(printed["imports"].take()).context(OTHERWISE)?;
        let exported: Vec<(String, String)> =
            serde_json::from_value(printed["exports"].take()).context(OTHERWISE)?;
        let module = imported.first().map(|(module, ..)| module.clone());
        let module = module.context("the program takes nothing from its glue")?;
        let mut imports = BTreeMap::new();
        for (other, long, short) in imported {
            ensure!(
                other == module,
                "the program takes things from {module} and {other}"
            );
            imports.insert(long, short);
        }
        Ok(Self {
            module,
            imports,
            exports: exported.into_iter().collect(),
        })
    }

    /// The glue with short names.
    pub fn in_glue(&self, glue: &str) -> Result<String> {
        self.check(glue)?;
        let mut result = String::with_capacity(glue.len());
        let mut copied = 0;
        for (place, word) in words(glue) {
            let short = if is_export(glue, place) {
                let short = self.exports.get(word);
                Some(short.with_context(|| format!("the program does not export {word}"))?)
            } else {
                self.imports.get(word)
            };
            if let Some(short) = short {
                result.push_str(&glue[copied..place]);
                result.push_str(short);
                copied = place + word.len();
            }
        }
        result.push_str(&glue[copied..]);
        Ok(result.replace(&self.quoted_module(), &format!("\"{SHORT_MODULE}\"")))
    }

    fn quoted_module(&self) -> String {
        format!("\"{}\"", self.module)
    }

    fn check(&self, glue: &str) -> Result<()> {
        for way in HIDDEN_WAYS {
            let mut places = glue.match_indices(way);
            ensure!(
                !places.any(|(place, _)| !glue[..place].ends_with(is_of_word)),
                "the glue has `{way}`, so its exports may have uses that cannot be renamed"
            );
        }
        for name in self.imports.keys() {
            let mut places = words(glue).filter(|(_, word)| word == name);
            let place = places.next().map(|(place, _)| place);
            ensure!(
                place.is_some_and(|place| is_key(glue, place, name)) && places.next().is_none(),
                "the glue does not have {name} once, as the key of an import"
            );
        }
        let module = self.quoted_module();
        ensure!(
            glue.matches(&module).count() == 1,
            "the glue does not have {module} once"
        );
        Ok(())
    }
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

    const OBJECT: &str = "return { \"./render_bg.js\": import0 };";

    fn names(imports: &[(&str, &str)], exports: &[(&str, &str)]) -> Names {
        let map = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter();
            pairs
                .map(|&(long, short)| (long.to_owned(), short.to_owned()))
                .collect()
        };
        Names {
            module: "./render_bg.js".to_owned(),
            imports: map(imports),
            exports: map(exports),
        }
    }

    #[test]
    fn what_wasm_opt_prints_is_read() {
        let printed = r#"{"imports": [["./render_bg.js", "__wbg_get_1", "a"]],
            "exports": [["memory", "b"], ["paint", "c"]]}"#;
        let expected = names(&[("__wbg_get_1", "a")], &[("memory", "b"), ("paint", "c")]);
        assert_eq!(Names::parse(printed).unwrap(), expected);
        for other in [
            "",
            r#"{"imports": [], "exports": []}"#,
            r#"{"imports": [["a.js", "x", "a"], ["b.js", "y", "b"]], "exports": []}"#,
        ] {
            assert!(Names::parse(other).is_err(), "{other}");
        }
    }

    #[test]
    fn only_whole_words_in_their_places_are_renamed() {
        let glue = format!(
            "function paint(host) {{ wasm.paint(host); wasm.painted(); other.paint(); }}\n\
             'render_bg.wasm.paint'\n  __wbg_get_1: get,\n  __wbg_get_12: get2,\n{OBJECT}"
        );
        let names = names(&[("__wbg_get_1", "a")], &[("paint", "b"), ("painted", "c")]);
        let expected = "function paint(host) { wasm.b(host); wasm.c(); other.paint(); }\n\
                        'render_bg.wasm.paint'\n  a: get,\n  __wbg_get_12: get2,\n\
                        return { \"a\": import0 };";
        assert_eq!(names.in_glue(&glue).unwrap(), expected);
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
            let error = names(&[("__wbg_get_1", "a")], &[]).in_glue(&glue);
            let error = error.unwrap_err().to_string();
            assert!(error.contains("__wbg_get_1 once"), "{glue}");
        }
    }

    #[test]
    fn glue_of_another_name_is_told() {
        let error = names(&[], &[]).in_glue("\"./other_bg.js\": import0");
        assert!(error.unwrap_err().to_string().contains("./render_bg.js"));
    }

    #[test]
    fn an_export_that_is_missing_is_told() {
        let error = names(&[], &[]).in_glue(&format!("wasm.paint()\n{OBJECT}"));
        assert_eq!(
            error.unwrap_err().to_string(),
            "the program does not export paint"
        );
    }

    #[test]
    fn hidden_uses_of_exports_are_refused() {
        for glue in [
            "wasm['free']()",
            "const all = wasm;",
            "instance.exports.free()",
        ] {
            assert!(
                names(&[], &[])
                    .in_glue(&format!("{glue}\n{OBJECT}"))
                    .is_err(),
                "{glue}"
            );
        }
    }
}
