//! `check` of servers whose certificates are wrong in one way each.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::fs;
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use serde_json::Value;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

/// An authority: its certificate, and what it signs with.
fn authority(name: &str) -> (String, Issuer<'static, KeyPair>) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let certificate = params.self_signed(&key).unwrap();
    (certificate.pem(), Issuer::new(params, key))
}

/// The port of a server that shows a certificate and has nothing to say.
fn server(certificate: CertificateDer<'static>, key: &KeyPair) -> u16 {
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key.into())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                // The client is to hang up.
                let _ = acceptor.accept(stream).await;
            }
        });
    });
    port
}

/// The first finding for a server with a certificate for this name until this year, where clients trust the
/// authority or do not.
fn finding(name: &str, year: i32, is_trusted: bool) -> String {
    let (trusted, issuer) = authority("An authority");
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2000, 1, 1);
    params.not_after = date_time_ymd(year, 1, 1);
    let certificate = params.signed_by(&key, &issuer).unwrap();
    let port = server(certificate.der().clone(), &key);
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("roots.pem");
    let (other, _) = authority("Another authority");
    fs::write(&roots, if is_trusted { trusted } else { other }).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_article-embed"))
        .args([
            "check",
            "--json",
            &format!("https://localhost:{port}/low.json"),
        ])
        .env("SSL_CERT_FILE", &roots)
        .env_remove("SSL_CERT_DIR")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    let code = &result["stories"][0]["findings"][0]["code"];
    code.as_str().unwrap().to_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn each_fault_of_a_certificate_is_told_apart() {
    assert_eq!(finding("localhost", 4000, false), "certificate-issuer");
    assert_eq!(finding("localhost", 2001, true), "certificate-expired");
    assert_eq!(finding("other.example", 4000, true), "certificate-name");
    // With a certificate that is good, it is the answer that fails.
    assert_eq!(finding("localhost", 4000, true), "unreachable");
}
