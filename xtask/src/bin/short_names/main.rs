//! Shortens the names under which the widget and its glue know each other's functions:
//! `short-names GLUE PROGRAM` rewrites both files where they are.
//!
//! wasm-bindgen's names are long and end in hashes, which do not compress, and each is in both
//! files. `program` reads and writes the WebAssembly, `glue` the JavaScript; this file chooses
//! the names. What does not look exactly as expected fails the build, and nothing is written.

mod glue;
mod program;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use self::program::Program;

/// The module that the glue is for the program; wasm-bindgen names it after the package. What
/// comes from other modules, such as libraries' snippets, keeps its names.
const GLUE: &str = "./article-embed_bg.js";

/// What the glue is called instead.
const SHORT_GLUE: &str = "a";

/// The short names by the long ones.
#[derive(Debug, Default, PartialEq, Eq)]
struct Names {
    /// Of what the glue gives to the program.
    imports: BTreeMap<String, String>,
    /// Of what the program gives to the glue, as far as the glue takes it.
    exports: BTreeMap<String, String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(glue), Some(program), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        bail!("say `short-names GLUE PROGRAM`");
    };
    let old_glue =
        fs::read_to_string(&glue).with_context(|| format!("{} cannot be read", glue.display()))?;
    let old_program =
        fs::read(&program).with_context(|| format!("{} cannot be read", program.display()))?;
    let (new_glue, new_program) = shorten(&old_glue, &old_program)?;
    fs::write(&glue, new_glue).with_context(|| format!("{} is not written", glue.display()))?;
    fs::write(&program, new_program)
        .with_context(|| format!("{} is not written", program.display()))
}

fn shorten(glue: &str, program: &[u8]) -> Result<(String, Vec<u8>)> {
    let program = Program::read(program)?;
    let taken = glue::exports_taken(glue)?;
    for name in &taken {
        if !program.exports().contains(name) {
            bail!("the glue takes {name}, which the program does not export");
        }
    }
    let names = Names {
        imports: shortened(program.imports()),
        exports: shortened(
            program
                .exports()
                .iter()
                .filter(|name| taken.contains(*name)),
        ),
    };
    Ok((glue::renamed(glue, &names)?, program.renamed(&names)?))
}

/// Gives out the short names in the order of the long ones.
fn shortened<'a>(long: impl IntoIterator<Item = &'a &'a str>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for &name in long {
        let next = short(names.len());
        names.entry(name.to_owned()).or_insert(next);
    }
    names
}

/// `a` to `Z`, then `aa` and on. Words of the language among them are good names of properties.
fn short(mut number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.insert(0, char::from(LETTERS[number % LETTERS.len()]));
        number /= LETTERS.len();
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::program::tests::program;

    #[test]
    fn short_names_are_unique() {
        assert_eq!(
            [0, 51, 52, 104].map(short),
            ["a", "Z", "aa", "ba"].map(str::to_owned)
        );
        let names: BTreeSet<_> = (0..4_000).map(short).collect();
        assert_eq!(names.len(), 4_000);
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let glue = "const import0 = {\n __wbg_log_1: function() {},\n __wbg_now_2: now,\n};\n\
                    return { \"./article-embed_bg.js\": import0 };\nwasm.mount(wasm.memory);";
        let program = program(
            &[
                (GLUE, "__wbg_now_2"),
                ("./snippets/x.js", "draw"),
                (GLUE, "__wbg_log_1"),
            ],
            &["memory", "main", "mount"],
        );
        let (glue, program) = shorten(glue, &program).unwrap();
        assert_eq!(
            glue,
            "const import0 = {\n b: function() {},\n a: now,\n};\n\
             return { \"a\": import0 };\nwasm.b(wasm.a);"
        );
        let program = Program::read(&program).unwrap();
        assert_eq!(program.exports(), ["a", "b"]);
        assert_eq!(program.modules(), ["a", "./snippets/x.js", "a"]);
    }

    #[test]
    fn an_export_that_is_missing_is_told() {
        let error = shorten("wasm.mount()", &program(&[], &["main"])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the glue takes mount, which the program does not export"
        );
    }
}
