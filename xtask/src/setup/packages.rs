//! What only the operating system's packages give: the browser, WordPress's parts and Python.
//!
//! On Debian an administrator gets them without being asked; everybody else is told one line.

use std::process::Command;

use anyhow::{Result, bail, ensure};

use crate::process;
use crate::setup::programs;

/// A package, and how it is known to be there.
#[derive(Debug)]
pub struct Package {
    debian: &'static str,
    homebrew: Option<&'static str>,
    sign: Sign,
}

#[derive(Debug)]
enum Sign {
    Program(&'static str),
    PhpModule(&'static str),
    /// What Debian takes out of Python's own library.
    VirtualEnvironments,
    Chromium,
    WordPress,
    Theme,
}

/// What running a browser takes.
pub const BROWSER: &[Package] = &[
    Package {
        debian: "chromium",
        homebrew: Some("chromium"),
        sign: Sign::Chromium,
    },
    Package {
        debian: "chromium-driver",
        homebrew: Some("chromedriver"),
        sign: Sign::Program("chromedriver"),
    },
];

/// What running WordPress takes.
pub const PUBLISHER: &[Package] = &[
    Package {
        debian: "wordpress",
        homebrew: None,
        sign: Sign::WordPress,
    },
    Package {
        debian: "wordpress-theme-twentytwentythree",
        homebrew: None,
        sign: Sign::Theme,
    },
    Package {
        debian: "php-cli",
        homebrew: Some("php"),
        sign: Sign::Program("php"),
    },
    Package {
        debian: "php-mysql",
        homebrew: None,
        sign: Sign::PhpModule("mysqli"),
    },
    Package {
        debian: "php-xml",
        homebrew: None,
        sign: Sign::PhpModule("dom"),
    },
    Package {
        debian: "php-mbstring",
        homebrew: None,
        sign: Sign::PhpModule("mbstring"),
    },
    Package {
        debian: "php-gd",
        homebrew: None,
        sign: Sign::PhpModule("gd"),
    },
    Package {
        debian: "php-intl",
        homebrew: None,
        sign: Sign::PhpModule("intl"),
    },
    Package {
        debian: "mariadb-server",
        homebrew: Some("mariadb"),
        sign: Sign::Program("mariadbd"),
    },
];

/// The cache that the service of the native tool is tested behind.
pub const PROXY: &[Package] = &[Package {
    debian: "nginx",
    homebrew: Some("nginx"),
    sign: Sign::Program("nginx"),
}];

/// What makes more requests than any browser.
pub const LOAD: &[Package] = &[Package {
    debian: "wrk",
    homebrew: Some("wrk"),
    sign: Sign::Program("wrk"),
}];

/// What installing and running Isso takes.
pub const COMMENT_SERVER: &[Package] = &[
    Package {
        debian: "python3",
        homebrew: Some("python"),
        sign: Sign::Program("python3"),
    },
    Package {
        debian: "python3-venv",
        homebrew: None,
        sign: Sign::VirtualEnvironments,
    },
];

/// Gets the missing packages, or fails with the one line that gets them all.
pub fn ensure(packages: &[&Package]) -> Result<()> {
    let lacking = missing(packages);
    if lacking.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = lacking.iter().map(|package| package.debian).collect();
    if which::which("apt-get").is_err() {
        bail!("{}", without_apt(&lacking));
    }
    if !programs::is_root() {
        bail!(
            "this system lacks programs that are needed here; this gets them: sudo apt-get update \
             && sudo apt-get install -y --no-install-recommends {}",
            names.join(" ")
        );
    }
    eprintln!(
        "Getting {} from the system's packages (minutes) …",
        names.join(", ")
    );
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    process::run(apt().args(["update", "-q"]))?;
    let install = ["install", "-q", "-y", "--no-install-recommends"];
    process::run(apt().args(install).args(&names))?;
    let still = missing(packages);
    ensure!(
        still.is_empty(),
        "apt-get succeeded, and yet these are missing: {still:?}"
    );
    Ok(())
}

fn missing<'a>(packages: &[&'a Package]) -> Vec<&'a Package> {
    let modules = process::read(Command::new("php").arg("-m")).unwrap_or_default();
    packages
        .iter()
        .copied()
        .filter(|package| match package.sign {
            Sign::Program(name) => programs::program(name).is_err(),
            Sign::PhpModule(name) => !modules.lines().any(|module| module == name),
            Sign::VirtualEnvironments => {
                let modules = ["-c", "import ensurepip, venv"];
                process::read(Command::new("python3").args(modules)).is_err()
            }
            Sign::Chromium => programs::chromium().is_err(),
            Sign::WordPress => programs::wordpress().is_err(),
            Sign::Theme => !programs::has_block_theme(),
        })
        .collect()
}

fn without_apt(lacking: &[&Package]) -> String {
    let mut advice = vec!["this system lacks programs that are needed here".to_owned()];
    let names: Vec<_> = lacking
        .iter()
        .filter_map(|package| package.homebrew)
        .collect();
    if !names.is_empty() {
        advice.push(format!(
            "on macOS this gets them: brew install {}",
            names.join(" ")
        ));
    }
    if lacking
        .iter()
        .any(|package| matches!(package.sign, Sign::WordPress | Sign::Theme))
    {
        advice.push("unpack WordPress and name its folder in WORDPRESS_DIR".to_owned());
    }
    let modules: Vec<_> = lacking
        .iter()
        .filter_map(|package| match package.sign {
            Sign::PhpModule(name) => Some(name),
            _ => None,
        })
        .collect();
    if !modules.is_empty() {
        advice.push(format!("PHP needs its modules {}", modules.join(", ")));
    }
    advice.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_missing_is_told_in_one_line() {
        let all: Vec<_> = PUBLISHER.iter().chain(BROWSER).collect();
        let advice = without_apt(&all);
        assert!(
            advice.contains("brew install php mariadb chromium chromedriver"),
            "{advice}"
        );
        assert!(
            advice.contains("WORDPRESS_DIR") && advice.contains("mysqli"),
            "{advice}"
        );
        assert_eq!(advice.lines().count(), 1);
    }
}
