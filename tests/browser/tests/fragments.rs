//! Fragments and declarative shadow roots are seen without `render`, and the islands take them from there.

use browser_tests::Answer;
use browser_tests::site::Fault;

use crate::rendered::{Ahead, TIDE, TIDE_HEADLINE, WORDS, rendered};

/// How high the embed is, and how far down its share bar.
const PLACES: &str = "return [host.offsetHeight, root.querySelector('[data-place=share]').offsetTop].map(Math.round)";

#[tokio::test(flavor = "multi_thread")]
async fn a_fragment_from_the_loaders_folder_is_shown_without_render_and_looks_the_same() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "preview");

    let embed = ahead.open(&ahead.tag(&tide.json, "preview", "")).await;
    embed.story().await;
    embed.reply_form().await;
    let words: String = embed.run(WORDS, &[]).await;
    let places: [u32; 2] = embed.run(PLACES, &[]).await;
    assert_eq!(ahead.programs("render").await, 1);

    let embed = ahead.open(&ahead.tag(&tide.address, "preview", "")).await;
    embed.story().await;
    assert_eq!(embed.run::<String>(WORDS, &[]).await, words);
    embed.reply_form().await;
    assert_eq!(embed.run::<String>(WORDS, &[]).await, words);
    assert_eq!(embed.run::<[u32; 2]>(PLACES, &[]).await, places);
    assert_eq!(ahead.programs("render").await, 0);
    assert_eq!(ahead.browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fragment_from_elsewhere_is_read_as_data() {
    let ahead = Ahead::start().await;
    let json = format!("{}/stories/tide.json", ahead.servers.publisher);
    ahead
        .servers
        .answer("/stories/tide.json", Answer::json(200, TIDE));
    let fragment = rendered(TIDE, &json, &[]);
    // Whoever can write there could write this.
    let hostile =
        format!("{fragment}<img src=x onerror='top.stolen = 1'><b id=foreign>Foreign</b>");
    ahead
        .servers
        .answer("/tide.html", Answer::With(200, "text/html", hostile));
    let address = format!("{}/tide.html", ahead.servers.publisher);
    let embed = ahead.open(&ahead.tag(&address, "preview", "")).await;
    embed.story().await;
    assert_eq!(ahead.programs("render").await, 1);
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
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "preview");
    let embed = ahead.open(&ahead.tag(&tide.json, "preview", "")).await;
    embed.story().await;
    embed.reply_form().await;
    let places: [u32; 2] = embed.run(PLACES, &[]).await;
    for order in ["before", "after"] {
        let script = ahead.loader();
        let element = tide.declared("");
        let markup = match order {
            "before" => [script, element].concat(),
            _ => [element, script].concat(),
        };
        ahead.site.forget();
        let embed = ahead.open(&markup).await;
        embed.story().await;
        embed.reply_form().await;
        assert_eq!(ahead.site.asked("/stories/tide.json"), 0, "{order}");
        assert_eq!(ahead.programs("render").await, 0, "{order}");
        let looks: (usize, bool) = embed
            .run(
                "return [root.querySelectorAll('[data-context]').length,
                    getComputedStyle(root.querySelector('.headline')).fontWeight === '700']",
                &[],
            )
            .await;
        assert_eq!(looks, (1, true), "{order}");
        assert_eq!(embed.run::<[u32; 2]>(PLACES, &[]).await, places, "{order}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn options_that_change_words_bring_the_program_and_the_json_and_levels_do_not() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "preview");

    let tag = ahead.tag(&tide.address, "preview", "data-heading-level='4'");
    let embed = ahead.open(&tag).await;
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
    assert_eq!(ahead.programs("render").await, 0);

    embed.reply_form().await;
    embed.run::<()>("host.lang = 'de'", &[]).await;
    let german = "return /Quelle: /.test(root.querySelector('[data-context]').innerText) && [true]";
    embed.until::<[bool; 1]>("German", german, &[]).await;
    assert_eq!(embed.run::<String>(level, &[]).await, "h3");
    assert_eq!(ahead.programs("render").await, 1);
    // The style of the story that `render` has drawn stands before that of the islands, which builds on it.
    let order = "return root.adoptedStyleSheets.map(({ cssRules }) =>
        [...cssRules].some(({ selectorText }) => selectorText === '.lightbox'))";
    assert_eq!(
        embed.run::<Vec<bool>>(order, &[]).await,
        [false, false, true]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_and_the_focus_are_kept_when_the_islands_come() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "preview");
    let wasm = ahead.site.built("islands-", ".wasm");
    ahead.site.spoil(&wasm, Fault::Silent);
    let embed = ahead.open(&ahead.tag(&tide.address, "preview", "")).await;
    embed.story().await;
    let select = "
        const text = root.querySelector('.text p').firstChild;
        host.scrollIntoView();
        getSelection().setBaseAndExtent(text, 0, text, 5);
        root.querySelector('footer a').focus({ preventScroll: true });
        return [getSelection().toString(), root.activeElement.href]";
    let before: [String; 2] = embed.run(select, &[]).await;
    assert_eq!(before[0].chars().count(), 5);
    ahead.site.recover();
    embed.reply_form().await;
    let after: [String; 2] = embed
        .run(
            "return [getSelection().toString(), root.activeElement.href]",
            &[],
        )
        .await;
    assert_eq!(after, before);
    // What was selected has its bar without being selected again.
    let bar = "return root.querySelector('.quote-bar')?.hidden === false";
    let _: bool = embed.until("the bar is there", bar, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_story_that_was_asked_for_is_not_lost_to_the_options_of_the_one_that_stands() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "off");
    let bell = ahead
        .site
        .story("bell", include_str!("../stories/bell.json"));
    // A page that marks what loads, which changes the element in the middle of it.
    let listener = "<script>addEventListener('article-embed-loading', ({ target }) => target.classList.add('loading'))
        </script>";
    let tag = ahead.tag(&tide.address, "off", "data-lang='de'");
    ahead.site.spoil("/stories/tide.json", Fault::Silent);
    let embed = ahead.open(&[listener, &tag].concat()).await;
    embed.story().await;
    let asked = "return new Promise((done) => setTimeout(() => done(true), 200))";
    let _: bool = ahead.browser.run(asked, vec![]).await;
    assert_eq!(ahead.site.asked("/stories/tide.json"), 1);
    let change = "
        host.article = arguments[1];
        host.url = 'https://estuary-post.example/bell';
        root.dispatchEvent(new Event('pointerover'));
        host.classList.toggle('moved')";
    embed.run::<()>(change, &[&bell]).await;
    let come =
        "return root.querySelector('#headline')?.textContent !== 'The tide mill grinds again'";
    embed.until::<bool>("the other story", come, &[]).await;
    ahead.site.recover();
    let _: bool = ahead.browser.run(asked, vec![]).await;
    assert_ne!(embed.story().await, TIDE_HEADLINE);
    assert_eq!(ahead.site.asked("/stories/tide.json"), 1);
}
