//! Reads a program: its functions with their names, and who calls whom.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    ElementItems, ElementKind, Export, ExternalKind, FunctionBody, GlobalType, KnownCustom,
    MemoryType, Name, Operator, Parser, Payload, TableType, TypeRef,
};

/// A program that has been read. Functions go by their numbers, those from outside first.
#[derive(Debug, Default)]
pub struct Program<'a> {
    /// All of it.
    pub bytes: &'a [u8],
    /// How many functions come from outside.
    pub imported: u32,
    /// The number of each function's type.
    types: Vec<u32>,
    /// The functions that do not come from outside.
    pub bodies: Vec<FunctionBody<'a>>,
    /// What each of these uses.
    pub uses: Vec<Uses>,
    /// The functions in the table, by their places there.
    pub table: BTreeMap<u32, u32>,
    /// What it gives.
    pub exports: Vec<Export<'a>>,
    /// Its tables; functions stand in the first.
    pub tables: Vec<TableType>,
    /// Its memory.
    pub memory: Option<MemoryType>,
    /// Its global variables.
    pub globals: Vec<GlobalType>,
    names: HashMap<u32, String>,
}

/// What a function uses.
#[derive(Debug, Default)]
pub struct Uses {
    /// Functions that it calls by their numbers.
    pub functions: BTreeSet<u32>,
    /// Global variables.
    pub globals: BTreeSet<u32>,
    /// Tables, the first one where it calls through it.
    pub tables: BTreeSet<u32>,
}

impl<'a> Program<'a> {
    /// Reads a program that keeps its functions' names.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut program = Self {
            bytes,
            ..Self::default()
        };
        for payload in Parser::new(0).parse_all(bytes) {
            program.take_in(payload.context("this is not WebAssembly")?)?;
        }
        ensure!(
            !program.names.is_empty(),
            "the program does not say what its functions are called"
        );
        Ok(program)
    }

    fn take_in(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let TypeRef::Func(number) = import?.ty else {
                        bail!("something that is no function comes from outside");
                    };
                    self.types.push(number);
                    self.imported += 1;
                }
            }
            Payload::FunctionSection(section) => {
                for number in section {
                    self.types.push(number?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    ensure!(
                        self.memory.replace(memory?).is_none(),
                        "there are two memories"
                    );
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                self.exports = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::StartSection { .. } => bail!("the program starts by itself"),
            Payload::ElementSection(section) => {
                for element in section {
                    self.take_in_element(&element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => {
                self.uses.push(Uses::of(&body)?);
                self.bodies.push(body);
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for part in names {
                        if let Name::Function(names) = part? {
                            for name in names {
                                let name = name?;
                                self.names.insert(name.index, without_hashes(name.name));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_in_element(&mut self, element: &wasmparser::Element<'a>) -> Result<()> {
        let ElementKind::Active {
            table_index,
            offset_expr,
        } = &element.kind
        else {
            bail!("functions are put into a table later");
        };
        let ElementItems::Functions(functions) = &element.items else {
            bail!("a table holds something other than functions");
        };
        ensure!(
            table_index.unwrap_or(0) == 0,
            "functions stand in another table"
        );
        let mut offset = offset_expr.get_operators_reader();
        let Operator::I32Const { value } = offset.read()? else {
            bail!("where functions stand in the table is not known");
        };
        for (place, function) in (u32::try_from(value)?..).zip(functions.clone()) {
            self.table.insert(place, function?);
        }
        Ok(())
    }

    /// What a function is called, with the names of its types; empty where nobody knows.
    pub fn name(&self, function: u32) -> &str {
        self.names.get(&function).map_or("", String::as_str)
    }

    /// The functions of this name.
    pub fn named(&self, name: &str) -> Vec<u32> {
        let mut found: Vec<u32> = self
            .names
            .iter()
            .filter(|(_, other)| *other == name)
            .map(|(number, _)| *number)
            .collect();
        found.sort_unstable();
        found
    }

    /// The number of a function's type.
    pub fn type_of(&self, function: u32) -> u32 {
        let place = usize::try_from(function).unwrap_or(usize::MAX);
        self.types.get(place).copied().unwrap_or_default()
    }

    /// What a function uses; nothing where it comes from outside.
    pub fn uses(&self, function: u32) -> Option<&Uses> {
        let place = function.checked_sub(self.imported)?;
        self.uses.get(usize::try_from(place).ok()?)
    }

    /// The numbers of the functions that do not come from outside.
    pub fn own(&self) -> std::ops::Range<u32> {
        self.imported..u32::try_from(self.types.len()).unwrap_or(u32::MAX)
    }

    /// The functions that it gives.
    pub fn exported_functions(&self) -> impl Iterator<Item = u32> {
        let functions = self.exports.iter();
        let functions = functions.filter(|export| export.kind == ExternalKind::Func);
        functions.map(|export| export.index)
    }
}

impl Uses {
    fn of(body: &FunctionBody<'_>) -> Result<Self> {
        let mut uses = Self::default();
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            match operators.read()? {
                Operator::Call { function_index } => {
                    uses.functions.insert(function_index);
                }
                Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                    uses.globals.insert(global_index);
                }
                Operator::CallIndirect { table_index, .. }
                | Operator::TableGet { table: table_index }
                | Operator::TableSet { table: table_index }
                | Operator::TableGrow { table: table_index }
                | Operator::TableSize { table: table_index }
                | Operator::TableFill { table: table_index } => {
                    uses.tables.insert(table_index);
                }
                Operator::RefFunc { .. } | Operator::ReturnCall { .. } => {
                    bail!("a function is named in a way that is not known here");
                }
                _ => {}
            }
        }
        Ok(uses)
    }
}

/// A name without the hashes of its crates, `[1f]`.
fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        match after.split_once(']') {
            Some((hash, after))
                if !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                rest = after;
            }
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain + rest
}
