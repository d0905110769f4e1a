//! The steps of the tests, one function each.

use std::fmt;
use std::fs;
use std::process::Stdio;

use anyhow::Result;
use clap::ValueEnum;
use serde_json::json;

use crate::build;
use crate::process;
use crate::services::chromedriver::ChromeDriver;
use crate::services::wordpress::{self, WordPress};
use crate::setup::packages::{BROWSER, COMMENT_SERVER, PROXY, PUBLISHER, Package};
use crate::setup::{self, TARGET, node_package, programs};
use crate::size;
use crate::workspace::Workspace;

/// The package with the browser tests, which need servers that only their step starts.
const BROWSER_TESTS: &str = "browser-tests";

/// How a browser runs where nobody looks and no sandbox can be had.
const CHROMIUM_ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// The code is formatted
    Format,
    /// The compiler and Clippy have no remarks
    Lint,
    /// Licences, sources and, where they can be had, advisories of all dependencies
    Licences,
    /// Tests without a browser
    Unit,
    /// The declarations for pages in TypeScript compile, and refuse what they must
    Types,
    /// The release builds
    Build,
    /// An embed stays within its budget
    Size,
    /// Tests of components in a browser
    Components,
    /// Tests of whole pages in a browser, with a real WordPress and Isso
    Browser,
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value().ok_or(fmt::Error)?;
        formatter.write_str(value.get_name())
    }
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 9] = [
        Self::Format,
        Self::Lint,
        Self::Licences,
        Self::Unit,
        Self::Types,
        Self::Build,
        Self::Size,
        Self::Components,
        Self::Browser,
    ];

    /// The step and the one whose result it looks at.
    pub fn with_what_it_needs(self) -> Vec<Self> {
        match self {
            Self::Size | Self::Browser => vec![Self::Build, self],
            _ => vec![self],
        }
    }

    /// What the operating system must give.
    pub fn packages(self) -> impl Iterator<Item = &'static Package> {
        let lists: &[&[Package]] = match self {
            Self::Unit => &[PROXY],
            Self::Components => &[BROWSER],
            Self::Browser => &[BROWSER, PUBLISHER, COMMENT_SERVER],
            _ => &[],
        };
        lists.iter().copied().flatten()
    }

    /// Runs it.
    pub fn run(self, workspace: &Workspace, names: &[String]) -> Result<()> {
        match self {
            Self::Format => cargo(workspace, &["fmt", "--all", "--check"]),
            Self::Lint => lint(workspace),
            Self::Licences => licences(workspace),
            Self::Unit => cargo(
                workspace,
                &["test", "--workspace", "--exclude", BROWSER_TESTS],
            ),
            Self::Types => types(workspace),
            Self::Build => build::run(workspace, &build::Options::default()),
            Self::Size => size::run(workspace, &size::Options::default()),
            Self::Components => components(workspace),
            Self::Browser => browser(workspace, names),
        }
    }
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    Ok(process::run(workspace.cargo().args(arguments))?)
}

fn lint(workspace: &Workspace) -> Result<()> {
    let strict = ["--", "-D", "warnings"];
    let native = ["clippy", "--workspace", "--all-targets"];
    cargo(workspace, &[&native[..], &strict].concat())?;
    let widget = ["clippy", "--package", "article-embed", "--target", TARGET];
    let tests = ["components", "yew_component", "reading_speed"].map(|name| ["--test", name]);
    let tests = tests.as_flattened();
    let parts = [&["--lib", "--bins"][..], tests].concat();
    cargo(workspace, &[&widget[..], &parts, &strict].concat())?;
    let without_comments = ["--lib", "--bins", "--no-default-features"];
    cargo(
        workspace,
        &[&widget[..], &without_comments, &strict].concat(),
    )
}

fn licences(workspace: &Workspace) -> Result<()> {
    let program = setup::cargo_deny(workspace)?;
    let deny = || {
        let mut deny = workspace.command(&program);
        deny.arg("--workspace");
        deny
    };
    process::run(deny().args(["check", "bans", "licenses", "sources"]))?;
    // Without a network there are no advisories to check against.
    if process::read(deny().args(["fetch", "db"]).stderr(Stdio::null())).is_err() {
        eprintln!("Advisories were NOT checked: their database cannot be had here.");
        return Ok(());
    }
    Ok(process::run(deny().args([
        "check",
        "--disable-fetch",
        "advisories",
    ]))?)
}

