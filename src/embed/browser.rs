//! What the browser tells of the place that a story is shown in.

use super::presentation::Surroundings;
use crate::js_object::{member, strings};
use crate::share::server::Server;

/// The story's surroundings as they are now.
pub fn surroundings() -> Surroundings {
    let navigator = web_sys::window().map(|window| window.navigator());
    let languages = navigator.as_ref().map(web_sys::Navigator::languages);
    let sheet = navigator.and_then(|navigator| member(&navigator, "share"));
    Surroundings {
        page_address: page_address(),
        languages: strings(&languages.unwrap_or_default()),
        has_share_sheet: sheet.is_some(),
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
