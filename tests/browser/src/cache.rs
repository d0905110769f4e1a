//! A cache between readers and a comment engine that pays no heed to what browsers ask of it: once told to
//! keep, it gives everybody the lists that it has seen last, until it is told to forget them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use reqwest::Client;

use crate::server::serve;

/// A cache that is running; it ends with the test's runtime.
pub struct Cache {
    /// Its origin, which stands for the engine's.
    pub origin: String,
    inside: Inside,
}

/// An answer that was kept.
type Kept = (StatusCode, HeaderMap, Bytes);

#[derive(Clone)]
struct Inside {
    engine: String,
    client: Client,
    /// By address; `None` where nothing is kept.
    lists: Arc<Mutex<Option<HashMap<String, Kept>>>>,
}

impl Cache {
    /// Starts one in front of an engine of this origin, which lists comments at `/`.
    pub async fn start(engine: &str) -> Self {
        let inside = Inside {
            engine: engine.to_owned(),
            client: Client::new(),
            lists: Arc::default(),
        };
        let router = Router::new().fallback(pass).with_state(inside.clone());
        Self {
            origin: serve(router).await,
            inside,
        }
    }

    /// From now on, lists are kept.
    pub fn keep(&self) {
        *self.inside.lists.lock().unwrap() = Some(HashMap::new());
    }

    /// From now on, none is.
    pub fn forget(&self) {
        *self.inside.lists.lock().unwrap() = None;
    }
}

async fn pass(
    State(inside): State<Inside>,
    method: Method,
    address: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let name = address.to_string();
    let is_list = method == Method::GET && address.path() == "/";
    let kept = {
        let lists = inside.lists.lock().unwrap();
        lists.as_ref().and_then(|lists| lists.get(&name).cloned())
    };
    if let Some(kept) = kept.filter(|_| is_list) {
        return kept.into_response();
    }
    let request = inside
        .client
        .request(method, format!("{}{name}", inside.engine));
    let answer = request.headers(headers).body(body).send().await.unwrap();
    let status = answer.status();
    let mut headers = answer.headers().clone();
    for name in [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING] {
        headers.remove(name);
    }
    let answer = (status, headers, answer.bytes().await.unwrap());
    if is_list && let Some(lists) = &mut *inside.lists.lock().unwrap() {
        lists.insert(name, answer.clone());
    }
    answer.into_response()
}
