//! What is answered at which address.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{
    ALLOW, AUTHORIZATION, CONTENT_TYPE, ETAG, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use sha2::{Digest, Sha256};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use super::document::Document;
use super::entry::{Entry, Found, Key, Way};
use super::id::StoryId;
use super::metrics::{self, Metrics};
use super::notices::Notices;
use super::oembed::{Asked, FRAGMENT, Provider};
use super::rendering::Renderer;
use super::reply::{self, Keeping};
use super::site::Site;
use super::stories::{Stories, Times};
use crate::output;

/// All that answering takes.
pub struct Service {
    /// The stories.
    pub stories: Arc<Stories>,
    /// What makes the answers of oEmbed of them.
    pub renderer: Arc<Renderer>,
    /// The files.
    pub site: Site,
    /// What is said where there is no story.
    pub notices: Notices,
    /// The addresses of the stories.
    pub oembed: Provider,
    /// How long things last.
    pub times: Times,
    /// How long caches in front may show old answers when they get no new ones.
    pub stale_if_error: Duration,
    /// No answer takes longer; questions to sources end before.
    pub limit: Duration,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// Each request is a line on stderr.
    pub has_log: bool,
    /// The hash of the key that whoever purges must know.
    pub purge_key: Option<[u8; 32]>,
    /// The service has been asked to end.
    pub is_ending: Arc<AtomicBool>,
}

/// The name of a route, for the metrics.
#[derive(Clone, Copy)]
struct Route(&'static str);

type Shared = State<Arc<Service>>;

type Id = Result<Path<String>, PathRejection>;

/// The service below the path that it stands at, and at the root.
pub fn router(service: Arc<Service>, path: &str) -> Router {
    let mut public = Router::new().route("/oembed", get(answer_oembed));
    for (number, source) in service.stories.sources().iter().enumerate() {
        let name = &source.name;
        let key = move |id: &str| {
            let id = StoryId::parse(id)?;
            Some(Key { source: number, id })
        };
        // An id that is no text is nobody's.
        let key = move |id: Id| key(&id.ok()?);
        let page = move |service: Shared, id: Id, headers: HeaderMap| async move {
            story(service, key(id), &headers, Form::Page).await
        };
        let fragment = move |service: Shared, id: Id, headers: HeaderMap| async move {
            story(service, key(id), &headers, Form::Fragment).await
        };
        public = public
            .route(&format!("/{name}/{{id}}"), get(page))
            .route(&format!("/{name}/{{id}}/"), get(page))
            .route(&format!("/{name}/{{id}}/{FRAGMENT}"), get(fragment));
    }
    let public = public
        .fallback(file)
        .method_not_allowed_fallback(wrong_method)
        // Browsers of all partners ask. Nothing varies by who asks, or caches would keep an answer for each.
        .layer(
            CorsLayer::new()
                .allow_origin(Any)
                .allow_methods([Method::GET, Method::HEAD])
                .expose_headers([ETAG])
                .vary([]),
        )
        .layer(always("cross-origin-resource-policy", "cross-origin"))
        .layer(always("timing-allow-origin", "*"));
    let mut router = Router::new()
        .route(
            "/healthz",
            get(async || reply::line(StatusCode::OK, "alive")),
        )
        .route("/readyz", get(ready))
        .route("/metrics", get(answer_metrics))
        .route("/purge/{source}/{id}", post(purge));
    if path != "/" {
        router = router.nest(path.trim_end_matches('/'), public.clone());
    }
    let router = router
        .method_not_allowed_fallback(wrong_method)
        .merge(public)
        .layer(SetResponseHeaderLayer::overriding(
            X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        // What is no story takes no time; this is for what nobody has thought of.
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            service.limit * 2,
        ));
    surviving(router)
        .layer(middleware::from_fn_with_state(Arc::clone(&service), watch))
        .with_state(service)
}

/// A mistake in the program costs the request that has shown it, and no connection.
pub fn surviving<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router.layer(CatchPanicLayer::custom(|_| {
        reply::line(
            StatusCode::INTERNAL_SERVER_ERROR,
            "a mistake in the program",
        )
    }))
}

