//! What readers ask of every page: colours of their own, more contrast, less motion.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers};

/// Opens a story and leaves a comment, which must differ from those before.
async fn open(browser: &Browser, servers: &Servers, words: &str) {
    let page = servers.comments_page(&servers.story("almanac"), "preview", "");
    browser.open(&page).await;
    let embed = Embed::first(browser);
    embed.reply_form().await;
    embed.write("Ada", "ada@example.org", words).await;
    embed.send().await;
    embed.until_text(".comment.posted", words).await;
}

/// Buttons, fields and boxes without an edge, and icons that are not drawn in the text's colour.
const UNSEEN: &str = "
    const hasEdge = (element) => {
        const style = getComputedStyle(element);
        return style.borderTopStyle === 'solid' && parseFloat(style.borderTopWidth) >= 1;
    };
    // Of the picture that it enlarges, the button's sign is drawn and not its edge.
    const edged = 'button:not(.enlarge), .enlarge .icon, input, textarea, a.share-button, .badge, pre';
    const edgeless = [...root.querySelectorAll(edged)].filter((element) =>
        element.type !== 'checkbox' && !element.closest('.visually-hidden') && !hasEdge(element));
    const icons = [...root.querySelectorAll('svg')].filter((icon) => {
        const {stroke} = getComputedStyle(icon);
        return stroke !== getComputedStyle(icon.parentElement).color;
    });
    const text = (icon) => getComputedStyle(icon.parentElement).color;
    return [...edgeless.map((element) => element.outerHTML.slice(0, 120)), ...icons.map((icon) =>
        `${getComputedStyle(icon).stroke}, not ${text(icon)}: ${icon.outerHTML.slice(0, 120)}`)]";

/// How the focus shows on every element that takes it.
const FOCUS: &str = "
    const all = [...root.querySelectorAll('a[href], button, input, textarea')].filter((element) =>
        element.checkVisibility() && element.tabIndex >= 0);
    const hidden = all.filter((element) => {
        element.focus({ focusVisible: true, preventScroll: true });
        const {outlineStyle, outlineWidth} = getComputedStyle(element);
        return outlineStyle !== 'solid' || parseFloat(outlineWidth) < 2;
    });
    return [all.length, hidden.map((element) => element.outerHTML.slice(0, 120))]";

#[tokio::test(flavor = "multi_thread")]
async fn in_the_readers_own_colours_everything_has_an_edge_and_a_focus() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    for colours in ["light", "dark"] {
        let media = [
            ("forced-colors", "active"),
            ("prefers-color-scheme", colours),
        ];
        browser.set_media(&media).await;
        open(&browser, &servers, colours).await;
        let unseen: Vec<String> = embed.run(UNSEEN, &[]).await;
        assert_eq!(unseen, [""; 0], "{colours}");
        let (count, hidden): (u32, Vec<String>) = embed.run(FOCUS, &[]).await;
        assert!(count > 20, "only {count} elements take the focus");
        assert_eq!(hidden, [""; 0], "{colours}");
        let marked = "
            const mark = root.querySelector('mark');
            return getComputedStyle(mark).backgroundColor !== getComputedStyle(host).backgroundColor";
        let is_marked: bool = embed.run(marked, &[]).await;
        assert!(is_marked, "{colours}: what is marked does not stand out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_more_contrast_nothing_is_quiet() {
    let (browser, servers) = start().await;
    browser.set_media(&[("prefers-contrast", "more")]).await;
    open(&browser, &servers, "It turns.").await;
    let colours = "
        const colour = (selector) => getComputedStyle(root.querySelector(selector)).color;
        const line = getComputedStyle(root.querySelector('.share')).borderTopColor;
        return [colour('.text'), colour('figcaption'), colour('.form-notes'), line]";
    let colours: Vec<String> = Embed::first(&browser).run(colours, &[]).await;
    assert_eq!(colours, vec![colours[0].clone(); 4]);
}

/// Whatever the reader has set, since nothing moves for anybody.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_by_itself() {
    let (browser, servers) = start().await;
    for motion in ["no-preference", "reduce"] {
        browser
            .set_media(&[("prefers-reduced-motion", motion)])
            .await;
        open(&browser, &servers, motion).await;
        let moving = "
            const moving = [host, ...root.querySelectorAll('*')].filter((element) => {
                const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(element);
                return transitionDuration !== '0s' || animationName !== 'none'
                    || scrollBehavior !== 'auto';
            });
            return [...moving.map((element) => element.outerHTML.slice(0, 120)),
                ...root.getAnimations().map(String)]";
        let moving: Vec<String> = Embed::first(&browser).run(moving, &[]).await;
        assert_eq!(moving, [""; 0], "{motion}");
    }
}
