//! Every option, one by one, changed while a reader is writing: what it changes on the page, that
//! nothing is loaded that need not be, and that no word of hers is lost.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use article_embed::embed::options::OPTIONS;
use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::json;

const DRAFT: &str = "Half a thought";

/// What setting one option does to the page.
struct Change {
    option: &'static str,
    /// In a value, `{publisher}` stands for the publisher's origin.
    to: &'static str,
    /// Options that make it matter, set before.
    with: &'static [(&'static str, &'static str)],
    /// A script whose value is true as soon as the change is seen, and false without it.
    seen: &'static str,
    /// The reader's words stand in the form all the while.
    keeps_form: bool,
}

const PLAIN: Change = Change {
    option: "",
    to: "",
    with: &[],
    seen: "",
    keeps_form: true,
};

const CHANGES: &[Change] = &[
    Change {
        option: "article",
        to: "{publisher}/bell.json",
        seen: "return words(root.querySelector('.headline')) === 'A bell that nobody rang'",
        // The form is another story's then; the words wait for the way back.
        keeps_form: false,
        ..PLAIN
    },
    Change {
        option: "url",
        to: "https://estuary-post.example/own",
        seen: "return !!root.querySelector('footer a[href=\"https://estuary-post.example/own\"]')",
        ..PLAIN
    },
    Change {
        option: "item",
        to: "second",
        with: &[("article", "{publisher}/feed.json"), ("item", "first")],
        seen: "return words(root.querySelector('.headline')) === 'The second of two'",
        keeps_form: false,
    },
    Change {
        option: "format",
        to: "json-feed",
        seen: "return !!root.querySelector('.failure')",
        keeps_form: false,
        ..PLAIN
    },
    Change {
        option: "publisher",
        to: "The Estuary Post",
        seen: "return words(root.querySelector('footer')).includes('The Estuary Post')",
        ..PLAIN
    },
    Change {
        option: "follow",
        to: "https://x.com/post https://www.facebook.com/post",
        seen: "return root.querySelectorAll('.follow a').length === 2",
        ..PLAIN
    },
    Change {
        option: "comments",
        to: "off",
        seen: "return !root.querySelector('.comments')",
        keeps_form: false,
        ..PLAIN
    },
    Change {
        option: "comments-url",
        to: "{publisher}/others?post=1",
        with: &[
            ("comments", "wordpress"),
            ("comments-url", "{publisher}/ours?post=1"),
        ],
        seen: "
            root.querySelector('.comments')?.scrollIntoView();
            return [...root.querySelectorAll('.comment')].some((comment) =>
                words(comment).includes('From another post'))",
        keeps_form: false,
    },
    Change {
        option: "comments-order",
        to: "newest",
        seen: "
            const comments = [...root.querySelectorAll('.comment .words')].map(words);
            return comments.join() === 'The second,The first'",
        ..PLAIN
    },
    Change {
        option: "share",
        to: "email copy",
        seen: "return root.querySelectorAll('.share-button').length === 2",
        ..PLAIN
    },
    Change {
        option: "share-url",
        to: "page",
        with: &[("url", "https://estuary-post.example/own")],
        seen: "
            const links = [...root.querySelectorAll('a.share-button')];
            return links.length > 0 && links.every((link) =>
                link.href.includes(encodeURIComponent(location.href)))",
        ..PLAIN
    },
    Change {
        option: "theme",
        to: "dark",
        seen: "return getComputedStyle(root.querySelector('.story')).colorScheme === 'dark'",
        ..PLAIN
    },
    Change {
        option: "lang",
        to: "fr",
        seen: "return words(root.querySelector('.story time')).includes('mai 2025')",
        ..PLAIN
    },
    Change {
        option: "heading-level",
        to: "5",
        // There is none below the sixth.
        seen:
            "return ['h5.headline', 'h6.heading', 'h6#comments-title', '.comments form h6'].every(
            (selector) => root.querySelector(selector))",
        ..PLAIN
    },
    Change {
        option: "count",
        to: "{publisher}/count",
        seen: "
            root.querySelector('.story').scrollIntoView();
            return performance.getEntriesByType('resource').some(({name}) =>
                name.includes('/count?'))",
        ..PLAIN
    },
    Change {
        option: "frame",
        to: "card",
        seen: "return getComputedStyle(root.querySelector('.column')).borderTopWidth === '1px'",
        ..PLAIN
    },
    Change {
        option: "font",
        to: "page",
        seen: "
            const font = (element) => getComputedStyle(element).fontFamily;
            return ['.headline', '.text p', '.share-button'].every((selector) =>
                font(root.querySelector(selector)) === font(host.parentElement))",
        ..PLAIN
    },
    Change {
        option: "links",
        to: "new-tab",
        seen: "
            const link = document.createElement('a');
            link.href = 'https://estuary-post.example/';
            root.append(link);
            link.addEventListener('click', (event) => event.preventDefault());
            link.click();
            link.remove();
            return link.target === '_blank'",
        ..PLAIN
    },
    Change {
        option: "refresh",
        to: "idle",
        seen: "
            return !!host.refresh && performance.getEntriesByType('resource').filter(({name}) =>
                name.includes('/plain.json')).length > 1",
        ..PLAIN
    },
];