fn always(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    let name = HeaderName::from_static(name);
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

/// Counts every request, and writes its line where that is wanted.
async fn watch(State(service): Shared, request: Request, next: Next) -> Response {
    let flight = service.metrics.arrived();
    let start = Instant::now();
    let line = service
        .has_log
        .then(|| format!("{} {}", request.method(), request.uri()));
    let response = next.run(request).await;
    let route = response
        .extensions()
        .get()
        .map_or("other", |Route(name)| name);
    let status = response.status().as_u16();
    service.metrics.answered(route, status);
    if let Some(line) = line {
        let way = response
            .extensions()
            .get()
            .map_or("-", |way: &Way| way.name());
        let time = start.elapsed().as_secs_f64() * 1000.0;
        output::say(&format!(
            "{} {line} {status} {way} {time:.1}ms",
            metrics::now()
        ));
    }
    drop(flight);
    response
}

fn of(route: &'static str, mut response: Response) -> Response {
    response.extensions_mut().insert(Route(route));
    response
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Page,
    Fragment,
}

/// A story, or why there is none.
async fn story(
    State(service): Shared,
    key: Option<Key>,
    asked: &HeaderMap,
    form: Form,
) -> Response {
    let name = if form == Form::Page {
        "page"
    } else {
        "fragment"
    };
    let Some(key) = key else {
        return of(name, service.notice(asked, form, StatusCode::NOT_FOUND));
    };
    let (entry, way) = service.look(key).await;
    let mut response = match &entry.found {
        Found::Story(rendered) => {
            let document = match form {
                Form::Page => &rendered.page,
                Form::Fragment => &rendered.fragment,
            };
            let keeping = service.keeping(&entry);
            reply::document(asked, rendered.status, document, reply::HTML, keeping)
        }
        Found::Absent(status) | Found::Down(status) => service.notice(asked, form, *status),
    };
    if form == Form::Fragment {
        // A fragment is a part of pages, and no page.
        let headers = response.headers_mut();
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        headers.insert(
            "content-security-policy",
            HeaderValue::from_static("sandbox"),
        );
    }
    response.extensions_mut().insert(way);
    of(name, response)
}

impl Service {
    async fn look(&self, key: Key) -> (Arc<Entry>, Way) {
        // The story may come in time for whoever asks next.
        let looking = tokio::time::timeout(self.limit, self.stories.get(key));
        let (entry, way) = looking.await.unwrap_or_else(|_| {
            let late = Found::Down(StatusCode::SERVICE_UNAVAILABLE);
            let nothing = Duration::ZERO;
            (Entry::new(late, false, nothing, nothing), Way::Miss)
        });
        self.metrics.looked(way.name());
        (entry, way)
    }

    /// How long caches in front may keep an answer.
    fn keeping(&self, entry: &Entry) -> Keeping {
        match &entry.found {
            Found::Story(rendered) if rendered.is_shown() => {
                let fresh = if entry.is_makeshift {
                    self.times.fresh.min(self.times.retry)
                } else {
                    self.times.fresh
                };
                match rendered.until_limit() {
                    // Nobody may show it from then on, whether they reach us or not.
                    Some(left) => Keeping::Checked(fresh.min(left)),
                    None => Keeping::Renewed {
                        fresh,
                        revalidate: self.times.stale,
                        error: self.stale_if_error,
                    },
                }
            }
            Found::Story(rendered) => {
                let left = rendered.until_limit().unwrap_or(Duration::MAX);
                Keeping::For(self.times.absent.min(left))
            }
            Found::Absent(_) => Keeping::For(self.times.absent),
            Found::Down(_) => Keeping::Never,
        }
    }

    fn notice(&self, asked: &HeaderMap, form: Form, status: StatusCode) -> Response {
        let notice = self.notices.get(status);
        let document: &Document = match form {
            Form::Page => &notice.page,
            Form::Fragment => &notice.fragment,
        };
        let is_failure = status.is_server_error();
        let keeping = if is_failure {
            Keeping::Never
        } else {
            Keeping::For(self.times.absent)
        };
        let mut response = reply::document(asked, status, document, reply::HTML, keeping);
        if is_failure {
            let seconds = self.times.retry.as_secs().max(1);
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

async fn answer_oembed(
    State(service): Shared,
    query: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let refuse = |status, text: &str| of("oembed", reply::line(status, text));
    let Ok(Query(asked)) = query else {
        return refuse(
            StatusCode::BAD_REQUEST,
            "the question is not as oEmbed has it",
        );
    };
    if !asked.wants_json() {
        return refuse(StatusCode::NOT_IMPLEMENTED, "only format=json is answered");
    }
    let Some(key) = service.oembed.find(&asked.url) else {
        return refuse(StatusCode::NOT_FOUND, "no story has this address");
    };
    let (entry, way) = service.look(key).await;
    let mut response = match &entry.found {
        Found::Story(rendered) if rendered.is_shown() => {
            let most = rendered.until_limit().unwrap_or(Duration::MAX);
            let fresh = service.times.fresh.min(most);
            let text = service.renderer.oembed(rendered, asked.wish(fresh));
            let keeping = service.keeping(&entry);
            reply::document(
                &headers,
                StatusCode::OK,
                &Document::plain(text),
                reply::JSON,
                keeping,
            )
        }
        Found::Story(rendered) => reply::line(rendered.status, "the story may not be shown"),
        Found::Absent(status) => reply::line(*status, "there is no such story"),
        Found::Down(status) => reply::line(*status, "the story's source does not answer"),
    };
    response.extensions_mut().insert(way);
    of("oembed", response)
}

async fn file(State(service): Shared, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return wrong_method().await;
    }
    let Some(file) = service.site.get(uri.path()) else {
        return of(
            "file",
            reply::line(StatusCode::NOT_FOUND, "there is no such file"),
        );
    };
    let kind = file.kind.clone();
    let response = reply::document(&headers, StatusCode::OK, &file.document, kind, file.keeping);
    of("file", response)
}

async fn wrong_method() -> Response {
    let mut response = reply::line(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
    let allowed = HeaderValue::from_static("GET, HEAD");
    response.headers_mut().insert(ALLOW, allowed);
    response
}

async fn ready(State(service): Shared) -> Response {
    if service.is_ending.load(Ordering::Relaxed) {
        return reply::line(StatusCode::SERVICE_UNAVAILABLE, "ending");
    }
    reply::line(StatusCode::OK, "ready")
}

async fn answer_metrics(State(service): Shared) -> Response {
    let text = service.metrics.text(service.stories.weight());
    let mut response = reply::line(StatusCode::OK, "");
    *response.body_mut() = Body::from(text);
    let kind = HeaderValue::from_static(metrics::CONTENT_TYPE);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    of("metrics", response)
}

/// Forgets a story that was corrected or withdrawn, and fetches it anew.
async fn purge(
    State(service): Shared,
    Path((source, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let said = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let key = said.and_then(|said| {
        let (scheme, key) = said.split_once(' ')?;
        scheme.eq_ignore_ascii_case("Bearer").then_some(key)
    });
    let hash = key.map(|key| <[u8; 32]>::from(Sha256::digest(key)));
    // Hashes are compared, so the time that this takes tells nothing of the key.
    if hash.is_none() || hash != service.purge_key {
        return of(
            "purge",
            reply::line(StatusCode::UNAUTHORIZED, "the key is missing or wrong"),
        );
    }
    let sources = service.stories.sources();
    let number = sources.iter().position(|known| known.name == source);
    let Some((source, id)) = number.zip(StoryId::parse(&id)) else {
        return of(
            "purge",
            reply::line(StatusCode::NOT_FOUND, "there is no such story"),
        );
    };
    let entry = service.stories.purge(Key { source, id }).await;
    let status = match &entry.found {
        Found::Story(rendered) => rendered.status,
        Found::Absent(status) | Found::Down(status) => *status,
    };
    let text = format!(
        "the source was asked anew; the story is answered with {}",
        status.as_u16()
    );
    of("purge", reply::line(StatusCode::OK, text))
}
