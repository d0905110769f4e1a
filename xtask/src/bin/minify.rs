//! Shortens JavaScript and style sheets: `minify module`, `minify script` or `minify style`, from
//! standard input to output.
//!
//! A program of its own, because compiling oxc takes longer than compiling all of `xtask`.

use std::io::{self, Read};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_compat::EngineTargets;
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The oldest JavaScript with `import()`, which starting the embed needs anyway.
const OLDEST_JAVASCRIPT: &str = "es2020";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut source = String::new();
    io::stdin()
        .read_to_string(&mut source)
        .context("the source cannot be read")?;
    let shortened = match std::env::args().nth(1).as_deref() {
        Some("module") => minify(&source, SourceType::mjs())?,
        Some("script") => minify(&source, SourceType::script())?,
        Some("style") => minify_style(&source)?,
        _ => bail!("say `minify module`, `minify script` or `minify style`"),
    };
    print!("{shortened}");
    Ok(())
}

fn minify_style(source: &str) -> Result<String> {
    let parsed = StyleSheet::parse(source, ParserOptions::default());
    let mut sheet = parsed.map_err(|error| anyhow!("this is no style sheet: {error}"))?;
    sheet.minify(MinifyOptions::default())?;
    let options = PrinterOptions {
        minify: true,
        ..PrinterOptions::default()
    };
    Ok(sheet.to_css(options)?.code)
}

fn minify(source: &str, kind: SourceType) -> Result<String> {
    let target = EngineTargets::from_target(OLDEST_JAVASCRIPT).map_err(anyhow::Error::msg)?;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: Some(CompressOptions {
            target,
            ..CompressOptions::smallest()
        }),
        ..MinifierOptions::default()
    };
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, kind).parse();
    if let Some(first) = parsed.diagnostics.first() {
        bail!("this is not JavaScript: {first}");
    }
    let mut program = parsed.program;
    let shortened = Minifier::new(options).minify(&allocator, &mut program);
    Ok(Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(shortened.scoping)
        .with_private_member_mappings(shortened.class_private_mappings)
        .build(&program)
        .code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loads_other_files_stays() {
        let source = "export default async function init(address) {
            const module = await import(address);
            return new URL('widget.wasm', import.meta.url).href + module.name;
        }";
        let short = minify(source, SourceType::mjs()).unwrap();
        assert!(short.len() < source.len());
        for kept in [
            "import(",
            "import.meta.url",
            "widget.wasm",
            "export default",
        ] {
            assert!(short.contains(kept), "{kept} is gone from {short}");
        }
    }

    #[test]
    fn a_script_keeps_its_global_names() {
        let short = minify("var everybodySeesThis = 1 + 1;", SourceType::script()).unwrap();
        assert_eq!(short, "var everybodySeesThis=2;");
    }

    #[test]
    fn newer_javascript_is_not_brought_in() {
        let source = "window.seen = function (a) { a.b = a.b || {}; return a; };";
        assert!(
            !minify(source, SourceType::script())
                .unwrap()
                .contains("||=")
        );
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(minify("function (", SourceType::script()).is_err());
    }

    #[test]
    fn style_sheets_are_shortened() {
        let short = minify_style("/* one */ p {\n  color: black !important;\n}").unwrap();
        assert_eq!(short, "p{color:#000!important}");
        assert!(
            minify_style("p { color: black").is_ok(),
            "CSS closes what is open"
        );
        assert!(minify_style("{}}").is_err());
    }
}
