//! HTML as content systems write it, read natively. The same cases run in a browser with the
//! components.

mod outline;

#[test]
fn every_case_becomes_its_outline() {
    let failures = outline::failures();
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn what_others_have_collected_becomes_its_outlines() {
    let found = outline::collected::outlines();
    let differences = outline::collected::differences(&found);
    if !differences.is_empty() {
        let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/collected.txt");
        std::fs::write(file, found).unwrap();
        panic!("{differences}If all of this is right, {file} is the new tests/html/collected.txt");
    }
}
