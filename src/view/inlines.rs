//! Text within a line.

use yew::{AttrValue, Html, html};

use crate::article::Inline;

/// Inlines, in order.
pub fn inlines(content: &[Inline]) -> Html {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Html {
    match inline {
        Inline::Text(text) => html! { { text } },
        Inline::Styled(style, content) => html! { <@{style.element()}>{ inlines(content) }</@> },
        Inline::Link { url, content } => {
            let href: AttrValue = url.as_str().to_owned().into();
            html! { <a {href} rel="noopener">{ inlines(content) }</a> }
        }
        Inline::Abbreviation { title, content } => {
            html! { <abbr title={title.clone()}>{ inlines(content) }</abbr> }
        }
        Inline::Time { datetime, content } => {
            html! { <time datetime={datetime.clone()}>{ inlines(content) }</time> }
        }
        Inline::Ruby { content, reading } => {
            html! { <ruby>{ inlines(content) }<rt>{ reading }</rt></ruby> }
        }
        Inline::Foreign {
            language,
            direction,
            content,
        } => html! {
            <bdi lang={language.clone()} dir={*direction}>{ inlines(content) }</bdi>
        },
        Inline::Break => html! { <br/> },
    }
}
