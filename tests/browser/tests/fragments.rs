//! Stories that were rendered before the reader came: fragments and declarative shadow roots. They are seen without
//! `render`, and the islands take them from there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use article_embed::embed::{Options, ahead, answer};
use article_embed::i18n::languages::LANGUAGES;
use article_embed::render::fragment;
use article_embed::url::Base;
use browser_tests::server::INTEGRITY_POLICY;
use browser_tests::site::{Fault, integrity};
use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers, Site};
use serde_json::json;

/// The fragment of a story whose JSON is at this address, rendered with these options.
fn rendered(json: &str, article: &str, attributes: &[(&str, &str)]) -> String {
    let attribute = |name: &str| {
        let found = attributes.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let value = |name: &str| match name {
        "article" => Some(article.to_owned()),
        _ => attribute(name),
    };
    let (options, mistakes) = Options::read(&value, &Base::nowhere());
    assert_eq!(mistakes, [""; 0]);
    let json = answer::parse(json).unwrap();
    let story = answer::story(200, Ok(json), article, &options, 0).unwrap();
    let set = attributes.iter();
    let set: BTreeMap<_, _> = set
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let (page, mistake) = ahead::page(&story, &options, set);
    assert_eq!(mistake, None);
    fragment::fragment(&page)
}

const TIDE: &str = include_str!("../stories/tide.json");

async fn open<'a>(browser: &'a Browser, servers: &Servers, markup: &str) -> Embed<'a> {
    browser.requests().await;
    browser
        .open(&servers.page("bare", &[("SNIPPET", markup)]))
        .await;
    Embed::first(browser)
}

fn tag(site: &Site, article: &str, more: &str) -> String {
    format!(
        "<script async src='{}/embed.js' data-article='{article}' data-comments='preview' {more}></script>",
        site.origin
    )
}

/// What a reader sees: the words in order, without those of the comments, which the islands bring.
const WORDS: &str = "return root.querySelector('[data-context]').innerText";

