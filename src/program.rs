//! The program's own files: where they are, and the part of it that is fetched when it is needed.
//!
//! `cargo xtask build` makes two pieces: the functions of [`crate::comments`] and
//! [`crate::view::comments`] are taken out of the program and put into a file of their own, which no
//! reader needs at once. The one way from the rest into them is [`crate::view::comments::section`]. Other
//! builds are in one piece. docs/decisions/comments-part.md says why and how.

use std::cell::Cell;

use js_sys::{ArrayBuffer, JsString, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::transport::{self, TransportError};
use crate::url::{Base, WebUrl};

/// The file with the comments, beside the program. The build writes a hash in place of the zeros,
/// here and in the file's name.
const COMMENTS: &str = "article-embed-comments-0000000000000000.wasm";

#[wasm_bindgen]
extern "C" {
    /// Where the program's module was loaded from.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static MODULE: JsString;

    /// Compiles a program and starts it with what it imports.
    #[wasm_bindgen(js_namespace = WebAssembly)]
    fn instantiate(program: &ArrayBuffer, imports: &JsValue) -> Promise;
}

thread_local! {
    static HAS_COMMENTS: Cell<bool> = const { Cell::new(!cfg!(comments_apart)) };
}

/// The address of a file beside the program; `None` where nobody knows where that is.
pub fn beside(file: &str) -> Option<WebUrl> {
    let module = MODULE.with(|address| String::from(address));
    Base::parse(&module)?.web(file)
}

/// Whether the comments' part is here.
pub fn has_comments() -> bool {
    HAS_COMMENTS.get()
}

/// Fetches the comments' part.
pub async fn fetch_comments() -> Result<(), TransportError> {
    if !cfg!(comments_apart) {
        return Ok(());
    }
    let address = beside(COMMENTS).ok_or_else(|| TransportError::Failed(COMMENTS.to_owned()))?;
    let part = transport::bytes(&address).await?;
    let imports = js_sys::Object::new();
    let started = match Reflect::set(&imports, &"a".into(), &wasm_bindgen::exports()) {
        Ok(_) => JsFuture::from(instantiate(&part, &imports)).await,
        Err(error) => Err(error),
    };
    started.map_err(|error| transport::failure(&error))?;
    HAS_COMMENTS.set(true);
    Ok(())
}
