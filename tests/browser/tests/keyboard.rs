//! The whole embed by keyboard alone, on narrow and enlarged pages, and with more room between letters.
//!
//! Source: WCAG 2.2, 1.4.10, 1.4.12, 2.1.1, 2.4.3, 2.4.7, 2.4.11 and 2.5.8.

use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers};
use serde::Deserialize;
use thirtyfour::Key;

/// A sample with pictures, frames, a share bar and a form, far enough down that its comments are there.
async fn open_sample(browser: &Browser, servers: &Servers, sample: &str) {
    browser
        .open(&format!("{}/?story={sample}", servers.embed))
        .await;
    Embed::first(browser).reply_form().await;
}

/// A stop of the Tab key.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stop {
    /// Its place among all that the keyboard can reach, as they stand in the document.
    place: i32,
    /// How it begins.
    what: String,
    is_outlined: bool,
    is_on_screen: bool,
}

/// All that the keyboard reaches, in the document's order.
const REACHABLE: &str = "
    const reachable = [...root.querySelectorAll('a[href], button, input, textarea, video, audio, iframe, summary, [tabindex]')]
        .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }));";

const STOP: &str = "
    const element = root.activeElement;
    if (!element) return null;
    const { top, bottom, height } = element.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
        place: reachable.indexOf(element),
        what: element.outerHTML.slice(0, 90),
        isOutlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        isOnScreen: bottom > 0 && top < innerHeight,
    }";

#[tokio::test(flavor = "multi_thread")]
async fn tab_goes_through_everything_in_order_and_out_again() {
    let (browser, servers) = start().await;
    for sample in ["harbour", "arabic"] {
        open_sample(&browser, &servers, sample).await;
        let embed = Embed::first(&browser);
        // From what stands before the embed.
        let begin = "
            const before = document.createElement('p');
            before.tabIndex = -1;
            host.before(before);
            before.focus()";
        let () = embed.run(begin, &[]).await;
        let count = [REACHABLE, "return reachable.length"].concat();
        let reachable: i32 = embed.run(&count, &[]).await;
        assert!(reachable > 10, "{sample}: {reachable} places");
        let stop = [REACHABLE, STOP].concat();
        let mut next = 0;
        loop {
            browser.press(Key::Tab.into()).await;
            let Some(stop) = embed.run::<Option<Stop>>(&stop, &[]).await else {
                break;
            };
            assert!(stop.is_outlined, "{sample}: no outline at {}", stop.what);
            assert!(stop.is_on_screen, "{sample}: out of sight: {}", stop.what);
            // A recording's own controls are several stops in one element.
            if stop.place + 1 != next {
                assert_eq!(stop.place, next, "{sample}: {} is out of order", stop.what);
                next += 1;
            }
        }
        assert_eq!(next, reachable, "{sample}: not all is reached");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_reads_shares_and_replies_without_a_mouse() {
    let (browser, servers) = start().await;
    open_sample(&browser, &servers, "harbour").await;
    let embed = Embed::first(&browser);
    let focus = |selector: &'static str| async move {
        let script = "root.querySelector(arguments[1]).focus()";
        let () = embed.run(script, &[selector]).await;
    };

    focus("figure button").await;
    browser.press(Key::Enter.into()).await;
    let is_open = "return !!root.querySelector('dialog[open]')";
    let _: bool = embed.until("the picture is large", is_open, &[]).await;
    browser.press(Key::Escape.into()).await;
    let is_back = "return !root.querySelector('dialog[open]') && root.activeElement?.matches('figure button')";
    let _: bool = embed.until("the focus is back", is_back, &[]).await;

    focus("#comment").await;
    browser.write("It turns, and nobody clicked.").await;
    focus("#author").await;
    browser.write("Ada").await;
    focus("#email").await;
    browser.write("ada@example.org").await;
    browser
        .press_with(Key::Control.into(), Key::Enter.into())
        .await;
    embed
        .until_text(".comment.posted .words", "It turns, and nobody clicked.")
        .await;
    let is_there = "return root.activeElement?.matches('.comment.posted')";
    let _: bool = embed
        .until("the focus is at the comment", is_there, &[])
        .await;

    // From the comment, Tab leads to its own buttons.
    let at_reply = "return root.activeElement?.matches('.comment.posted .reply')";
    while !embed.run::<bool>(at_reply, &[]).await {
        browser.press(Key::Tab.into()).await;
    }
    browser.press(Key::Enter.into()).await;
    let is_writing = "return root.activeElement?.matches('li #comment')";
    let _: bool = embed
        .until("the focus is in the reply", is_writing, &[])
        .await;
}

/// What is cut off or runs out of the embed.
const CUT: &str = "
    const { left, right } = host.getBoundingClientRect();
    const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    return [...root.querySelectorAll('*')].filter((element) => {
        const box = element.getBoundingClientRect();
        if (box.width <= 1 || scrolls(element)) return false;
        const isOut = box.left < left - 1 || box.right > right + 1;
        const hides = /hidden|clip/.test(getComputedStyle(element).overflow);
        return isOut || (hides && element.scrollHeight > element.clientHeight + 1);
    }).map((element) => element.outerHTML.slice(0, 90))";

#[tokio::test(flavor = "multi_thread")]
async fn keys_turn_the_pictures_the_way_the_interface_runs() {
    let (browser, servers) = start().await;
    open_sample(&browser, &servers, "harbour").await;
    let embed = Embed::first(&browser);
    embed.story().await;
    for (language, towards_next, scale) in [
        ("en", Key::Right, "none"),
        ("ar", Key::Left, "-1 1"),
        ("he", Key::Left, "-1 1"),
    ] {
        let () = embed
            .run("host.setAttribute('lang', arguments[1])", &[language])
            .await;
        embed.element(&format!("dialog[lang={language}]")).await;
        embed.click(".enlarge").await;
        embed.until_text(".turn [role=status]", "1 /").await;
        browser.press(towards_next.into()).await;
        embed.until_text(".turn [role=status]", "2 /").await;
        let script = "return getComputedStyle(root.querySelector('.turn .icon')).scale";
        assert_eq!(embed.run::<String>(script, &[]).await, scale, "{language}");
        browser.press(Key::Escape.into()).await;
        let closed = "return !root.querySelector('dialog').open";
        embed
            .until::<bool>("the window is closed", closed, &[])
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_cut_at_four_times_the_size_or_with_spaced_letters() {
    let (browser, servers) = start().await;
    // A window of 1280 px, enlarged four times.
    browser.resize(320, 256).await;
    for sample in ["harbour", "prison", "arabic"] {
        open_sample(&browser, &servers, sample).await;
        let embed = Embed::first(&browser);
        let cut: Vec<String> = embed.run(CUT, &[]).await;
        assert_eq!(cut, [""; 0], "{sample} at 320 px");
        let space = "
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
            root.adoptedStyleSheets.push(sheet)";
        let () = embed.run(space, &[]).await;
        let cut: Vec<String> = embed.run(CUT, &[]).await;
        assert_eq!(cut, [""; 0], "{sample} at 320 px with spaced letters");
    }
}
