//! Wrong and right values of every option, on the tag and live, one by one and in pairs, against the
//! built release: what stands then is what the library makes of the same attributes natively, the
//! console names what is allowed, and no other embed on the page notices anything.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::native::Native;
use crate::option_values::{Attributes, in_pairs, one_by_one, right, wrong};

/// How many embeds are on a page at once, beside the one that nothing is to happen to.
const AT_ONCE: usize = 35;

/// What stands in an embed.
#[derive(Debug, Deserialize)]
struct Stands {
    context: Option<Value>,
    level: Option<u8>,
    text: Option<String>,
    shares: Vec<String>,
    colours: String,
    failure: Option<String>,
}

struct Stage {
    browser: Browser,
    article: String,
    story: String,
    page: String,
    embed: String,
}

impl Stage {
    async fn start() -> Self {
        let (browser, servers) = start().await;
        let story = json!({
            "schema": "article-embed/1", "headline": "A plain story", "date_published": "2025-05-02",
            "body": [{ "type": "paragraph", "content": "It says little about itself." }],
        });
        let story = story.to_string();
        servers.answer("/plain.json", Answer::json(200, &story));
        servers.answer("/count", Answer::With(204, "text/plain", String::new()));
        let article = servers.story("plain");
        let page = servers.page("matrix", &[("ARTICLE", &article)]);
        let embed = servers.embed.clone();
        // The servers go on without what started them.
        Self {
            browser,
            article,
            story,
            page,
            embed,
        }
    }

    /// The attributes of an embed, with the article unless that is what is tried.
    fn attributes<'a>(&'a self, own: &'a Attributes) -> Vec<(&'a str, &'a str)> {
        let article = ("article", self.article.as_str());
        let is_own = own.iter().any(|(name, _)| *name == "article");
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        (!is_own)
            .then_some(article)
            .into_iter()
            .chain(own)
            .collect()
    }

    /// Tries embeds with these attributes: by tags that have them, or by tags that get them later.
    async fn try_all(&self, cases: &[Attributes], is_live: bool) {
        let mut found = String::new();
        for cases in cases.chunks(AT_ONCE) {
            self.browser.open(&self.page).await;
            Embed::first(&self.browser).story().await;
            let all: Vec<_> = cases.iter().map(|own| self.attributes(own)).collect();
            let plain = Attributes::new();
            let begin: Vec<_> = if is_live {
                cases.iter().map(|_| self.attributes(&plain)).collect()
            } else {
                all.clone()
            };
            let source = format!("{}/embed.js", self.embed);
            let script = "matrix.place(...arguments)";
            let () = self
                .browser
                .run(script, vec![json!(source), json!(begin)])
                .await;
            if is_live {
                let plain: Vec<_> = cases.iter().map(|_| plain.clone()).collect();
                self.check(&plain, &begin, &mut found, "before").await;
                let () = self
                    .browser
                    .run("matrix.set(arguments[0])", vec![json!(all)])
                    .await;
            }
            self.check(cases, &all, &mut found, "with it").await;
            if is_live {
                let back: Vec<Vec<(&str, Option<&str>)>> = cases
                    .iter()
                    .map(|own| {
                        let back =
                            |name: &'static str| (name == "article").then_some(&*self.article);
                        own.iter().map(|(name, _)| (*name, back(name))).collect()
                    })
                    .collect();
                let script = "matrix.lines.clear(); matrix.set(arguments[0])";
                let () = self.browser.run(script, vec![json!(back)]).await;
                let plain: Vec<_> = cases.iter().map(|_| Attributes::new()).collect();
                self.check(&plain, &begin, &mut found, "after").await;
            }
            self.control(cases).await;
        }
        assert!(found.is_empty(), "{found}");
    }

    /// Waits until each embed shows what its attributes say, and notes what does not.
    async fn check(
        &self,
        cases: &[Attributes],
        attributes: &[Vec<(&str, &str)>],
        found: &mut String,
        when: &str,
    ) {
        let expected: Vec<_> = attributes
            .iter()
            .map(|attributes| Native::new(attributes, &self.story, &self.page))
            .collect();
        let contexts: Vec<Value> = expected
            .iter()
            .map(|native| {
                native
                    .present()
                    .map_or(Value::Null, |(_, context, _)| json!(context))
            })
            .collect();
        let mistakes: Vec<_> = expected.iter().map(|native| native.told().len()).collect();
        let script = "return matrix.until(...arguments)";
        let shown: Vec<(Stands, Vec<String>)> = self
            .browser
            .run(script, vec![json!(contexts), json!(mistakes)])
            .await;
        assert_eq!(shown.len(), cases.len(), "{when}: embeds");
        for (((own, native), context), (stands, told)) in
            cases.iter().zip(&expected).zip(contexts).zip(shown)
        {
            for problem in problems(native, &context, &stands, told, own) {
                writeln!(found, "{own:?}, {when}: {problem}").unwrap();
            }
        }
    }

    /// The other embed on the page stands as it did, and goes on.
    async fn control(&self, cases: &[Attributes]) {
        let control = Embed::first(&self.browser);
        let attributes = [("article", self.article.as_str()), ("count", "")];
        let native = Native::new(&attributes, &self.story, &self.page);
        let (_, context, _) = native.present().unwrap();
        let stands: Stands = control.run("return matrix.stands(host)", &[]).await;
        assert_eq!(
            stands.context,
            Some(json!(context)),
            "{cases:?}: the other embed"
        );
        let told: Vec<String> = control.run("return matrix.told(host)", &[]).await;
        assert_eq!(told, [""; 0], "{cases:?}: the other embed");
        let () = control.run("host.headingLevel = 4", &[]).await;
        control.element("h4.headline").await;
        let errors: Vec<String> = self.browser.run("return recorded.errors", vec![]).await;
        assert_eq!(errors, [""; 0], "{cases:?}: the page saw errors");
        let uncaught = self.browser.uncaught().await;
        assert_eq!(uncaught, [""; 0], "{cases:?}: nobody caught it");
    }
}

