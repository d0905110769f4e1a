//! Writes the two halves of a program: the same functions under other numbers.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, ImportSection, Instruction, Module, TableSection, TypeSection,
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ExportSectionReader, ExternalKind, FunctionBody,
    FunctionSectionReader, Operator, Parser, Payload, TableSectionReader,
};

use crate::choice::Choice;
use crate::program::Program;

/// What the program is called in the part's imports.
const PROGRAM: &str = "a";

/// What the program gives to the part is named by this and a number; nothing else is.
const PREFIX: &str = "_";

/// The section that tells wasm-opt which of WebAssembly's features there are. Others are for tools, or
/// name functions by their old numbers.
const FEATURES: &str = "target_features";

/// Something that a function uses and that was not foreseen for its half.
#[derive(Debug, thiserror::Error)]
#[error("a function uses what its half of the program does not have")]
pub struct Missing;

/// The program without the part: what goes leaves a trap in the table.
pub fn first(program: &Program<'_>, choice: &Choice) -> Result<Vec<u8>> {
    let mut functions = BTreeMap::new();
    let kept = (0..program.imported).chain(program.own());
    for (new, old) in (0..).zip(kept.filter(|old| !choice.functions.contains(old))) {
        functions.insert(old, new);
    }
    let trap = u32::try_from(functions.len())?;
    let mut module = Module::new();
    First {
        program,
        choice,
        trap,
        functions,
    }
    .parse_core_module(&mut module, Parser::new(0), program.bytes)
    .context("the program cannot be written anew")?;
    Ok(module.finish())
}

struct First<'a> {
    program: &'a Program<'a>,
    choice: &'a Choice,
    /// The number of the function that stands in the table for those that have gone.
    trap: u32,
    /// The new numbers by the old ones.
    functions: BTreeMap<u32, u32>,
}

impl First<'_> {
    fn keeps(&self, function: u32) -> bool {
        !self.choice.functions.contains(&function)
    }
}

impl Reencode for First<'_> {
    type Error = Missing;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Missing>> {
        // What has gone is only named in the table.
        Ok(self.functions.get(&function).copied().unwrap_or(self.trap))
    }

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error<Missing>> {
        if section.name() == FEATURES {
            module.section(&self.custom_section(section)?);
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Missing>> {
        for function in self.program.own() {
            if self.keeps(function) {
                section.function(type_of(self.program, function));
            }
        }
        section.function(type_of(self.program, self.trap_like()));
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Missing>> {
        for (function, body) in self.program.own().zip(section) {
            let body = body?;
            if self.keeps(function) {
                self.parse_function_body(code, body)?;
            }
        }
        let mut trap = Function::new([]);
        trap.instructions().unreachable().end();
        code.function(&trap);
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Missing>> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let operator = operators.read()?;
            match operator {
                Operator::Call { function_index } if !self.keeps(function_index) => {
                    let place = self.choice.entries.get(&function_index).copied();
                    let place = place.ok_or(Error::UserError(Missing))?;
                    function.instruction(&Instruction::I32Const(place.cast_signed()));
                    function.instruction(&Instruction::CallIndirect {
                        type_index: type_of(self.program, function_index),
                        table_index: 0,
                    });
                }
                other => {
                    function.instruction(&self.instruction(other)?);
                }
            }
        }
        code.function(&function);
        Ok(())
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        _: TableSectionReader<'_>,
    ) -> Result<(), Error<Missing>> {
        for (number, table) in self.program.tables.iter().enumerate() {
            let mut table = self.table_type(*table)?;
            if number == 0 {
                let more = self.choice.entries.len() as u64;
                table.minimum += more;
                table.maximum = table.maximum.map(|maximum| maximum + more);
            }
            tables.table(table);
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error<Missing>> {
        for export in section {
            self.parse_export(exports, export?)?;
        }
        for (name, (kind, number)) in given(self.program, self.choice) {
            let (kind, number) = match kind {
                ExternalKind::Func => (ExportKind::Func, self.function_index(number)?),
                ExternalKind::Global => (ExportKind::Global, number),
                ExternalKind::Table => (ExportKind::Table, number),
                _ => (ExportKind::Memory, number),
            };
            exports.export(&name, kind, number);
        }
        Ok(())
    }
}

impl First<'_> {
    /// A function whose type the trap has; which does not matter.
    fn trap_like(&self) -> u32 {
        self.program.imported
    }
}

/// What the program gives to the part, by its names: memory, tables, global variables, functions.
fn given(program: &Program<'_>, choice: &Choice) -> Vec<(String, (ExternalKind, u32))> {
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

fn type_of(program: &Program<'_>, function: u32) -> u32 {
    let place = usize::try_from(function).unwrap_or(usize::MAX);
    program.types.get(place).copied().unwrap_or_default()
}

/// The part.
pub fn second(program: &Program<'_>, choice: &Choice) -> Result<Vec<u8>> {
    let given = given(program, choice);
    let mut writer = Second::default();
    let mut imports = ImportSection::new();
    for (name, (kind, number)) in &given {
        let entity = match kind {
            ExternalKind::Func => {
                let new = u32::try_from(writer.functions.len())?;
                writer.functions.insert(*number, new);
                EntityType::Function(type_of(program, *number))
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
        functions.function(type_of(program, old));
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
