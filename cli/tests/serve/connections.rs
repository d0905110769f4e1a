//! Slow, large and many requests.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::stage::{Answer, PATIENCE, Publisher, Service, until};

async fn publisher() -> Publisher {
    Publisher::start(Answer::Story("The lock keeper")).await
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn heads_have_a_limit() {
    let publisher = publisher().await;
    let service = Service::before(&publisher, &[]);
    let long = format!("x: {}\r\n", "y".repeat(64 * 1024));
    let many = "x: y\r\n".repeat(200);
    for headers in [long, many] {
        let mut stream = TcpStream::connect(service.address).await.unwrap();
        let request = format!("GET /embed.js HTTP/1.1\r\nhost: a\r\n{headers}\r\n");
        let _ = stream.write_all(request.as_bytes()).await;
        let answer = answer(&mut stream).await;
        let is_refused = answer.is_empty() || answer.starts_with("HTTP/1.1 431");
        assert!(is_refused, "{answer}");
    }
    assert_eq!(service.get("/embed.js").await.status, 200);
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let publisher = publisher().await;
    let service = Service::before(&publisher, &[]);
    for text in [
        "\r\n\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(service.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let answer = answer(&mut stream).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{text:?}: {answer}"
        );
    }
    assert_eq!(service.get("/embed.js").await.status, 200);
}

#[tokio::test]
async fn whoever_never_ends_her_request_is_sent_away() {
    let publisher = publisher().await;
    let service = Service::before(&publisher, &["--patience", "1"]);
    let start = Instant::now();
    for begun in ["", "GET /embed.js HTTP/1.1\r\nhost: a\r\n"] {
        let mut stream = TcpStream::connect(service.address).await.unwrap();
        stream.write_all(begun.as_bytes()).await.unwrap();
        let answer = answer(&mut stream).await;
        assert!(!answer.contains("200 OK"), "{answer}");
    }
    assert!(start.elapsed() < PATIENCE);
}

#[tokio::test]
async fn whoever_waits_for_a_slow_source_is_not_sent_away() {
    let publisher = publisher().await;
    publisher.hold();
    let args = ["--patience", "1", "--source-timeout", "15"];
    let service = Service::before(&publisher, &args);
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    let request = "GET /story/412/ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    until("the publisher was asked", async || publisher.asked() == 1).await;
    // Longer than the patience with those who send nothing.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    publisher.let_go();
    let answer = answer(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn no_more_connections_are_served_at_once_than_may_be() {
    let publisher = publisher().await;
    let service = Service::before(&publisher, &["--connections", "2", "--patience", "600"]);
    let idle = [
        TcpStream::connect(service.address).await.unwrap(),
        TcpStream::connect(service.address).await.unwrap(),
    ];
    let mut third = TcpStream::connect(service.address).await.unwrap();
    let request = "GET /embed.js HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    third.write_all(request.as_bytes()).await.unwrap();
    let waiting = tokio::spawn(async move { answer(&mut third).await });
    // It is answered as soon as there is room, and the two that had it are gone.
    assert!(!waiting.is_finished());
    drop(idle);
    assert!(waiting.await.unwrap().starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn one_connection_serves_many_requests() {
    let publisher = publisher().await;
    let service = Service::before(&publisher, &[]);
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    let request = "GET /embed.js HTTP/1.1\r\nhost: a\r\n\r\n";
    let last = "GET /story/412/ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    stream
        .write_all([request, request, last].concat().as_bytes())
        .await
        .unwrap();
    let answers = answer(&mut stream).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 3);
    until("nobody is left", async || {
        service.metric("article_embed_requests_in_flight").await <= 1.0
    })
    .await;
}
