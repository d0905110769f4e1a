//! The `DevTools` protocol: commands, their answers and the browser's events, over one socket.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thiserror::Error;
use tungstenite::{Message, WebSocket};

use crate::interrupt;

/// How long the browser may take to answer a command.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a waiting loop looks whether it still has to.
const POLL: Duration = Duration::from_millis(100);

/// Why the browser did not do what it was told.
#[derive(Debug, Error)]
pub enum DevToolsError {
    /// There is no such browser any more.
    #[error("the browser cannot be reached: {0}")]
    Unreachable(String),
    /// It does not know the command, or cannot do it now.
    #[error("the browser refuses {method}: {reason}")]
    Refused {
        /// The command.
        method: String,
        /// What it says.
        reason: String,
    },
    /// Nothing came.
    #[error("the browser does not answer in time: {0}")]
    Silent(String),
    /// Ctrl-C came.
    #[error("interrupted")]
    Interrupted,
}

/// The socket.
#[derive(Debug)]
pub struct DevTools {
    socket: WebSocket<TcpStream>,
    last: u64,
    events: VecDeque<Event>,
}

/// What the browser tells by itself.
#[derive(Clone, Debug)]
pub struct Event {
    /// The session of the tab that it is about.
    pub session: String,
    /// Its name, such as `Network.dataReceived`.
    pub method: String,
    /// What it says.
    pub parameters: Value,
}

impl DevTools {
    /// Connects to a browser.
    pub fn connect(address: &str) -> Result<Self, DevToolsError> {
        let unreachable =
            |error: &dyn std::fmt::Display| DevToolsError::Unreachable(error.to_string());
        let host = address.trim_start_matches("ws://");
        let host = host.split('/').next().unwrap_or(host);
        let stream = TcpStream::connect(host).map_err(|error| unreachable(&error))?;
        let set = stream
            .set_nodelay(true)
            .and_then(|()| stream.set_read_timeout(Some(PATIENCE)));
        set.map_err(|error| unreachable(&error))?;
        let (socket, _) =
            tungstenite::client(address, stream).map_err(|error| unreachable(&error))?;
        let set = socket.get_ref().set_read_timeout(Some(POLL));
        set.map_err(|error| unreachable(&error))?;
        Ok(Self {
            socket,
            last: 0,
            events: VecDeque::new(),
        })
    }

    /// Sends a command, to a tab where a session is named, and waits for the answer.
    pub fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        parameters: &Value,
    ) -> Result<Value, DevToolsError> {
        self.last += 1;
        let id = self.last;
        let mut command = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            command["sessionId"] = session.into();
        }
        self.socket
            .send(Message::text(command.to_string()))
            .map_err(|error| DevToolsError::Unreachable(error.to_string()))?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Some(mut message) = self.read(deadline, method)? else {
                continue;
            };
            if message["id"] != id {
                continue;
            }
            let Some(error) = message.get("error") else {
                return Ok(message["result"].take());
            };
            return Err(DevToolsError::Refused {
                method: method.to_owned(),
                reason: error["message"].as_str().unwrap_or_default().to_owned(),
            });
        }
    }

    /// The next event of a tab; what belongs to other tabs is over, and forgotten.
    pub fn event(&mut self, session: &str, patience: Instant) -> Result<Event, DevToolsError> {
        loop {
            while let Some(event) = self.events.pop_front() {
                if event.session == session {
                    return Ok(event);
                }
            }
            self.read(patience, "an event")?;
        }
    }

    /// Reads one message; an event is kept, and an answer returned.
    fn read(&mut self, deadline: Instant, what: &str) -> Result<Option<Value>, DevToolsError> {
        if interrupt::requested() {
            return Err(DevToolsError::Interrupted);
        }
        if Instant::now() > deadline {
            return Err(DevToolsError::Silent(what.to_owned()));
        }
        let text = match self.socket.read() {
            Ok(Message::Text(text)) => text,
            Ok(_) => return Ok(None),
            Err(tungstenite::Error::Io(error))
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(DevToolsError::Unreachable(error.to_string())),
        };
        let mut message: Value = serde_json::from_str(&text)
            .map_err(|error| DevToolsError::Unreachable(error.to_string()))?;
        let Some(method) = message["method"].as_str().map(str::to_owned) else {
            return Ok(Some(message));
        };
        self.events.push_back(Event {
            session: message["sessionId"].as_str().unwrap_or_default().to_owned(),
            method,
            parameters: message["params"].take(),
        });
        Ok(None)
    }
}
