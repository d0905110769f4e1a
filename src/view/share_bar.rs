//! The invitation to share, and the ways to do it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Clipboard, HtmlInputElement, ShareData};
use yew::{Callback, MouseEvent, NodeRef};

use super::icons::icon;
use super::page::Page;
use super::quote_bar::QuoteBar;
use super::selection;
use super::server_picker::ServerPicker;
use super::tag::{Attr, Tag, part, tag};
use crate::article::Access;
use crate::dictionary::{member, texts};
use crate::i18n::{Message, Messages};
use crate::share::{Action, Target};

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The reader follows a target's link, or has done what it stands for.
    Followed(&'static str),
    /// The reader wants the device's share sheet.
    Sheet,
    /// The reader wants the address.
    Copy,
    /// The address was copied, or not.
    Copied(bool),
    /// The reader wants the story on paper.
    Print,
    /// The reader wants to name her Mastodon server, or not any more.
    Pick(bool),
    /// The reader has named her Mastodon server.
    Picked,
    /// The reader passes on the words that she has selected.
    Quote(&'static Target),
}

/// What a reader has passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The target's name.
    pub target: &'static str,
    /// The words that she had selected; `None` for the whole story.
    pub quote: Option<String>,
}

/// Who is told what the reader does with the bar.
pub struct Listeners<'a> {
    /// A target was used.
    pub on_share: &'a Callback<Shared>,
    /// The story is to be printed.
    pub on_print: &'a Callback<()>,
    /// What comes of it later.
    pub on_event: Callback<Event>,
}

/// What the reader has done with the bar.
#[derive(Default)]
pub struct Sharing {
    /// Whether the address was copied, once that has been tried.
    copied: Option<bool>,
    address: NodeRef,
    /// The field with the address has just come.
    needs_focus: bool,
    picker: ServerPicker,
    /// The bar beside words that are selected.
    pub quote_bar: QuoteBar,
}

impl Sharing {
    /// Takes note of what has happened; answers whether the bar looks otherwise now.
    pub fn update(&mut self, event: Event, page: &Page, listeners: Listeners) -> bool {
        let Listeners {
            on_share,
            on_print,
            on_event,
        } = listeners;
        let tell = |target| {
            on_share.emit(Shared {
                target,
                quote: None,
            });
        };
        match event {
            Event::Followed(name) => tell(name),
            Event::Sheet => {
                let data = [
                    ("title", page.shared.title.as_str()),
                    ("url", &page.shared.url),
                ];
                if let Some(sharing) = share_with_device(&data) {
                    spawn_local(async move {
                        if sharing.await.is_ok() {
                            on_event.emit(Event::Followed("device"));
                        }
                    });
                }
            }
            Event::Copy => {
                // Said anew each time, so that it is also heard anew.
                self.copied = None;
                let writing = copy(&page.shared.url);
                spawn_local(async move {
                    let is_copied = match writing {
                        Some(writing) => writing.await.is_ok(),
                        None => false,
                    };
                    on_event.emit(Event::Copied(is_copied));
                });
                return true;
            }
            Event::Copied(is_copied) => {
                if is_copied {
                    tell("copy");
                }
                self.copied = Some(is_copied);
                self.needs_focus = !is_copied;
                return true;
            }
            Event::Print => {
                on_print.emit(());
                tell("print");
            }
            Event::Pick(is_open) => {
                self.picker.open(is_open);
                return true;
            }
            Event::Picked => {
                let is_on_server = |target: &&Target| matches!(target.action, Action::Server(..));
                let mut targets = page.targets.iter().copied();
                if self.picker.pick()
                    && let Some(target) = targets.find(is_on_server)
                    && let Some(address) = target.address(&page.shared, self.picker.server.as_ref())
                {
                    open(&address);
                    tell(target.name);
                }
                return true;
            }
            Event::Quote(target) => {
                if let Some(shared) = self.pass_on_quote(target, page) {
                    on_share.emit(shared);
                }
            }
        }
        false
    }

    /// Passes on what is selected.
    fn pass_on_quote(&self, target: &'static Target, page: &Page) -> Option<Shared> {
        let quote = selection::quote(&self.quote_bar.place)?;
        let marks = page.messages.around(Message::Quoted, "words");
        let story = quote.story(marks, page.url.as_ref()?.as_str());
        let words = story.title_within(usize::MAX);
        match target.action {
            Action::Device => {
                let data = [("text", words.as_str()), ("url", &story.url)];
                spawn_and_forget(share_with_device(&data)?);
            }
            Action::Copy => {
                spawn_and_forget(copy(&[&words, "\n", &story.url].concat())?);
            }
            _ => open(&target.address(&story, None)?),
        }
        Some(Shared {
            target: target.name,
            quote: Some(quote.words),
        })
    }

    /// After the bar was drawn anew: what could not be copied is there to be copied by hand.
    pub fn rendered(&mut self) {
        self.picker.rendered();
        self.quote_bar.rendered();
        if std::mem::take(&mut self.needs_focus)
            && let Some(input) = self.address.cast::<HtmlInputElement>()
        {
            let _ = input.focus();
            input.select();
        }
    }

    /// The address in a field of its own.
    fn by_hand(&self, page: &Page) -> Tag {
        let field = tag("input")
            .reference(&self.address)
            .set(Attr::Type, "text")
            .set(Attr::ReadOnly, "")
            .set(Attr::Value, &page.shared.url);
        tag("label.by-hand")
            .say(page.messages, Message::CopyFailed)
            .child(field)
    }

