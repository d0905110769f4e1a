//! A publisher whose files come as a test wants: the built embed and stories, from one server that can
//! refuse, lie, fall silent, or serve another build.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::setting;

/// The loader's name, which is the same in each build.
const LOADER: &str = "embed.js";

/// Where files are that have moved.
const MOVED: &str = "/moved";

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection is closed without an answer.
    Refused,
    /// The server answers with this status.
    Status(u16),
    /// The file is called a page, which browsers are to believe.
    WrongType,
    /// Its first half is there, and called the whole.
    Half,
    /// The connection breaks in the middle.
    CutOff,
    /// The byte at this place is another one.
    Changed(usize),
    /// Nothing comes before the test lets it.
    Silent,
    /// It is somewhere else.
    Redirected,
    /// It is there.
    RedirectedTo(&'static str),
    /// A page of somebody's between comes in its place, which browsers are to keep.
    KeptWrong,
}

/// A server that is running; it ends with the test's runtime.
#[derive(Debug)]
pub struct Site {
    /// Its origin.
    pub origin: String,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    /// The files by their paths.
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    /// What is wrong, by path.
    faults: Mutex<HashMap<String, Fault>>,
    /// The paths that were asked for, oldest first.
    asked: Mutex<Vec<String>>,
    /// What is silent goes on as soon as this changes.
    released: watch::Sender<u32>,
}

impl Site {
    /// Starts one with all files of the build.
    pub async fn start() -> Self {
        let root = setting("ARTICLE_EMBED_DIST");
        let mut files = BTreeMap::new();
        read(Path::new(&root), "/", &mut files);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(State {
            files: Mutex::new(files),
            faults: Mutex::default(),
            asked: Mutex::default(),
            released: watch::Sender::new(0),
        });
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let state = shared.clone();
                // Whoever has gone away needs no answer.
                tokio::spawn(async move { answer(client, &state).await });
            }
        });
        Self { origin, state }
    }

    /// Serves these bytes at a path.
    pub fn put(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        let mut files = self.state.files.lock().unwrap();
        files.insert(path.to_owned(), bytes.into());
    }

    /// Serves a story, and says its address.
    pub fn story(&self, name: &str, json: &str) -> String {
        let path = format!("/stories/{name}.json");
        self.put(&path, json);
        format!("{}{path}", self.origin)
    }

    /// Has something be wrong with a file from now on.
    pub fn spoil(&self, path: &str, fault: Fault) {
        let mut faults = self.state.faults.lock().unwrap();
        faults.insert(path.to_owned(), fault);
    }

    /// All is well again, and what was silent speaks.
    pub fn recover(&self) {
        self.state.faults.lock().unwrap().clear();
        self.state.released.send_modify(|times| *times += 1);
    }

    /// How often a path was asked for.
    #[must_use]
    pub fn asked(&self, path: &str) -> usize {
        let asked = self.state.asked.lock().unwrap();
        asked.iter().filter(|asked| *asked == path).count()
    }

    /// Forgets what was asked for.
    pub fn forget(&self) {
        self.state.asked.lock().unwrap().clear();
    }

    /// The path of the only file whose name begins and ends so.
    #[must_use]
    pub fn built(&self, begin: &str, end: &str) -> String {
        let files = self.state.files.lock().unwrap();
        let is_it = |path: &&String| path.starts_with(&format!("/{begin}")) && path.ends_with(end);
        let found: Vec<_> = files.keys().filter(is_it).collect();
        assert_eq!(found.len(), 1, "{begin}…{end}: {found:?}");
        found[0].clone()
    }

    /// The bytes at a path.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let files = self.state.files.lock().unwrap();
        let found = files.get(path);
        found
            .unwrap_or_else(|| panic!("there is no {path}"))
            .clone()
    }

    /// The whole embed a second time, in this folder.
    pub fn copy_to(&self, folder: &str) {
        let mut files = self.state.files.lock().unwrap();
        let copies: Vec<_> = files
            .iter()
            .map(|(path, bytes)| (format!("{folder}{path}"), bytes.clone()))
            .collect();
        files.extend(copies);
    }

    /// The whole embed in this folder, and nowhere else. Only the loader's old place is left.
    pub fn move_to(&self, folder: &str) {
        self.copy_to(folder);
        let mut files = self.state.files.lock().unwrap();
        files.retain(|path, _| path.starts_with(folder) || path == &format!("/{LOADER}"));
    }

    /// Makes these the bytes of a file of the embed in a folder (`""` is the root's), as another build
    /// would: the loader there knows them, or the rest of it does, which the loader knows.
    pub fn rebuild(&self, folder: &str, file: &str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        let path = folder.to_owned() + file;
        let (before, after) = (integrity(&self.bytes(&path)), integrity(&bytes));
        self.put(&path, bytes);
        let loader = format!("{folder}/{LOADER}");
        let source = self.text(&loader);
        if source.contains(&before) {
            return self.put(&loader, source.replace(&before, &after));
        }
        let rest = self.built("loader-", ".js");
        let source = self.text(&[folder, &rest].concat());
        assert!(source.contains(&before), "nobody in {folder} knows {path}");
        self.rebuild(folder, &rest, source.replace(&before, &after));
    }

    /// The text at a path.
    #[must_use]
    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).unwrap()
    }
}

