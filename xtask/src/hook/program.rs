//! A program of the embed: the WebAssembly and its glue as wasm-bindgen wrote them, taken out of a
//! build.
//!
//! The glue is a classic script that declares `wasm_bindgen`. It becomes the body of a function, text
//! around text, so that whoever calls it says what it takes for `WebAssembly`.

use anyhow::{Context, Result};

use super::site::Site;

/// The program that shows the story.
pub const RENDER: &str = "render";

/// The program for what a reader does with it.
pub const ISLANDS: &str = "islands";

/// Where scripts leave the functions that start programs, by the names of their WebAssembly.
const REGISTRY: &str = "(globalThis[Symbol.for(\"article-embed-programs\")] ??= {})";

/// A program.
#[derive(Debug)]
pub struct Program {
    pub(super) name: &'static str,
    pub(super) glue: String,
    pub(super) wasm: Vec<u8>,
}

impl Program {
    /// Takes the files of the program with this name out of the site.
    pub fn take(site: &mut Site, name: &'static str) -> Result<Self> {
        let glue = site.take(name, "js")?;
        let glue = String::from_utf8(glue).with_context(|| format!("{name}.js is no text"))?;
        Ok(Self {
            name,
            glue,
            wasm: site.take(name, "wasm")?,
        })
    }

    /// The glue as a function of `WebAssembly`.
    pub fn function(&self) -> String {
        // The last line of the glue may be a comment.
        format!(
            "(WebAssembly) => {{\n{}\nreturn wasm_bindgen;\n}}",
            self.glue
        )
    }

    /// A script that leaves the function under the name of the finished WebAssembly.
    pub fn script(&self, wasm: &str) -> String {
        format!("{REGISTRY}[\"{wasm}\"] = {};\n", self.function())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// As Trunk names the files of its main program; those of others have no hashes.
    fn site(files: &[&str]) -> Site {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            fs::write(folder.path().join(file), format!("// {file}")).unwrap();
        }
        Site::read(folder.path()).unwrap()
    }

    #[test]
    fn the_glue_becomes_a_function() {
        let mut site = site(&["islands.js", "islands_bg.wasm", "preview.js"]);
        let islands = Program::take(&mut site, ISLANDS).unwrap();
        assert_eq!(islands.wasm, b"// islands_bg.wasm");
        assert_eq!(
            islands.script("islands-1.wasm"),
            "(globalThis[Symbol.for(\"article-embed-programs\")] ??= {})[\"islands-1.wasm\"] = \
             (WebAssembly) => {\n// islands.js\nreturn wasm_bindgen;\n};\n"
        );
        assert_eq!(site.files.keys().collect::<Vec<_>>(), ["preview.js"]);
    }

    #[test]
    fn a_program_with_trunks_hash_is_found() {
        let name = "render-0123456789abcdef";
        let mut site = site(&[&format!("{name}.js"), &format!("{name}_bg.wasm")]);
        assert!(Program::take(&mut site, RENDER).is_ok());
        assert_eq!(
            Program::take(&mut site, RENDER).unwrap_err().to_string(),
            "the build has no render.js"
        );
    }
}