    fn button(&self, page: &Page, target: &'static Target, on_event: &Callback<Event>) -> Tag {
        let messages = page.messages;
        let is_copied = target.action == Action::Copy && self.copied == Some(true);
        let name = target.name;
        let place = |target: &Target| messages.filled(Message::ShareOn, "target", target.label);
        let (element, label, event) = match target.action {
            Action::Device => (
                tag("button").label(messages, Message::ShareDevice),
                messages.text(Message::ShareShort),
                Event::Sheet,
            ),
            Action::Print => (tag("button"), messages.text(Message::Print), Event::Print),
            Action::Server(..) if self.picker.server.is_none() => (
                tag("button")
                    .reference(&self.picker.opener)
                    .set(Attr::Title, target.label)
                    .set(Attr::AriaLabel, place(target)),
                target.label,
                Event::Pick(true),
            ),
            Action::Copy => (
                tag("button"),
                messages.text(if is_copied {
                    Message::LinkCopied
                } else {
                    Message::CopyLink
                }),
                Event::Copy,
            ),
            Action::Email(_) => (
                tag("a").label(messages, Message::ShareEmail),
                messages.text(Message::EmailShort),
                Event::Followed(name),
            ),
            Action::Page(..) | Action::Server(..) => {
                let title = [place(target), in_new_tab(messages)].concat();
                (
                    tag("a")
                        .set(Attr::Target, "_blank")
                        .set(Attr::Title, target.label)
                        .set(Attr::AriaLabel, title),
                    target.label,
                    Event::Followed(name),
                )
            }
        };
        let element = match target.address(&page.shared, self.picker.server.as_ref()) {
            Some(address) => element
                .set(Attr::Href, address)
                .set(Attr::Rel, "noopener noreferrer"),
            None => element,
        };
        element
            .class(match target.action {
                _ if is_copied => "share-button done",
                // Their signs are known; all names in a row would be louder than the story.
                Action::Page(..) | Action::Server(..) => "share-button round",
                _ => "share-button",
            })
            .set(Attr::Part, "share-button")
            .set(Attr::DataTarget, name)
            .on_click(on_click(on_event, event))
            .child(icon(if is_copied { "done" } else { name }))
            .child(tag("span").text(label))
    }

    /// Lets a reader of Mastodon name another server than the one that is known.
    fn change_server(&self, page: &Page, on_event: &Callback<Event>) -> Option<Tag> {
        let server = self.picker.server.as_ref()?;
        let words = page
            .messages
            .filled(Message::ChangeServer, "server", server.as_str());
        let button = tag("button.change")
            .reference(&self.picker.opener)
            .on_click(on_click(on_event, Event::Pick(true)))
            .text(words);
        let mut targets = page.targets.iter();
        targets
            .any(|target| matches!(target.action, Action::Server(..)))
            .then_some(button)
    }
}

/// The invitation and the bar; nothing where there is no target, and no story to pass on.
pub fn share_bar(page: &Page, sharing: &Sharing, on_event: &Callback<Event>) -> Option<Tag> {
    // What may not be shown is nothing to be passed on either.
    let is_withheld = matches!(page.article.access, Access::Withheld(_));
    if page.targets.is_empty() || is_withheld {
        return None;
    }
    let messages = page.messages;
    let buttons = page.targets.iter().map(|target| {
        tag("li")
            .key(target.name)
            .child(sharing.button(page, target, on_event))
    });
    let status = match sharing.copied {
        Some(true) => messages.text(Message::LinkCopied),
        _ => "",
    };
    // A group and no landmark: in a foreign page the embed has one, the comments.
    let bar = part("div.share")
        .interface(messages)
        .set(Attr::Role, "group")
        .set(Attr::AriaLabelledBy, "share-invitation")
        .child(
            tag("p.invitation")
                .set(Attr::Id, "share-invitation")
                .say(messages, Message::ShareInvitation),
        )
        .child(tag("ul").children(buttons))
        .child(sharing.change_server(page, on_event))
        .child(sharing.picker.form(page, on_event))
        .child(
            tag("p.visually-hidden")
                .set(Attr::Role, "status")
                .text(status),
        )
        .child((sharing.copied == Some(false)).then(|| sharing.by_hand(page)));
    Some(bar)
}

/// What screen readers say after the name of a link that opens elsewhere.
pub fn in_new_tab(messages: Messages) -> String {
    [" (", messages.text(Message::NewTab), ")"].concat()
}

/// What a button does.
pub fn on_click(on_event: &Callback<Event>, event: Event) -> Callback<MouseEvent> {
    let on_event = on_event.clone();
    Callback::from(move |_| on_event.emit(event))
}

/// Opens the device's share sheet. A reader who closes it again has shared nothing.
fn share_with_device(data: &[(&str, &str)]) -> Option<JsFuture> {
    let data: ShareData = texts(data);
    let sharing = web_sys::window()?.navigator().share_with_data(&data);
    Some(sharing.into())
}

/// Copies a text; `None` where there is no clipboard, as in pages that are not secure.
fn copy(text: &str) -> Option<JsFuture> {
    let clipboard = member(&web_sys::window()?.navigator(), "clipboard")?;
    let clipboard: Clipboard = clipboard.unchecked_into();
    Some(clipboard.write_text(text).into())
}

fn spawn_and_forget(promise: JsFuture) {
    spawn_local(async move {
        let _ = promise.await;
    });
}

/// Opens a page beside this one, which learns nothing of it.
fn open(address: &str) {
    if let Some(window) = web_sys::window() {
        let features = "noopener,noreferrer";
        let _ = window.open_with_url_and_target_and_features(address, "_blank", features);
    }
}
