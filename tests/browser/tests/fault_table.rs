//! Each file of the embed, with all that can be wrong with it: what the reader sees, what the console is
//! told, and what mends it. The table is `docs/faults.md`; with UPDATE=1 it is written anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::Path;

use browser_tests::fault_stage::{FILES, FaultStage, File};
use browser_tests::site::Fault;

const FAULTS: &[(&str, Fault)] = &[
    ("refused", Fault::Refused),
    ("404", Fault::Status(404)),
    ("500", Fault::Status(500)),
    ("wrong type", Fault::WrongType),
    ("half", Fault::Half),
    ("cut off", Fault::CutOff),
    // `changed_bytes` tries a hundred places.
    ("a byte changed", Fault::Changed(0)),
    ("silence", Fault::Silent),
    ("redirected", Fault::Redirected),
];

/// What the console must name.
fn cause(fault: Fault) -> &'static str {
    match fault {
        Fault::Refused => "the request failed",
        Fault::Status(404) => "status 404",
        Fault::Status(_) => "status 500",
        Fault::WrongType => "does not run it",
        Fault::Half | Fault::CutOff | Fault::Changed(_) | Fault::KeptWrong => "integrity",
        Fault::Silent => "too long",
        Fault::Redirected | Fault::RedirectedTo(_) => "",
    }
}

/// Has one thing be wrong with one file; returns what is seen and told, and how it was mended.
async fn try_fault(stage: &FaultStage, file: &File, name: &str, fault: Fault) -> Vec<[String; 3]> {
    let FaultStage { browser, site, .. } = stage;
    let path = site.built(file.begin, file.end);
    let fault = match fault {
        Fault::Changed(_) => Fault::Changed(site.bytes(&path).len() / 2),
        fault => fault,
    };
    let mut rows = Vec::new();
    for by_press in [true, false] {
        let case = format!("{}, {name}", file.name);
        site.recover();
        site.forget();
        site.spoil(&path, fault);
        stage.open(file.language).await;
        if fault == Fault::Silent {
            stage.pass_time(file, &case).await;
        }
        // A language that does not come is told of after a while only.
        let is_told = match (file.language, file.minds(fault), fault) {
            ("en", ..) | (_, _, Fault::Silent) => "true",
            (_, true, _) => "faults.lines.length > 0",
            (_, false, _) => "seen.every((what) => what === 'the story')",
        };
        let seen = stage.seen(&case, is_told).await;
        let lines = stage.lines().await;
        let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
        assert_eq!(errors, [""; 0], "{case}: the page saw errors");
        if !file.minds(fault) {
            assert_eq!(seen, ["the story"; 2], "{case}");
            assert_eq!(lines, [""; 0], "{case}");
            rows.push(["the story".to_owned(), String::new(), String::new()]);
            break;
        }
        if file.is_story() {
            assert_eq!(seen[1], "the story", "{case}: the other story");
        } else {
            assert_eq!(seen[0], seen[1], "{case}");
            if fault != Fault::Silent || file.language == "en" {
                assert_eq!(lines.len(), 1, "{case}: {lines:#?}");
                assert!(lines[0].contains(cause(fault)), "{case}: {lines:#?}");
            }
        }
        let is_button = file.language == "en";
        // What a server has answered does not change with the network.
        let is_of_network =
            !file.is_story() || matches!(fault, Fault::Refused | Fault::CutOff | Fault::Silent);
        let mends = match fault {
            // What comes late counts.
            Fault::Silent if !file.is_story() => {
                site.recover();
                "by itself, when it comes"
            }
            _ if by_press && is_button => {
                site.recover();
                stage.press(&case).await;
                "“Try again”"
            }
            _ => {
                browser.set_offline(true).await;
                site.recover();
                browser.set_offline(false).await;
                "the network's return"
            }
        };
        stage.is_mended(&format!("{case}, {mends}")).await;
        rows.push([seen[0].clone(), lines.join("; "), mends.to_owned()]);
        if mends.starts_with("by itself") || !is_button || !is_of_network {
            break;
        }
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_file_is_told_and_mended() {
    let stage = FaultStage::start().await;
    let mut table = String::from(
        "# What can be wrong with a file\n\n\
         Each file of an embed, refused, changed, silent and so on: what a reader sees then, what the \
         console says, once for a page, and what brings the rest. `UPDATE=1 cargo xtask test --only browser -- \
         fault_table::` writes this table.\n\n\
         | file | what is wrong | the reader sees | the console says | what mends it |\n\
         | --- | --- | --- | --- | --- |\n",
    );
    for file in FILES {
        for (name, fault) in FAULTS {
            let rows = try_fault(&stage, file, name, *fault).await;
            let [seen, told, _] = &rows[0];
            let mends: Vec<_> = rows.iter().map(|[.., mends]| mends.as_str()).collect();
            let mends = mends.join("; ");
            let name_of_file = file.name;
            writeln!(
                table,
                "| {name_of_file} | {name} | {seen} | {told} | {mends} |"
            )
            .unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/faults.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        table, written,
        "docs/faults.md is of another build; see UPDATE"
    );
}
