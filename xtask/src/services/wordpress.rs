//! A real WordPress for one run, with an editor who may publish and guests who may comment.
//!
//! How it is configured stands in the PHP files beside this one, and the plugin that lets guests
//! comment is the publishers' own, from `wordpress/`; this file only puts them in place and starts
//! the servers. Its time zone is far from UTC, so that mistaken dates show.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::process;
use crate::services::mariadb::MariaDb;
use crate::services::server::Server;
use crate::services::{http, port};
use crate::setup::programs;

/// The administrator's name.
pub const USER: &str = "editor";

/// The PHP files, and where they go below the run's folder.
const FILES: &[(&str, &str)] = &[
    ("site/wp-config.php", include_str!("wordpress/config.php")),
    // As publishers put it there.
    (
        "site/wp-content/mu-plugins/article-embed-comments.php",
        include_str!("../../../wordpress/article-embed-comments.php"),
    ),
    (
        "site/wp-content/mu-plugins/tests.php",
        include_str!("wordpress/plugin.php"),
    ),
    ("install.php", include_str!("wordpress/install.php")),
    ("publish.php", include_str!("wordpress/publish.php")),
    ("router.php", include_str!("wordpress/router.php")),
];

/// A running WordPress.
#[derive(Debug)]
pub struct WordPress {
    address: String,
    password: String,
    // The order matters: what uses another one ends before it, and the folder goes last.
    server: Server,
    database: MariaDb,
    folder: TempDir,
}

/// A published post, and what an editor needs to decide about its comments in WordPress's pages.
#[derive(Debug)]
pub struct Published {
    /// The post's number.
    pub id: u64,
    /// The editor's password for WordPress's own pages.
    pub password: String,
}

impl WordPress {
    /// Starts one and waits until it answers.
    pub fn start() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("wordpress-").tempdir()?;
        open_to_the_service_user(folder.path())?;
        let database_folder = folder.path().join("database");
        fs::create_dir(&database_folder)?;
        let database = MariaDb::start(&database_folder)?;

        let site = folder.path().join("site");
        copy(&programs::wordpress()?, &site).context("WordPress's files cannot be copied")?;
        for directory in ["wp-content/mu-plugins", "wp-content/uploads"] {
            fs::create_dir_all(site.join(directory))?;
        }
        for (path, text) in FILES {
            fs::write(folder.path().join(path), text)?;
        }

        let host = format!("127.0.0.1:{}", port::free()?);
        let address = format!("http://{host}");
        let php = || php(folder.path(), &address, database.socket());
        let password =
            process::read(php()?.arg("install.php")).context("WordPress could not be installed")?;
        let password = password.trim().to_owned();
        ensure!(
            !password.is_empty(),
            "WordPress made no application password"
        );

        let mut command = php()?;
        command
            .args(["-S", &host, "-t"])
            .arg(&site)
            .arg("router.php");
        let mut server = Server::start(
            "WordPress",
            &mut command,
            folder.path().join("wordpress.log"),
        )?;
        let posts = format!("{address}/wp-json/wp/v2/posts");
        server.wait_until(|| http::status(&posts) == Some(200))?;
        Ok(Self {
            address,
            password,
            server,
            database,
            folder,
        })
    }

    /// The site's address, without a slash at the end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The application password of the administrator.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// Publishes an empty post for readers to comment on.
    pub fn publish(&self) -> Result<Published> {
        let mut command = php(self.folder.path(), &self.address, self.database.socket())?;
        let answer = process::read(command.arg("publish.php"))
            .context("WordPress could not publish a post")?;
        let (id, password) = answer
            .trim()
            .split_once(' ')
            .context("WordPress does not say what it published")?;
        Ok(Published {
            id: id.parse()?,
            password: password.to_owned(),
        })
    }

    /// Fails if it, or its database, has ended.
    pub fn check(&mut self) -> Result<()> {
        self.database.check()?;
        self.server.check()
    }
}

/// PHP with what WordPress's files find in their environment, in the run's folder.
fn php(folder: &Path, address: &str, socket: &Path) -> Result<Command> {
    let mut php = Command::new(programs::program("php")?);
    php.current_dir(folder)
        .env("WORDPRESS_ADDRESS", address)
        .env("WORDPRESS_SOCKET", socket)
        .env("WORDPRESS_USER", USER)
        // Workers would outlive the server that started them.
        .env_remove("PHP_CLI_SERVER_WORKERS")
        .args(["-d", "display_errors=0", "-d", "log_errors=1"])
        .args(["-d", "error_log=", "-d", "opcache.enable_cli=1"])
        .args(["-d", "memory_limit=256M", "-d", "upload_max_filesize=16M"])
        .args(["-d", "post_max_size=16M"]);
    Ok(php)
}

/// The database's folder is in there, and its server may run as another user.
fn open_to_the_service_user(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    }
    let _ = folder;
    Ok(())
}

/// Copies a folder; Debian's has links into other packages.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from).follow_links(true) {
        // A link to a package that is not installed leads nowhere.
        let Ok(entry) = entry else { continue };
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
