//! Asks the sources for stories: those that were named, at their own origins, within limits of time, size and
//! number, and only for what has changed.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::Resolve;
use reqwest::header::{
    ETAG, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use reqwest::redirect::{Attempt, Policy};
use thiserror::Error;
use tokio::sync::Semaphore;
use url::{Origin, Url};

use super::network::{Guard, Private, Reach};
use crate::fetch;

/// More redirects are a circle.
const REDIRECTS: usize = 5;

/// How long a server may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(3);

/// What names a version of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    tag: Option<HeaderValue>,
    modified: Option<HeaderValue>,
}

impl Version {
    fn of(headers: &HeaderMap) -> Self {
        Self {
            tag: headers.get(ETAG).cloned(),
            modified: headers.get(LAST_MODIFIED).cloned(),
        }
    }

    /// The headers that ask only for what is newer.
    fn question(&self) -> HeaderMap {
        let tag = self.tag.iter().map(|tag| (IF_NONE_MATCH, tag.clone()));
        let modified = self.modified.iter();
        let modified = modified.map(|date| (IF_MODIFIED_SINCE, date.clone()));
        tag.chain(modified).collect()
    }
}

/// What a source answers.
#[derive(Clone, Debug)]
pub enum Told {
    /// Something with a status.
    Answer(Answer),
    /// What we have is still what there is.
    Unchanged,
}

/// An answer of a source.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP's status.
    pub status: u16,
    /// The text.
    pub body: String,
    /// Where it came from in the end.
    pub address: String,
    /// Its version.
    pub version: Version,
}

/// Why a source does not answer.
#[derive(Debug, Error)]
pub enum Silence {
    /// No connection, no whole answer, or not in time.
    #[error("{}", with_causes(.0))]
    Failed(#[from] reqwest::Error),
    /// The answer is larger than any story.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
    /// Too many others ask at the same time.
    #[error("too many questions at once")]
    Busy,
}

impl Silence {
    /// Whether it took too long.
    pub fn is_late(&self) -> bool {
        match self {
            Self::Failed(error) => error.is_timeout(),
            Self::TooLarge(_) => false,
            Self::Busy => true,
        }
    }
}

fn with_causes(error: &reqwest::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause: &&(dyn Error + 'static)| {
        (*cause).source()
    });
    let causes = causes.map(|cause| format!(": {cause}"));
    std::iter::once(error.to_string()).chain(causes).collect()
}

/// A redirect leads to where nobody named a source.
#[derive(Debug, Error)]
enum Astray {
    #[error("it redirects to {0}, which is not its own origin and not named by --redirect-to")]
    Foreign(String),
    #[error("more than {REDIRECTS} redirects")]
    Circle,
    #[error(transparent)]
    Private(#[from] Private),
}

/// Limits of the questions.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long a whole answer may take.
    pub time: Duration,
    /// The most bytes of an answer.
    pub bytes: usize,
    /// So many questions at once.
    pub questions: usize,
}

/// Asks.
#[derive(Clone, Debug)]
pub struct Asker {
    client: reqwest::Client,
    permits: Arc<Semaphore>,
    limits: Limits,
}

impl Asker {
    /// An asker that goes nowhere but to these origins.
    pub fn new(
        origins: Vec<Origin>,
        names: Arc<dyn Resolve>,
        reach: Reach,
        limits: Limits,
    ) -> Result<Self, reqwest::Error> {
        let client = fetch::builder()
            .dns_resolver(Arc::new(Guard::new(names, reach.clone())))
            // A proxy would look the names up itself.
            .no_proxy()
            .referer(false)
            .redirect(Policy::custom(move |attempt| {
                follow(attempt, &origins, &reach)
            }))
            .connect_timeout(CONNECT)
            .timeout(limits.time)
            .build()?;
        Ok(Self {
            client,
            permits: Arc::new(Semaphore::new(limits.questions)),
            limits,
        })
    }

    /// What there is at an address that a source's template gave, unless it is the version that we have.
    pub async fn ask(&self, url: Url, have: Option<&Version>) -> Result<Told, Silence> {
        let permit = tokio::time::timeout(self.limits.time, self.permits.acquire());
        let Ok(Ok(_permit)) = permit.await else {
            return Err(Silence::Busy);
        };
        let question = have.map(Version::question).unwrap_or_default();
        let has_version = !question.is_empty();
        let mut response = self.client.get(url).headers(question).send().await?;
        let status = response.status().as_u16();
        if status == 304 && has_version {
            return Ok(Told::Unchanged);
        }
        let address = response.url().to_string();
        let version = Version::of(response.headers());
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if bytes.len() + chunk.len() > self.limits.bytes {
                return Err(Silence::TooLarge(self.limits.bytes));
            }
            bytes.extend_from_slice(&chunk);
        }
        let text = String::from_utf8_lossy(&bytes);
        Ok(Told::Answer(Answer {
            status,
            body: text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
            address,
            version,
        }))
    }
}

