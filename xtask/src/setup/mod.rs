//! Gets what building and testing need, and leaves the user's own tools alone.
//!
//! This file has the table of tools; `tool` knows how one is found and installed, `cache` where
//! it is kept; `release_rust` gets the compiler of releases and `standard_library` what it compiles
//! with; `packages` gets what only the operating system has, and `programs` finds it; `isso`
//! is the one tool that comes from Python's registry, and `node_package` gets no tools but what tests
//! read files from.

mod cache;
pub mod isso;
pub mod node_package;
pub mod packages;
pub mod programs;
mod release_rust;
mod rust_target;
mod standard_library;
mod tool;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result};
use semver::Version;

use self::cache::Cache;
pub use self::release_rust::ReleaseRust;
pub use self::rust_target::TARGET;
pub use self::standard_library::WITHOUT_REFERENCES;
use self::tool::{Installed, Registry, Tool};
use crate::workspace::Workspace;

/// The tools for building, ready to run.
#[derive(Debug)]
pub struct BuildTools {
    trunk: Installed,
    wasm_bindgen: Installed,
    /// Only a release build needs it.
    wasm_opt: Option<Installed>,
}

impl BuildTools {
    /// What a program needs in its environment to find these tools.
    pub fn environment(&self) -> Result<Vec<(&'static str, OsString)>> {
        let mut folders = vec![self.trunk.folder.clone(), self.wasm_bindgen.folder.clone()];
        let mut environment = vec![
            (
                "TRUNK_TOOLS_WASM_BINDGEN",
                self.wasm_bindgen.version.to_string().into(),
            ),
            ("TRUNK_SKIP_VERSION_CHECK", "true".into()),
        ];
        if let Some(Installed { folder, version }) = &self.wasm_opt {
            folders.push(folder.clone());
            environment.push((
                "TRUNK_TOOLS_WASM_OPT",
                format!("version_{}", version.major).into(),
            ));
        }
        if let Some(path) = env::var_os("PATH") {
            folders.extend(env::split_paths(&path));
        }
        let path = env::join_paths(folders).context("a folder's name does not go into PATH")?;
        environment.push(("PATH", path));
        Ok(environment)
    }

    /// Trunk, with the other tools on its PATH.
    pub fn trunk(&self, workspace: &Workspace) -> Result<std::process::Command> {
        let mut trunk = workspace.command(self.trunk.folder.join("trunk"));
        // Trunk 0.21 takes NO_COLOR=1 for a wrong value of its flag.
        trunk.envs(self.environment()?).env_remove("NO_COLOR");
        if env::var_os("NO_COLOR").is_some() {
            trunk.arg("--no-color");
        }
        Ok(trunk)
    }

    /// What runs tests that are compiled to WebAssembly.
    pub fn test_runner(&self) -> PathBuf {
        self.wasm_bindgen.folder.join("wasm-bindgen-test-runner")
    }
}

/// All that building needs.
pub fn everything(workspace: &Workspace) -> Result<()> {
    build_tools(workspace)?;
    standard_library(workspace, &ReleaseRust::ensure(workspace)?)?;
    Ok(())
}

/// The tools for a release build.
pub fn build_tools(workspace: &Workspace) -> Result<BuildTools> {
    rust_target::ensure(workspace)?;
    let tools = [trunk(), wasm_bindgen(workspace)?, binaryen(), bundler()];
    let [trunk, wasm_bindgen, wasm_opt, _] = ensure(workspace, tools)?;
    Ok(BuildTools {
        trunk,
        wasm_bindgen,
        wasm_opt: Some(wasm_opt),
    })
}

/// What shrinks WebAssembly.
pub fn wasm_opt(workspace: &Workspace) -> Result<PathBuf> {
    let [installed] = ensure(workspace, [binaryen()])?;
    Ok(installed.folder.join("wasm-opt"))
}

/// What bundles and shortens JavaScript, and shortens style sheets.
pub fn esbuild(workspace: &Workspace) -> Result<PathBuf> {
    let [installed] = ensure(workspace, [bundler()])?;
    Ok(installed.folder.join("esbuild"))
}

/// Everything for a preview, which is not optimised.
pub fn preview_tools(workspace: &Workspace) -> Result<BuildTools> {
    rust_target::ensure(workspace)?;
    let tools = [trunk(), wasm_bindgen(workspace)?, bundler()];
    let [trunk, wasm_bindgen, _] = ensure(workspace, tools)?;
    Ok(BuildTools {
        trunk,
        wasm_bindgen,
        wasm_opt: None,
    })
}

