//! Writes the program without the part: what goes leaves a trap in the table.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ExportKind, ExportSection, Function, FunctionSection, Instruction, Module,
    TableSection,
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ExportSectionReader, ExternalKind, FunctionBody,
    FunctionSectionReader, Operator, Parser, TableSectionReader,
};

use crate::border::{FEATURES, Missing, given};
use crate::choice::Choice;
use crate::program::Program;

/// The program without the part: what goes leaves a trap in the table.
pub fn write(program: &Program<'_>, choice: &Choice) -> Result<Vec<u8>> {
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
                section.function(self.program.type_of(function));
            }
        }
        section.function(self.program.type_of(self.trap_like()));
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
                        type_index: self.program.type_of(function_index),
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
