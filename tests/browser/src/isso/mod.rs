//! A real Isso of a test's own, and its moderator at work.
//!
//! Each test starts one, because Isso takes its settings and the partners' origins only at its
//! start. Readers' side of it is the widget's business and is not here.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::{PATIENCE, POLL};
use crate::server::nobody;
use crate::{Servers, setting};

/// The database's name in the folder of an Isso.
const DATABASE: &str = "comments.db";

/// The log's name there.
const LOG: &str = "isso.log";

/// How an Isso is configured.
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of Isso's own"
)]
pub struct Settings {
    /// Whether comments wait for the moderator.
    pub moderated: bool,
    /// Whether it refuses what it does by default: the third comment in a minute, the fourth on a
    /// story that is no reply, and replies to oneself.
    pub guarded: bool,
    /// Whether readers must give a name.
    pub requires_author: bool,
    /// Whether readers must give an e-mail address.
    pub requires_email: bool,
    /// How long readers may change and delete what they wrote.
    pub max_age_seconds: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            moderated: false,
            guarded: false,
            requires_author: false,
            requires_email: false,
            max_age_seconds: 900,
        }
    }
}

/// An Isso that is running; it ends when this goes away.
#[derive(Debug)]
pub struct Isso {
    origin: String,
    process: Child,
    folder: TempDir,
}

impl Isso {
    /// Starts one that lets the partner's pages in, with no comments yet.
    pub async fn start(servers: &Servers, settings: Settings) -> Self {
        let folder = tempfile::Builder::new().prefix("isso-").tempdir().unwrap();
        let origin = nobody().await;
        let file = folder.path().join("isso.cfg");
        let database = folder.path().join(DATABASE);
        let text = configuration(settings, &database, &origin, &servers.partner);
        fs::write(&file, text).unwrap();
        let log = File::create(folder.path().join(LOG)).unwrap();
        let process = Command::new(setting("ARTICLE_EMBED_ISSO"))
            .arg("-c")
            .arg(file)
            .env_remove("ISSO_SETTINGS")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .expect("Isso cannot be started");
        let mut isso = Self {
            origin,
            process,
            folder,
        };
        isso.until_it_answers().await;
        isso
    }

    /// Where it answers.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// All comments on a story as its database has them, whatever their state, oldest first. Their
    /// `mode` is 1 for published, 2 for held and 4 for deleted but still replied to.
    #[must_use]
    pub fn comments(&self, story: &str) -> Vec<Value> {
        let answer = self.run_python(include_str!("comments.py"), story);
        serde_json::from_slice(&answer).unwrap()
    }

    /// The same once there are no more than so many, or after a while.
    pub async fn until_at_most(&self, story: &str, count: usize) -> Vec<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let comments = self.comments(story);
            if comments.len() <= count || Instant::now() > deadline {
                return comments;
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Puts so many comments beside the only one that there is.
    pub fn fill(&self, count: usize) {
        self.run_python(include_str!("fill.py"), &count.to_string());
    }

    /// What a script prints that is told where the database is, and this.
    fn run_python(&self, script: &str, argument: &str) -> Vec<u8> {
        let python = Path::new(&setting("ARTICLE_EMBED_ISSO")).with_file_name("python3");
        let answer = Command::new(python)
            .args(["-c", script])
            .arg(self.folder.path().join(DATABASE))
            .arg(argument)
            .stderr(Stdio::inherit())
            .output()
            .expect("Isso's database cannot be opened");
        assert!(answer.status.success(), "{script} fails");
        answer.stdout
    }

    /// Writes a comment of these fields as somebody else, and returns its number.
    pub async fn write(&self, story: &str, fields: Value) -> u64 {
        let mut fields = fields;
        fields["title"] = json!("A story");
        let request = Client::new().post(format!("{}/new", self.origin));
        let request = request.query(&[("uri", story)]).json(&fields);
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{status}: {text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        answer["id"].as_u64().unwrap()
    }

    /// Lets a held comment through.
    pub async fn approve(&self, id: u64) {
        self.decide(id, "activate").await;
    }

    /// Throws a comment away; one that is replied to stays without its words.
    pub async fn delete(&self, id: u64) {
        self.decide(id, "delete").await;
    }

    /// Follows the link that Isso wrote for the moderator when the comment came.
    async fn decide(&self, id: u64, action: &str) {
        let path = format!("{}/id/{id}/{action}/", self.origin);
        let log = self.log();
        let link = log.split_whitespace().find(|word| word.starts_with(&path));
        let link = link.unwrap_or_else(|| panic!("Isso wrote no link to {path}\n{log}"));
        let answer = Client::new().post(link).send().await.unwrap();
        assert!(answer.status().is_success(), "{link}: {}", answer.status());
    }

    async fn until_it_answers(&mut self) {
        let asked = format!("{}/config", self.origin);
        let deadline = Instant::now() + PATIENCE;
        while reqwest::get(&asked).await.is_err() {
            let ended = self.process.try_wait().unwrap();
            assert!(
                ended.is_none() && Instant::now() < deadline,
                "Isso does not answer\n{}",
                self.log()
            );
            tokio::time::sleep(POLL).await;
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join(LOG)).unwrap()
    }
}

impl Drop for Isso {
    fn drop(&mut self) {
        // It may have ended by itself, which its test has noticed then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The guard is never off, because it is what demands names and addresses; it can be very patient.
fn configuration(settings: Settings, database: &Path, origin: &str, partner: &str) -> String {
    let Settings {
        moderated,
        guarded,
        requires_author,
        requires_email,
        max_age_seconds,
    } = settings;
    let database = database.display();
    let patience = if guarded {
        ""
    } else {
        "ratelimit = 10000\ndirect-reply = 10000\nreply-to-self = true\n"
    };
    format!(
        "[general]\ndbpath = {database}\nhost = {partner}\nmax-age = {max_age_seconds}\n\
         [server]\nlisten = {origin}\npublic-endpoint = {origin}\n\
         [moderation]\nenabled = {moderated}\n\
         [guard]\nrequire-author = {requires_author}\nrequire-email = {requires_email}\n{patience}"
    )
}