/// What is not as it must be.
fn problems(
    native: &Native,
    context: &Value,
    stands: &Stands,
    told: Vec<String>,
    own: &Attributes,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut expected = native.told();
    match native.present() {
        Ok((_, shown, _)) => {
            if stands.context.as_ref() != Some(context) {
                let failure = stands.failure.as_deref();
                let shown = &stands.context;
                found.push(format!("it is {shown:?} {failure:?}, not {context}"));
            }
            if stands.level != Some(shown.level)
                || in_any_order(&stands.shares) != in_any_order(&shown.share)
            {
                found.push(format!("drawn otherwise than {context}: {stands:?}"));
            }
            if stands.text.as_deref() != Some("It says little about itself.") {
                found.push(format!("the text is {:?}", stands.text));
            }
        }
        Err(_) => {
            if stands.context.is_some() {
                found.push(format!("a story is shown: {stands:?}"));
            }
        }
    }
    let theme = own.iter().find(|(name, _)| *name == "theme");
    let colours = match theme.map_or("", |(_, value)| value.trim()) {
        "light" => "light",
        "dark" => "dark",
        _ => "light dark",
    };
    if stands.colours != colours {
        found.push(format!("the colours are {}", stands.colours));
    }
    let mut told = told;
    told.sort();
    expected.sort();
    if told != expected {
        found.push(format!("the console says {told:#?}, not {expected:#?}"));
    }
    found
}

/// The bar begins with what needs no other site.
fn in_any_order(names: &[String]) -> BTreeSet<&str> {
    names.iter().map(String::as_str).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_values_on_the_tag() {
    let cases = one_by_one(wrong);
    assert!(cases.len() > 40, "only {} wrong values", cases.len());
    Stage::start().await.try_all(&cases, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_values_set_live() {
    Stage::start().await.try_all(&one_by_one(wrong), true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn right_values_on_the_tag() {
    let cases = one_by_one(right);
    assert!(cases.len() > 60, "only {} right values", cases.len());
    Stage::start().await.try_all(&cases, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn right_values_set_live() {
    Stage::start().await.try_all(&one_by_one(right), true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pairs_of_wrong_values_on_the_tag() {
    let cases = in_pairs();
    assert!(cases.len() > 70, "only {} pairs", cases.len());
    Stage::start().await.try_all(&cases, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pairs_of_wrong_values_set_live() {
    Stage::start().await.try_all(&in_pairs(), true).await;
}
