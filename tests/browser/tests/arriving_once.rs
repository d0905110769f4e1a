//! Hundreds of comments over lines that break at random, written by a reader who leaves the page at
//! random: in the end each is in the engine's database exactly once, and none is left in the form.
//!
//! Each run is the same, as far as its reader goes; `ARTICLE_EMBED_SEED` makes it another one, and a failing
//! one names its seed.

use std::ops::Range;
use std::time::Duration;

use browser_tests::isso::Settings;
use browser_tests::stage::{TIDE, start};
use browser_tests::{Browser, Embed, Fault, Isso, Proxy, WordPress};
use fastrand::Rng;
use serde_json::Value;

/// How many comments each engine gets.
const COMMENTS: usize = 100;

/// What the reader's dice begin with.
const SEED: u64 = 100;

/// How long it may take until it is known what has become of a comment: five attempts, each of which may go
/// unanswered, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_mins(5);

/// What can go wrong.
const FAULTS: &[Fault] = &[
    Fault::CutBefore,
    Fault::CutAfter,
    Fault::CutWithin,
    Fault::Silence,
    Fault::Gateway(429),
    Fault::Gateway(500),
    Fault::Gateway(502),
    Fault::Gateway(503),
    Fault::GatewayAfter(502),
    Fault::GatewayAfter(504),
    Fault::Twice,
];

/// What the reader sees in the form: null while it is busy, nothing where it is empty, or what she is
/// told about the words that are still in it.
const STATE: &str = "
    const text = root?.querySelector('#comment');
    if (!text || root.querySelector('form .submit').ariaDisabled === 'true') return null;
    return text.value ? `asked: ${root.querySelector('.summary').textContent}` : ''";

/// What she is told where she has written words anew that had arrived.
const IS_HERE: &str = "the same comment is here";

struct Reader<'a> {
    browser: &'a Browser,
    embed: Embed<'a>,
    proxy: &'a Proxy,
    dice: Rng,
}

impl Reader<'_> {
    /// Fills in the form at one stroke.
    async fn write(&self, words: &str) {
        let script = "
            const fields = { comment: arguments[1], author: 'Ada', email: 'ada@example.org' };
            for (const [id, value] of Object.entries(fields)) {
                const field = root.querySelector(`#${id}`);
                field.value = value;
                field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
            }
            root.querySelector('form .submit').click()";
        self.proxy.note(&format!("she writes: {words}"));
        let () = self.embed.run(script, &[words]).await;
    }

    /// Sends a comment until the form has let it go.
    async fn bring_home(&mut self, words: &str) {
        for _ in 0..self.dice.usize(0..4) {
            if let Some(fault) = self.dice.choice(FAULTS) {
                self.proxy.fail_next(*fault);
            }
        }
        for _ in 0..12 {
            self.write(words).await;
            if self.dice.usize(0..4) == 0 {
                // She leaves at any moment, and comes back.
                let moment = Duration::from_millis(self.dice.u64(0..400));
                tokio::time::sleep(moment).await;
                self.proxy.note("she leaves");
                self.browser.reload().await;
                self.embed.reply_form().await;
            }
            let state: String = self
                .embed
                .until_within(PATIENCE, "it is known", STATE)
                .await;
            if state.is_empty() {
                return;
            }
            if state.contains(IS_HERE) {
                // She looks, and finds it.
                self.embed.until_text(".thread", words).await;
                return self.embed.write_nothing().await;
            }
            self.proxy.note(&state);
        }
        let log = self.proxy.log(words, "no such text");
        panic!("“{words}” does not get through:\n{log}");
    }
}

fn dice(name: &str) -> Rng {
    let given = std::env::var("ARTICLE_EMBED_SEED").ok();
    let seed = given.map_or(SEED, |seed| {
        seed.parse()
            .unwrap_or_else(|_| panic!("the seed is no number: {seed}"))
    });
    println!("{name}: ARTICLE_EMBED_SEED={seed}");
    Rng::with_seed(seed)
}

fn words(number: usize) -> String {
    format!("Thought {number} on the gate: “so”\u{2014}and no other.")
}

/// Sends comments of these numbers to an engine behind a proxy.
async fn send(browser: &Browser, page: &str, proxy: &Proxy, name: &str, numbers: Range<usize>) {
    browser.open(page).await;
    let embed = Embed::first(browser);
    embed.reply_form().await;
    let mut reader = Reader {
        browser,
        embed,
        proxy,
        dice: dice(name),
    };
    for number in numbers {
        reader.bring_home(&words(number)).await;
    }
}

/// Checks that each comment is there once.
fn check(texts: &[String], proxy: &Proxy, numbers: Range<usize>) {
    for number in numbers.clone() {
        let mark = format!("Thought {number} on");
        let times = texts.iter().filter(|text| text.contains(&mark)).count();
        let next = format!("Thought {} on", number + 1);
        let log = || proxy.log(&mark, &next);
        assert_eq!(times, 1, "{mark} … is there {times} times:\n{}", log());
    }
    assert_eq!(texts.len(), numbers.len(), "{texts:#?}");
}

fn texts(comments: &[Value], of: impl Fn(&Value) -> &Value) -> Vec<String> {
    let text = |comment: &Value| of(comment).as_str().unwrap_or_default().to_owned();
    comments.iter().map(text).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_comments_reach_wordpress_once_each() {
    let (browser, servers) = start().await;
    let wordpress = WordPress::default();
    let post = wordpress.publish_short("A hundred thoughts").await;
    let proxy = Proxy::start(wordpress.origin()).await;
    let comments = wordpress.comments_at(&proxy.origin, &post);
    let page = servers.hurried_page("20", &post.article, "wordpress", &comments);
    let numbers = 0..COMMENTS;
    send(&browser, &page, &proxy, "WordPress", numbers.clone()).await;
    let comments = wordpress.comments(&post).await;
    let texts = texts(&comments, |comment| &comment["content"]["raw"]);
    check(&texts, &proxy, numbers);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_comments_reach_isso_once_each() {
    // Two readers at a time, each with an Isso of her own: they wait for most of the time.
    let half = COMMENTS / 2;
    tokio::join!(reach_isso(0..half), reach_isso(half..COMMENTS));
}

async fn reach_isso(numbers: Range<usize>) {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, Settings::default()).await;
    let proxy = Proxy::start(isso.origin()).await;
    let page = servers.hurried_page(
        // Isso is looked through soon after, for which it needs time to take what it was sent.
        "8",
        &servers.story("tide"),
        "isso",
        &proxy.origin,
    );
    send(&browser, &page, &proxy, "Isso", numbers.clone()).await;
    // What was sent twice last is still to be taken back.
    let comments = isso.until_at_most(TIDE, numbers.len()).await;
    let texts = texts(&comments, |comment| &comment["text"]);
    check(&texts, &proxy, numbers);
}
