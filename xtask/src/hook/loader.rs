//! `embed.js`: the one file with a stable name, which knows the names of the others.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::site::Site;

/// Its name, at the root of the site.
pub const NAME: &str = "embed.js";

/// What Trunk names the widget's files after.
pub const WIDGET: &str = "article-embed";

/// The loader's source with the names of this build in it.
pub fn stamp(source: &Path, site: &Site) -> Result<String> {
    let source = fs::read_to_string(source)
        .with_context(|| format!("{} cannot be read", source.display()))?;
    filled(source, site.one(WIDGET, "js")?, site.one(WIDGET, "wasm")?)
}

/// Writes the finished loader.
pub fn write(folder: &Path, loader: &str) -> Result<()> {
    fs::write(folder.join(NAME), loader).with_context(|| format!("{NAME} is not written"))
}

fn filled(mut source: String, glue: &str, wasm: &str) -> Result<String> {
    // All packages of the workspace have one version.
    let version = env!("CARGO_PKG_VERSION");
    for (placeholder, value) in [
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
            "'__GLUE__' '__WASM__' '__VERSION__'".to_owned(),
            "a.js",
            "b.wasm",
        );
        let expected = format!("'a.js' 'b.wasm' '{}'", env!("CARGO_PKG_VERSION"));
        assert_eq!(loader.unwrap(), expected);
    }

    #[test]
    fn a_placeholder_that_went_missing_is_told() {
        let error = filled("'__GLUE__' '__VERSION__'".to_owned(), "a.js", "b.wasm").unwrap_err();
        assert_eq!(error.to_string(), "embed.js has no __WASM__");
    }
}
