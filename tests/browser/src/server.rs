//! The servers of one test: the partner's pages, the built embed, and a publisher that answers as
//! the test wants. Each is an origin of its own on this machine.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use reqwest::Url;
use tokio::net::TcpListener;

use crate::setting;

/// The value of a page that is sent as its `Cross-Origin-Embedder-Policy`.
pub const EMBEDDER_POLICY: &str = "EMBEDDER_POLICY";

/// The value of a page that is sent as its `Integrity-Policy`.
pub const INTEGRITY_POLICY: &str = "INTEGRITY_POLICY";

/// The values of a page that are sent as headers.
const HEADERS: [(&str, &str); 2] = [
    (EMBEDDER_POLICY, "cross-origin-embedder-policy"),
    (INTEGRITY_POLICY, "integrity-policy"),
];

/// The files of this package that servers serve.
const FILES: &str = env!("CARGO_MANIFEST_DIR");

/// The running servers; they end with the test's runtime.
#[derive(Debug)]
pub struct Servers {
    /// Origin of the partner's pages.
    pub partner: String,
    /// Origin of the built embed.
    pub embed: String,
    /// Origin of the publisher's stories.
    pub publisher: String,
    answers: Answers,
    seen: Seen,
}

/// What is answered in place of a file, by path.
type Answers = Arc<Mutex<HashMap<String, Answer>>>;

