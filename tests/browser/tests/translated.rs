//! Pages that a browser translates: it takes the texts out and puts `<font>` elements with other words in their
//! place, and goes on doing so with what is new.

use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers};

const BELL: &str = "A bell that nobody rang";

/// What translators do: capital letters stand for another language.
const TRANSLATE: &str = "
    window.translate = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const text of texts) {
            if (!text.data.trim() || text.parentNode.closest('font, textarea')) continue;
            const [outer, inner] = [document.createElement('font'), document.createElement('font')];
            outer.append(inner);
            inner.textContent = text.data.toUpperCase();
            text.replaceWith(outer);
        }
    };
    translate(root)";

async fn open(browser: &Browser, servers: &Servers) {
    let page = servers.comments_page(&servers.story("tide"), "preview", "");
    browser.open(&page).await;
    let embed = Embed::first(browser);
    embed.story().await;
    embed.reply_form().await;
    embed.islands().await;
    let () = embed.run(TRANSLATE, &[]).await;
    embed
        .until_text(".headline", "THE TIDE MILL GRINDS AGAIN")
        .await;
}

/// Nothing of what was translated before is left, but for what does not change.
async fn nothing_old_stands(embed: Embed<'_>, within: &str, case: &str) {
    let old = "return [...root.querySelectorAll(arguments[1])].flatMap((place) =>
        [...place.querySelectorAll('font > font')].map(words))";
    let old: Vec<String> = embed.run(old, &[within]).await;
    assert_eq!(old, [""; 0], "{case}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_story_brings_all_of_its_own_words() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    let embed = Embed::first(&browser);
    let () = embed
        .run("host.article = arguments[1]", &[&servers.story("bell")])
        .await;
    embed.until_text(".headline", BELL).await;
    embed.story().await;
    embed.islands().await;
    embed.reply_form().await;
    nothing_old_stands(embed, ".embed", "another story").await;
    assert_eq!(browser.console().await, [""; 0]);
}

/// All visible words of the interface, in small letters.
const SPOKEN: &str = "
    const places = root.querySelectorAll('[data-place=share], [data-place=comments], .meta, .byline');
    return [...places].flatMap((place) => {
        const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), texts = [];
        while (walker.nextNode())
            if (walker.currentNode.parentElement.checkVisibility()) texts.push(walker.currentNode.data);
        return texts.map((text) => text.trim().toLowerCase()).filter(Boolean);
    })";

#[tokio::test(flavor = "multi_thread")]
async fn another_language_is_spoken_wherever_words_were_translated() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let mut spoken = Vec::new();
    for is_translated in [false, true] {
        open(&browser, &servers).await;
        if !is_translated {
            browser.reload().await;
            embed.story().await;
            embed.reply_form().await;
            embed.islands().await;
        }
        let () = embed.run("host.lang = 'de'", &[]).await;
        embed.until_text(".comments", "Kommentar").await;
        let settled = "return root.querySelector('[data-live] section[lang=de]')
            && root.querySelector('[data-column]:not([data-changing])') && true";
        let _: bool = embed.until("German", settled, &[]).await;
        spoken.push(embed.run::<Vec<String>>(SPOKEN, &[]).await);
    }
    assert!(spoken[0].len() > 15, "{spoken:#?}");
    assert_eq!(spoken[0], spoken[1]);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_said_where_words_were_translated() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    let embed = Embed::first(&browser);
    for permission in ["clipboard-read", "clipboard-write"] {
        browser.decide_permission(permission, "granted").await;
    }
    embed.click(".share-button[data-target=copy]").await;
    embed
        .until_text(".share-button[data-target=copy]", "Link copied")
        .await;
    let copied = embed.text(".share-button[data-target=copy]").await;
    assert_eq!(copied, "Link copied");

    // A comment changes their number, and the form's words.
    for (number, count) in [("first", "1 comment"), ("second", "2 comments")] {
        let said = format!("It turns for the {number} time.");
        embed.write("Ada", "ada@example.org", &said).await;
        embed.send().await;
        embed.until_text(".comment.posted", &said).await;
        embed.until_text(".comments-title", count).await;
        let title = embed.text(".comments-title").await;
        assert_eq!(title.to_lowercase(), count, "{number}");
        let () = embed.run("translate(root)", &[]).await;
        let () = embed
            .run("for (const field of root.querySelectorAll('form :is(input, textarea)')) field.value = ''", &[])
            .await;
    }
    // An error where the reader has left out something, and its end.
    embed.send().await;
    embed.element("form .field .error").await;
    let () = embed.run("translate(root)", &[]).await;
    embed
        .write("Ada", "ada@example.org", "It turns once more.")
        .await;
    embed.send().await;
    embed.until_text(".comments-title", "3 comments").await;
    let left = "return [...root.querySelectorAll('form .error, form .summary')].map(words).filter(Boolean)";
    let left: Vec<String> = embed.run(left, &[]).await;
    assert_eq!(left, [""; 0]);
    assert_eq!(browser.console().await, [""; 0]);
}
