//! What the browser tells of the place that a story is shown in.

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};

use super::presentation::Surroundings;
use crate::js_object::{member, strings};
use crate::share::server::Server;

/// The story's surroundings as they are now.
pub fn surroundings() -> Surroundings {
    let navigator = web_sys::window().map(|window| window.navigator());
    let languages = navigator.as_ref().map(web_sys::Navigator::languages);
    Surroundings {
        page_address: page_address(),
        languages: strings(&languages.unwrap_or_default()),
        has_share_sheet: has_share_sheet(),
        server: Server::remembered(),
    }
}

/// Whether the device has a share sheet that this page may open: a frame needs its page's leave.
pub fn has_share_sheet() -> bool {
    let window = web_sys::window();
    let sheet = window.as_ref().map(web_sys::Window::navigator);
    let document = window.and_then(|window| window.document());
    sheet.is_some_and(|navigator| member(&navigator, "share").is_some())
        && document.is_none_or(|document| !is_refused(&document))
}

/// Whether the page's policy says no. Browsers that tell nothing of it are asked by opening the sheet.
fn is_refused(document: &JsValue) -> bool {
    let policy =
        member(document, "permissionsPolicy").or_else(|| member(document, "featurePolicy"));
    let feature = JsValue::from("web-share");
    let ask = |name| {
        let policy = policy.as_ref()?;
        let method: Function = member(policy, name)?.unchecked_into();
        method.call1(policy, &feature).ok()
    };
    // A browser refuses what it does not know of.
    let known = ask("features").map(JsCast::unchecked_into::<Array>);
    known.is_none_or(|known| known.includes(&feature, 0))
        && ask("allowsFeature").is_some_and(|allows| allows.is_falsy())
}

/// The page's own address.
pub fn page_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.href().ok())
        .unwrap_or_default()
}
