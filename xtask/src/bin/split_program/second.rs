//! Writes the part: a program of its own that takes what it needs from the other.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, FunctionSection, ImportSection,
    Module, TypeSection,
};
use wasmparser::{ExternalKind, Parser, Payload};

use crate::border::{FEATURES, Missing, given};
use crate::choice::Choice;
use crate::program::Program;

/// What the program is called in the part's imports.
const PROGRAM: &str = "a";

/// The part.
pub fn write(program: &Program<'_>, choice: &Choice) -> Result<Vec<u8>> {
    let given = given(program, choice);
    let mut writer = Second::default();
    let mut imports = ImportSection::new();
    for (name, (kind, number)) in &given {
        let entity = match kind {
            ExternalKind::Func => {
                let new = u32::try_from(writer.functions.len())?;
                writer.functions.insert(*number, new);
                EntityType::Function(program.type_of(*number))
            }
            ExternalKind::Global => {
                let new = u32::try_from(writer.globals.len())?;
                writer.globals.insert(*number, new);
                let place = usize::try_from(*number)?;
                let global = program.globals.get(place).context("a global is missing")?;
                EntityType::Global(writer.global_type(*global)?)
            }
            ExternalKind::Table => {
                let new = u32::try_from(writer.tables.len())?;
                writer.tables.insert(*number, new);
                let table = program.tables.get(usize::try_from(*number)?);
                let mut table = writer.table_type(*table.context("a table is missing")?)?;
                // It may have grown meanwhile.
                table.maximum = None;
                EntityType::Table(table)
            }
            _ => {
                let memory = program.memory.context("the program has no memory")?;
                EntityType::Memory(writer.memory_type(memory)?)
            }
        };
        imports.import(PROGRAM, name, entity);
    }
    ensure!(
        writer.tables.get(&0) == Some(&0),
        "the part does not see the program's functions"
    );

    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    let first = u32::try_from(writer.functions.len())?;
    for (new, &old) in (first..).zip(&choice.functions) {
        writer.functions.insert(old, new);
        functions.function(program.type_of(old));
    }
    for (function, body) in program.own().zip(&program.bodies) {
        if choice.functions.contains(&function) {
            writer.parse_function_body(&mut code, body.clone())?;
        }
    }

    let mut elements = ElementSection::new();
    for (place, run) in runs(program, choice) {
        let numbers = run.iter().map(|function| writer.function_index(*function));
        let numbers: Vec<u32> = numbers.collect::<Result<_, _>>()?;
        elements.active(
            None,
            &ConstExpr::i32_const(place.cast_signed()),
            Elements::Functions(numbers.into()),
        );
    }

    let mut types = TypeSection::new();
    let mut features = None;
    for payload in Parser::new(0).parse_all(program.bytes) {
        match payload? {
            Payload::TypeSection(section) => writer.parse_type_section(&mut types, section)?,
            Payload::CustomSection(section) if section.name() == FEATURES => {
                features = Some(writer.custom_section(section)?);
            }
            _ => {}
        }
    }
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module.section(&elements).section(&code);
    if let Some(features) = features {
        module.section(&features);
    }
    Ok(module.finish())
}

/// The part's functions in the table: where each run of neighbours begins, and who they are.
fn runs(program: &Program<'_>, choice: &Choice) -> Vec<(u32, Vec<u32>)> {
    let mut places: BTreeMap<u32, u32> = program
        .table
        .iter()
        .filter(|(_, function)| choice.functions.contains(function))
        .map(|(place, function)| (*place, *function))
        .collect();
    places.extend(
        choice
            .entries
            .iter()
            .map(|(function, place)| (*place, *function)),
    );
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (place, function) in places {
        match runs.last_mut() {
            Some((start, run)) if *start as usize + run.len() == place as usize => {
                run.push(function);
            }
            _ => runs.push((place, vec![function])),
        }
    }
    runs
}

#[derive(Default)]
struct Second {
    functions: BTreeMap<u32, u32>,
    globals: BTreeMap<u32, u32>,
    tables: BTreeMap<u32, u32>,
}

impl Reencode for Second {
    type Error = Missing;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Missing>> {
        let new = self.functions.get(&function).copied();
        new.ok_or(Error::UserError(Missing))
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error<Missing>> {
        let new = self.globals.get(&global).copied();
        new.ok_or(Error::UserError(Missing))
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error<Missing>> {
        let new = self.tables.get(&table).copied();
        new.ok_or(Error::UserError(Missing))
    }
}
