//! The little of HTTP that waiting for a server takes.

use std::time::Duration;

/// A local server that takes longer than this is asked again.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The status that a server answers with, if it answers.
pub fn status(url: &str) -> Option<u16> {
    let answer = ureq::get(url)
        .config()
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        .build()
        .call();
    Some(answer.ok()?.status().as_u16())
}
