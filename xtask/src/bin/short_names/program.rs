//! The program's side: reads and writes the names in WebAssembly. Every other byte stays.

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Export, Import, Parser, Payload};

use crate::{GLUE, Names, SHORT_GLUE};

/// A WebAssembly module that has been read.
#[derive(Debug)]
pub struct Program<'a> {
    bytes: &'a [u8],
    sections: Vec<Payload<'a>>,
    all_imports: Vec<Import<'a>>,
    imports: Vec<&'a str>,
    all_exports: Vec<Export<'a>>,
    exports: Vec<&'a str>,
}

impl<'a> Program<'a> {
    /// Reads its names.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let sections: Vec<_> = Parser::new(0)
            .parse_all(bytes)
            .collect::<Result<_, _>>()
            .context("this is not WebAssembly")?;
        let mut all_imports = Vec::new();
        let mut all_exports = Vec::new();
        for section in &sections {
            match section {
                Payload::ImportSection(section) => {
                    all_imports = section.clone().into_imports().collect::<Result<_, _>>()?;
                }
                Payload::ExportSection(section) => {
                    all_exports = section.clone().into_iter().collect::<Result<_, _>>()?;
                }
                _ => {}
            }
        }
        let from_glue = all_imports.iter().filter(|import| import.module == GLUE);
        Ok(Self {
            imports: from_glue.map(|import| import.name).collect(),
            exports: all_exports.iter().map(|export| export.name).collect(),
            bytes,
            sections,
            all_imports,
            all_exports,
        })
    }

    /// The names of what it takes from the glue.
    pub fn imports(&self) -> &[&'a str] {
        &self.imports
    }

    /// The names of what it gives.
    pub fn exports(&self) -> &[&'a str] {
        &self.exports
    }

    /// The same program with other names and with no exports but the named ones.
    pub fn renamed(&self, names: &Names) -> Result<Vec<u8>> {
        let mut module = Module::new();
        for section in &self.sections {
            match section {
                Payload::ImportSection(_) => {
                    module.section(&self.renamed_imports(names)?);
                }
                Payload::ExportSection(_) => {
                    module.section(&self.renamed_exports(names)?);
                }
                other => {
                    // The code section comes as a whole and then once more, piece by piece.
                    let Some((id, range)) = other.as_section() else {
                        continue;
                    };
                    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                    let data = self.bytes.get(range).context("a section has no end")?;
                    module.section(&RawSection { id, data });
                }
            }
        }
        Ok(module.finish())
    }

    fn renamed_imports(&self, names: &Names) -> Result<ImportSection> {
        ensure!(
            !self.imports.is_empty(),
            "the program takes nothing from {GLUE}"
        );
        let mut section = ImportSection::new();
        for import in &self.all_imports {
            let (module, name) = if import.module == GLUE {
                let short = names.imports.get(import.name);
                let short = short.with_context(|| format!("{} has no name", import.name))?;
                (SHORT_GLUE, short.as_str())
            } else {
                (import.module, import.name)
            };
            section.import(module, name, RoundtripReencoder.entity_type(import.ty)?);
        }
        Ok(section)
    }

    fn renamed_exports(&self, names: &Names) -> Result<ExportSection> {
        let mut section = ExportSection::new();
        for export in &self.all_exports {
            if let Some(short) = names.exports.get(export.name) {
                let kind = RoundtripReencoder.export_kind(export.kind)?;
                section.export(short, kind, export.index);
            }
        }
        Ok(section)
    }
}

#[cfg(test)]
pub mod tests {
    use std::borrow::Cow;

    use wasm_encoder::{
        CodeSection, CustomSection, ExportKind, Function, FunctionSection, TypeSection,
    };

    use super::*;

    impl<'a> Program<'a> {
        /// The modules that it imports from.
        pub fn modules(&self) -> Vec<&'a str> {
            self.all_imports
                .iter()
                .map(|import| import.module)
                .collect()
        }
    }

    /// A program with these imports and exports, and with sections that only some read.
    pub fn program(imports: &[(&str, &str)], exports: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut import_section = ImportSection::new();
        for (module, name) in imports {
            import_section.import(module, name, wasm_encoder::EntityType::Function(0));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut export_section = ExportSection::new();
        for name in exports {
            export_section.export(name, ExportKind::Func, 0);
        }
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().end();
        code.function(&body);
        let custom = |name: &'static str| CustomSection {
            name: Cow::Borrowed(name),
            data: Cow::Borrowed(b"data"),
        };
        let mut module = Module::new();
        module.section(&types);
        if !imports.is_empty() {
            module.section(&import_section);
        }
        module
            .section(&functions)
            .section(&export_section)
            .section(&custom("metadata.code.branch_hint"))
            .section(&code)
            .section(&custom("producers"));
        module.finish()
    }

    #[test]
    fn only_names_change() {
        let bytes = program(&[(GLUE, "__wbg_log_1")], &["mount"]);
        let mut names = Names::default();
        names.imports.insert("__wbg_log_1".into(), "x".into());
        names.exports.insert("mount".into(), "y".into());
        let renamed = Program::read(&bytes).unwrap().renamed(&names).unwrap();
        assert_eq!(renamed, program(&[(SHORT_GLUE, "x")], &["y"]));
    }

    #[test]
    fn a_program_for_other_glue_is_refused() {
        let bytes = program(&[("./other_bg.js", "__wbg_log_1")], &["mount"]);
        let program = Program::read(&bytes).unwrap();
        let error = program.renamed(&Names::default()).unwrap_err();
        assert!(error.to_string().ends_with(GLUE), "{error}");
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(Program::read(b"<!doctype html>").is_err());
    }
}