/// What a browser holds a file against.
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

fn read(folder: &Path, path: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        let name = entry.file_name().unwrap().to_str().unwrap();
        if entry.is_dir() {
            read(&entry, &format!("{path}{name}/"), files);
        } else {
            files.insert(format!("{path}{name}"), fs::read(&entry).unwrap());
        }
    }
}

/// Answers one request, and closes the connection.
async fn answer(mut client: TcpStream, state: &State) -> std::io::Result<()> {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
        match client.read(&mut buffer).await? {
            0 => return Ok(()),
            count => head.extend_from_slice(&buffer[..count]),
        }
    }
    let head = String::from_utf8_lossy(&head);
    let asked = head.split(' ').nth(1).unwrap_or_default();
    let path = asked.split('?').next().unwrap_or_default();
    // What is let go from now on is let go for this, too.
    let mut released = state.released.subscribe();
    state.asked.lock().unwrap().push(path.to_owned());
    let fault = state.faults.lock().unwrap().get(path).copied();
    let place = path.strip_prefix(MOVED).unwrap_or(path);
    let file = state.files.lock().unwrap().get(place).cloned();
    let Some(mut bytes) = file else {
        let page = b"<!doctype html><p>Not here.";
        return send(
            &mut client,
            "404 Not Found",
            "text/html",
            "",
            page,
            page.len(),
        )
        .await;
    };
    let mut kind = kind(path);
    let mut more = String::new();
    // Nothing is kept from one page to the next: each test sees what it has arranged.
    let mut kept = "no-store".to_owned();
    let mut status = "200 OK".to_owned();
    let mut sent = bytes.len();
    match fault {
        None => {}
        Some(Fault::Refused) => return Ok(()),
        Some(Fault::Status(code)) => {
            status = format!("{code} No");
            kind = "text/html";
            bytes = b"<!doctype html><p>No.".to_vec();
            sent = bytes.len();
        }
        Some(Fault::WrongType) => {
            kind = "text/html";
            "X-Content-Type-Options: nosniff\r\n".clone_into(&mut more);
        }
        Some(Fault::Half) => {
            bytes.truncate(sent / 2);
            sent = bytes.len();
        }
        Some(Fault::CutOff) => sent /= 2,
        Some(Fault::Changed(place)) => bytes[place] ^= 1,
        Some(Fault::Silent) => {
            // The server goes on as long as the test does.
            let _ = released.changed().await;
        }
        Some(Fault::Redirected) => {
            status = "302 Found".to_owned();
            more = format!("Location: {MOVED}{path}\r\n");
            bytes.clear();
            sent = 0;
        }
        Some(Fault::RedirectedTo(there)) => {
            status = "302 Found".to_owned();
            more = format!("Location: {there}\r\n");
            bytes.clear();
            sent = 0;
        }
        Some(Fault::KeptWrong) => {
            "max-age=3600".clone_into(&mut kept);
            bytes = b"Please log in.".to_vec();
            sent = bytes.len();
        }
    }
    more.push_str(&["Cache-Control: ", &kept, "\r\n"].concat());
    let length = bytes.len();
    send(&mut client, &status, kind, &more, &bytes[..sent], length).await
}

/// Sends so many bytes of those that are promised.
async fn send(
    client: &mut TcpStream,
    status: &str,
    kind: &str,
    more: &str,
    bytes: &[u8],
    length: usize,
) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{more}\
         Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n"
    );
    client.write_all(head.as_bytes()).await?;
    client.write_all(bytes).await?;
    client.shutdown().await
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
