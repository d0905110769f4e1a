//! What both halves of a program have to agree on.

use std::collections::BTreeSet;

use wasmparser::ExternalKind;

use crate::choice::Choice;
use crate::program::Program;

/// What the program gives to the part is named by this and a number; nothing else is.
const PREFIX: &str = "_";

/// The section that tells wasm-opt which of WebAssembly's features there are. Others are for tools, or
/// name functions by their old numbers.
pub const FEATURES: &str = "target_features";

/// Something that a function uses and that was not foreseen for its half.
#[derive(Debug, thiserror::Error)]
#[error("a function uses what its half of the program does not have")]
pub struct Missing;

/// What the program gives to the part, by its names: memory, tables, global variables, functions.
pub fn given(program: &Program<'_>, choice: &Choice) -> Vec<(String, (ExternalKind, u32))> {
    let uses = || {
        choice
            .functions
            .iter()
            .filter_map(|function| program.uses(*function))
    };
    let mut tables: BTreeSet<u32> = uses().flat_map(|uses| &uses.tables).copied().collect();
    // Its own functions go into the first.
    tables.insert(0);
    let globals: BTreeSet<u32> = uses().flat_map(|uses| &uses.globals).copied().collect();
    let kinds = [
        (ExternalKind::Memory, &BTreeSet::from([0])),
        (ExternalKind::Table, &tables),
        (ExternalKind::Global, &globals),
        (ExternalKind::Func, &choice.taken),
    ];
    let all = kinds
        .into_iter()
        .flat_map(|(kind, numbers)| numbers.iter().map(move |number| (kind, *number)));
    let named = all.enumerate();
    named
        .map(|(number, what)| (format!("{PREFIX}{}", short(number)), what))
        .collect()
}

/// A short name for a number.
fn short(mut number: usize) -> String {
    const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[number % LETTERS.len()]));
        number /= LETTERS.len();
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}
