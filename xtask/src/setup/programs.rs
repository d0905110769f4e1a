//! Where the programs lie that the operating system's packages gave.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;

/// Where Debian keeps WordPress; `WORDPRESS_DIR` names another folder.
const WORDPRESS: &str = "/usr/share/wordpress";

/// What people call Chromium and its relatives.
const CHROMIUM: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// A program on PATH, or where administrators' programs lie.
pub fn program(name: &str) -> Result<PathBuf> {
    which::which(name)
        .or_else(|_| which::which_in(name, Some("/usr/local/sbin:/usr/sbin:/sbin"), "/"))
        .with_context(|| format!("{name} is missing"))
}

/// The browser.
pub fn chromium() -> Result<PathBuf> {
    CHROMIUM
        .iter()
        .find_map(|name| which::which(name).ok())
        .context("no Chromium or Chrome is installed")
}

/// The browser's driver, of the same major version.
pub fn chromedriver() -> Result<PathBuf> {
    let driver = program("chromedriver")?;
    let (ours, theirs) = (major_version(&driver)?, major_version(&chromium()?)?);
    ensure!(
        ours == theirs,
        "ChromeDriver is of version {ours}, but the browser of {theirs}"
    );
    Ok(driver)
}

fn major_version(program: &Path) -> Result<String> {
    let answer = process::read(Command::new(program).arg("--version"))?;
    major_version_in(&answer)
        .with_context(|| format!("{} does not tell its version", program.display()))
}

fn major_version_in(answer: &str) -> Option<String> {
    let is_version = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    let version = answer.split_whitespace().find(is_version)?;
    Some(version.split('.').next()?.to_owned())
}

/// The folder with WordPress's own files.
pub fn wordpress() -> Result<PathBuf> {
    let folder = env::var_os("WORDPRESS_DIR").map_or_else(|| WORDPRESS.into(), PathBuf::from);
    ensure!(
        folder.join("wp-settings.php").exists(),
        "{} is no WordPress",
        folder.display()
    );
    Ok(folder)
}

/// Whether WordPress has a theme of the kind that its own ones are: one that is made of blocks.
pub fn has_block_theme() -> bool {
    let themes = wordpress().map(|folder| folder.join("wp-content/themes"));
    let themes = themes.ok().and_then(|folder| folder.read_dir().ok());
    themes.is_some_and(|mut themes| {
        themes.any(|theme| theme.is_ok_and(|theme| theme.path().join("theme.json").exists()))
    })
}

/// Whether this runs as the administrator.
#[cfg(unix)]
pub fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

/// Whether this runs as the administrator.
#[cfg(not(unix))]
pub fn is_root() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_browsers_and_drivers_say() {
        for (answer, major) in [
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12", "156"),
            ("ChromeDriver 155.0.1.2 (0123abcd)", "155"),
        ] {
            assert_eq!(major_version_in(answer).as_deref(), Some(major));
        }
    }
}
