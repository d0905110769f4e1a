//! A partner's page as an application of Yew: a few lines of its own, and a publisher's story.

use article_embed::ArticleEmbed;
use yew::{Callback, Html, component, html, use_state_eq};

/// The stories that there are to choose from, beside the page.
const STORIES: [(&str, &str); 2] = [
    ("News report", "stories/prison.json"),
    ("Long feature", "stories/harbour.json"),
];

#[component]
fn App() -> Html {
    let article = use_state_eq(|| STORIES[0].1);
    let buttons = STORIES.map(|(title, address)| {
        let chosen = article.clone();
        let is_pressed = (*article == address).to_string();
        let on_click = Callback::from(move |_| chosen.set(address));
        html! { <button type="button" aria-pressed={is_pressed} onclick={on_click}>{ title }</button> }
    });
    html! {
        <>
            <header>
                <h1>{ "The Fen Lantern" }</h1>
                <nav aria-label="Stories">{ for buttons }</nav>
            </header>
            <main>
                <ArticleEmbed article={*article} comments="preview" />
            </main>
        </>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
