//! HTML as content systems write it, read natively. The same cases run in a browser with the
//! components.

mod outline;

#[test]
fn every_case_becomes_its_outline() {
    let failures = outline::failures();
    assert!(failures.is_empty(), "{failures}");
}
