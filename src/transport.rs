//! Requests to servers that may be slow, wrong or gone: every way to fail has a name.
//!
//! Sending is done here, because a page may have replaced `fetch` by something that fails in ways that no
//! library expects. gloo-net builds what applications ask for; what the islands send is built by hand,
//! since gloo-net's way of putting addresses together brings the formatting of texts along.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use gloo_net::http::RequestBuilder;
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Response};

use crate::js_object::{js_object, member, texts};
use crate::json::{self, Json};
use crate::url::{WebUrl, encode_component};

/// How long a server may take to answer in full, in milliseconds.
pub const PATIENCE: u32 = 15_000;

/// How many bytes a request may carry that goes on where its page is left. Browsers take 64 KiB at a
/// time from all that a page has under way, and refuse what is more.
const KEPT_ALIVE: usize = 32_768;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// The device has no connection, so nothing was sent.
    #[error("the browser is offline")]
    Offline,
    /// The request failed on its way: no such host, connection refused or cut, or an answer that the
    /// server does not share with this page (CORS).
    #[error(fmt = failed)]
    Failed(String),
    /// No whole answer within the time.
    #[error(fmt = timed_out)]
    TimedOut,
}

/// Without `write!`, which the islands need nowhere else.
fn failed(why: &str, formatter: &mut fmt::Formatter) -> fmt::Result {
    formatter.write_str(
        "the request failed; the server may be unreachable or may not allow this page's origin (CORS): ",
    )?;
    formatter.write_str(why)
}

fn timed_out(formatter: &mut fmt::Formatter) -> fmt::Result {
    let seconds = (PATIENCE / 1000).to_string();
    formatter.write_str(&["no answer within ", &seconds, " seconds"].concat())
}

/// What a server said.
pub struct Answer {
    /// HTTP's status.
    pub status: u16,
    /// What stands in the answer.
    pub body: Body,
    /// The headers that the server lets this page see; `None` where no server was asked.
    response: Option<Response>,
}

/// What stands in an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// JSON.
    Json(Json),
    /// Nothing.
    Empty,
    /// Something that is not JSON.
    Other {
        /// What it is.
        text: String,
        /// Why it is not JSON.
        reason: String,
    },
}

impl Answer {
    /// An answer that this browser gives itself.
    #[must_use]
    pub fn from_here(status: u16, json: Json) -> Self {
        Self {
            status,
            body: Body::Json(json),
            response: None,
        }
    }

    /// Its JSON; `null` where it has none.
    #[must_use]
    pub fn json(&self) -> &Json {
        match &self.body {
            Body::Json(json) => json,
            _ => &Json::Null,
        }
    }

    /// Whether the server sends on to another address, where that is not followed. Browsers give such an
    /// answer no status.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        matches!(self.status, 0 | 300..=399)
    }

    /// Whether the status is one of success.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        self.response.as_ref()?.headers().get(name).ok()?
    }

    /// The address that the answer came from in the end.
    #[must_use]
    pub fn url(&self) -> String {
        self.response
            .as_ref()
            .map(Response::url)
            .unwrap_or_default()
    }
}

/// An answer that is still to come.
pub type Pending = Pin<Box<dyn Future<Output = Result<Answer, TransportError>>>>;

/// What is to be done with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read what is there.
    Get,
    /// Add something.
    Post,
    /// Change it.
    Put,
    /// Delete it.
    Delete,
}

impl Method {
    const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// What is asked of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is to be done.
    pub method: Method,
    /// With what.
    pub url: WebUrl,
    /// With the cookies that the server has set, such as Isso's, which let a reader change what she has
    /// just written.
    pub with_cookies: bool,
    /// What is sent, as JSON or as a form.
    pub content: Option<(&'static str, String)>,
    /// Past the caches of the browser and of those between.
    pub is_fresh: bool,
}

/// The content type of JSON.
const JSON: &str = "application/json";
/// The content type of a form, which needs no preflight request.
const FORM: &str = "application/x-www-form-urlencoded";

impl Request {
    /// Fetches without the reader's cookies.
    #[must_use]
    pub fn get(url: WebUrl) -> Self {
        Self {
            method: Method::Get,
            url,
            with_cookies: false,
            content: None,
            is_fresh: false,
        }
    }

    /// Fetches, posts, changes or deletes with the server's cookies. `json` is what is sent.
    #[must_use]
    pub fn with_cookies(method: Method, url: WebUrl, json: Option<String>) -> Self {
        Self {
            method,
            url,
            with_cookies: true,
            content: json.map(|json| (JSON, json)),
            is_fresh: false,
        }
    }

