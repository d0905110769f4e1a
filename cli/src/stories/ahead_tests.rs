//! Stories of servers that answer in an order of their own.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use super::tests::{DOCUMENT, stories, told};
use crate::error::CliError;

/// The requests that wait for an answer, the most that ever did, and how many have come.
#[derive(Default)]
struct Requests {
    waiting: Vec<String>,
    most: usize,
    count: usize,
}

type Shared = Arc<(Mutex<Requests>, Condvar)>;

/// A server that answers a request when `is_time` says so, with what `answer` makes of its path.
fn server(is_time: fn(&Requests, &str) -> bool, answer: fn(&str) -> String) -> (String, Shared) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let shared = Shared::default();
    let requests = Arc::clone(&shared);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let requests = Arc::clone(&requests);
            thread::spawn(move || serve(&stream.unwrap(), &requests, is_time, answer));
        }
    });
    (address, shared)
}

fn serve(
    mut stream: &TcpStream,
    (requests, change): &(Mutex<Requests>, Condvar),
    is_time: fn(&Requests, &str) -> bool,
    answer: fn(&str) -> String,
) {
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let first = lines.next().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let mut known = requests.lock().unwrap();
    known.waiting.push(path.clone());
    known.most = known.most.max(known.waiting.len());
    known.count += 1;
    change.notify_all();
    let mut known = change
        .wait_while(known, |known| !is_time(known, &path))
        .unwrap();
    known.waiting.retain(|other| *other != path);
    change.notify_all();
    drop(known);
    let said = answer(&path);
    let _ = write!(stream, "HTTP/1.1 200 Said\r\nconnection: close\r\n{said}");
}

fn body(headers: &str, body: &str) -> String {
    format!("{headers}content-length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn addresses_are_fetched_at_once_and_taken_in_order() {
    const COUNT: usize = 8;
    // Whoever came last is answered first, once there are four, so whoever asks for one after the other gets nothing.
    let (address, requests) = server(
        |known, path| {
            let is_full = known.waiting.len() == 4 || known.count == COUNT;
            is_full && known.waiting.last().is_some_and(|last| last == path)
        },
        |_| body("", DOCUMENT),
    );
    let sources: Vec<_> = (0..COUNT)
        .map(|number| format!("{address}/{number}.json"))
        .collect();
    let sources: Vec<_> = sources.iter().map(String::as_str).collect();
    let expected: Vec<_> = (0..COUNT)
        .map(|number| format!("{number} {address}/{number}.json -"))
        .collect();
    assert_eq!(told(&stories(&sources)), expected);
    assert_eq!(requests.0.lock().unwrap().most, 4);
}

#[test]
fn an_address_that_is_named_twice_is_a_story_and_a_mistake() {
    let (address, _) = server(|_, _| true, |_| body("", DOCUMENT));
    let address = [&address, "/low.json"].concat();
    assert_eq!(
        told(&stories(&[&address, &address])),
        [
            format!("low {address} -"),
            "error there are two stories called “low”".to_owned()
        ]
    );
}

#[test]
fn pages_with_numbers_are_fetched_at_once() {
    // The second page waits for the third to be asked for.
    let (address, requests) = server(
        |known, path| !path.ends_with("page=2") || known.count >= 3,
        |path| {
            let page = path.split_once("page=").map_or("1", |(_, page)| page);
            let post = format!(
                r#"[{{"id": {page}, "title": {{"rendered": "P"}}, "content": {{"rendered": "x"}}}}]"#
            );
            body("x-wp-totalpages: 6\r\n", &post)
        },
    );
    let list = [&address, "/posts"].concat();
    let expected: Vec<_> = (1..=6)
        .map(|page| match page {
            1 => format!("1 {list} 1"),
            page => format!("{page} {list}?page={page} {page}"),
        })
        .collect();
    assert_eq!(told(&stories(&["--feed", &list])), expected);
    let known = requests.0.lock().unwrap();
    assert_eq!(known.count, 6, "each page is asked for once");
    assert!(known.most <= 4, "{}", known.most);
}

#[test]
fn a_page_that_leads_elsewhere_than_was_thought_is_followed() {
    // The pages are numbered, but say themselves where they go on.
    let (address, _) = server(
        |_, _| true,
        |path| {
            let (id, next) = match path {
                "/posts" => (1, r#", "pagination": {"next": 2, "pages": 4}"#),
                "/posts?page=2" => (2, r#", "pagination": {"next": 9, "pages": 9}"#),
                "/posts?page=9" => (9, ""),
                _ => (3, ""),
            };
            let ghost = format!(
                r#"{{"posts": [{{"id": "{id}", "uuid": "u"}}], "meta": {{"x": 1{next}}}}}"#
            );
            body("", &ghost)
        },
    );
    let list = [&address, "/posts"].concat();
    let names: Vec<_> = stories(&["--feed", &list])
        .into_iter()
        .map(|story| story.unwrap().name)
        .collect();
    assert_eq!(names, ["1", "2", "9"]);
}

/// A page of a feed that always names another one.
fn page_before(path: &str, id: &str) -> String {
    let next = path.len();
    let feed = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "{id}"}}], "next_url": "{path}{next}"}}"#
    );
    body("", &feed)
}

#[test]
fn a_feed_ends_with_a_page_that_brings_nothing_new() {
    let (address, _) = server(
        |_, _| true,
        |path| page_before(path, if path.len() < 4 { path } else { "same" }),
    );
    let list = [&address, "/a"].concat();
    let found = stories(&["--feed", &list]);
    assert!(found.iter().all(Result::is_ok), "{:?}", told(&found));
    assert_eq!(found.len(), 3);
}

#[test]
fn a_feed_that_has_no_end_is_told() {
    let (address, _) = server(|_, _| true, |path| page_before(path, path));
    let feed = [&address, "/a"].concat();
    let found = stories(&["--feed", &feed]);
    let (last, before) = found.split_last().unwrap();
    assert_eq!(before.len(), super::PAGES);
    assert!(before.iter().all(Result::is_ok));
    let missing = last.as_ref().unwrap_err();
    assert!(missing.is_source, "{missing:?}");
    assert!(matches!(missing.error, CliError::Endless { .. }));
}
