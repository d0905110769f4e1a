//! `embed.js`: the one file with a stable name, which knows the names of the others.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::minify::Minify;
use super::site::Site;

/// Its name, at the root of the site.
pub const NAME: &str = "embed.js";

/// Its types for TypeScript, beside it here and there.
const DECLARATIONS: &str = "embed.d.ts";

/// What Trunk names the widget's files after.
pub const WIDGET: &str = "article-embed";

/// The loader's style sheet, beside its source.
const STYLE: &str = "embed.css";

/// The loader's source, from this folder, with its style and the names of this build in it.
pub fn stamp(folder: &Path, site: &Site, minify: Minify) -> Result<String> {
    let read = |name| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    let style = minify.style(read(STYLE)?)?;
    let (glue, wasm) = (site.one(WIDGET, "js")?, site.one(WIDGET, "wasm")?);
    minify.script(filled(read(NAME)?, &style, glue, wasm)?)
}

/// Writes the finished loader, and its types from the source's folder.
pub fn write(source: &Path, folder: &Path, loader: &str) -> Result<()> {
    fs::copy(source.join(DECLARATIONS), folder.join(DECLARATIONS))
        .with_context(|| format!("{DECLARATIONS} is not written"))?;
    fs::write(folder.join(NAME), loader).with_context(|| format!("{NAME} is not written"))
}

fn filled(mut source: String, style: &str, glue: &str, wasm: &str) -> Result<String> {
    // A text in JSON is one in JavaScript, and it brings its own quotes.
    let style = serde_json::to_string(style)?;
    // All packages of the workspace have one version.
    let version = env!("CARGO_PKG_VERSION");
    for (placeholder, value) in [
        ("\"__STYLE__\"", style.as_str()),
        ("__GLUE__", glue),
        ("__WASM__", wasm),
        ("__VERSION__", version),
    ] {
        ensure!(source.contains(placeholder), "{NAME} has no {placeholder}");
        source = source.replace(placeholder, value);
    }
    Ok(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_placeholders_are_filled() {
        let loader = filled(
            "\"__STYLE__\" '__GLUE__' '__WASM__' '__VERSION__'".to_owned(),
            "p { quotes: '\"' }",
            "a.js",
            "b.wasm",
        );
        let expected = format!(
            r#""p {{ quotes: '\"' }}" 'a.js' 'b.wasm' '{}'"#,
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(loader.unwrap(), expected);
    }

    #[test]
    fn a_placeholder_that_went_missing_is_told() {
        let error =
            filled("\"__STYLE__\" '__GLUE__'".to_owned(), "", "a.js", "b.wasm").unwrap_err();
        assert_eq!(error.to_string(), "embed.js has no __WASM__");
    }
}