/// The folder with the standard library that a release is compiled with.
pub fn standard_library(workspace: &Workspace, rust: &ReleaseRust) -> Result<PathBuf> {
    standard_library::ensure(workspace, rust, &Cache::of_this_user()?)
}

/// The checker of licences and advisories.
pub fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    let tool = Tool {
        title: "cargo-deny",
        purpose: "which checks licences and advisories",
        package: "cargo-deny",
        version: Version::new(0, 20, 2),
        oldest: Some(Version::new(0, 18, 0)),
        programs: &["cargo-deny"],
        registry: Registry::CargoLocked,
        takes: "compiles for some minutes",
    };
    let [installed] = ensure(workspace, [tool])?;
    Ok(installed.folder.join("cargo-deny"))
}

/// The compiler that checks the types for pages in TypeScript.
pub fn typescript(workspace: &Workspace) -> Result<PathBuf> {
    let tool = Tool {
        title: "TypeScript",
        purpose: "which checks the declarations for pages",
        package: "typescript",
        version: Version::new(5, 9, 3),
        oldest: None,
        programs: &["tsc"],
        registry: Registry::Npm,
        takes: "downloads for some seconds",
    };
    let [installed] = ensure(workspace, [tool])?;
    Ok(installed.folder.join("tsc"))
}

/// Prints the environment as shell lines.
pub fn print_environment(workspace: &Workspace) -> Result<()> {
    for (name, value) in build_tools(workspace)?.environment()? {
        // A quote inside single quotes ends them, stands escaped, and begins them again.
        println!(
            "export {name}='{}'",
            value.to_string_lossy().replace('\'', r"'\''")
        );
    }
    Ok(())
}

fn trunk() -> Tool {
    Tool {
        title: "Trunk",
        purpose: "which builds and serves the page",
        package: "trunk",
        version: Version::new(0, 21, 14),
        oldest: Some(Version::new(0, 21, 0)),
        programs: &["trunk"],
        registry: Registry::CargoLocked,
        takes: "compiles for some minutes",
    }
}

fn wasm_bindgen(workspace: &Workspace) -> Result<Tool> {
    Ok(Tool {
        title: "wasm-bindgen",
        purpose: "which joins WebAssembly and JavaScript",
        package: "wasm-bindgen-cli",
        version: Version::parse(&workspace.locked_version("wasm-bindgen")?)?,
        oldest: None,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        // The lock file of some releases names versions that the registry does not offer.
        registry: Registry::Cargo,
        takes: "compiles for some minutes",
    })
}

fn binaryen() -> Tool {
    Tool {
        title: "wasm-opt",
        purpose: "which shrinks WebAssembly",
        package: "binaryen",
        version: Version::new(132, 0, 0),
        oldest: Some(Version::new(132, 0, 0)),
        programs: &["wasm-opt"],
        registry: Registry::Npm,
        takes: "downloads for some seconds",
    }
}

fn bundler() -> Tool {
    Tool {
        title: "esbuild",
        purpose: "which bundles and shortens JavaScript",
        package: "esbuild",
        version: Version::new(0, 28, 2),
        // Another version makes other bytes.
        oldest: None,
        programs: &["esbuild"],
        registry: Registry::Npm,
        takes: "downloads for some seconds",
    }
}

/// Finds the tools, and gets those that are missing.
fn ensure<const N: usize>(workspace: &Workspace, tools: [Tool; N]) -> Result<[Installed; N]> {
    let cache = Cache::of_this_user()?;
    if tools.iter().any(|tool| tool.find(&cache).is_none()) {
        let _lock = cache.lock()?;
        // Another run may have installed some of them meanwhile.
        let missing: Vec<_> = tools
            .iter()
            .filter(|tool| tool.find(&cache).is_none())
            .collect();
        for tool in &missing {
            tool.check_client()?;
        }
        for tool in missing {
            tool.install(workspace, &cache)?;
        }
    }
    let mut found = Vec::with_capacity(N);
    for tool in tools {
        found.push(
            tool.find(&cache)
                .with_context(|| format!("{} is still missing", tool.title))?,
        );
    }
    found.try_into().ok().context("every tool was found once")
}