    /// Posts a form without the reader's cookies.
    #[must_use]
    pub fn form(url: WebUrl, fields: &[(&str, &str)]) -> Self {
        let mut form = String::new();
        for (name, value) in fields {
            if !form.is_empty() {
                form.push('&');
            }
            form.push_str(name);
            form.push('=');
            form.push_str(&encode_component(value));
        }
        Self {
            method: Method::Post,
            url,
            with_cookies: false,
            content: Some((FORM, form)),
            is_fresh: false,
        }
    }

    /// Only reads what is at the same address.
    #[must_use]
    pub fn reading(&self) -> Self {
        Self {
            with_cookies: self.with_cookies,
            ..Self::get(self.url.clone())
        }
    }

    /// The same, asked past all caches.
    #[must_use]
    pub fn fresh(self) -> Self {
        Self {
            is_fresh: true,
            ..self
        }
    }

    /// The same at the address where only reading it has led, if that is the same place in other words:
    /// `https` for `http`, with `www.` or without, with a slash at its end or without.
    #[must_use]
    pub fn moved_to(self, address: &str) -> Option<Self> {
        let url = WebUrl::parse(address).filter(|url| *url != self.url)?;
        let is_secure = |url: &WebUrl| url.as_str().starts_with("https:");
        let is_weaker = is_secure(&self.url) && !is_secure(&url);
        (!is_weaker && place(&url) == place(&self.url)).then_some(Self { url, ..self })
    }
}

/// What an address names, however it is written.
fn place(url: &WebUrl) -> (String, &str, &str) {
    let (_, query) = url.as_str().split_once('?').unwrap_or_default();
    (url.site(), url.path().trim_end_matches('/'), query)
}

/// Fetches a story's JSON. `again` asks past the browser's cache.
pub fn get(url: &WebUrl, again: bool) -> Pending {
    let patience = AbortSignal::timeout_with_u32(PATIENCE);
    let mut request = RequestBuilder::new(url.as_str()).abort_signal(Some(&patience));
    if again {
        request = request.cache(web_sys::RequestCache::Reload);
    }
    let request = request.build().map(web_sys::Request::from);
    start(request.map_err(|error| TransportError::Failed(error.to_string())))
}

/// Sends a request. What it carries goes on its way where the page is left meanwhile, and the browser
/// keeps the cookie that comes back. Redirects are followed only where something is read: browsers follow
/// others without what was to be sent.
pub fn send(request: Request) -> Pending {
    let credentials = if request.with_cookies {
        "include"
    } else {
        "omit"
    };
    let mut how: Vec<(&str, JsValue)> = vec![
        ("method", request.method.name().into()),
        ("credentials", credentials.into()),
        ("signal", AbortSignal::timeout_with_u32(PATIENCE).into()),
    ];
    if request.method != Method::Get {
        how.push(("redirect", "manual".into()));
    }
    if request.is_fresh {
        how.push(("cache", "reload".into()));
    }
    if let Some((kind, content)) = &request.content {
        how.push(("headers", texts(&[("Content-Type", *kind)])));
        how.push(("body", content.as_str().into()));
        how.push(("keepalive", (content.len() < KEPT_ALIVE).into()));
    }
    let request = web_sys::Request::new_with_str_and_init(request.url.as_str(), &js_object(&how));
    start(request.map_err(|error| failure(&error)))
}

fn start(request: Result<web_sys::Request, TransportError>) -> Pending {
    Box::pin(async move {
        if web_sys::window().is_none_or(|window| !window.navigator().on_line()) {
            return Err(TransportError::Offline);
        }
        fetch(&request?).await.map_err(|error| failure(&error))
    })
}

async fn fetch(request: &web_sys::Request) -> Result<Answer, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let response = window.fetch_with_request(request);
    let response = JsFuture::from(response).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer {
        status: response.status(),
        body: read(text.unchecked_into()),
        response: Some(response),
    })
}

/// What a page's `fetch` threw, which may be anything where the page has put its own in place.
pub fn failure(error: &JsValue) -> TransportError {
    let name = member(error, "name");
    if name.and_then(|name| name.as_string()).as_deref() == Some("TimeoutError") {
        return TransportError::TimedOut;
    }
    TransportError::Failed(text_of(error))
}

fn read(text: JsString) -> Body {
    let error = match json::parse(&text) {
        Ok(json) => return Body::Json(json),
        Err(error) => error,
    };
    let text = String::from(text);
    if text.trim().is_empty() {
        return Body::Empty;
    }
    let reason = text_of(&error);
    Body::Other { text, reason }
}

/// Whatever was thrown, in words.
fn text_of(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => thrown.as_string().unwrap_or_default(),
    }
}
