//! Puts alike functions of a program side by side.
//!
//! Compression finds what repeats, and says how far back it stood: the nearer, the fewer bits.
//! Functions keep their bytes, except for the numbers under which they call each other.

use std::collections::HashMap;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many bytes in a row count as one thing that two functions share.
const PIECE: usize = 4;

/// The program with its functions in another order.
pub fn together(program: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        match payload.context("this is not WebAssembly")? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                        imported += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = alike_together(&bodies);
    let mut numbers = vec![0; order.len()];
    for (number, &old) in (imported..).zip(&order) {
        numbers[old] = number;
    }
    let mut module = Module::new();
    Renumber {
        imported,
        order,
        numbers,
    }
    .parse_core_module(&mut module, Parser::new(0), program)
    .context("the program cannot be written anew")?;
    Ok(module.finish())
}

/// Begins with the first function, and always goes on with the one that shares most with the last.
fn alike_together(bodies: &[&[u8]]) -> Vec<usize> {
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, body) in bodies.iter().enumerate() {
        for piece in body.windows(PIECE) {
            let holders = holders.entry(piece).or_default();
            if holders.last() != Some(&function) {
                holders.push(function);
            }
        }
    }

    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut shared = vec![0_usize; bodies.len()];
    while !left.is_empty() {
        // Of two that share as much, the shorter one is more alike; a constant keeps the very
        // short ones from coming always first.
        let likeness = |&function: &usize| shared[function] * 1_000 / (bodies[function].len() + 20);
        let best = (0..left.len())
            .rev()
            .max_by_key(|&place| likeness(&left[place]));
        let function = left.remove(best.unwrap_or_default());
        order.push(function);
        shared.fill(0);
        for piece in bodies[function].windows(PIECE) {
            for &holder in holders.get(piece).into_iter().flatten() {
                shared[holder] += 1;
            }
        }
    }
    order
}

/// Writes a program with its functions in another order.
struct Renumber {
    /// How many functions come from outside; they have the first numbers.
    imported: u32,
    /// The old places in the new order.
    order: Vec<usize>,
    /// The new numbers by the old places.
    numbers: Vec<u32>,
}

impl Reencode for Renumber {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, number: u32) -> Result<u32, Error> {
        let Some(place) = number.checked_sub(self.imported) else {
            return Ok(number);
        };
        let new = usize::try_from(place)
            .ok()
            .and_then(|place| self.numbers.get(place));
        new.copied().ok_or(Error::InvalidCodeSectionSize)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &place in &self.order {
            functions.function(types[place]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for place in self.order.clone() {
            self.parse_function_body(code, bodies[place].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, Function, ImportSection, TypeSection,
    };

    use super::*;

    #[test]
    fn alike_functions_stand_together() {
        let bodies: [&[u8]; 4] = [b"one thing", b"unlike it", b"one think", b"unlike me"];
        assert_eq!(alike_together(&bodies), [0, 2, 1, 3]);
    }

    /// A program whose functions put these numbers into each other, and which gives out the first.
    fn program(bodies: &[&[i32]], called: &[u32], exported: u32) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("glue", "log", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for (numbers, called) in bodies.iter().zip(called) {
            functions.function(0);
            let mut body = Function::new([]);
            for number in *numbers {
                body.instructions().i32_const(*number).drop();
            }
            body.instructions().call(*called).end();
            code.function(&body);
        }
        let mut exports = ExportSection::new();
        exports.export("start", ExportKind::Func, exported);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn who_calls_whom_stays() {
        let (a, b): (&[i32], &[i32]) = (&[70, 80, 90, 70, 80, 90], &[1, 2, 3, 4, 5, 6]);
        // The first calls what comes from outside, the second the first, the third the second.
        let before = program(&[a, b, a], &[0, 1, 2], 3);
        let after = program(&[a, a, b], &[0, 3, 1], 2);
        assert_eq!(together(&before).unwrap(), after);
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(together(b"<!doctype html>").is_err());
    }
}
