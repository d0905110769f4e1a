//! The built program needs nothing beside it: no library but the system's C library, no file and no variable.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::fs;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_article-embed");

/// What belongs to the C library, by how its files' names begin; `libgcc_s` unwinds.
const OF_THE_SYSTEM: &[&str] = &[
    "ld-",
    "libc.",
    "libdl.",
    "libgcc_s.",
    "libm.",
    "libpthread.",
    "librt.",
    "linux-vdso.",
];

#[test]
fn only_the_c_library_is_linked() {
    let output = Command::new("ldd").arg(PROGRAM).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    if !output.status.success() {
        // What glibc and musl say of a program that has everything in itself.
        let said = text + &String::from_utf8_lossy(&output.stderr);
        let is_static = ["not a dynamic executable", "Not a valid dynamic program"];
        assert!(is_static.iter().any(|words| said.contains(words)), "{said}");
        return;
    }
    for line in text.lines().map(str::trim) {
        let path = line.split_whitespace().next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_known = OF_THE_SYSTEM.iter().any(|start| name.starts_with(start));
        assert!(is_known || line == "statically linked", "{line}");
    }
}

#[test]
fn the_program_alone_makes_pages_of_a_story() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("article-embed");
    fs::copy(PROGRAM, &program).unwrap();
    let story = r#"{"schema": "article-embed/1", "headline": "Niedrigwasser", "language": "de",
        "body": [{"type": "paragraph", "content": "Das Wasser ging."}]}"#;
    fs::write(folder.path().join("low.json"), story).unwrap();
    let output = Command::new(program)
        .args(["prerender", "low.json", "--out", "out"])
        .args(["--embed", "https://news.example/embed/"])
        .args(["--public", "https://news.example/stories/"])
        .current_dir(folder.path())
        .env_clear()
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let page = fs::read_to_string(folder.path().join("out/low/index.html")).unwrap();
    // The story, its language's words and its style are in the program.
    for part in ["Das Wasser ging.", "Teilen", "<style>"] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

#[test]
fn files_are_checked_where_nobody_can_be_asked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("low.json");
    let story = r#"{"schema": "article-embed/1", "headline": "Low water", "language": "en"}"#;
    fs::write(&file, story).unwrap();
    let check = |arguments: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.arg("check").args(arguments).env_clear();
        // A system without certificates.
        let nowhere = folder.path().join("nowhere");
        command.env("SSL_CERT_FILE", &nowhere);
        command.env("SSL_CERT_DIR", &nowhere);
        let output = command.output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let file = file.to_str().unwrap();
    assert_eq!(check(&[file]), (Some(0), String::new()));
    let (code, said) = check(&[file, "--address", "https://news.example/{name}.json"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("certificates"), "{said}");
}
