//! Which functions go into the part.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::Program;

/// What goes, and how the two come together.
#[derive(Debug, Default)]
pub struct Choice {
    /// The functions of the part.
    pub functions: BTreeSet<u32>,
    /// The places in the program's table of those that the program calls by their numbers; they are
    /// behind all others.
    pub entries: BTreeMap<u32, u32>,
    /// The program's functions that the part calls by their numbers.
    pub taken: BTreeSet<u32>,
}

impl Choice {
    /// Takes the functions with one of these modules in their names, except for those that the rest
    /// of the program calls by their numbers; and all that only they call.
    ///
    /// A function of the modules that stands in the table is only ever called for values that the
    /// part itself has made, as its types are the part's.
    pub fn of(program: &Program<'_>, entry: u32, modules: &[String]) -> Self {
        let in_table: BTreeSet<u32> = program.table.values().copied().collect();
        let is_named = |function: &u32| {
            let name = program.name(*function);
            modules.iter().any(|module| mentions(name, module))
        };
        let named: BTreeSet<u32> = program.own().filter(is_named).collect();

        // What the rest of the program reaches without going through the entry.
        let mut stays: BTreeSet<u32> = program.exported_functions().collect();
        stays.extend(in_table.difference(&named));
        let mut to_follow: Vec<u32> = stays.iter().copied().collect();
        while let Some(function) = to_follow.pop() {
            for &called in program
                .uses(function)
                .iter()
                .flat_map(|uses| &uses.functions)
            {
                if called != entry && stays.insert(called) {
                    to_follow.push(called);
                }
            }
        }

        let functions: BTreeSet<u32> = program
            .own()
            .filter(|function| !stays.contains(function))
            .collect();
        let calls = |from: &BTreeSet<u32>, to: &BTreeSet<u32>| -> BTreeSet<u32> {
            let uses = from.iter().filter_map(|function| program.uses(*function));
            let called = uses.flat_map(|uses| &uses.functions).copied();
            called.filter(|called| to.contains(called)).collect()
        };
        let taken = calls(&functions, &stays);
        let outside: BTreeSet<u32> = (0..program.imported).collect();
        let taken = &taken | &calls(&functions, &outside);
        let end = program.tables.first().map_or(0, |table| table.initial);
        let places = u32::try_from(end).unwrap_or(u32::MAX)..;
        Self {
            entries: calls(&stays, &functions).into_iter().zip(places).collect(),
            functions,
            taken,
        }
    }
}

/// Whether a name has this path in it, and not only one that begins so.
fn mentions(name: &str, path: &str) -> bool {
    name.match_indices(path).any(|(place, _)| {
        let before = name[..place].chars().next_back();
        name[place + path.len()..].starts_with("::")
            && !before.is_some_and(|before| before.is_alphanumeric() || before == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_wherever_it_stands_in_a_name() {
        for name in [
            "page::comments::list",
            "<page::comments::Form as core::Clone>::clone",
            "drop::<&page::comments::Form>",
        ] {
            assert!(mentions(name, "page::comments"), "{name}");
        }
        for name in [
            "page::comments",
            "page::comments_order::parse",
            "home_page::comments::list",
        ] {
            assert!(!mentions(name, "page::comments"), "{name}");
        }
    }
}
