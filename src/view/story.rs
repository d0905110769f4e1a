//! The story: what stands above its text, the text, and what stands below.

use yew::{AttrValue, Callback, Html, html};

use super::blocks::{self, Setting};
use super::embed::Page;
use super::inlines::inlines;
use super::picture::{self, Place};
use super::share_bar::ShareBar;
use crate::article::{Access, Article, Author, Date};
use crate::i18n::{Message, Messages, dates, direction};

/// The whole story.
pub fn story(page: &Page, on_share: &Callback<&'static str>) -> Html {
    let article = &page.article;
    let dir = article
        .direction
        .or_else(|| article.language.as_deref().map(direction::of_language))
        .map(|direction| direction.as_str());
    let setting = Setting {
        messages: page.messages,
        heading_level: page.heading_level,
    };
    html! {
        <article
            class="story"
            part="story"
            lang={article.language.clone()}
            dir={dir.unwrap_or("auto")}
            aria-labelledby="headline"
        >
            { header(page) }
            if let Some(image) = &article.lead_image {
                { picture::figure(image, Place::Lead, page.messages) }
            }
            <div class="text" part="text">{ blocks::blocks(&article.body, setting) }</div>
            { missing_text(article, page.messages) }
            { footer(page) }
            if !page.targets.is_empty() {
                <ShareBar
                    messages={page.messages}
                    story={page.shared.clone()}
                    targets={page.targets.clone()}
                    on_share={on_share.clone()}
                />
            }
        </article>
    }
}

fn header(page: &Page) -> Html {
    let article = &page.article;
    html! {
        <header>
            if !article.sections.is_empty() {
                <ul class="sections" part="sections">
                    { for article.sections.iter().map(|section| html! { <li>{ section }</li> }) }
                </ul>
            }
            if let Some(kicker) = &article.kicker {
                <p class="kicker" part="kicker">{ kicker }</p>
            }
            <@{blocks::heading(page.heading_level)} id="headline" class="headline" part="headline">
                { &article.headline }
            </@>
            if !article.standfirst.is_empty() {
                <p class="standfirst" part="standfirst">{ inlines(&article.standfirst) }</p>
            }
            <div class="meta" part="meta">
                { byline(article, page.messages) }
                { day(page) }
            </div>
        </header>
    }
}

fn byline(article: &Article, messages: Messages) -> Html {
    if let Some(byline) = &article.byline {
        return html! { <p class="byline">{ byline }</p> };
    }
    let Some((last, others)) = article.authors.split_last() else {
        return html! {};
    };
    let name = |author: &Author| match &author.url {
        Some(url) => {
            html! { <a href={url.as_str().to_owned()} rel="noopener">{ &author.name }</a> }
        }
        None => html! { { &author.name } },
    };
    let (before, after) = messages.around(Message::By, "names");
    let others = others.iter().enumerate().map(|(index, author)| {
        html! { <>if index > 0 { { ", " } }{ name(author) }</> }
    });
    let others: Vec<Html> = others.collect();
    html! {
        <p class="byline">
            { before }
            if !others.is_empty() {
                { for others }
                { " " }{ messages.text(Message::And) }{ " " }
            }
            { name(last) }
            { after }
        </p>
    }
}

fn day(page: &Page) -> Html {
    let article = &page.article;
    let Some(published) = article.date_published.or(article.date_modified) else {
        return html! {};
    };
    let is_same_day = |modified: &Date| {
        (modified.year, modified.month, modified.day)
            == (published.year, published.month, published.day)
    };
    let updated = article.date_modified.filter(|modified| !is_same_day(modified));
    let (before, after) = page.messages.around(Message::Updated, "date");
    html! {
        <p class="date">
            { time(published, page) }
            if let Some(updated) = updated {
                <span class="updated">{ before }{ time(updated, page) }{ after }</span>
            }
        </p>
    }
}

fn time(date: Date, page: &Page) -> Html {
    let words = dates::day(date, page.language.as_deref());
    html! { <time datetime={date.datetime()} lang={page.language.clone()} dir="auto">{ words }</time> }
}

/// Says why there is no text, where there is none.
fn missing_text(article: &Article, messages: Messages) -> Html {
    let message = match article.access {
        Access::Protected => Message::Protected,
        Access::Open if article.body.is_empty() => Message::NoText,
        Access::Open => return html! {},
    };
    html! {
        <p class="notice" lang={messages.language()}>
            { messages.text(message) }
        </p>
    }
}

fn footer(page: &Page) -> Html {
    let article = &page.article;
    let messages = page.messages;
    let credit = match (&article.source.credit_line, &article.source.name) {
        (Some(line), _) => Some(line.clone()),
        (None, Some(name)) => Some(messages.filled(Message::Source, "name", name)),
        (None, None) => None,
    };
    html! {
        <footer>
            if let Some(credit) = credit {
                <p class="credit-line" part="credit">{ credit }</p>
            }
            if let Some(url) = &article.canonical_url {
                <p class="original" lang={messages.language()}>
                    <a href={url.as_str().to_owned()} rel="noopener">
                        { messages.filled(Message::ReadOn, "site", &url.site()) }
                    </a>
                </p>
            }
            { rights(article) }
            { follow(article, messages) }
            { related(article, messages) }
        </footer>
    }
}

fn rights(article: &Article) -> Html {
    let Some(notice) = &article.copyright_notice else {
        return html! {};
    };
    html! {
        <p class="rights">
            if let Some(url) = &article.license_url {
                <a href={url.as_str().to_owned()} rel="license noopener">{ notice }</a>
            } else {
                { notice }
            }
        </p>
    }
}

fn follow(article: &Article, messages: Messages) -> Html {
    if article.follow.is_empty() {
        return html! {};
    }
    let title: AttrValue = match &article.source.name {
        Some(name) => messages.filled(Message::Follow, "publisher", name).into(),
        None => messages.text(Message::FollowUs).into(),
    };
    let profiles = article.follow.iter().map(|profile| {
        html! {
            <li>
                <a href={profile.url.as_str().to_owned()} rel="noopener">{ &profile.label }</a>
            </li>
        }
    });
    html! {
        <nav class="follow" part="follow" aria-label={title.clone()}>
            <p lang={messages.language()} aria-hidden="true">{ title }</p>
            <ul>{ for profiles }</ul>
        </nav>
    }
}

fn related(article: &Article, messages: Messages) -> Html {
    if article.related.is_empty() {
        return html! {};
    }
    let stories = article.related.iter().map(|story| {
        html! {
            <li>
                <a href={story.url.as_str().to_owned()} rel="noopener">{ &story.headline }</a>
            </li>
        }
    });
    html! {
        <nav class="related" aria-label={messages.text(Message::Related)}>
            <p lang={messages.language()} aria-hidden="true">{ messages.text(Message::Related) }</p>
            <ul>{ for stories }</ul>
        </nav>
    }
}
