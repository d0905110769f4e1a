//! The built files: their names, what the loader knows of them, and how often a page asks for them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::stage::start;
use browser_tests::{Embed, Site, setting};
use serde_json::json;
use sha2::{Digest, Sha256};

/// A language's file of texts, beside the list of all.
const LIST: &str = "index.json";

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
    for file in languages.iter().filter(|file| !file.ends_with(LIST)) {
        all.extend_from_slice(file.file_stem().unwrap().as_encoded_bytes());
        all.extend(fs::read(file).unwrap());
    }
    assert_eq!(named(languages[0].parent().unwrap()), hash(&all));
}

fn integrity(path: &Path) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(fs::read(path).unwrap()))
    )
}

#[test]
fn the_loader_knows_what_each_file_must_be() {
    let dist = PathBuf::from(setting("ARTICLE_EMBED_DIST"));
    let mut loader = fs::read_to_string(dist.join("embed.js")).unwrap();
    // The rest of it, which it must know as well.
    for file in files(&dist) {
        let name = file.file_name().unwrap().to_str().unwrap();
        if name.starts_with("loader-") {
            assert!(
                loader.contains(&integrity(&file)),
                "embed.js does not know {name}"
            );
            loader += &fs::read_to_string(&file).unwrap();
        }
    }
    let mut known = 0;
    for file in files(&dist) {
        let name = file.strip_prefix(&dist).unwrap().to_str().unwrap();
        let is_program = ["render-", "islands-"]
            .iter()
            .any(|begin| name.starts_with(begin));
        let is_list = file.ends_with(LIST);
        if is_program || is_list {
            assert!(
                loader.contains(&integrity(&file)),
                "embed.js does not know {name}"
            );
            known += 1;
        }
        if is_list {
            let list: BTreeMap<String, String> =
                serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
            assert!(list.len() > 20, "{list:#?}");
            for (tag, expected) in list {
                let texts = file.with_file_name(format!("{tag}.json"));
                assert_eq!(integrity(&texts), expected, "{tag}");
            }
        }
    }
    // Both programs, the script of one, and the list of languages.
    assert_eq!(known, 4, "files that the loader knows");
    assert!(
        !loader.contains("\"__"),
        "a place in embed.js is not filled"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_stories_on_a_page_take_each_file_once() {
    const STORIES: usize = 50;
    let (browser, servers) = start().await;
    let site = Site::start().await;
    for number in 0..STORIES {
        let story = json!({
            "schema": "article-embed/1", "headline": format!("Story {number}"), "language": "de",
            "canonical_url": format!("https://www.estuary-post.example/{number}"),
            "body": [{ "type": "paragraph", "content": format!("The words of {number}.") }],
        });
        site.story(&number.to_string(), &story.to_string());
    }
    browser.open(&servers.page("blank", &[])).await;
    let script = "
        const [site, stories] = arguments;
        for (let number = 0; number < stories; number++) {
            const tag = document.createElement('script');
            tag.src = site + '/embed.js';
            Object.assign(tag.dataset, {
                article: `${site}/stories/${number}.json`, lang: 'de', comments: 'preview',
            });
            here.append(tag);
        }";
    let () = browser
        .run(script, vec![json!(site.origin), json!(STORIES)])
        .await;
    let shown = "
        const embeds = [...document.querySelectorAll('article-embed')];
        return embeds.length === arguments[0] && embeds.every(({ shadowRoot: root }, number) =>
            root.querySelector('.headline')?.textContent === `Story ${number}`
                && root.querySelector('.text').textContent === `The words of ${number}.`)";
    let what = "all stories are there, each in its place";
    let _: bool = browser.until(what, shown, vec![json!(STORIES)]).await;
    // In the order in which they were asked for.
    let ready = browser.events("article-embed-ready").await;
    assert_eq!(ready.len(), STORIES, "{ready:#?}");
    for index in [0, STORIES / 2, STORIES - 1] {
        let embed = Embed::nth(&browser, index);
        embed.reply_form().await;
        embed.until_text(".share .invitation", "Artikel").await;
    }
    for path in [
        site.built("render-", ".wasm"),
        site.built("islands-", ".wasm"),
        site.built("islands-", ".js"),
        site.built("languages-", "/index.json"),
        site.built("languages-", "/de.json"),
    ] {
        assert_eq!(site.asked(&path), 1, "{path}");
    }
    for number in 0..STORIES {
        assert_eq!(
            site.asked(&format!("/stories/{number}.json")),
            1,
            "story {number}"
        );
    }
    assert_eq!(browser.console().await, [""; 0]);
}