fn types(workspace: &Workspace) -> Result<()> {
    let compiler = setup::typescript(workspace)?;
    let react = node_package::ensure(workspace, node_package::REACT)?.join("@types/react");
    // Only what is generated can say where the cache is.
    let pages = workspace.path("tests/types");
    let project = json!({
        "extends": pages.join("tsconfig.json"),
        "compilerOptions": { "paths": { "react": [react], "react/*": [react.join("*")] } },
        "files": [
            workspace.path("static/embed.d.ts"), pages.join("page.ts"), pages.join("react.tsx"),
        ],
    });
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("tsconfig.json");
    fs::write(&path, project.to_string())?;
    Ok(process::run(
        workspace.command(compiler).arg("--project").arg(path),
    )?)
}

fn components(workspace: &Workspace) -> Result<()> {
    let tools = setup::build_tools(workspace)?;
    let folder = tempfile::tempdir()?;
    let capabilities = folder.path().join("webdriver.json");
    let options = json!({
        "goog:chromeOptions": { "binary": programs::chromium()?, "args": CHROMIUM_ARGUMENTS }
    });
    fs::write(&capabilities, options.to_string())?;
    let in_browser = |arguments: &[&str]| {
        let mut tests = workspace.cargo();
        tests
            .args(["test", "--package", "article-embed", "--target", TARGET])
            .args(arguments)
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                tools.test_runner(),
            )
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
            // Seconds for all tests; some of them wait for what the widget waits for.
            .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
            .env("CHROMEDRIVER", programs::chromedriver()?);
        Ok(process::run(&mut tests)?)
    };
    in_browser(&["--test", "components", "--test", "yew_component"])?;
    // How long something takes is a question to a release.
    in_browser(&[
        "--profile",
        "widget",
        "--test",
        "reading_speed",
        "--",
        "--nocapture",
    ])
}

fn browser(workspace: &Workspace, names: &[String]) -> Result<()> {
    let isso = setup::isso::ensure()?;
    let axe = node_package::ensure(workspace, node_package::AXE)?;
    let react = node_package::ensure(workspace, node_package::REACT)?;
    let frameworks = node_package::ensure(workspace, node_package::FRAMEWORKS)?;
    let morphing = node_package::ensure(workspace, node_package::MORPHING)?;
    let yew_app = build::yew_app(workspace)?;
    let driver = ChromeDriver::start()?;
    let publisher = WordPress::start()?;
    let chromium = programs::chromium()?;
    let run = |arguments: &[&str]| {
        let mut tests = workspace.cargo();
        tests
            // Without the documentation's examples, of which there are none to end on.
            .args(["test", "--package", BROWSER_TESTS, "--tests", "--"])
            .args(arguments)
            .args(names)
            // The stack of an asynchronous test is the runtime's, and hides what the test says.
            .env("RUST_BACKTRACE", "0")
            .env("ARTICLE_EMBED_WEBDRIVER", driver.address())
            .env("ARTICLE_EMBED_CHROMIUM", &chromium)
            .env("ARTICLE_EMBED_DIST", workspace.dist())
            .env("ARTICLE_EMBED_WORDPRESS", publisher.address())
            .env("ARTICLE_EMBED_WORDPRESS_USER", wordpress::USER)
            .env("ARTICLE_EMBED_WORDPRESS_PASSWORD", publisher.password())
            // Its tests differ in how it is configured, so each starts one.
            .env("ARTICLE_EMBED_ISSO", &isso)
            .env("ARTICLE_EMBED_AXE", axe.join("axe-core/axe.min.js"))
            .env("ARTICLE_EMBED_FRAMEWORKS", &frameworks)
            .env("ARTICLE_EMBED_MORPHING", &morphing)
            .env("ARTICLE_EMBED_REACT", &react)
            .env("ARTICLE_EMBED_YEW_APP", &yew_app);
        process::run(&mut tests)
    };
    // Most of them wait most of the time.
    let threads = "--test-threads=6";
    if !names.is_empty() {
        return Ok(run(&[threads])?);
    }
    let all = run(&[threads, "--skip", "alone::"]);
    // What measures time has the machine for itself, and is run whatever the others have found.
    run(&["--test-threads=1", "alone::"])?;
    Ok(all?)
}
