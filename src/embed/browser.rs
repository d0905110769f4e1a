//! What the browser tells of the place that a story is shown in.

use super::presentation::Surroundings;
use crate::js_object::member;
use crate::share::server::Server;

/// The story's surroundings as they are now.
pub fn surroundings() -> Surroundings {
    let navigator = web_sys::window().map(|window| window.navigator());
    Surroundings {
        page_address: page_address(),
        has_share_sheet: navigator.is_some_and(|navigator| member(&navigator, "share").is_some()),
        server: Server::remembered(),
    }
}

/// The page's own address.
pub fn page_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.href().ok())
        .unwrap_or_default()
}
