//! What the compiler is told for a release, and how it is told.

/// Flags for whatever Cargo compiles, with [`SEPARATOR`] between them; comes before all others.
const ENCODED: &str = "CARGO_ENCODED_RUSTFLAGS";

/// The same with spaces; comes next.
const PLAIN: &str = "RUSTFLAGS";

/// Flags for the programs only. They leave `xtask` as it is compiled already.
const OF_TARGET: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What Cargo wants between encoded flags.
const SEPARATOR: &str = "\u{1f}";

/// How code is generated: a value of several words is copied by one instruction for memory, not
/// word by word, loops keep their counters instead of getting one for each address, ends of blocks
/// that are the same are shared, nothing is loaded twice to be loaded earlier, and a function with
/// many values on the stack stays one. The stack is so large that all addresses of constants after it
/// are below 2²⁰, and thus shorter by a byte.
pub const FOR_SIZE: &[&str] = &[
    "-Cllvm-args=-max-store-memcpy=1",
    "-Cllvm-args=-max-store-memmove=1",
    "-Cllvm-args=-max-store-memset=1",
    "-Cllvm-args=-disable-lsr",
    "-Cllvm-args=-tail-merge-size=2",
    "-Cllvm-args=-enable-load-pre=false",
    "-Cllvm-args=-inline-max-stacksize=256",
    "-Clink-arg=-zstack-size=983040",
];

/// The variable that tells Cargo, and its value, which keeps what the user has set.
///
/// Cargo heeds only the first of its sources of flags that is set at all. So ours go to the one
/// that the user has set, and otherwise to the flags for the target, to which Cargo adds those for
/// the target from its configuration files (`build.rustflags` there gives way, as to any flags for
/// a target). These flags end at spaces: paths that have some can only go the first way, and
/// `xtask` is then compiled once more with them.
pub fn environment(
    flags: Vec<String>,
    variable: impl Fn(&str) -> Option<String>,
) -> (&'static str, String) {
    let words = |text: String| text.split_whitespace().map(str::to_owned).collect();
    let spaced = flags.iter().any(|flag| flag.contains(char::is_whitespace));

    let encoded = variable(ENCODED).map(|flags| {
        let flags = flags.split(SEPARATOR).filter(|flag| !flag.is_empty());
        flags.map(str::to_owned).collect()
    });
    let everywhere: Option<Vec<String>> = encoded.or_else(|| variable(PLAIN).map(words));
    let of_target = || variable(OF_TARGET).map_or_else(Vec::new, words);
    match everywhere {
        Some(set) => (ENCODED, [set, flags].concat().join(SEPARATOR)),
        None if spaced => (ENCODED, [of_target(), flags].concat().join(SEPARATOR)),
        None => (OF_TARGET, [of_target(), flags].concat().join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: [&str; 2] = ["--sysroot=/cache/std", "-Clto"];

    fn with(set: &'static str, value: &'static str) -> (&'static str, String) {
        let ours = OURS.map(str::to_owned).into();
        environment(ours, move |name| (name == set).then(|| value.to_owned()))
    }

    #[test]
    fn the_widgets_flags_get_ours() {
        assert_eq!(with("", ""), (OF_TARGET, OURS.join(" ")));
    }

    #[test]
    fn what_the_user_has_set_stays() {
        let all = |first: &[&'static str]| [first, &OURS].concat();
        assert_eq!(
            with(OF_TARGET, "-C  opt-level=3"),
            (OF_TARGET, all(&["-C", "opt-level=3"]).join(" "))
        );
        assert_eq!(
            with(PLAIN, "--cfg x"),
            (ENCODED, all(&["--cfg", "x"]).join(SEPARATOR))
        );
        assert_eq!(
            with(ENCODED, "--cfg\u{1f}a b"),
            (ENCODED, all(&["--cfg", "a b"]).join(SEPARATOR))
        );
    }

    #[test]
    fn a_path_with_spaces_stays_whole() {
        let flag = "--remap-path-prefix=/my work=";
        let (variable, flags) = environment(vec![flag.into()], |_| None);
        assert_eq!(variable, ENCODED);
        assert!(flags.split(SEPARATOR).any(|other| other == flag), "{flags}");
    }
}
