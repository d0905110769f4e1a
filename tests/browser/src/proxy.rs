//! A bad line between the widget and a comment engine: it passes everything on, except for what a
//! test wants to go wrong with the next comment.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// What goes wrong with a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection is cut before the engine has got the comment.
    CutBefore,
    /// The engine has got it and answered; nothing of the answer comes.
    CutAfter,
    /// Half of the answer comes.
    CutWithin,
    /// The engine has got it; its answer never comes.
    Silence,
    /// A gateway answers with a page of its own in place of the engine.
    Gateway(u16),
    /// The engine has got it; a gateway answers in its place.
    GatewayAfter(u16),
    /// The engine gets it twice, as where a browser sends again what broke at once.
    Twice,
    /// The same, and the answer is held until the test lets it go.
    TwiceHeld,
    /// The engine has got it; its answer is held until the test lets it go.
    Held,
    /// A gateway answers in place of the engine once the test lets it.
    GatewayHeld(u16),
    /// The engine has deleted it; nothing of its answer comes.
    DeletionCut,
}

/// A proxy that is running; it ends with the test's runtime.
#[derive(Debug)]
pub struct Proxy {
    /// Its origin, which stands for the engine's.
    pub origin: String,
    line: Arc<Line>,
}

/// What is to go wrong on a line, and what came over it.
#[derive(Debug)]
struct Line {
    faults: Mutex<VecDeque<Fault>>,
    log: Mutex<Vec<String>>,
    began: Instant,
    /// Told when an answer is held, and when it may go.
    held: Notify,
    released: Notify,
}

impl Line {
    fn note(&self, what: &str) {
        let entry = format!("{:>7} ms  {what}", self.began.elapsed().as_millis());
        self.log.lock().unwrap().push(entry);
    }

    /// Waits until the test lets an answer go.
    async fn hold(&self) {
        self.held.notify_one();
        self.released.notified().await;
    }
}

impl Proxy {
    /// Starts one in front of an engine of this origin.
    pub async fn start(engine: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let line = Arc::new(Line {
            faults: Mutex::new(VecDeque::new()),
            log: Mutex::new(Vec::new()),
            began: Instant::now(),
            held: Notify::new(),
            released: Notify::new(),
        });
        let (engine, shared) = (
            engine.trim_start_matches("http://").to_owned(),
            line.clone(),
        );
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (engine, line) = (engine.clone(), shared.clone());
                tokio::spawn(async move { pass(client, &engine, &line).await });
            }
        });
        Self { origin, line }
    }

    /// Adds something to the log that no request tells.
    pub fn note(&self, what: &str) {
        self.line.note(what);
    }

    /// What came over the line, from one mention of a text up to one of another. What only asks for
    /// leave, or after a single comment, is left out.
    pub fn log(&self, from: &str, to: &str) -> String {
        let is_aside = |entry: &str| entry.contains("OPTIONS /") || entry.contains("GET /id/");
        let log = self.line.log.lock().unwrap();
        let since = log.iter().skip_while(|entry| !entry.contains(from));
        let until = since.take_while(|entry| !entry.contains(to));
        let told = until.filter(|entry| !is_aside(entry));
        told.cloned().collect::<Vec<_>>().join("\n")
    }

    /// Lets this go wrong with the next comment.
    pub fn fail_next(&self, fault: Fault) {
        self.line.faults.lock().unwrap().push_back(fault);
    }

    /// Waits until an answer is held.
    pub async fn until_held(&self) {
        self.line.held.notified().await;
    }

    /// Lets the answer go that is held.
    pub fn release(&self) {
        self.line.released.notify_one();
    }
}

/// Passes one request on, and its answer back.
async fn pass(mut client: TcpStream, engine: &str, line: &Line) -> std::io::Result<()> {
    let request = read_request(&mut client).await?;
    // Isso is asked for numbers of comments by POST, too.
    let is_comment = (request.starts_with(b"POST") && !request.starts_with(b"POST /count"))
        || request.starts_with(b"PUT");
    let is_deletion = request.starts_with(b"DELETE");
    let fault = {
        let mut faults = line.faults.lock().unwrap();
        let is_for = |fault: &mut Fault| match fault {
            Fault::DeletionCut => is_deletion,
            _ => is_comment,
        };
        faults.pop_front_if(is_for)
    };
    let text = String::from_utf8_lossy(&request);
    let head = text.lines().next().unwrap_or_default();
    let body = text.split("\r\n\r\n").nth(1).unwrap_or_default();
    line.note(&format!("{head} {fault:?} {body}"));
    match fault {
        Some(Fault::CutBefore) => return Ok(()),
        Some(Fault::Gateway(status)) => return client.write_all(&gateway(status, &text)).await,
        Some(Fault::GatewayHeld(status)) => {
            line.hold().await;
            return client.write_all(&gateway(status, &text)).await;
        }
        _ => {}
    }
    let mut answer = Vec::new();
    let times = match fault {
        Some(Fault::Twice | Fault::TwiceHeld) => 2,
        _ => 1,
    };
    for _ in 0..times {
        answer.clear();
        let mut server = TcpStream::connect(engine).await?;
        server.write_all(&request).await?;
        server.read_to_end(&mut answer).await?;
    }
    let status = String::from_utf8_lossy(&answer);
    let status = status.lines().next().unwrap_or_default();
    line.note(&format!("{head}: {status}"));
    match fault {
        Some(Fault::CutAfter | Fault::DeletionCut) => Ok(()),
        Some(Fault::CutWithin) => client.write_all(&answer[..answer.len() - 40]).await,
        Some(Fault::GatewayAfter(status)) => client.write_all(&gateway(status, &text)).await,
        Some(Fault::Silence) => std::future::pending().await,
        Some(Fault::Held | Fault::TwiceHeld) => {
            line.hold().await;
            client.write_all(&answer).await
        }
        _ => client.write_all(&answer).await,
    }
}

/// A gateway's own page, which the page that asks may read.
fn gateway(status: u16, request: &str) -> Vec<u8> {
    let page = "<!doctype html><title>Bad gateway</title><p>Try later.";
    let origin = request.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("origin").then_some(value)
    });
    let head = format!(
        "HTTP/1.1 {status} No\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\
         Access-Control-Allow-Origin: {}\r\nAccess-Control-Allow-Credentials: true\r\n\
         Connection: close\r\n\r\n",
        page.len(),
        origin.unwrap_or("*")
    );
    (head + page).into_bytes()
}

/// A request with its body, which asks the engine to close the connection afterwards.
async fn read_request(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut request = Vec::new();
    let mut buffer = vec![0; 16_384];
    loop {
        let read = client.read(&mut buffer).await?;
        request.extend_from_slice(&buffer[..read]);
        let head_end = request.windows(4).position(|bytes| bytes == b"\r\n\r\n");
        let Some(head_end) = head_end else {
            if read == 0 {
                return Ok(request);
            }
            continue;
        };
        let head = String::from_utf8_lossy(&request[..head_end]).to_ascii_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
            .unwrap_or(0);
        if read == 0 || request.len() >= head_end + 4 + length {
            let close = "\r\nConnection: close";
            let head = String::from_utf8_lossy(&request[..head_end]).into_owned();
            let lines = head
                .split("\r\n")
                .filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
            let mut whole = lines.collect::<Vec<_>>().join("\r\n").into_bytes();
            whole.extend_from_slice(close.as_bytes());
            whole.extend_from_slice(&request[head_end..]);
            return Ok(whole);
        }
    }
}
