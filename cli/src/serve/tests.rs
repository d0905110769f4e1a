//! The service as a whole, with parts that fail as they should not.

use std::fs;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use clap::Parser;
use tempfile::TempDir;
use tower::ServiceExt;

use super::*;
use crate::args::{Args, Command};

/// The service in front of a source whose stories “bad-…” show a mistake of the program.
async fn service(site: &TempDir) -> Router {
    fs::write(site.path().join("embed.js"), "// The loader.").unwrap();
    let source = Router::new().fallback(async || {
        r#"{"schema": "article-embed/1", "headline": "Low water",
            "body": [{"type": "paragraph", "content": "It went out."}]}"#
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, source).await });
    let args = Args::parse_from([
        "article-embed",
        "serve",
        "--public",
        "https://embed.news.example/",
        "--allow-private-source",
        "127.0.0.1",
        "--source",
        &format!("http://{address}/{{id}}.json"),
        "--site",
        site.path().to_str().unwrap(),
    ]);
    let Command::Serve(args) = args.command else {
        panic!("another command");
    };
    let render = |renderer: &Arc<Renderer>| -> Arc<Render> {
        let renderer = Arc::clone(renderer);
        Arc::new(move |raw, before, now| {
            assert!(!raw.address.contains("/bad"), "as intended");
            renderer.render(raw, before, now)
        })
    };
    let service = super::service(&args, Arc::new(Metrics::new()), Arc::default(), render);
    routes::router(Arc::new(service.unwrap()), "/")
}

#[tokio::test]
async fn a_panic_costs_one_request() {
    let site = tempfile::tempdir().unwrap();
    let service = service(&site).await;
    let ask = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        service.clone().oneshot(request).await.unwrap().status()
    };
    // As many as there are threads that render, and one more.
    let threads = thread::available_parallelism().map_or(1, usize::from);
    for number in 0..=threads {
        let bad = ask(&format!("/story/bad-{number}/")).await;
        assert_eq!(bad, StatusCode::INTERNAL_SERVER_ERROR);
        let good = ask(&format!("/story/good-{number}/")).await;
        assert_eq!(good, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_answer_that_panics_is_one() {
    let router = Router::new()
        .route(
            "/bad",
            axum::routing::get(async || -> &str { panic!("as intended") }),
        )
        .route("/good", axum::routing::get(async || "good"));
    let router = routes::surviving(router);
    for (path, expected) in [("/bad", 500), ("/good", 200), ("/bad", 500)] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), expected, "{path}");
    }
}
