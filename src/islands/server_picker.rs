//! The form that asks a reader for her Mastodon server: whether it is there, and what becomes of what
//! she types.
//!
//! What a server's name is, and how it is kept, is the [`Server`]'s own.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::render::places::Action;
use crate::render::share_bar::{Picker, REMEMBER, SERVER};
use crate::share::server::Server;

/// The form, and what is known of the reader's server.
pub struct ServerPicker {
    /// The server that she has named.
    pub server: Option<Server>,
    /// Whether the form is there.
    pub state: Picker,
    /// The focus belongs in the form, or back where it was opened.
    needs_focus: bool,
}

impl Default for ServerPicker {
    fn default() -> Self {
        Self {
            server: Server::remembered(),
            state: Picker::Closed,
            needs_focus: false,
        }
    }
}

impl ServerPicker {
    /// Opens or closes the form.
    pub fn open(&mut self, is_open: bool) {
        self.state = if is_open {
            Picker::Open
        } else {
            Picker::Closed
        };
        self.needs_focus = true;
    }

    /// Takes what the reader has typed into the form; answers whether that is a server. `place` is
    /// where the form stands.
    pub fn pick(&mut self, place: &Element) -> bool {
        let server = input(place, SERVER).and_then(|field| Server::parse(&field.value()));
        match &server {
            Some(server) if input(place, REMEMBER).is_some_and(|field| field.checked()) => {
                // Where the browser keeps nothing, she is asked again on the next page.
                let _ = server.remember();
            }
            Some(_) => Server::forget(),
            None => {
                self.state = Picker::Invalid;
                self.needs_focus = true;
                return false;
            }
        }
        self.server = server;
        self.open(false);
        true
    }

    /// After the form was drawn, or is gone.
    pub fn rendered(&mut self, place: &Element) {
        if !std::mem::take(&mut self.needs_focus) {
            return;
        }
        let selector = match self.state {
            Picker::Closed => {
                let change = ["[data-action=", Action::PickServer.name(), "]"].concat();
                [&change, ",button[data-target=mastodon]"].concat()
            }
            Picker::Open | Picker::Invalid => ["#", SERVER].concat(),
        };
        if let Ok(Some(found)) = place.query_selector(&selector) {
            let _ = found.unchecked_into::<HtmlElement>().focus();
        }
    }
}

fn input(place: &Element, id: &str) -> Option<HtmlInputElement> {
    let found = place.query_selector(&["#", id].concat()).ok()??;
    Some(found.unchecked_into())
}
