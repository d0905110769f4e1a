//! Pages on which the program cannot run, pages that let it run only just, and the built files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, WordPress, policy, setting};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const SORRY: &str = "This story cannot be shown here.";

/// Checks the one line in place of the program, and that the page is unharmed.
async fn cannot_run(browser: &Browser, index: usize, link: Option<&str>, case: &str) {
    let embed = Embed::nth(browser, index);
    let shown = embed.failure().await;
    match link {
        Some(_) => assert_eq!(
            shown,
            format!("{SORRY} Read it on estuary-post.example"),
            "{case}"
        ),
        None => assert_eq!(shown, SORRY, "{case}"),
    }
    let href = "return root.querySelector('.failure a')?.href";
    assert_eq!(
        embed.run::<Option<String>>(href, &[]).await.as_deref(),
        link,
        "{case}"
    );
    let children = "return [...root.children].map((element) => element.localName)";
    let children: Vec<String> = embed.run(children, &[]).await;
    assert_eq!(children, ["p"], "{case}: more than one line");
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0], "{case}: the page saw errors");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_without_webassembly_leaves_a_line_with_the_link() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blocked", &[])).await;
    let cases = [
        (
            Some("https://www.estuary-post.example/tag?a=1&b=2"),
            "link of the tag",
        ),
        (
            Some("https://estuary-post.example/noscript?a=1&b=2"),
            "link of the noscript element",
        ),
        (
            Some("https://estuary-post.example/own?a=1&b=2"),
            "link inside the element",
        ),
        (None, "link that is none"),
    ];
    for (index, (link, case)) in cases.into_iter().enumerate() {
        cannot_run(&browser, index, link, case).await;
    }
    let events = browser.events("article-embed-error").await;
    assert_eq!(events.len(), cases.len(), "{events:#?}");
    for event in &events {
        assert_eq!(event["detail"]["code"], "program", "{event}");
        assert_eq!(
            (&event["bubbles"], &event["composed"]),
            (&json!(true), &json!(true))
        );
        let message = event["detail"]["message"].as_str().unwrap();
        assert!(message.contains("'wasm-unsafe-eval'"), "{message}");
    }
    let links: Vec<_> = events.iter().map(|event| &event["detail"]["url"]).collect();
    assert!(
        links.contains(&&json!("https://estuary-post.example/own?a=1&b=2")),
        "{links:#?}"
    );
    let console = browser.console().await;
    let told = console.iter().filter(|line| {
        line.contains("article-embed: the program does not run") && line.contains(&servers.embed)
    });
    assert_eq!(told.count(), cases.len(), "{console:#?}");
    for place in ["#before", "#after"] {
        let script =
            "return document.querySelector(arguments[0]).getBoundingClientRect().height > 0";
        assert!(
            browser.run::<bool>(script, vec![json!(place)]).await,
            "{place} is gone"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_not_there_leaves_a_line_with_the_link() {
    let (browser, servers) = start().await;
    let link = "https://estuary-post.example/own";
    for end in [".wasm", ".js"] {
        let path = servers.built("article-embed-", end);
        servers.answer(&path, Answer::html(404));
        let values = [("ARTICLE", &*servers.story("tide")), ("URL", link)];
        browser.open(&servers.page("story", &values)).await;
        cannot_run(&browser, 0, Some(link), end).await;
        let event = browser.event("article-embed-error").await;
        assert_eq!(event["detail"]["code"], "program", "{end}: {event}");
        assert_eq!(event["detail"]["url"], link, "{end}: {event}");
        let console = browser.console().await;
        let is_told = |line: &String| line.contains("article-embed: the program does not run");
        assert!(console.iter().any(is_told), "{end}: {console:#?}");
        servers.recover(&path);
        browser.reload().await;
        assert_eq!(
            Embed::first(&browser).story().await,
            "The tide mill grinds again",
            "{end}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_never_comes_is_given_up_after_twenty_seconds() {
    let (browser, servers) = start().await;
    let link = "https://estuary-post.example/own";
    servers.answer(&servers.built("article-embed-", ".wasm"), Answer::Never);
    let values = [("ARTICLE", &*servers.story("tide")), ("URL", link)];
    browser.open(&servers.page("story", &values)).await;
    let given_up =
        "return document.querySelector('article-embed')?.shadowRoot.querySelector('.failure')";
    let patience = Duration::from_secs(25);
    browser
        .until_within::<Value>(patience, "it gives up", given_up, vec![])
        .await;
    cannot_run(&browser, 0, Some(link), "a program that never comes").await;
    let event = browser.event("article-embed-error").await;
    assert_eq!(event["detail"]["code"], "program", "{event}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_allows_just_what_is_needed_is_enough() {
    let (browser, servers) = start().await;
    let wordpress = WordPress::default();
    let lead = Path::new(env!("CARGO_MANIFEST_DIR")).join("stories/lead.png");
    let lead = wordpress
        .upload("strict.png", fs::read(lead).unwrap(), json!({}))
        .await;
    let post = wordpress
        .publish(json!({
            "title": "Under a strict policy", "content": "<p>One line.</p>",
            "featured_media": lead["id"],
        }))
        .await;
    let publishers = [servers.embed.as_str(), &setting("ARTICLE_EMBED_WORDPRESS")];
    let policy = policy::documented_for("script-src", &publishers);
    // The page's own recorder and empty icon.
    let policy = policy.replace("script-src", "script-src 'self'");
    let policy = policy.replace("img-src", "img-src data:");
    let values = [("ARTICLE", post.article.as_str()), ("POLICY", &policy)];
    browser.open(&servers.page("strict", &values)).await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, "Under a strict policy");
    let loaded = "const lead = root.querySelector('.lead img');
        return Boolean(lead?.complete && lead.naturalWidth)";
    embed
        .until::<bool>("the lead picture is loaded", loaded, &[])
        .await;
    embed.reply_form().await;
    embed.write("Ada", "ada@example.org", "Even here.").await;
    embed.send().await;
    embed
        .until_text(".comment .pending", "Your comment is awaiting moderation.")
        .await;

    // The same story without a policy tells how it should look.
    let look = "return ['.headline', '.text p', '.share ul', '.share-button', '.submit'].map(
        (selector) => {
            const {fontSize, fontFamily, display, color, padding, borderRadius} =
                getComputedStyle(root.querySelector(selector));
            return [selector, fontSize, fontFamily, display, color, padding, borderRadius].join(' ');
        })";
    let strict: Vec<String> = embed.run(look, &[]).await;
    assert_eq!(browser.console().await, [""; 0], "something was blocked");
    browser
        .open(&servers.page("story", &[("ARTICLE", &post.article), ("URL", "")]))
        .await;
    embed.reply_form().await;
    assert_eq!(embed.run::<Vec<String>>(look, &[]).await, strict);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The hash in the name of a file or folder.
fn named(path: &Path) -> &str {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    stem.rsplit_once('-').map_or("", |(_, hash)| hash)
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let first: [u8; 8] = digest[..8].try_into().unwrap();
    format!("{:016x}", u64::from_be_bytes(first))
}

#[test]
fn built_files_are_named_by_their_bytes() {
    let dist = PathBuf::from(setting("ARTICLE_EMBED_DIST"));
    let files = files(&dist);
    let plain = ["index.html", "embed.js", "embed.d.ts"];
    for name in plain {
        assert!(files.contains(&dist.join(name)), "{name} is missing");
    }
    let mut languages = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&dist).unwrap().to_str().unwrap();
        // Pages link to themes by their names.
        if plain.contains(&name) || name.starts_with("themes/") {
            continue;
        }
        if name.starts_with("languages-") {
            languages.push(file);
            continue;
        }
        assert_eq!(named(file), hash(&fs::read(file).unwrap()), "{name}");
    }
    // These have one name together, which is their folder's.
    languages.sort();
    let mut all = Vec::new();
    for file in &languages {
        all.extend_from_slice(file.file_stem().unwrap().as_encoded_bytes());
        all.extend(fs::read(file).unwrap());
    }
    assert_eq!(named(languages[0].parent().unwrap()), hash(&all));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_breaks_down_leaves_a_line_with_the_link() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let options = json!({
        "article": servers.story("tide"),
        "url": "https://www.estuary-post.example/tide",
    });
    browser.add_tag(&servers.embed, "#here", options).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    // A page that breaks the browser's own methods takes the program's ground away.
    let script = "
        Node.prototype.insertBefore = () => { throw new Error('taken away') };
        document.querySelector('article-embed').setAttribute('heading-level', '5')";
    let () = browser.run(script, vec![]).await;
    let shown = embed.failure().await;
    assert_eq!(shown, format!("{SORRY} Read it on estuary-post.example"));
    let detail = browser.event("article-embed-error").await;
    assert_eq!(detail["detail"]["code"], "program", "{detail}");
    let message = detail["detail"]["message"].as_str().unwrap();
    assert!(message.contains("RuntimeError"), "{message}");
}
