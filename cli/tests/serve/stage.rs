//! A publisher's server that does what a test wants, the running program, and a client that hides nothing.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Once, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::json;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Whatever takes longer has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What the publisher answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A story with this headline, as WordPress has it, and its `ETag`.
    Story(&'static str),
    /// This, as it is.
    Text(u16, String),
    /// A redirect.
    Redirect(String),
    /// The first half of what was promised.
    Half,
    /// More bytes than any story has.
    Endless,
}

/// A publisher's server.
pub struct Publisher {
    pub address: SocketAddr,
    state: Arc<Told>,
}

struct Told {
    answer: Mutex<Answer>,
    asked: Mutex<Vec<(String, HeaderMap)>>,
    unchanged: AtomicUsize,
    is_held: AtomicBool,
    gate: Semaphore,
}

impl Publisher {
    pub async fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Told {
            answer: Mutex::new(answer),
            asked: Mutex::default(),
            unchanged: AtomicUsize::new(0),
            is_held: AtomicBool::new(false),
            gate: Semaphore::new(0),
        });
        let router = Router::new().fallback(reply).with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, state }
    }

    /// A template of this server's stories.
    pub fn template(&self) -> String {
        format!("http://{}/posts/{{id}}?_embed", self.address)
    }

    pub fn say(&self, answer: Answer) {
        *self.state.answer.lock().unwrap() = answer;
    }

    /// From now on questions wait.
    pub fn hold(&self) {
        self.state.is_held.store(true, Ordering::SeqCst);
    }

    /// Answers those that wait, and all others.
    pub fn let_go(&self) {
        self.state.is_held.store(false, Ordering::SeqCst);
        self.state.gate.add_permits(1_000);
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.state.asked.lock().unwrap().len()
    }

    /// What it was asked.
    pub fn questions(&self) -> Vec<(String, HeaderMap)> {
        self.state.asked.lock().unwrap().clone()
    }

    /// How often it said that nothing has changed.
    pub fn unchanged(&self) -> usize {
        self.state.unchanged.load(Ordering::SeqCst)
    }
}

async fn reply(State(state): State<Arc<Told>>, request: Request) -> Response {
    let asked = (request.uri().to_string(), request.headers().clone());
    state.asked.lock().unwrap().push(asked);
    if state.is_held.load(Ordering::SeqCst) {
        state.gate.acquire().await.unwrap().forget();
    }
    let answer = state.answer.lock().unwrap().clone();
    let respond = |status: u16, kind: &str, body: Body| {
        let response = Response::builder().status(status);
        response.header("content-type", kind).body(body).unwrap()
    };
    match answer {
        Answer::Story(headline) => {
            let tag = format!("\"{headline}\"");
            if request
                .headers()
                .get("if-none-match")
                .is_some_and(|known| known == &*tag)
            {
                state.unchanged.fetch_add(1, Ordering::SeqCst);
                return respond(304, "application/json", Body::empty());
            }
            let mut response = respond(200, "application/json", Body::from(story(headline)));
            response.headers_mut().insert("etag", tag.parse().unwrap());
            response
        }
        Answer::Text(status, text) => respond(status, "text/plain", Body::from(text)),
        Answer::Redirect(to) => {
            let response = Response::builder().status(StatusCode::FOUND);
            response.header("location", to).body(Body::empty()).unwrap()
        }
        Answer::Half => {
            let parts: VecDeque<_> = [Ok(Bytes::from("{\"id\": ")), Err("cut")].into();
            respond(200, "application/json", Body::from_stream(stream(parts)))
        }
        Answer::Endless => respond(200, "application/json", Body::from(vec![b' '; 3 << 20])),
    }
}

fn stream(
    parts: VecDeque<Result<Bytes, &'static str>>,
) -> impl futures_core::Stream<Item = Result<Bytes, &'static str>> {
    struct Parts(VecDeque<Result<Bytes, &'static str>>);
    impl futures_core::Stream for Parts {
        type Item = Result<Bytes, &'static str>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(self.0.pop_front())
        }
    }
    Parts(parts)
}

/// A story of WordPress.
pub fn story(headline: &str) -> String {
    let paragraph = "<p>The lock keeper has written down every barge since the spring flood.</p>";
    json!({
        "id": 412,
        "date_gmt": "2026-02-03T06:30:00",
        "modified_gmt": "2026-02-04T07:00:00",
        "link": "https://river-post.example/2026/02/the-lock-keeper/",
        "type": "post",
        "status": "publish",
        "title": { "rendered": headline },
        "content": { "rendered": paragraph.repeat(30) },
        "excerpt": { "rendered": "" },
    })
    .to_string()
}

/// A story in the project's own document, with more members.
pub fn document(members: &str) -> String {
    format!(
        r#"{{"schema": "article-embed/1", "headline": "The lock keeper", "body": [{{"type": "paragraph", "content": ["He counts barges."]}}]{members}}}"#
    )
}

