//! What the page is told of what stands there, and where the reader is led.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::life::Phase;
use super::stage::Stage;
use crate::article::Access;
use crate::embed::{Options, events};
use crate::url::WebUrl;

/// Tells the page what stands there.
pub fn tell(stage: &Stage, options: &Options, phase: &Phase) {
    let host = &stage.host;
    let own = options.url.as_ref();
    let fail = |code: &str, message: &str, url: &str| {
        events::complain(host, message);
        let detail = [("code", code), ("message", message), ("url", url)];
        events::dispatch(host, events::Event::Error, &detail);
    };
    match phase {
        Phase::Loading => {}
        Phase::Failed(error) => {
            let url = own.map_or("", WebUrl::as_str);
            fail(error.code(), &error.to_string(), url);
        }
        Phase::Story(shown) => {
            let article = &shown.article;
            let url = article.canonical_url.as_ref().or(own);
            let url = url.map_or("", WebUrl::as_str);
            let detail = [("headline", article.headline.as_str()), ("url", url)];
            events::dispatch(host, events::Event::Ready, &detail);
            if article.access == Access::Open && article.body.is_empty() {
                fail("empty", "the story came without its text", url);
            }
        }
    }
}

/// The button that the reader pressed is gone; the reader's place in the page is not.
pub fn lead_focus(stage: &Stage) {
    let found = stage
        .shadow
        .query_selector("#headline, [data-action=retry]");
    if let Ok(Some(element)) = found
        && let Some(element) = element.dyn_ref::<HtmlElement>()
    {
        let _ = element.focus();
    }
}
