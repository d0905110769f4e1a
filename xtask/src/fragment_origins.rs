//! Origins besides the loader's own folder whose fragments the loader shows as they are.

use std::env;

use anyhow::{Context, Result};

/// Names them with spaces between, for the hook that Trunk runs.
pub const VARIABLE: &str = "ARTICLE_EMBED_FRAGMENT_ORIGINS";

/// The origin that a publisher has named, as browsers write it: `https://news.example`.
pub fn parse(named: &str) -> Result<String, String> {
    let wrong = || format!("“{named}” is no origin such as https://news.example");
    let (scheme, host) = named.split_once("://").ok_or_else(wrong)?;
    let host = host.strip_suffix('/').unwrap_or(host);
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "443"));
    let is_host = !name.is_empty()
        && name.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte)
        });
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_here = matches!(name, "localhost" | "127.0.0.1");
    // Whoever is in between could put anything into what comes over http.
    let is_secure = scheme == "https" || scheme == "http" && is_here;
    // A browser leaves out the port that is usual, and a zero before another.
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let is_as_written = !host.ends_with(usual) && !port.starts_with('0');
    if is_host && is_port && is_secure && is_as_written {
        Ok(format!("{scheme}://{host}"))
    } else {
        Err(wrong())
    }
}

/// As the command says that has started Trunk.
pub fn from_environment() -> Result<Vec<String>> {
    let named = env::var(VARIABLE).unwrap_or_default();
    let origins = named.split_whitespace().map(parse);
    let origins: Result<_, _> = origins.collect();
    origins.map_err(anyhow::Error::msg).context(VARIABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_taken_and_nothing_else() {
        for (named, expected) in [
            ("https://news.example", Some("https://news.example")),
            ("https://news.example/", Some("https://news.example")),
            (
                "https://news.example:8443",
                Some("https://news.example:8443"),
            ),
            ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
            ("http://news.example", None),
            ("https://news.example/stories/", None),
            ("https://*.example", None),
            ("https://a@news.example", None),
            ("https://News.example", None),
            ("https://", None),
            ("https://news.example:443", None),
            ("http://localhost:80", None),
            ("https://news.example:08443", None),
            ("news.example", None),
            ("*", None),
        ] {
            assert_eq!(parse(named).ok().as_deref(), expected, "{named}");
        }
    }
}