/// A built site, small.
pub fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "embed.js",
        &"const loader = \"the loader of the embed\";\n".repeat(20),
    );
    write(
        "render-0123456789abcdef.wasm",
        &"\0asm wasm wasm wasm ".repeat(60),
    );
    write(
        "themes/plain.css",
        &"article-embed { color: black }\n".repeat(20),
    );
    write("index.html", "<!doctype html><title>Preview</title>");
    folder
}

/// The running program.
pub struct Service {
    pub address: SocketAddr,
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
    _site: TempDir,
}

/// The program with these arguments, and with a site and a public address.
fn command(site: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_article-embed"));
    command
        .arg("serve")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .args(args);
    if !args.contains(&"--site") {
        command.arg("--site").arg(site);
    }
    if !args.contains(&"--listen") {
        command.args(["--listen", "127.0.0.1:0"]);
    }
    if !args.contains(&"--public") {
        command.args(["--public", "https://embed.river-post.example/"]);
    }
    command
}

impl Service {
    /// Starts the program with these arguments besides the site's, and waits until it listens.
    pub fn start(args: &[&str]) -> Self {
        Self::start_with(args, &[])
    }

    fn start_with(args: &[&str], variables: &[(&str, &str)]) -> Self {
        let site = site();
        let mut command = command(site.path(), args);
        let mut child = command.envs(variables.iter().copied()).spawn().unwrap();
        let lines: Arc<Mutex<Vec<String>>> = Arc::default();
        let (sender, receiver) = mpsc::channel();
        let reader = BufReader::new(child.stderr.take().unwrap());
        let kept = Arc::clone(&lines);
        thread::spawn(move || {
            for line in reader.lines().map_while(Result::ok) {
                if let Some(address) = line.strip_prefix("listening on http://") {
                    let _ = sender.send(address.parse().unwrap());
                }
                kept.lock().unwrap().push(line);
            }
        });
        let address = receiver.recv_timeout(PATIENCE);
        let address = address.unwrap_or_else(|_| panic!("{:?}", lines.lock().unwrap()));
        Self {
            address,
            child,
            lines,
            _site: site,
        }
    }

    /// Starts it in front of a publisher on this machine.
    pub fn before(publisher: &Publisher, args: &[&str]) -> Self {
        Self::before_with(publisher, args, &[])
    }

    /// The same in another environment.
    pub fn before_with(publisher: &Publisher, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let template = publisher.template();
        let own = ["--source", &template, "--allow-private-source", "127.0.0.1"];
        Self::start_with(&[&own, args].concat(), variables)
    }

    /// What it has written on stderr.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub async fn get(&self, path: &str) -> Got {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        get(&self.url(path), headers).await
    }

    /// The value of a line of the metrics.
    pub async fn metric(&self, line: &str) -> f64 {
        let text = self.get("/metrics").await.text();
        let value = text
            .lines()
            .find_map(|known| known.strip_prefix(line)?.strip_prefix(' '));
        value.map_or(0.0, |value| value.parse().unwrap())
    }

    #[cfg(unix)]
    pub fn signal(&self, signal: nix::sys::signal::Signal) {
        let id = nix::unistd::Pid::from_raw(i32::try_from(self.child.id()).unwrap());
        nix::sys::signal::kill(id, signal).unwrap();
    }

    /// How it ended, when it has.
    pub async fn ended(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            pause().await;
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How a program ends that does not come as far as listening, and what it says.
pub fn refused(args: &[&str]) -> (Option<i32>, String) {
    let site = site();
    let mut child = command(site.path(), args).spawn().unwrap();
    let mut text = String::new();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while stderr.read_line(&mut line).unwrap() > 0 {
        if line.starts_with("listening") {
            child.kill().unwrap();
        }
        text += &std::mem::take(&mut line);
    }
    stderr.read_to_string(&mut text).unwrap();
    (child.wait().unwrap().code(), text)
}

/// An answer, as it travelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Got {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

impl Got {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// A client that neither decodes nor follows.
pub fn client() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    reqwest::Client::builder()
        .no_gzip()
        .no_brotli()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(PATIENCE)
        .build()
        .unwrap()
}

pub async fn get(url: &str, headers: &[(&str, &str)]) -> Got {
    let request = headers
        .iter()
        .fold(client().get(url), |request, (name, value)| {
            request.header(*name, *value)
        });
    got(request).await
}

pub async fn got(request: reqwest::RequestBuilder) -> Got {
    let response = request.send().await.unwrap();
    Got {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        bytes: response.bytes().await.unwrap(),
    }
}

/// Waits until something is so.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let start = Instant::now();
    while !is_so().await {
        assert!(start.elapsed() < PATIENCE, "never: {what}");
        pause().await;
    }
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(10)).await;
}
