//! Asks a server as a browser on a partner's page does, one step at a time, and keeps what travelled.

use std::error::Error;
use std::io;
use std::time::{Duration, Instant};

use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue, LOCATION, ORIGIN};
use rustls::CertificateError;
use url::Url;

use super::finding::OfServer;
use crate::error::CliError;
use crate::fetch::{self, LIMIT};

/// Two partners, whose readers' browsers ask.
pub const PARTNERS: [&str; 2] = ["https://partner-one.example", "https://partner-two.example"];

/// As many steps as browsers go.
const STEPS: usize = 20;

/// Asks servers without following and unpacking anything.
#[derive(Clone, Debug)]
pub struct Asker(reqwest::Client);

/// A server's answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Where it came from.
    pub url: Url,
    /// The `Origin` that it was asked with.
    pub origin: String,
    /// HTTP's status.
    pub status: u16,
    /// What the server says of it.
    pub headers: HeaderMap,
    /// What travelled.
    pub body: Vec<u8>,
    /// How long it took.
    pub took: Duration,
}

impl Reply {
    /// A header's value, where it is one of signs that can be read.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok().map(str::trim)
    }

    /// Where it leads instead.
    pub fn leads_to(&self) -> Option<Url> {
        if !matches!(self.status, 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        let location = self.headers.get(LOCATION)?.to_str().ok()?;
        self.url.join(location).ok()
    }
}

impl Asker {
    /// A client that sees what browsers see.
    pub fn new() -> Result<Self, CliError> {
        let client = fetch::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_gzip()
            .no_brotli()
            .build();
        client.map(Self).map_err(CliError::Client)
    }

    /// One answer to one question.
    pub async fn ask(&self, method: Method, url: &Url, origin: &str) -> Result<Reply, OfServer> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
        if let Ok(origin) = HeaderValue::from_str(origin) {
            headers.insert(ORIGIN, origin);
        }
        let begun = Instant::now();
        let failed = |error: reqwest::Error| failure(&error, url);
        let request = self.0.request(method, url.clone()).headers(headers);
        let mut response = request.send().await.map_err(failed)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            body.extend_from_slice(&chunk);
            if body.len() as u64 > LIMIT {
                break;
            }
        }
        Ok(Reply {
            url: url.clone(),
            origin: origin.to_owned(),
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body,
            took: begun.elapsed(),
        })
    }

    /// The answers on the way to the last one, and that.
    pub async fn follow(&self, url: &Url, origin: &str) -> Result<(Vec<Reply>, Reply), OfServer> {
        let mut steps: Vec<Reply> = Vec::new();
        let mut url = url.clone();
        let mut origin = origin;
        loop {
            let reply = self.ask(Method::GET, &url, origin).await?;
            let Some(next) = reply.leads_to() else {
                return Ok((steps, reply));
            };
            steps.push(reply);
            if steps.len() > STEPS || steps.iter().any(|step| step.url == next) {
                return Err(OfServer::RedirectCircle);
            }
            // Who is sent to a third site is asked without a name there.
            if next.origin() != url.origin() {
                origin = "null";
            }
            url = next;
        }
    }
}

/// What is wrong where nothing came.
pub fn failure(error: &reqwest::Error, url: &Url) -> OfServer {
    if error.is_timeout() {
        return OfServer::TimedOut;
    }
    if error.is_redirect() {
        return OfServer::RedirectCircle;
    }
    match tls(error) {
        Some(tls) => of_tls(tls, url.host_str().unwrap_or_default()),
        None => OfServer::NoAnswer(root(error)),
    }
}

fn of_tls(error: &rustls::Error, host: &str) -> OfServer {
    use CertificateError as Certificate;
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return OfServer::Tls(error.to_string());
    };
    match certificate {
        Certificate::Expired
        | Certificate::ExpiredContext { .. }
        | Certificate::NotValidYet
        | Certificate::NotValidYetContext { .. } => OfServer::CertificateExpired,
        Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
            OfServer::CertificateOfAnother(host.to_owned())
        }
        Certificate::UnknownIssuer => OfServer::CertificateUnknownIssuer,
        other => OfServer::Tls(other.to_string()),
    }
}

/// What went wrong with the encryption, wherever it is in the causes.
fn tls<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(tls) = error.downcast_ref() {
            return Some(tls);
        }
        let own = error.downcast_ref::<io::Error>();
        if let Some(inner) = own.and_then(io::Error::get_ref)
            && let Some(tls) = self::tls(inner)
        {
            return Some(tls);
        }
        cause = error.source();
    }
    None
}

/// The first cause, in the system's words.
fn root(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = error.to_string();
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_certificates_are_told_apart() {
        let of = |error: CertificateError| {
            of_tls(&rustls::Error::InvalidCertificate(error), "news.example")
        };
        assert_eq!(of(CertificateError::Expired), OfServer::CertificateExpired);
        assert_eq!(
            of(CertificateError::NotValidYet),
            OfServer::CertificateExpired
        );
        assert_eq!(
            of(CertificateError::NotValidForName),
            OfServer::CertificateOfAnother("news.example".into())
        );
        assert_eq!(
            of(CertificateError::UnknownIssuer),
            OfServer::CertificateUnknownIssuer
        );
        assert!(matches!(
            of(CertificateError::BadEncoding),
            OfServer::Tls(_)
        ));
    }

    #[test]
    fn what_went_wrong_with_the_encryption_is_found_within_other_errors() {
        let tls_error = rustls::Error::InvalidCertificate(CertificateError::Expired);
        let outer = io::Error::other(io::Error::other(tls_error));
        assert!(tls(&outer).is_some());
        assert!(tls(&io::Error::other("refused")).is_none());
    }
}
