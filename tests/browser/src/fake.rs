//! A small server that answers as a test wants, such as a comment engine behind a gateway.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, LOCATION, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::server::{Asked, serve};

/// A server that is running; it ends with the test's runtime.
pub struct Fake {
    /// Its origin.
    pub origin: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// What it answers.
pub struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    is_shared: bool,
}

impl Reply {
    /// A JSON text.
    #[must_use]
    pub fn json(status: u16, json: &Value) -> Self {
        Self {
            status,
            headers: vec![(CONTENT_TYPE.as_str(), "application/json".to_owned())],
            body: json.to_string(),
            is_shared: true,
        }
    }

    /// A page for readers.
    #[must_use]
    pub fn page(status: u16, words: &str) -> Self {
        Self {
            headers: vec![(CONTENT_TYPE.as_str(), "text/html".to_owned())],
            body: format!("<!doctype html><title>A page</title><p>{words}"),
            ..Self::json(status, &Value::Null)
        }
    }

    /// Another address.
    #[must_use]
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::page(status, "Moved").header(LOCATION.as_str(), to)
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The same, which pages of other origins may not read (CORS).
    #[must_use]
    pub fn unshared(mut self) -> Self {
        self.is_shared = false;
        self
    }
}

/// What decides.
type Decision = Arc<dyn Fn(&Asked) -> Reply + Send + Sync>;

#[derive(Clone)]
struct Inside {
    asked: Arc<Mutex<Vec<Asked>>>,
    decision: Decision,
}

impl Fake {
    /// Starts one that answers so.
    pub async fn start(decision: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let asked = Arc::default();
        let inside = Inside {
            asked: Arc::clone(&asked),
            decision: Arc::new(decision),
        };
        let router = Router::new().fallback(answer).with_state(inside);
        Self {
            origin: serve(router).await,
            asked,
        }
    }

    /// What it was asked so far by this method, oldest first.
    #[must_use]
    pub fn asked(&self, method: &Method) -> Vec<Asked> {
        let asked = self.asked.lock().unwrap();
        let by_method = asked.iter().filter(|asked| asked.method == *method);
        by_method.cloned().collect()
    }
}

async fn answer(
    State(inside): State<Inside>,
    method: Method,
    address: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let origin = headers.get(ORIGIN).cloned();
    let asked = Asked {
        method,
        address: address.to_string(),
        headers,
        body,
    };
    inside.asked.lock().unwrap().push(asked.clone());
    let reply = if asked.method == Method::OPTIONS {
        Reply::page(204, "")
            .header("access-control-allow-methods", "GET, POST, PUT, DELETE")
            .header("access-control-allow-headers", "content-type")
    } else {
        (inside.decision)(&asked)
    };
    let status = StatusCode::from_u16(reply.status).unwrap();
    let mut response = (status, reply.body).into_response();
    let headers = response.headers_mut();
    headers.remove(CONTENT_TYPE);
    for (name, value) in reply.headers {
        headers.insert(name, value.parse().unwrap());
    }
    if let Some(origin) = origin.filter(|_| reply.is_shared) {
        headers.insert("access-control-allow-origin", origin);
        let yes = "true".parse().unwrap();
        headers.insert("access-control-allow-credentials", yes);
    }
    response
}