/// Options of the beginning: when the story is fetched, and where the tag puts it. Tests of both
/// are in `placing.rs`.
const AT_THE_BEGINNING: &[&str] = &["loading", "target"];

fn offer(servers: &Servers) {
    let story = json!({
        "schema": "article-embed/1", "headline": "A plain story", "date_published": "2025-05-02",
        "body": [
            { "type": "paragraph", "content": "It says little about itself." },
            { "type": "heading", "level": 2, "content": "Below" },
            { "type": "paragraph", "content": "And it ends." },
        ],
    });
    servers.answer("/plain.json", Answer::json(200, &story.to_string()));
    let item = |id: &str, title: &str| {
        json!({ "id": id, "title": title, "content_html": "<p>One line.</p>",
            "url": format!("https://estuary-post.example/{id}") })
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Two",
        "items": [item("first", "The first of two"), item("second", "The second of two")],
    });
    servers.answer("/feed.json", Answer::json(200, &feed.to_string()));
    for (path, words) in [("/ours", "From our post"), ("/others", "From another post")] {
        let comment = json!([{
            "id": 1, "parent": 0, "author_name": "Ada", "date_gmt": "2025-05-02T10:00:00",
            "content": { "rendered": format!("<p>{words}</p>") },
        }]);
        servers.answer(path, Answer::json(200, &comment.to_string()));
    }
    servers.answer("/count", Answer::With(204, "text/plain", String::new()));
}

async fn set(embed: Embed<'_>, option: &str, value: Option<&str>) {
    let script = "
        if (arguments[2]) host.setAttribute(arguments[1], arguments[2]);
        else host.removeAttribute(arguments[1])";
    let () = embed
        .run(script, &[option, value.unwrap_or_default()])
        .await;
}

/// Waits until the form stands with the reader's words in it.
async fn draft_stands(embed: Embed<'_>, option: &str) {
    let script = "
        root.querySelector('.comments')?.scrollIntoView();
        return root.querySelector('form [name=comment]')?.value === arguments[1]";
    let what = format!("{option}: the reader's words stand in the form");
    let _: bool = embed.until(&what, script, &[DRAFT]).await;
}

