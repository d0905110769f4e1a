//! A story is rendered natively as the browser renders it, in every language.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use article_embed::i18n::languages::LANGUAGES;
use browser_tests::Embed;
use browser_tests::site::Fault;
use serde_json::json;

use crate::rendered::{Ahead, rendered};

/// A story with all that depends on a language: dates, lists of names, words around names, frames and pictures.
fn spoken(language: &str) -> String {
    json!({
        "schema": "article-embed/1",
        "headline": "The tide mill",
        "language": language,
        "authors": [{ "name": "Ann Oake" }, { "name": "Bo Elm" }, { "name": "Cy Ash" }],
        "date_published": "2025-05-02T08:05:00Z",
        "date_modified": "2025-06-13T18:00:00Z",
        "source": { "name": "The Estuary Post" },
        "canonical_url": "https://estuary-post.example/mill",
        "follow": [{ "label": "Mastodon", "url": "https://example.social/@post" }],
        "related": [{ "headline": "The weir", "url": "https://estuary-post.example/weir" }],
        "body": [
            { "type": "paragraph", "content": "The mill turned for an hour." },
            { "type": "embed", "provider": "youtube", "id": "dQw4w9WgXcQ", "title": "The wheel" },
            { "type": "image", "src": "lead.png", "alt": "Water", "width": 640, "height": 400, "made_with_ai": true },
        ],
        "comments": { "status": "open" },
    })
    .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_is_rendered_natively_as_in_the_browser_in_every_language() {
    let ahead = Ahead::start().await;
    let mut markup = ahead.loader();
    let mut fragments = Vec::new();
    for language in LANGUAGES {
        // The region is the reader's or none, so that it is known ahead.
        let attributes = [("comments", "preview"), ("lang", *language)];
        let story = spoken(language);
        let json = ahead.site.story(language, &story);
        fragments.push(rendered(&story, &json, &attributes));
        let _ = write!(
            markup,
            "<article-embed article='{json}' comments='preview' lang='{language}' loading='eager'></article-embed>"
        );
    }
    // The islands would take their places.
    ahead
        .site
        .spoil(&ahead.site.built("islands-", ".wasm"), Fault::Status(404));
    ahead.open(&markup).await;
    // Ids, the context and buttons that this device has no use for are not what is compared.
    let compared = "
        const clean = (html) => {
            const { content } = Object.assign(document.createElement('template'), { innerHTML: html });
            for (const style of content.querySelectorAll('style')) style.remove();
            content.querySelector('[data-target=device]')?.closest('li').remove();
            content.querySelector('[data-context]').removeAttribute('data-context');
            content.querySelector('[data-column]').removeAttribute('style');
            for (const picture of content.querySelectorAll('[data-missing]'))
                picture.removeAttribute('data-missing');
            for (const place of content.querySelectorAll('[data-failed]')) place.removeAttribute('data-failed');
            const all = document.createElement('div');
            all.append(content);
            return all.innerHTML;
        };
        return [clean(root.innerHTML), clean(arguments[1])]";
    let mut differing = Vec::new();
    for (index, (language, fragment)) in LANGUAGES.iter().zip(&fragments).enumerate() {
        let embed = Embed::nth(&ahead.browser, index);
        embed.story().await;
        let (shown, made): (String, String) = embed.run(compared, &[fragment.as_str()]).await;
        if shown != made {
            let same = shown.chars().zip(made.chars()).take_while(|(a, b)| a == b);
            let from = same.map(|(a, _)| a.len_utf8()).sum::<usize>();
            let part = |text: &str| text[from..].chars().take(120).collect::<String>();
            differing.push(format!(
                "{language}: {}\n   made: {}",
                part(&shown),
                part(&made)
            ));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
