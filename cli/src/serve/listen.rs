//! Connections: how many, how long a slow one is borne, and how they end.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal;
use tokio::sync::Semaphore;
use tokio::time;
use tokio_io_timeout::TimeoutStream;

/// The most headers of a request, and the most bytes of its head.
const HEADERS: usize = 64;
const HEAD: usize = 16 * 1024;

/// How long it is waited when the system has no connection left to give.
const BREATH: Duration = Duration::from_millis(100);

/// Limits of connections.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// So many at once; more wait in the system's queue.
    pub connections: usize,
    /// How long a request's head may take, a connection may be idle, or an answer may stand still.
    pub patience: Duration,
    /// How long it may take until there is an answer to a request.
    pub answer: Duration,
    /// How long what is in flight may take after the end was asked for.
    pub grace: Duration,
}

/// Answers until `stop` comes, and then finishes what is in flight: at most so long, or until `now`.
pub async fn run(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
    now: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let permits = Arc::new(Semaphore::new(limits.connections));
    let mut stop = pin!(stop);
    loop {
        let accepting = async {
            // The semaphore is never closed.
            let permit = Arc::clone(&permits).acquire_owned().await.ok();
            (listener.accept().await, permit)
        };
        let (accepted, permit) = tokio::select! {
            accepted = accepting => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            time::sleep(BREATH).await;
            continue;
        };
        let connection = connection(stream, router.clone(), limits);
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            // Whoever breaks a connection off is not there to be told.
            let _ = watched.await;
            drop(permit);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = time::sleep(limits.grace) => {}
        () = now => {}
    }
}

type Io = TokioIo<std::pin::Pin<Box<TimeoutStream<TcpStream>>>>;

fn connection(
    stream: TcpStream,
    router: Router,
    limits: Limits,
) -> http1::Connection<Io, TowerToHyperService<Router>> {
    // Answers are written at once; a system that cannot do this is only slower.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    // While a request is answered, it is read on: whoever waits for the answer sends nothing. What takes too long is
    // answered as such, so the connection lasts longer than that.
    let most = limits.patience.max(limits.answer) + limits.patience;
    stream.set_read_timeout(Some(most));
    stream.set_write_timeout(Some(limits.patience));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.patience)
        .max_headers(HEADERS)
        .max_buf_size(HEAD)
        .serve_connection(
            TokioIo::new(Box::pin(stream)),
            TowerToHyperService::new(router),
        )
}

/// The signals that ask for the end.
pub struct Signals {
    #[cfg(unix)]
    terminate: signal::unix::Signal,
}

impl Signals {
    /// From now on these signals no longer end this program at once.
    pub fn listen() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: signal::unix::signal(signal::unix::SignalKind::terminate())?,
        })
    }

    /// Waits for the next one.
    pub async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        {
            let _ = signal::ctrl_c().await;
        }
    }
}