async fn form_is_the_same(embed: Embed<'_>, option: &str) {
    let script = "
        const field = root.querySelector('form [name=comment]');
        return [field === window.field, field?.value]";
    let (is_same, words): (bool, Option<String>) = embed.run(script, &[]).await;
    assert!(is_same, "{option}: the form is another one");
    assert_eq!(
        words.as_deref(),
        Some(DRAFT),
        "{option}: the words are gone"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_option_counts_at_once_and_costs_no_draft() {
    let (browser, servers) = start().await;
    offer(&servers);
    let page = servers.comments_page(&servers.story("plain"), "preview", "");
    browser.open(&page).await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    embed.type_into("author", "Ada").await;
    embed.type_into("email", "ada@example.org").await;
    for words in ["The first", "The second"] {
        embed.type_into("comment", words).await;
        embed.send().await;
        embed.until_text(".comment.posted .words", words).await;
    }
    for option in OPTIONS {
        if !AT_THE_BEGINNING.contains(&option.name) {
            let change = CHANGES.iter().find(|change| change.option == option.name);
            let change = change.unwrap_or_else(|| panic!("nobody knows what {} does", option.name));
            try_change(&browser, &servers, change).await;
        }
    }
    assert_eq!(CHANGES.len() + AT_THE_BEGINNING.len(), OPTIONS.len());
}

async fn try_change(browser: &Browser, servers: &Servers, change: &Change) {
    let Change { option, .. } = change;
    let page = servers.comments_page(&servers.story("plain"), "preview", "");
    browser.open(&page).await;
    let embed = Embed::first(browser);
    embed.story().await;
    let filled = |value: &str| value.replace("{publisher}", &servers.publisher);
    for (option, value) in change.with {
        set(embed, option, Some(&filled(value))).await;
    }
    let before = embed
        .run::<Option<String>>("return host.getAttribute(arguments[1])", &[option])
        .await;
    if change.with.iter().any(|(option, _)| *option == "article") {
        embed.until_text(".headline", "The first of two").await;
    }
    embed.reply_form().await;
    let write = "
        const field = root.querySelector('form [name=comment]');
        field.value = arguments[1];
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        window.field = field";
    let () = embed.run(write, &[DRAFT]).await;
    assert!(
        !embed.run::<bool>(change.seen, &[]).await,
        "{option}: seen before"
    );
    let told = browser.events("article-embed-loading").await.len();

    set(embed, option, Some(&filled(change.to))).await;
    let _: bool = embed
        .until(&format!("{option} is changed"), change.seen, &[])
        .await;
    if change.keeps_form {
        form_is_the_same(embed, option).await;
        let loaded = browser.events("article-embed-loading").await.len();
        assert_eq!(loaded, told, "{option}: the story was fetched again");
    }
    // What was told once stays told.
    if *option != "count" {
        set(embed, option, before.as_deref()).await;
        let back = change.seen.replace("return ", "return !(") + ")";
        let _: bool = embed
            .until(&format!("{option} is as before"), &back, &[])
            .await;
    }
    draft_stands(embed, option).await;
    if change.keeps_form {
        form_is_the_same(embed, option).await;
    }
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0], "{option}: the page saw errors");
}

/// How many lines of the console have these words.
fn lines(console: &[String], words: &str) -> usize {
    console.iter().filter(|line| line.contains(words)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_mistake_is_named_once_however_often_something_changes() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let options = json!({
        "article": servers.story("tide"), "theme": "drak", "colour": "red", "comments": "isso",
        "headingLevel": "7", "loading": "soon",
    });
    browser.add_tag(&servers.embed, "#here", options).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    for level in ["3", "4", "5"] {
        let () = embed
            .run("host.headingLevel = arguments[1]", &[level])
            .await;
        embed.element(&format!("h{level}.headline")).await;
    }
    let console = browser.console().await;
    for mistake in [
        "“drak” is no value for theme; allowed: auto, light, dark",
        "“7” is no value for heading-level; allowed: 1, 2, 3, 4, 5, 6",
        "“soon” is no value for loading; allowed: auto, eager, lazy",
        "unknown attribute “colour”; is “theme” meant?",
        "the comment engine isso needs an address such as",
    ] {
        assert_eq!(lines(&console, mistake), 1, "{mistake}: {console:#?}");
    }
    assert_eq!(console.len(), 5, "{console:#?}");
    // Another mistake is another line.
    let () = embed.run("host.theme = 'lihgt'", &[]).await;
    let () = embed.run("host.headingLevel = 3", &[]).await;
    embed.element("h3.headline").await;
    let console = browser.console().await;
    assert_eq!(
        lines(&console, "“lihgt” is no value for theme"),
        1,
        "{console:#?}"
    );
    assert_eq!(console.len(), 1, "{console:#?}");
}