async fn programs(browser: &Browser, name: &str) -> usize {
    let asked = browser.requests().await;
    let is_it =
        |address: &&String| address.contains(&format!("/{name}-")) && address.contains(".wasm");
    asked.iter().filter(is_it).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fragment_from_the_loaders_folder_is_shown_without_render_and_looks_the_same() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    let fragment = rendered(TIDE, &json, &[("comments", "preview")]);
    site.put("/stories/tide.html", fragment);

    let embed = open(&browser, &servers, &tag(&site, &json, "")).await;
    embed.story().await;
    embed.reply_form().await;
    let words: String = embed.run(WORDS, &[]).await;
    let height = "return [host.offsetHeight, root.querySelector('[data-place=share]').offsetTop].map(Math.round)";
    let places: [u32; 2] = embed.run(height, &[]).await;
    assert_eq!(programs(&browser, "render").await, 1);

    let address = format!("{}/stories/tide.html", site.origin);
    let embed = open(&browser, &servers, &tag(&site, &address, "")).await;
    embed.story().await;
    assert_eq!(embed.run::<String>(WORDS, &[]).await, words);
    embed.reply_form().await;
    assert_eq!(embed.run::<String>(WORDS, &[]).await, words);
    assert_eq!(embed.run::<[u32; 2]>(height, &[]).await, places);
    assert_eq!(programs(&browser, "render").await, 0);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fragment_from_elsewhere_is_read_as_data() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = format!("{}/stories/tide.json", servers.publisher);
    servers.answer("/stories/tide.json", Answer::json(200, TIDE));
    let fragment = rendered(TIDE, &json, &[]);
    // Whoever can write there could write this.
    let hostile =
        format!("{fragment}<img src=x onerror='top.stolen = 1'><b id=foreign>Foreign</b>");
    servers.answer("/tide.html", Answer::With(200, "text/html", hostile));
    let address = format!("{}/tide.html", servers.publisher);
    let embed = open(&browser, &servers, &tag(&site, &address, "")).await;
    embed.story().await;
    assert_eq!(programs(&browser, "render").await, 1);
    let found: (bool, bool) = embed
        .run(
            "return [!!root.querySelector('#foreign'), 'stolen' in top]",
            &[],
        )
        .await;
    assert_eq!(found, (false, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declarative_shadow_root_is_adopted_without_a_request_for_the_story() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    let fragment = rendered(TIDE, &json, &[("comments", "preview")]);
    for order in ["before", "after"] {
        let script = format!("<script src='{}/embed.js'></script>", site.origin);
        let element = declared(&json, &fragment, "");
        let markup = match order {
            "before" => [script, element].concat(),
            _ => [element, script].concat(),
        };
        site.forget();
        let embed = open(&browser, &servers, &markup).await;
        embed.story().await;
        embed.reply_form().await;
        assert_eq!(site.asked("/stories/tide.json"), 0, "{order}");
        assert_eq!(programs(&browser, "render").await, 0, "{order}");
        let looks: (usize, bool) = embed
            .run(
                "return [root.querySelectorAll('[data-context]').length,
                    getComputedStyle(root.querySelector('.headline')).fontWeight === '700']",
                &[],
            )
            .await;
        assert_eq!(looks, (1, true), "{order}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn options_that_change_words_bring_the_program_and_the_json_and_levels_do_not() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    let fragment = rendered(TIDE, &json, &[("comments", "preview")]);
    site.put("/stories/tide.html", fragment);
    let address = format!("{}/stories/tide.html", site.origin);

    let embed = open(
        &browser,
        &servers,
        &tag(&site, &address, "data-heading-level='4'"),
    )
    .await;
    embed.story().await;
    let level = "return root.querySelector('#headline').localName";
    assert_eq!(embed.run::<String>(level, &[]).await, "h4");
    embed.run::<()>("host.headingLevel = 3", &[]).await;
    embed
        .until::<[bool; 1]>(
            "the level",
            "return root.querySelector('h3#headline') && [true]",
            &[],
        )
        .await;
    assert_eq!(programs(&browser, "render").await, 0);

    embed.run::<()>("host.lang = 'de'", &[]).await;
    let german = "return /Quelle: /.test(root.querySelector('[data-context]').innerText) && [true]";
    embed.until::<[bool; 1]>("German", german, &[]).await;
    assert_eq!(embed.run::<String>(level, &[]).await, "h3");
    assert_eq!(programs(&browser, "render").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_and_the_focus_are_kept_when_the_islands_come() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    site.put(
        "/stories/tide.html",
        rendered(TIDE, &json, &[("comments", "preview")]),
    );
    let wasm = site.built("islands-", ".wasm");
    site.spoil(&wasm, Fault::Silent);
    let address = format!("{}/stories/tide.html", site.origin);
    let embed = open(&browser, &servers, &tag(&site, &address, "")).await;
    embed.story().await;
    let select = "
        const text = root.querySelector('.text p').firstChild;
        host.scrollIntoView();
        getSelection().setBaseAndExtent(text, 0, text, 5);
        root.querySelector('footer a').focus({ preventScroll: true });
        return [getSelection().toString(), root.activeElement.href]";
    let before: [String; 2] = embed.run(select, &[]).await;
    assert_eq!(before[0].chars().count(), 5);
    site.recover();
    embed.reply_form().await;
    let after: [String; 2] = embed
        .run(
            "return [getSelection().toString(), root.activeElement.href]",
            &[],
        )
        .await;
    assert_eq!(after, before);
}

/// The element with the story in a declarative shadow root.
fn declared(json: &str, fragment: &str, more: &str) -> String {
    format!(
        "<article-embed article='{json}' comments='preview' {more}>
           <template shadowrootmode='open'>{fragment}</template></article-embed>"
    )
}

/// Buttons that are seen, and links that lead nowhere.
const DEAD: &str = "
    const isSeen = (element) => element.checkVisibility();
    return [
        [...root.querySelectorAll('button')].filter(isSeen).length,
        [...root.querySelectorAll('a')].filter((link) => isSeen(link) && !link.href).length,
        [...root.querySelectorAll('.share a')].filter(isSeen).length > 3,
        isSeen(root.querySelector('[data-place=comments] a')),
        isSeen(root.querySelector('[data-when=waiting]')),
    ]";

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_story_is_read_to_its_end() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    let fragment = rendered(TIDE, &json, &[("comments", "preview")]);
    let no_scripts = json!({ "value": true });
    browser
        .devtools("Emulation.setScriptExecutionDisabled", no_scripts)
        .await;
    let markup = declared(&json, &fragment, "");
    browser
        .open(&servers.page("bare", &[("SNIPPET", &markup)]))
        .await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, "The tide mill grinds again");
    let dead: (usize, usize, bool, bool, bool) = embed.run(DEAD, &[]).await;
    assert_eq!(dead, (0, 0, true, true, false));
    let words: String = embed.run(WORDS, &[]).await;
    assert!(words.contains("After nine years of silence"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_webassembly_the_story_is_read_and_the_comments_are_a_link() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    let fragment = rendered(TIDE, &json, &[("comments", "preview")]);
    site.put("/stories/tide.html", fragment.clone());
    let policy = format!(
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src 'self' {0}; \
         connect-src {0}; img-src {0}\">",
        site.origin
    );
    let address = format!("{}/stories/tide.html", site.origin);
    let loader = format!("<script src='{}/embed.js'></script>", site.origin);
    for markup in [
        [policy.clone(), tag(&site, &address, "")].concat(),
        [policy.clone(), declared(&json, &fragment, ""), loader].concat(),
    ] {
        let embed = open(&browser, &servers, &markup).await;
        embed.story().await;
        embed.scroll_to(".comments").await;
        let failed = "return root.querySelector('[data-when=failed] a').checkVisibility()";
        embed.until::<bool>("the comments' link", failed, &[]).await;
        let words: String = embed.run(WORDS, &[]).await;
        assert!(words.contains("After nine years of silence"), "{words}");
        // No style of the page is allowed, and the story has its own.
        let looks = "return getComputedStyle(root.querySelector('.headline')).fontWeight";
        assert_eq!(embed.run::<String>(looks, &[]).await, "700");
        let message = browser.event("article-embed-error").await["detail"]["message"].clone();
        assert!(
            message.as_str().unwrap().contains("'wasm-unsafe-eval'"),
            "{message}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_an_integrity_policy_has_the_story_and_the_comments() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    site.put(
        "/stories/tide.html",
        rendered(TIDE, &json, &[("comments", "preview")]),
    );
    let integrity = integrity(&site.bytes("/embed.js"));
    let address = format!("{}/stories/tide.html", site.origin);
    for article in [&address, &json] {
        let more = format!("crossorigin integrity='{integrity}'");
        let markup = tag(&site, article, &more);
        let policy = "blocked-destinations=(script)";
        let page = servers.page("bare", &[("SNIPPET", &markup), (INTEGRITY_POLICY, policy)]);
        browser.open(&page).await;
        let embed = Embed::first(&browser);
        embed.story().await;
        embed.reply_form().await;
    }
}

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
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let mut markup = format!("<script src='{}/embed.js'></script>", site.origin);
    let mut fragments = Vec::new();
    for language in LANGUAGES {
        // The region is the reader's or none, so that it is known ahead.
        let attributes = [("comments", "preview"), ("lang", *language)];
        let story = spoken(language);
        let json = site.story(language, &story);
        fragments.push(rendered(&story, &json, &attributes));
        let _ = write!(
            markup,
            "<article-embed article='{json}' comments='preview' lang='{language}' loading='eager'></article-embed>"
        );
    }
    // The islands would take their places.
    site.spoil(&site.built("islands-", ".wasm"), Fault::Status(404));
    open(&browser, &servers, &markup).await;
    // Ids, the context and buttons that this device has no use for are not what is compared.
    let compared = "
        const clean = (html) => {
            const { content } = Object.assign(document.createElement('template'), { innerHTML: html });
            content.querySelector('style')?.remove();
            content.querySelector('[data-target=device]')?.closest('li').remove();
            content.querySelector('[data-context]').removeAttribute('data-context');
            content.querySelector('[data-column]').removeAttribute('style');
            for (const place of content.querySelectorAll('[data-failed]')) place.removeAttribute('data-failed');
            const all = document.createElement('div');
            all.append(content);
            return all.innerHTML;
        };
        return [clean(root.innerHTML), clean(arguments[1])]";
    let mut differing = Vec::new();
    for (index, (language, fragment)) in LANGUAGES.iter().zip(&fragments).enumerate() {
        let embed = Embed::nth(&browser, index);
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

const NOTE: &str =
    "return [...root.querySelectorAll('.newer')].filter((note) => note.checkVisibility()).map(
    (note) => note.dataset.when)";

/// A story that is long enough to be read in the middle.
fn long(first: &str, modified: &str) -> String {
    let mut body = vec![json!({ "type": "paragraph", "content": first })];
    for number in 0..60 {
        let words = format!(
            "Paragraph {number} of a story that goes on for a while, about the tide and the mill. "
        );
        body.push(json!({ "type": "paragraph", "content": words.repeat(3) }));
    }
    json!({
        "schema": "article-embed/1", "headline": "The mill", "language": "en-GB", "date_published": "2025-05-02",
        "date_modified": modified, "canonical_url": "https://estuary-post.example/mill", "body": body,
    })
    .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_story_comes_without_moving_what_is_read_and_says_what_has_changed() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let short = "The first line.";
    let longer = "The first line, which has become a great deal longer. ".repeat(40);
    for (case, modified, change) in [
        ("fragment", "2025-05-02", "corrected"),
        ("fragment", "2025-06-13", "updated"),
        ("json", "2025-06-13", "updated"),
        ("declared", "2025-05-02", "corrected"),
    ] {
        let before = long(short, "2025-05-02");
        let json = site.story("mill", &before);
        let attributes = [("comments", "off")];
        let fragment = rendered(&before, &json, &attributes);
        site.put("/stories/mill.html", fragment.clone());
        let address = format!("{}/stories/mill.html", site.origin);
        let loader = format!("<script async src='{}/embed.js'", site.origin);
        let options = "data-comments='off' data-refresh='1'";
        let markup = match case {
            "fragment" => format!("{loader} data-article='{address}' {options}></script>"),
            "json" => format!("{loader} data-article='{json}' {options}></script>"),
            _ => format!(
                "<article-embed article='{json}' comments='off' refresh='1'>
                   <template shadowrootmode='open'>{fragment}</template></article-embed>{loader}></script>"
            ),
        };
        // A minute is over when the test says so.
        browser
            .run_first(
                "const wait = window.setTimeout;
             window.setTimeout = (call, time, ...more) =>
                time === 60000 ? void (window.minute = call) : wait(call, time, ...more);",
            )
            .await;
        let embed = open(&browser, &servers, &markup).await;
        embed.story().await;
        let _: bool = browser
            .until("the minute begins", "return !!window.minute", vec![])
            .await;
        let place = "
            const block = [...root.querySelectorAll('.text > *')].find((block) => /Paragraph 40 /.test(block.textContent));
            return Math.round(block.getBoundingClientRect().top)";
        embed.run::<()>(
            "[...root.querySelectorAll('.text > *')].find((block) => /Paragraph 40 /.test(block.textContent))
                .scrollIntoView({ block: 'start', behavior: 'instant' })",
            &[],
        ).await;
        let top: f64 = embed.run(place, &[]).await;
        let after = long(&longer, modified);
        site.story("mill", &after);
        site.put("/stories/mill.html", rendered(&after, &json, &attributes));
        let _: () = browser.run("window.minute()", vec![]).await;
        let come = "return /great deal longer/.test(root.querySelector('.text').textContent)";
        embed.until::<bool>("the newer story", come, &[]).await;
        let shown: Vec<String> = embed.run(NOTE, &[]).await;
        assert_eq!(shown, [change], "{case}");
        let settled = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        let _: bool = browser.run(settled, vec![]).await;
        let now: f64 = embed.run(place, &[]).await;
        assert!((now - top).abs() <= 2.0, "{case}: {top} has become {now}");
        embed.click(&format!("[data-when={change}] button")).await;
        assert_eq!(embed.run::<Vec<String>>(NOTE, &[]).await, [""; 0], "{case}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_was_taken_back_is_replaced_by_a_sentence_and_what_is_gone_differs_from_what_is_missing()
 {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    for (status, words) in [(410, "withdrawn this story"), (404, "could not be found")] {
        let story = long("The first line.", "2025-05-02");
        let json = site.story("mill", &story);
        site.recover();
        site.put(
            "/stories/mill.html",
            rendered(&story, &json, &[("comments", "off")]),
        );
        let address = format!("{}/stories/mill.html", site.origin);
        browser
            .run_first(
                "const wait = window.setTimeout;
             window.setTimeout = (call, time, ...more) =>
                time === 60000 ? void (window.minute = call) : wait(call, time, ...more);",
            )
            .await;
        let embed = open(
            &browser,
            &servers,
            &tag(&site, &address, "data-refresh='1'").replace("'preview'", "'off'"),
        )
        .await;
        embed.story().await;
        let _: bool = browser
            .until("the minute begins", "return !!window.minute", vec![])
            .await;
        // A server that has a problem takes nothing away.
        site.spoil("/stories/mill.html", Fault::Status(503));
        let asked = site.asked("/stories/mill.html");
        let _: () = browser
            .run(
                "const { minute } = window; window.minute = null; minute()",
                vec![],
            )
            .await;
        let _: bool = browser
            .until("the next minute", "return !!window.minute", vec![])
            .await;
        assert_eq!(site.asked("/stories/mill.html"), asked + 1);
        assert_eq!(embed.story().await, "The mill");
        site.spoil("/stories/mill.html", Fault::Status(status));
        let _: () = browser.run("window.minute()", vec![]).await;
        assert!(embed.failure().await.contains(words), "{status}");
    }
}

/// A story's page as it is published for frames.
fn page(element: &str, site: &Site) -> String {
    format!(
        "<!doctype html><html lang='en-GB' data-article-embed='page'><meta charset='utf-8'>
         <meta name='color-scheme' content='light dark'>
         <style>body {{ margin: 0 }} article-embed {{ --article-embed-reserve: 0 }}</style>
         <body>{element}<script async src='{}/embed.js'></script></body></html>",
        site.origin
    )
}

/// The lines that docs/fragments.md gives to partners.
fn documented_lines() -> &'static str {
    let (_, rest) = include_str!("../../../docs/fragments.md")
        .split_once("```html\n<script>\n")
        .unwrap();
    let (lines, _) = rest.split_once("</script>\n```").unwrap();
    lines
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_takes_the_height_of_its_story_and_its_colours_and_language_from_its_address() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    let fragment = rendered(TIDE, &json, &[("comments", "off")]);
    let element = declared(&json, &fragment, "").replace("'preview'", "'off'");
    site.put("/stories/page.html", page(&element, &site));
    let frame = format!(
        "<iframe data-article-embed src='{}/stories/page.html?theme=dark&lang=de' style='width:100%;height:300px;border:0'
           sandbox='allow-scripts allow-same-origin'></iframe><script>{}</script>",
        site.origin,
        documented_lines()
    );
    browser
        .open(&servers.page("bare", &[("SNIPPET", &frame)]))
        .await;
    let height = "const { height } = document.querySelector('iframe').getBoundingClientRect();
        return height > 600 && [height]";
    let [height]: [f64; 1] = browser.until("the frame has grown", height, vec![]).await;
    // Somebody else's message changes nothing.
    let hostile = "
        postMessage({ type: 'article-embed-height', height: 5 }, '*');
        return new Promise((done) => setTimeout(() => done(
            document.querySelector('iframe').getBoundingClientRect().height)))";
    assert!((browser.run::<f64>(hostile, vec![]).await - height).abs() < 400.0);
    browser.enter_frame(0).await;
    let embed = Embed::first(&browser);
    let seen = "return getComputedStyle(root.querySelector('.story')).colorScheme === 'dark'
        && /Quelle: /.test(root.querySelector('[data-context]').innerText)";
    embed.until::<bool>("dark and German", seen, &[]).await;
    let fits = "return document.documentElement.scrollHeight <= innerHeight + 1";
    browser
        .until::<bool>("nothing scrolls in it", fits, vec![])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_story_that_was_asked_for_is_not_lost_to_the_options_of_the_one_that_stands() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    let json = site.story("tide", TIDE);
    site.put(
        "/stories/tide.html",
        rendered(TIDE, &json, &[("comments", "off")]),
    );
    let bell = site.story("bell", include_str!("../stories/bell.json"));
    // A page that marks what loads, which changes the element in the middle of it.
    let listener = "<script>addEventListener('article-embed-loading', ({ target }) => target.classList.add('loading'))
        </script>";
    let address = format!("{}/stories/tide.html", site.origin);
    let tag = tag(&site, &address, "data-lang='de'").replace("'preview'", "'off'");
    site.spoil("/stories/tide.json", Fault::Silent);
    let embed = open(&browser, &servers, &[listener, &tag].concat()).await;
    embed.story().await;
    let asked = "return new Promise((done) => setTimeout(() => done(true), 200))";
    let _: bool = browser.run(asked, vec![]).await;
    assert_eq!(site.asked("/stories/tide.json"), 1);
    let change = "
        host.article = arguments[1];
        host.url = 'https://estuary-post.example/bell';
        root.dispatchEvent(new Event('pointerover'));
        host.classList.toggle('moved')";
    embed.run::<()>(change, &[&bell]).await;
    let come =
        "return root.querySelector('#headline')?.textContent !== 'The tide mill grinds again'";
    embed.until::<bool>("the other story", come, &[]).await;
    site.recover();
    let _: bool = browser.run(asked, vec![]).await;
    assert_ne!(embed.story().await, "The tide mill grinds again");
    assert_eq!(site.asked("/stories/tide.json"), 1);
}
