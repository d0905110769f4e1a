//! Splitting a small program, whose halves are checked as a browser would check them.

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection,
    MemorySection, MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType,
    TypeSection, ValType,
};
use wasmparser::{Import, Parser, Payload, Validator};

use super::*;

const ENTRY: &str = "page::comments::section";

/// Functions with whom they call, in the order of their numbers; the first comes from outside.
const FUNCTIONS: &[(&str, &[u32])] = &[
    ("log", &[]),
    // Exported.
    ("page::start", &[3, 2, 9]),
    ("page::draw", &[]),
    (ENTRY, &[4, 2]),
    (
        "<page[1f]::comments::List as page[1f]::Draw>::draw",
        &[8, 0],
    ),
    // In the table from here.
    ("page::click", &[2]),
    ("drop::<page[1f]::comments::Event>", &[]),
    ("<page[1f]::comments::Form>::send", &[4]),
    // Called by the comments only.
    ("sort", &[]),
    // Called by the rest, too.
    ("page::comments::Order::parse", &[10]),
    ("page::comments::Order::letters", &[]),
];

const IN_TABLE: &[u32] = &[5, 6, 7];

/// The numbers of those that are to be the part's.
const GOING: &[u32] = &[3, 4, 6, 7, 8];

fn program() -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], []);
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    imports.import("glue", "log", EntityType::Function(1));
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for (_, called) in &FUNCTIONS[1..] {
        functions.function(1);
        let mut body = Function::new([]);
        // The stack's pointer is used by all.
        body.instructions().global_get(0).drop();
        for called in *called {
            body.instructions().call(*called);
        }
        body.instructions().end();
        code.function(&body);
    }
    let mut tables = TableSection::new();
    let size = IN_TABLE.len() as u64 + 1;
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: size,
        maximum: Some(size),
        shared: false,
    });
    let mut memory = MemorySection::new();
    memory.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    let pointer = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    globals.global(pointer, &ConstExpr::i32_const(1024));
    let mut exports = ExportSection::new();
    exports.export("start", ExportKind::Func, 1);
    let mut elements = ElementSection::new();
    let first = ConstExpr::i32_const(1);
    elements.active(None, &first, Elements::Functions(IN_TABLE.into()));
    let mut names = NameMap::new();
    for (number, (name, _)) in (0..).zip(FUNCTIONS) {
        names.append(number, name);
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let features = CustomSection {
        name: "target_features".into(),
        data: [].as_slice().into(),
    };
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module.section(&tables).section(&memory).section(&globals);
    module.section(&exports).section(&elements).section(&code);
    module.section(&section).section(&features);
    module.finish()
}

fn modules() -> Vec<String> {
    vec!["page::comments".to_owned()]
}

fn imports(program: &[u8]) -> Vec<Import<'_>> {
    let mut all = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::ImportSection(section) = payload.unwrap() {
            all.extend(section.into_imports().map(Result::unwrap));
        }
    }
    all
}

#[test]
fn what_only_the_part_needs_goes() {
    let bytes = program();
    let program = Program::read(&bytes).unwrap();
    let choice = Choice::of(&program, program.named(ENTRY)[0], &modules());
    let going: Vec<u32> = choice.functions.iter().copied().collect();
    assert_eq!(going, GOING);
    // Behind the three that are in the table, whose first place is empty.
    let entries: Vec<_> = choice.entries.into_iter().collect();
    assert_eq!(entries, [(3, 4)]);
    let taken: Vec<u32> = choice.taken.into_iter().collect();
    assert_eq!(taken, [0, 2], "what the part calls of the rest");
}

#[test]
fn both_halves_are_whole_and_fit() {
    let (first, second) = split(&program(), ENTRY, &modules()).unwrap();
    for (half, bytes) in [("first", &first), ("second", &second)] {
        let mistake = Validator::new().validate_all(bytes).err();
        assert!(mistake.is_none(), "the {half} half: {mistake:?}");
    }
    let given: Vec<String> = Parser::new(0)
        .parse_all(&first)
        .filter_map(|payload| match payload.unwrap() {
            Payload::ExportSection(section) => Some(section),
            _ => None,
        })
        .flatten()
        .map(|export| export.unwrap().name.to_owned())
        .collect();
    let taken = imports(&second);
    // Memory, table, the stack's pointer and two functions.
    assert_eq!(taken.len(), 5, "{taken:?}");
    for import in taken {
        assert!(given.iter().any(|name| name == import.name), "{import:?}");
    }
    let count = |bytes: &[u8]| {
        let code = Parser::new(0).parse_all(bytes).filter_map(Result::ok);
        code.filter(|payload| matches!(payload, Payload::CodeSectionEntry(_)))
            .count()
    };
    // The first half has a trap more.
    assert_eq!(count(&first), FUNCTIONS.len() - 1 - GOING.len() + 1);
    assert_eq!(count(&second), GOING.len());
}

#[test]
fn a_way_in_that_is_not_there_is_told() {
    let error = split(&program(), "page::gone", &modules()).unwrap_err();
    assert_eq!(error.to_string(), "0 functions are named page::gone");
    assert!(split(b"<!doctype html>", ENTRY, &modules()).is_err());
}
