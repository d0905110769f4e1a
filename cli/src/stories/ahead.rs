//! Fetches what is wanted next while what came before is worked on.
//!
//! Requests go out in the order in which their answers are wanted, a few at once, and answers are taken in that order,
//! whichever came first. Which addresses are wanted is left to [`super`].

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use reqwest::header::HeaderMap;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use url::Url;

use crate::error::CliError;
use crate::fetch::{Answer, Client};

/// So many requests are on their way to one host at once. Browsers allow themselves six.
const PER_HOST: usize = 4;

/// Asks servers in the background, once there is one to ask.
#[derive(Default)]
pub struct Fetcher {
    online: Option<(Client, Runtime)>,
    hosts: HashMap<String, Arc<Semaphore>>,
}

impl Fetcher {
    fn online(&mut self) -> Result<&(Client, Runtime), CliError> {
        Ok(match &mut self.online {
            Some(online) => online,
            none => {
                // Waiting is all that there is to do.
                let runtime = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .map_err(CliError::Runtime)?;
                none.insert((Client::new()?, runtime))
            }
        })
    }

    /// Sends a request as soon as its host has few enough others.
    fn start(&mut self, address: &str) -> Result<Request, CliError> {
        let url = Url::parse(address).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or(address);
        let places = self.hosts.entry(host.to_owned());
        let places = places.or_insert_with(|| Arc::new(Semaphore::new(PER_HOST)));
        let places = Arc::clone(places);
        let (client, runtime) = self.online()?;
        let (client, asked) = (client.clone(), address.to_owned());
        let answer = runtime.spawn(async move {
            // Nobody closes it.
            let _place = places.acquire().await.ok();
            client.get(&asked, HeaderMap::new()).await
        });
        Ok(Request {
            address: address.to_owned(),
            answer,
        })
    }

    fn wait(&mut self, mut request: Request) -> Result<Answer, CliError> {
        let (_, runtime) = self.online()?;
        let ended = runtime.block_on(&mut request.answer);
        ended.map_err(|error| CliError::Runtime(std::io::Error::other(error)))?
    }
}

impl Drop for Fetcher {
    fn drop(&mut self) {
        // Looking up a name cannot be stopped, and is not waited for.
        if let Some((_, runtime)) = self.online.take() {
            runtime.shutdown_background();
        }
    }
}

/// A request that was sent, or will be. It ends when nobody wants it any more.
struct Request {
    address: String,
    answer: JoinHandle<Result<Answer, CliError>>,
}

impl Drop for Request {
    fn drop(&mut self) {
        self.answer.abort();
    }
}

/// What is asked for ahead, in order: never more than a few answers, whatever there is to fetch.
pub struct Ahead {
    requests: VecDeque<Request>,
    limit: usize,
}

impl Ahead {
    /// Nothing yet, and never more than so many answers.
    pub fn with_limit(limit: usize) -> Self {
        Self {
            requests: VecDeque::new(),
            limit,
        }
    }

    /// Asks for what is wanted after what was asked for before, as far as there is room, and gives how many of these
    /// addresses were asked.
    pub fn ask<'a>(
        &mut self,
        fetcher: &mut Fetcher,
        addresses: impl IntoIterator<Item = &'a str>,
    ) -> Result<usize, CliError> {
        let before = self.requests.len();
        for address in addresses
            .into_iter()
            .take(self.limit.saturating_sub(before))
        {
            self.requests.push_back(fetcher.start(address)?);
        }
        Ok(self.requests.len() - before)
    }

    /// Whether this address was asked for.
    pub fn has(&self, address: &str) -> bool {
        self.requests
            .iter()
            .any(|request| request.address == address)
    }

    /// The answer to the first of the requests; where another address is wanted, all went astray, and it is asked now.
    pub fn take(&mut self, fetcher: &mut Fetcher, address: &str) -> Result<Answer, CliError> {
        let first = self.requests.pop_front();
        let request = if let Some(request) = first.filter(|first| first.address == address) {
            request
        } else {
            self.requests.clear();
            fetcher.start(address)?
        };
        fetcher.wait(request)
    }
}
