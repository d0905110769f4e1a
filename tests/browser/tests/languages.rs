//! The interface's languages: which one is spoken, where it is marked, how it counts, and what
//! becomes of the story when it changes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::{Value, json};

/// A text of the message file of a language.
fn text(language: &str, key: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/languages");
    let file = std::fs::read_to_string(format!("{folder}/{language}.json")).unwrap();
    let texts: Value = serde_json::from_str(&file).unwrap();
    texts[key].as_str().unwrap().to_owned()
}

/// The path of a message file in the built site.
fn file(servers: &Servers, language: &str) -> String {
    format!("{}/{language}.json", servers.built("languages-", ""))
}

/// Opens a story with comments that stay in the browser.
async fn open(browser: &Browser, servers: &Servers, article: &str, language: &str) {
    let values = [
        ("ARTICLE", article),
        ("LANG", language),
        ("COMMENTS", "preview"),
        ("COMMENTS_URL", ""),
    ];
    browser.open(&servers.page("language", &values)).await;
    Embed::first(browser).story().await;
}

/// Opens a story with so many comments of the third of May in 2025.
async fn open_thread(browser: &Browser, servers: &Servers, language: &str, count: usize) {
    let replies = (0..count).map(|number| {
        json!({ "post": {
            "uri": format!("at://reader/app.bsky.feed.post/{number}"),
            "author": { "handle": "reader.example" },
            "record": { "text": "Well said.", "createdAt": "2025-05-03T10:00:00Z" },
        }})
    });
    let thread = json!({ "thread": { "replies": replies.collect::<Vec<_>>() } });
    servers.answer(
        "/xrpc/app.bsky.feed.getPostThread",
        Answer::json(200, &thread.to_string()),
    );
    let values = [
        ("ARTICLE", servers.story("tide")),
        ("LANG", language.to_owned()),
        ("COMMENTS", "bluesky".to_owned()),
        (
            "COMMENTS_URL",
            format!("{}/profile/news.example/post/3k", servers.publisher),
        ),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    browser.open(&servers.page("language", &values)).await;
    let embed = Embed::first(browser);
    embed.story().await;
    embed.scroll_to(".comments").await;
    embed.element(".comment").await;
}

/// A story that is longer than a window, in this language or in none that is told; its address.
fn long_story(servers: &Servers, language: &str) -> String {
    let paragraph = "The miller has sold the first sack of flour to his mother. ".repeat(8);
    let story = json!({
        "schema": "article-embed/1",
        "headline": "The tide mill grinds again",
        "language": (!language.is_empty()).then_some(language),
        "source": { "name": "The Estuary Post" },
        "authors": [{ "name": "Philippa Montgomery-Arbuthnot" }, { "name": "Bartholomew Ashcombe" }],
        "date_published": "2025-05-02",
        "date_modified": "2025-05-28",
        "canonical_url": "https://estuary-post.example/2025/05/the-tide-mill-grinds-again",
        "body": vec![json!({ "type": "paragraph", "content": paragraph }); 30],
    });
    let path = format!("/long-{language}.json");
    servers.answer(&path, Answer::json(200, &story.to_string()));
    format!("{}{path}", servers.publisher)
}

async fn set_language(embed: Embed<'_>, language: &str) {
    let () = embed
        .run("host.setAttribute('lang', arguments[1])", &[language])
        .await;
}

/// What has moved on the page once all is drawn.
async fn shifts(browser: &Browser) -> Vec<String> {
    let drawn = "return new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))
        .then(() => recorded.shifts)";
    browser.run(drawn, vec![]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_that_is_set_is_spoken_and_marked() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (language, direction, day) in [
        ("de", "ltr", "Freitag, 2. Mai 2025"),
        ("ar", "rtl", "الجمعة، 2 مايو 2025"),
        ("ja", "ltr", "2025年5月2日金曜日"),
    ] {
        open(&browser, &servers, &servers.story("tide"), language).await;
        embed.reply_form().await;
        for (selector, key) in [
            (".share .invitation", "share_invitation"),
            (".share [data-target=copy]", "copy_link"),
            ("form .form-title", "leave_reply"),
            ("form .submit", "post_comment"),
            ("label[for=remember]", "remember_me"),
        ] {
            assert_eq!(
                embed.text(selector).await,
                text(language, key),
                "{selector}"
            );
        }
        for part in [".share", ".comments", ".story dialog"] {
            let marks = [
                embed.attribute(part, "lang").await,
                embed.attribute(part, "dir").await,
            ];
            let marks = marks.map(Option::unwrap_or_default);
            assert_eq!(marks, [language, direction], "{language}: {part}");
        }
        let story = [
            embed.attribute(".story", "lang").await,
            embed.attribute(".story", "dir").await,
        ];
        let story = story.map(Option::unwrap_or_default);
        assert_eq!(story, ["en-GB", "ltr"], "{language}: the story itself");
        // From CLDR, as all days: tests/dates.rs compares them natively.
        assert_eq!(embed.text(".date time").await, day);
        let marked = embed.attribute(".date time", "lang").await;
        assert_eq!(marked.as_deref(), Some(language));
        assert_eq!(browser.console().await, [""; 0], "{language}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_said_as_the_language_says_them() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (language, count, expected) in [
        ("en", 1, "1 comment"),
        ("en", 2, "2 comments"),
        ("pl", 1, "1 komentarz"),
        ("pl", 2, "2 komentarze"),
        ("pl", 5, "5 komentarzy"),
        ("pl", 22, "22 komentarze"),
        ("ar-EG", 1, "تعليق واحد"),
        ("ar-EG", 2, "تعليقان"),
        ("ar-EG", 3, "٣ تعليقات"),
        ("ar-EG", 11, "١١ تعليقًا"),
        ("ar-MA", 100, "100 تعليق"),
        ("fa", 5, "۵ دیدگاه"),
        ("ckb", 5, "٥ لێدوان"),
        ("ja", 5, "コメント5件"),
    ] {
        open_thread(&browser, &servers, language, count).await;
        assert_eq!(
            embed.text(".comments-title").await,
            expected,
            "{language}: {count}"
        );
    }
}

/// Browsers put the day of the week behind the Persian year, and have no words for moments in Sorani.
#[tokio::test(flavor = "multi_thread")]
async fn dates_are_written_as_the_language_writes_them() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (language, day, moment) in [
        ("en-GB", "Friday, 2 May 2025", "3 May 2025 at 10:00"),
        ("fa", "جمعه ۱۲ اردیبهشت ۱۴۰۴", "۱۳ اردیبهشت ۱۴۰۴ ساعت ۱۰:۰۰"),
        ("ckb", "ھەینی، ٢ی ئایاری ٢٠٢٥", "٣‏/٥‏/٢٠٢٥، ١٠:٠٠"),
    ] {
        open_thread(&browser, &servers, language, 1).await;
        assert_eq!(embed.text(".date time").await, day, "{language}");
        assert_eq!(embed.text(".comment time").await, moment, "{language}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_storys_language_comes_before_the_readers() {
    let servers = Servers::start().await;
    for (reader, story, language, locale) in [
        ("en-GB", "fr", "fr", "fr"),
        ("fr-CH", "fr", "fr", "fr-CH"),
        ("de-AT,fr", "tlh", "de", "de-AT"),
        ("tlh,zh-TW", "", "zh-Hant", "zh-TW"),
        ("pt-BR", "", "pt-BR", "pt-BR"),
        ("pt-BR", "pt", "pt-BR", "pt-BR"),
        ("tlh", "tlh", "en", "en"),
    ] {
        let browser = Browser::speaking(reader).await;
        let embed = Embed::first(&browser);
        open(&browser, &servers, &long_story(&servers, story), "").await;
        let told = [
            embed.attribute(".share", "lang").await,
            embed.attribute(".date time", "lang").await,
        ];
        let told = told.map(Option::unwrap_or_default);
        assert_eq!(
            told,
            [language, locale],
            "reader {reader:?}, story {story:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_told_in_the_language_that_is_set() {
    let (browser, servers) = start().await;
    let values = [
        ("ARTICLE", &*servers.story("no such story")),
        ("LANG", "ar"),
        ("COMMENTS", "off"),
        ("COMMENTS_URL", ""),
    ];
    browser.open(&servers.page("language", &values)).await;
    let embed = Embed::first(&browser);
    let told = embed.failure().await;
    assert!(told.contains(&text("ar", "not_found")), "{told}");
    assert_eq!(embed.text(".failure button").await, text("ar", "retry"));
    for (name, value) in [("lang", "ar"), ("dir", "rtl")] {
        let told = embed.attribute(".failure", name).await;
        assert_eq!(told.as_deref(), Some(value), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_are_no_texts_the_interface_speaks_english() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for (case, answer) in [
        ("no file", Answer::html(404)),
        ("no JSON", Answer::html(200)),
        ("no bytes", Answer::empty()),
        (
            "no list",
            Answer::json(200, r#"{"share_invitation": "Teilen"}"#),
        ),
        ("a failure in JSON", Answer::json(500, r#"["?"]"#)),
        (
            "no texts",
            Answer::json(200, "[7, null, {}, [], {\"other\": 1}]"),
        ),
        ("too few", Answer::json(200, r#"["Moment"]"#)),
        ("never", Answer::Never),
    ] {
        servers.answer(&file(&servers, "de"), answer);
        open(&browser, &servers, &servers.story("tide"), "de").await;
        embed.reply_form().await;
        assert_eq!(
            embed.text(".share .invitation").await,
            "Think your friends would be interested? Share this story!",
            "{case}"
        );
        assert_eq!(embed.text("form .submit").await, "Post Comment", "{case}");
        let is_told = browser
            .console()
            .await
            .iter()
            .any(|line| line.contains("“de”"));
        // All but the one that is still to come are refused by their integrity.
        assert_eq!(is_told, case != "never", "{case}: what the console is told");
    }
    servers.recover(&file(&servers, "de"));
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_that_come_late_move_nothing() {
    let servers = Servers::start().await;
    let article = long_story(&servers, "en-GB");
    for (width, height) in [(1200, 900), (320, 640)] {
        for language in ["de", "ar", "el", "ja"] {
            let browser = Browser::start().await;
            browser.resize(width, height).await;
            // The message file waits until it is let go.
            let source = "const fetched = window.fetch;
                const free = new Promise((done) => { window.letGo = done; });
                window.fetch = async (address, options) => {
                    if (/languages-/.test(address)) { window.asked = true; await free; }
                    return fetched(address, options);
                };";
            browser
                .devtools(
                    "Page.addScriptToEvaluateOnNewDocument",
                    json!({ "source": source }),
                )
                .await;
            open(&browser, &servers, &article, language).await;
            let embed = Embed::first(&browser);
            let case = format!("{language} at {width} × {height}");
            assert_eq!(
                embed.text(".share-button[data-target=copy]").await,
                "Copy link",
                "{case}"
            );
            let () = browser.run("recorded.shifts = []; letGo()", vec![]).await;
            let copy = text(language, "copy_link");
            embed
                .until_text(".share-button[data-target=copy]", &copy)
                .await;
            assert_eq!(shifts(&browser).await, [""; 0], "{case}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_language_moves_nothing_and_keeps_the_draft() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let article = long_story(&servers, "en-GB");
    for (width, height) in [(1200, 900), (400, 640), (320, 640)] {
        browser.resize(width, height).await;
        open(&browser, &servers, &article, "en").await;
        embed.reply_form().await;
        let () = embed
            .run("root.querySelector('#comment').value = ''", &[])
            .await;
        embed.type_into("comment", "Half a thought").await;
        for language in ["de", "el", "ar", "hi", "ru", "ja", "ko", "es", "en"] {
            let case = format!("{language} at {width} × {height}");
            let () = embed
                .run(
                    "scrollTo(0, 0); host.stays = root.querySelector('#comment')",
                    &[],
                )
                .await;
            let _ = shifts(&browser).await;
            let () = browser.run("recorded.shifts = []", vec![]).await;
            let top = "return Math.round(root.querySelector('.text').getBoundingClientRect().top)";
            let before: i32 = embed.run(top, &[]).await;
            set_language(embed, language).await;
            let marked = format!(".comments[lang={language}] form");
            embed.element(&marked).await;
            assert_eq!(shifts(&browser).await, [""; 0], "{case}");
            let after: i32 = embed.run(top, &[]).await;
            // Lines are no whole pixels high; the browser counts nothing below one.
            let moved = before.abs_diff(after);
            assert!(moved <= 1, "{case}: the text begins {moved} pixels away");
            assert_eq!(embed.value("comment").await, "Half a thought", "{case}");
            let stays = "return host.stays === root.querySelector('#comment')
                && root.activeElement === host.stays";
            assert!(
                embed.run::<bool>(stays, &[]).await,
                "{case}: another field, or no focus"
            );
        }
    }
    let loads = browser.requests().await;
    let loads = loads
        .iter()
        .filter(|address| address.contains("/language?"));
    assert_eq!(loads.count(), 3, "the page was loaded again");
}

/// The share bar and the comments are set in other words, and may become longer; the text above stays.
#[tokio::test(flavor = "multi_thread")]
async fn the_storys_end_stays_where_it_is_while_the_words_below_it_change() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let article = long_story(&servers, "en-GB");
    for (width, height) in [(1200, 900), (320, 640)] {
        browser.resize(width, height).await;
        open(&browser, &servers, &article, "en").await;
        embed.reply_form().await;
        embed.scroll_to(".share").await;
        let end = "return Math.round(root.querySelector('.text > :last-child').getBoundingClientRect().bottom)";
        let before: i32 = embed.run(end, &[]).await;
        assert!(
            before > 0,
            "the end of the text is not in view at {width} × {height}"
        );
        for language in ["de", "ar", "ru", "ja", "el", "en"] {
            set_language(embed, language).await;
            let marked = format!(".share[lang={language}]");
            embed.element(&marked).await;
            let _ = shifts(&browser).await;
            let after: i32 = embed.run(end, &[]).await;
            assert!(
                before.abs_diff(after) <= 1,
                "{language} at {width} × {height}: from {before} to {after}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_offers_every_language() {
    let (browser, servers) = start().await;
    browser.open(&format!("{}/?lang=de", servers.embed)).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    let copy = ".share-button[data-target=copy]";
    embed.until_text(copy, &text("de", "copy_link")).await;

    let choice = "return [...document.querySelector('[data-language-choice]').options]
        .map(({ value }) => value)";
    let offered: Vec<String> = browser.run(choice, vec![]).await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/languages");
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut expected: Vec<_> = files
        .map(|file| file.trim_end_matches(".json").to_owned())
        .chain(["en".to_owned(), String::new()])
        .collect();
    expected.sort();
    assert_eq!(offered, expected);

    let choose = "const select = document.querySelector('[data-language-choice]');
        select.value = 'ar';
        select.dispatchEvent(new Event('change'))";
    let () = browser.run(choose, vec![]).await;
    embed.until_text(copy, &text("ar", "copy_link")).await;
    let snippet = "return document.querySelector('[data-snippet]').textContent";
    let snippet: String = browser.run(snippet, vec![]).await;
    assert!(snippet.contains("data-lang=\"ar\""), "{snippet}");
    assert_eq!(browser.console().await, [""; 0]);
}

/// The words below the text take other room in each language.
#[tokio::test(flavor = "multi_thread")]
async fn another_language_moves_nothing_wherever_the_reader_is() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let article = long_story(&servers, "en-GB");
    for (width, height) in [(1200, 900), (400, 640), (320, 640)] {
        browser.resize(width, height).await;
        open(&browser, &servers, &article, "en").await;
        embed.reply_form().await;
        // In the last place she writes.
        for place in [".share", ".comments", "#comment", ".submit", "#author"] {
            for language in ["de", "el", "ar", "ja", "es", "en"] {
                let case = format!("{place}, {language} at {width} × {height}");
                let scroll = "const place = root.querySelector(arguments[1]);
                    if (place.id === 'author') place.focus();
                    place.scrollIntoView({ block: place.id === 'author' ? 'center' : 'start' })";
                let () = embed.run(scroll, &[place]).await;
                let _ = shifts(&browser).await;
                let () = browser.run("recorded.shifts = []", vec![]).await;
                set_language(embed, language).await;
                embed
                    .element(&format!(".comments[lang={language}] form"))
                    .await;
                let seen =
                    "return ['.share', '.comments', '.submit', '#author'].every((selector) =>
                    root.querySelector(selector).checkVisibility(
                        { visibilityProperty: true, opacityProperty: true }))";
                let _: bool = embed.until("all is in sight again", seen, &[]).await;
                assert_eq!(shifts(&browser).await, [""; 0], "{case}");
                let focused = embed.focused().await.unwrap_or_default();
                assert_eq!(focused == "author", place == "#author", "{case}: {focused}");
            }
        }
    }
}
