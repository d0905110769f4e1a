//! Every browser test, in one program: it is linked once, and tests that wait run beside tests that
//! work.
//!
//! Tests go by their file and name: `cargo xtask test --only browser -- faults::` runs one file's. They
//! start in the order of these names, so what takes longest, `arriving_once`, begins first. `alone` comes
//! last, by itself.

mod accessibility;
mod addresses;
mod alone;
mod api;
mod arrival;
mod arriving_once;
mod built_files;
mod caches;
mod changed_bytes;
mod colours;
mod comments;
mod counting;
mod drafts;
mod element;
mod embedder_policy;
mod events;
mod every_language;
mod failure;
mod fault_table;
mod faults;
mod finding;
mod formats;
mod fragments;
mod frames;
mod hell;
mod hostile;
mod islands;
mod isolation;
mod isso;
mod isso_changes;
mod isso_faults;
mod isso_refusal;
mod isso_server;
mod keyboard;
mod languages;
mod layout;
mod live;
mod loader;
mod long_lists;
mod markup;
mod morphing;
mod native;
mod navigation;
mod newer_stories;
mod option_matrix;
mod option_values;
mod options;
mod payloads;
mod pictures;
mod places;
mod placing;
mod preferences;
mod preview;
mod program;
mod quotes;
mod react;
mod recordings;
mod redirects;
mod refusal;
mod rendered;
mod sharing;
mod shifts;
mod spam;
mod story;
mod themes;
mod threads;
mod translated;
mod trusted_types;
mod without_program;
mod writing_on;
mod yew_app;

/// A file that no line above names would be a test that never runs.
#[test]
fn each_file_is_named() {
    let here = include_str!("main.rs");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let name = file.strip_suffix(".rs").unwrap_or(&file);
        let line = format!("\nmod {name};\n");
        assert!(
            name == "main" || here.contains(&line),
            "{file} is named in no `mod` line"
        );
    }
}