fn follow(attempt: Attempt, origins: &[Origin], reach: &Reach) -> reqwest::redirect::Action {
    let origin = attempt.url().origin();
    let wrong = if attempt.previous().len() > REDIRECTS {
        Some(Astray::Circle)
    } else if !origins.contains(&origin) {
        Some(Astray::Foreign(origin.ascii_serialization()))
    } else {
        reach.check(attempt.url().host()).err().map(Astray::Private)
    };
    match wrong {
        Some(wrong) => attempt.error(wrong),
        None => attempt.follow(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use reqwest::dns::{Addrs, Name, Resolving};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::super::network::Place;

    const LIMITS: Limits = Limits {
        time: Duration::from_secs(5),
        bytes: 1_000,
        questions: 4,
    };

    /// Says another address each time, round and round.
    struct Rebinding(Vec<SocketAddr>, AtomicUsize);

    impl Resolve for Rebinding {
        fn resolve(&self, _: Name) -> Resolving {
            let count = self.1.fetch_add(1, Ordering::Relaxed);
            let address = self.0[count % self.0.len()];
            Box::pin(async move { Ok(Box::new([address].into_iter()) as Addrs) })
        }
    }

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[tokio::test]
    async fn a_name_that_comes_to_mean_this_machine_is_not_followed() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap();
        let names = Arc::new(Rebinding(vec![here], AtomicUsize::new(0)));
        let address = url(&format!("http://news.example:{}/1", here.port()));
        let asker = |places: &[Place]| {
            let reach = Reach::with(places);
            Asker::new(vec![address.origin()], names.clone(), reach, LIMITS).unwrap()
        };
        let refused = asker(&[]).ask(address.clone(), None).await;
        let text = refused.unwrap_err().to_string();
        assert!(text.contains("private network"), "{text}");
        // The same question reaches the listener where that is allowed, so it was not stopped by something else.
        let open = asker(&["news.example".parse().unwrap()]);
        let asking = tokio::spawn(async move { open.ask(address, None).await });
        let (stream, _) = listener.accept().await.unwrap();
        drop(stream);
        assert!(asking.await.unwrap().is_err());
        assert!(names.1.load(Ordering::Relaxed) >= 2);
    }

    #[tokio::test]
    async fn of_a_names_addresses_only_the_public_ones_are_left() {
        struct Both;
        impl Resolve for Both {
            fn resolve(&self, _: Name) -> Resolving {
                let found: [SocketAddr; 3] = [
                    SocketAddr::from(([127, 0, 0, 1], 0)),
                    SocketAddr::from(([1, 1, 1, 1], 0)),
                    SocketAddr::from(([0, 0, 0, 0, 0, 0xffff, 0x0a00, 1], 0)),
                ];
                Box::pin(async move { Ok(Box::new(found.into_iter()) as Addrs) })
            }
        }
        let guard = Guard::new(Arc::new(Both), Reach::with(&[]));
        let found = guard.resolve("news.example".parse().unwrap()).await;
        let found: Vec<_> = found.ok().unwrap().collect();
        assert_eq!(found, [SocketAddr::from(([1, 1, 1, 1], 0))]);
    }

    #[tokio::test]
    async fn a_named_source_leads_to_no_other_machine_in_private() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap();
        let to = format!("http://{here}/secret");
        let answer = format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
            stream.write_all(answer.as_bytes()).await.unwrap();
            // Whoever came after the redirect would be let in, and wait in vain.
            listener.accept().await.unwrap();
        });
        let source = url(&format!("http://cms.internal:{}/1", here.port()));
        let names = Arc::new(Rebinding(vec![here], AtomicUsize::new(0)));
        // The other origin may be redirected to, but is in no named place.
        let origins = vec![source.origin(), url(&to).origin()];
        let reach = Reach::with(&["cms.internal".parse().unwrap()]);
        let asker = Asker::new(origins, names, reach, LIMITS).unwrap();
        let text = asker.ask(source, None).await.unwrap_err().to_string();
        assert!(text.contains("127.0.0.1 is on a private network"), "{text}");
    }
}
