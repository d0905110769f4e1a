//! A publisher's server, and the command that asks it.

use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::response::Response;

/// A server, until the test ends.
pub struct Publisher {
    /// Where it is, without a slash at the end.
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Publisher {
    /// Starts a server that answers in this way; it is told its own address.
    pub fn start(
        answer: impl Fn(&Request, &str) -> Response + Clone + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, own) = (Arc::clone(&asked), address.clone());
        let router = Router::new().fallback(move |request: Request| {
            let line = format!("{} {}", request.method(), request.uri());
            log.lock().unwrap().push(line);
            let response = answer(&request, &own);
            async move { response }
        });
        thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        Self { address, asked }
    }

    /// What it was asked for: methods and addresses.
    #[allow(dead_code, reason = "not all tests look")]
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// An answer with these headers.
pub fn answer(status: u16, headers: &[(&'static str, &str)], body: impl Into<Body>) -> Response {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, HeaderValue::from_str(value).unwrap());
    }
    response.body(body.into()).unwrap()
}

/// The headers of an answer that nothing is wrong with.
pub const GOOD: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("content-type", "application/json"),
    ("x-content-type-options", "nosniff"),
    ("cache-control", "public, max-age=60"),
    ("etag", "\"1\""),
];

/// Runs the command.
pub fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_article-embed"))
        .args(args)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap()
}

/// What it printed.
pub fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}
