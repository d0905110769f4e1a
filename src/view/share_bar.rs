//! The invitation to share, and the ways to do it.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlInputElement, MouseEvent, ShareData};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, classes, function_component, html, use_effect_with,
    use_node_ref, use_state,
};

use super::icons::icon;
use crate::i18n::{Message, Messages};
use crate::share::{Action, Story, Target};

/// What is shared, and where.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The interface's texts.
    pub messages: Messages,
    /// The story.
    pub story: Story,
    /// The targets, in order.
    pub targets: Vec<Target>,
    /// A target was used: its name.
    pub on_share: Callback<&'static str>,
}

/// What became of copying.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    Failed,
}

/// The invitation and the bar.
#[function_component]
pub fn ShareBar(props: &Props) -> Html {
    let messages = props.messages;
    let copied = use_state(|| Copied::NotYet);
    let address = use_node_ref();
    // What could not be copied is there to be copied by hand.
    use_effect_with((*copied, address.clone()), |(copied, address)| {
        if *copied == Copied::Failed
            && let Some(input) = address.cast::<HtmlInputElement>()
        {
            let _ = input.focus();
            input.select();
        }
    });
    let on_copied = {
        let copied = copied.clone();
        Callback::from(move |outcome| copied.set(outcome))
    };
    let buttons = props
        .targets
        .iter()
        .map(|target| html! { <li key={target.name}>{ button(*target, props, *copied, &on_copied) }</li> });
    html! {
        <section
            class="share"
            part="share"
            lang={messages.language()}
            dir="ltr"
            aria-labelledby="share-invitation"
        >
            <p id="share-invitation" class="invitation">{ messages.text(Message::ShareInvitation) }</p>
            <ul>{ for buttons }</ul>
            <p class="visually-hidden" role="status">
                if *copied == Copied::Done {
                    { messages.text(Message::LinkCopied) }
                }
            </p>
            if *copied == Copied::Failed {
                { by_hand(props, &address) }
            }
        </section>
    }
}

/// The address in a field of its own.
fn by_hand(props: &Props, address: &NodeRef) -> Html {
    html! {
        <label class="by-hand">
            <span>{ props.messages.text(Message::CopyFailed) }</span>
            <input ref={address.clone()} type="text" readonly=true value={props.story.url.clone()} />
        </label>
    }
}

fn button(target: Target, props: &Props, copied: Copied, on_copied: &Callback<Copied>) -> Html {
    let messages = props.messages;
    let story = props.story.clone();
    let used = {
        let on_share = props.on_share.clone();
        move || on_share.emit(target.name)
    };
    match target.action {
        Action::Device => {
            let onclick = Callback::from(move |_: MouseEvent| share_with_device(&story, used.clone()));
            plain_button(target, messages.text(Message::ShareShort), Some(messages.text(Message::ShareDevice)), onclick, false)
        }
        Action::Copy => {
            let is_done = copied == Copied::Done;
            let label = messages.text(if is_done { Message::LinkCopied } else { Message::CopyLink });
            let on_copied = on_copied.clone();
            let onclick = Callback::from(move |_: MouseEvent| copy(&story.url, used.clone(), on_copied.clone()));
            plain_button(target, label, None, onclick, is_done)
        }
        Action::Page(_) | Action::Email(_) => {
            let (label, name) = if matches!(target.action, Action::Email(_)) {
                (messages.text(Message::EmailShort), messages.text(Message::ShareEmail).to_owned())
            } else {
                let name = messages.filled(Message::ShareOn, "target", target.label);
                (target.label, [&name, " (", messages.text(Message::NewTab), ")"].concat())
            };
            let href: AttrValue = target.address(&props.story).unwrap_or_default().into();
            let opens_tab = matches!(target.action, Action::Page(_));
            html! {
                <a
                    class={classes!("share-button", target.name)}
                    {href}
                    target={opens_tab.then_some("_blank")}
                    rel="noopener noreferrer"
                    aria-label={name}
                    onclick={move |_: MouseEvent| used()}
                >
                    { icon(target.name) }
                    <span>{ label }</span>
                </a>
            }
        }
    }
}

fn plain_button(
    target: Target,
    label: &'static str,
    name: Option<&'static str>,
    onclick: Callback<MouseEvent>,
    is_done: bool,
) -> Html {
    html! {
        <button
            type="button"
            class={classes!("share-button", target.name, is_done.then_some("done"))}
            aria-label={name}
            {onclick}
        >
            { icon(if is_done { "done" } else { target.name }) }
            <span>{ label }</span>
        </button>
    }
}

/// Opens the device's share sheet. A reader who closes it again has shared nothing.
fn share_with_device(story: &Story, used: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let data = ShareData::new();
    data.set_title(&story.title);
    data.set_url(&story.url);
    let sharing = window.navigator().share_with_data(&data);
    spawn_local(async move {
        if JsFuture::from(sharing).await.is_ok() {
            used();
        }
    });
}

/// Copies an address. Pages that are not secure have no clipboard.
fn copy(address: &str, used: impl Fn() + 'static, on_copied: Callback<Copied>) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    let Some(clipboard) = clipboard.filter(|clipboard| !JsValue::from(clipboard.clone()).is_falsy())
    else {
        on_copied.emit(Copied::Failed);
        return;
    };
    let writing = clipboard.write_text(address);
    spawn_local(async move {
        let outcome = match JsFuture::from(writing).await {
            Ok(_) => Copied::Done,
            Err(_) => Copied::Failed,
        };
        if outcome == Copied::Done {
            used();
        }
        on_copied.emit(outcome);
    });
}
