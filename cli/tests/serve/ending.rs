//! How the service ends: with whole answers when it is asked to, and without half ones when it is killed.

#![cfg(unix)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use nix::sys::signal::Signal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::stage::{Answer, Publisher, Service, client, got, until};

const FRAGMENT: &str = "/story/412/fragment.html";

#[tokio::test]
async fn what_is_in_flight_is_answered_and_nothing_else() {
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
        publisher.hold();
        let mut service = Service::before(&publisher, &[]);
        let idle = TcpStream::connect(service.address).await.unwrap();
        let asking = tokio::spawn(got(client().get(service.url(FRAGMENT))));
        until("the publisher was asked", async || publisher.asked() == 1).await;
        service.signal(signal);
        until("nobody is let in", async || {
            TcpStream::connect(service.address).await.is_err()
        })
        .await;
        publisher.let_go();
        let answer = asking.await.unwrap();
        assert_eq!(answer.status, 200);
        assert!(answer.text().contains("every barge since the spring flood"));
        // The connection that asks nothing does not hold the end up.
        assert_eq!(service.ended().await.code(), Some(0), "{signal}");
        drop(idle);
    }
}

#[tokio::test]
async fn the_end_does_not_wait_for_ever() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    publisher.hold();
    let mut service = Service::before(&publisher, &["--grace", "1", "--source-timeout", "600"]);
    let asking = tokio::spawn(client().get(service.url(FRAGMENT)).send());
    until("the publisher was asked", async || publisher.asked() == 1).await;
    service.signal(Signal::SIGTERM);
    assert_eq!(service.ended().await.code(), Some(0));
    assert!(asking.await.unwrap().is_err());
}

#[tokio::test]
async fn a_second_signal_ends_it_at_once() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    publisher.hold();
    let options = ["--grace", "600", "--source-timeout", "600"];
    let mut service = Service::before(&publisher, &options);
    let asking = tokio::spawn(client().get(service.url(FRAGMENT)).send());
    until("the publisher was asked", async || publisher.asked() == 1).await;
    service.signal(Signal::SIGTERM);
    until("it has heard the first", async || {
        service.lines().iter().any(|line| line == "ending")
    })
    .await;
    service.signal(Signal::SIGTERM);
    assert_eq!(service.ended().await.code(), Some(0));
    assert!(asking.await.unwrap().is_err());
}

/// An answer as it came over a connection, up to wherever that ended.
enum Came {
    /// All that the head promised, and nothing else.
    Whole(Vec<u8>),
    /// Less than the head promised, or no whole head, which every client can see.
    Cut,
}

fn read(bytes: &[u8]) -> Came {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Came::Cut;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    assert!(
        !head.contains("transfer-encoding"),
        "the end of such an answer could be missed: {head}"
    );
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length
        .expect("each answer says its length")
        .parse()
        .unwrap();
    let body = &bytes[end + 4..];
    assert!(body.len() <= length);
    if body.len() == length {
        Came::Whole(body.to_vec())
    } else {
        Came::Cut
    }
}

#[tokio::test]
async fn no_half_answer_looks_whole_when_it_is_killed() {
    let publisher = Publisher::start(Answer::Story("The lock keeper")).await;
    for _ in 0..5 {
        let mut service = Service::before(&publisher, &[]);
        let expected = service.get(FRAGMENT).await.bytes;
        let whole = Arc::new(AtomicUsize::new(0));
        let is_over = Arc::new(AtomicBool::new(false));
        let asking: Vec<_> = (0..16)
            .map(|_| {
                let address = service.address;
                let (whole, expected) = (Arc::clone(&whole), expected.clone());
                let is_over = Arc::clone(&is_over);
                tokio::spawn(async move {
                    while !is_over.load(Ordering::SeqCst) {
                        let Ok(mut stream) = TcpStream::connect(address).await else {
                            continue;
                        };
                        let request = format!(
                            "GET {FRAGMENT} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
                        );
                        let mut bytes = Vec::new();
                        let _ = stream.write_all(request.as_bytes()).await;
                        let _ = stream.read_to_end(&mut bytes).await;
                        if let Came::Whole(body) = read(&bytes) {
                            assert_eq!(body, expected);
                            whole.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                })
            })
            .collect();
        until("answers run", async || whole.load(Ordering::SeqCst) > 100).await;
        service.signal(Signal::SIGKILL);
        service.ended().await;
        is_over.store(true, Ordering::SeqCst);
        for asking in asking {
            asking.await.unwrap();
        }
    }
}