/// What the publisher was asked, oldest first.
type Seen = Arc<Mutex<Vec<Asked>>>;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Asked {
    /// HTTP's method.
    pub method: Method,
    /// Path and query.
    pub address: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What a server answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// This status, type and body.
    With(u16, &'static str, String),
    /// Nothing, ever: the connection stays open.
    Never,
}

impl Answer {
    /// A JSON text.
    #[must_use]
    pub fn json(status: u16, text: &str) -> Self {
        Self::With(status, "application/json", text.to_owned())
    }

    /// A page where JSON was asked for.
    #[must_use]
    pub fn html(status: u16) -> Self {
        Self::With(
            status,
            "text/html",
            "<!doctype html><title>No</title><p>No.".to_owned(),
        )
    }

    /// No bytes.
    #[must_use]
    pub fn empty() -> Self {
        Self::json(200, "")
    }
}

impl Servers {
    /// Starts them.
    pub async fn start() -> Self {
        let (answers, seen) = (Answers::default(), Seen::default());
        let embed = serve(Router::new().fallback(file).with_state(Files {
            root: setting("ARTICLE_EMBED_DIST").into(),
            answers: answers.clone(),
            seen: Seen::default(),
        }));
        let publisher = serve(stories(&answers, &seen));
        let (embed, publisher) = (embed.await, publisher.await);
        let wordpress = setting("ARTICLE_EMBED_WORDPRESS");
        let names = [
            ("EMBED", embed.clone()),
            ("PUBLISHER", publisher.clone()),
            ("WORDPRESS", wordpress),
        ];
        let names = names.map(|(name, origin)| (name.to_owned(), origin)).into();
        let partner = serve(Router::new().fallback(page).with_state(Arc::new(names))).await;
        Self {
            partner,
            embed,
            publisher,
            answers,
            seen,
        }
    }

    /// What the publisher was asked at this path so far.
    #[must_use]
    pub fn asked(&self, path: &str) -> Vec<Asked> {
        let seen = self.seen.lock().unwrap();
        let of_path = |asked: &&Asked| asked.address.split('?').next() == Some(path);
        seen.iter().filter(of_path).cloned().collect()
    }

    /// Serves the publisher's stories where nobody was, see [`nobody`].
    pub async fn take_over(&self, origin: &str) {
        let stories = stories(&self.answers, &self.seen);
        serve_at(origin.trim_start_matches("http://"), stories).await;
    }

    /// Serves a folder at an origin of its own, with the tests' answers in place of its files.
    pub async fn serve_folder(&self, folder: &str) -> String {
        let files = Files {
            root: folder.into(),
            answers: self.answers.clone(),
            seen: Seen::default(),
        };
        serve(Router::new().fallback(file).with_state(files)).await
    }

    /// Serves the publisher's files at an origin of their own, which shares them with no other.
    pub async fn serve_unshared(&self) -> String {
        let unshared = |address: Uri| async move {
            read(&Path::new(FILES).join("stories"), address.path()).await
        };
        serve(Router::new().fallback(unshared)).await
    }

    /// Address of the partner's page `pages/NAME.html`; the values take the places of `{{KEY}}`.
    #[must_use]
    pub fn page(&self, name: &str, values: &[(&str, &str)]) -> String {
        let mut address = Url::parse(&self.partner).unwrap();
        address.set_path(name);
        for (key, value) in values {
            address.query_pairs_mut().append_pair(key, value);
        }
        address.into()
    }

    /// Address of a partner's page with a story and this comment engine; an empty address leaves
    /// the engine's to the story.
    #[must_use]
    pub fn comments_page(&self, article: &str, engine: &str, address: &str) -> String {
        let values = [
            ("ARTICLE", article),
            ("COMMENTS", engine),
            ("COMMENTS_URL", address),
        ];
        self.page("comments", &values)
    }

    /// The same of a page whose clock runs so many times as fast.
    #[must_use]
    pub fn hurried_page(&self, times: &str, article: &str, engine: &str, address: &str) -> String {
        let values = [
            ("TIMES", times),
            ("ARTICLE", article),
            ("COMMENTS", engine),
            ("COMMENTS_URL", address),
        ];
        self.page("hurried", &values)
    }

    /// Address of the publisher's story `stories/NAME.json`.
    #[must_use]
    pub fn story(&self, name: &str) -> String {
        format!("{}/{name}.json", self.publisher)
    }

    /// Answers a path of the publisher's or the embed's server in place of the file.
    pub fn answer(&self, path: &str, answer: Answer) {
        self.answers.lock().unwrap().insert(path.to_owned(), answer);
    }

    /// Serves the path's file again.
    pub fn recover(&self, path: &str) {
        self.answers.lock().unwrap().remove(path);
    }

    /// Path of the built file whose name begins and ends so, with nothing but a hash between.
    #[must_use]
    pub fn built(&self, begin: &str, end: &str) -> String {
        let files = std::fs::read_dir(setting("ARTICLE_EMBED_DIST")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let is_hash = |hash: &str| hash.len() == 16 && hash.bytes().all(|c| c.is_ascii_hexdigit());
        let hash = |name: &str| Some(is_hash(name.strip_prefix(begin)?.strip_suffix(end)?));
        let mut found = names.filter(|name| hash(name).unwrap_or_default());
        let name = found
            .next()
            .unwrap_or_else(|| panic!("no built file {begin}…{end}"));
        assert_eq!(found.next(), None, "more than one built file {begin}…{end}");
        format!("/{name}")
    }
}

/// An origin that refuses every connection.
pub async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn stories(answers: &Answers, seen: &Seen) -> Router {
    Router::new().fallback(file).with_state(Files {
        root: Path::new(FILES).join("stories"),
        answers: answers.clone(),
        seen: seen.clone(),
    })
}

pub(crate) async fn serve(router: Router) -> String {
    serve_at("127.0.0.1:0", router).await
}

async fn serve_at(address: &str, router: Router) -> String {
    let listener = TcpListener::bind(address).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

#[derive(Clone)]
struct Files {
    root: PathBuf,
    answers: Answers,
    seen: Seen,
}

/// A file, shared with every origin; or what the test wants in its place.
async fn file(
    State(files): State<Files>,
    method: Method,
    address: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    files.seen.lock().unwrap().push(Asked {
        method,
        address: address.to_string(),
        headers,
        body,
    });
    let answer = files.answers.lock().unwrap().get(address.path()).cloned();
    let shared = [
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (CACHE_CONTROL, "no-cache"),
    ];
    match answer {
        Some(Answer::Never) => std::future::pending().await,
        Some(Answer::With(status, kind, body)) => {
            let status = StatusCode::from_u16(status).unwrap();
            (status, shared, [(CONTENT_TYPE, kind)], body).into_response()
        }
        None => (shared, read(&files.root, address.path()).await).into_response(),
    }
}

/// A partner's page with its places filled in.
async fn page(
    State(origins): State<Arc<HashMap<String, String>>>,
    Query(values): Query<HashMap<String, String>>,
    address: Uri,
) -> Response {
    for (folder, packages) in [
        ("/packages/", "ARTICLE_EMBED_FRAMEWORKS"),
        ("/morphing/", "ARTICLE_EMBED_MORPHING"),
    ] {
        if let Some(path) = address.path().strip_prefix(folder) {
            return read(Path::new(&setting(packages)), path).await;
        }
    }
    let root = Path::new(FILES).join("pages");
    if address.path().contains('.') {
        return read(&root, address.path()).await;
    }
    let file = root.join(address.path().trim_start_matches('/'));
    // A page is HTML unless its file says otherwise.
    let kinds = [
        ("html", "text/html; charset=utf-8"),
        ("xhtml", "application/xhtml+xml"),
    ];
    let found = kinds.into_iter().find_map(|(ending, kind)| {
        let text = std::fs::read_to_string(file.with_extension(ending));
        Some((text.ok()?, kind))
    });
    let Some((mut text, kind)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    for (name, value) in origins.iter().chain(&values) {
        // Markup comes as it is.
        let value = match name.as_str() {
            "SNIPPET" => value.clone(),
            _ => value.replace('&', "&amp;").replace('"', "&quot;"),
        };
        text = text.replace(&format!("{{{{{name}}}}}"), &value);
    }
    assert!(
        !text.contains("{{"),
        "a place on the page {address} is not filled in"
    );
    let mut page = ([(CONTENT_TYPE, kind)], text).into_response();
    for (name, header) in HEADERS {
        if let Some(policy) = values.get(name) {
            let policy = HeaderValue::from_str(policy).unwrap();
            page.headers_mut().insert(header, policy);
        }
    }
    page
}

async fn read(root: &Path, path: &str) -> Response {
    let path = match path.trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("wav") => "audio/wav",
        _ => "application/octet-stream",
    };
    match tokio::fs::read(root.join(path)).await {
        Ok(bytes) => ([(CONTENT_TYPE, kind)], Bytes::from(bytes)).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
