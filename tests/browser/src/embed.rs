//! An embed as a reader meets it: what stands in its shadow root, and what can be typed and clicked.
//!
//! Selectors are CSS inside the shadow root. What a test expects is left to the tests.

use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::WebElement;
use thirtyfour::error::WebDriverErrorInner;

use crate::Browser;
use crate::browser::PATIENCE;

/// Begins every script: `host` is the embed's element, `root` its shadow root. A page may have
/// taken the usual name for an element of its own, and in an application of Yew's it has none.
const PREFIX: &str = "
    const hosts = [...document.querySelectorAll('*')].filter((element) => element.shadowRoot
        && (/^article-embed(-\\d+)?$/.test(element.localName) || 'articleEmbed' in element.dataset));
    const host = hosts[arguments[0]], root = host?.shadowRoot;
    const words = (element) => element.textContent.replace(/\\s+/g, ' ').trim();
";

/// Where no words are about to change, which are out of sight for two frames then.
const STEADY: &str = "[data-column]:not([data-changing])";

/// One embed on the browser's page.
#[derive(Clone, Copy, Debug)]
pub struct Embed<'a> {
    browser: &'a Browser,
    index: usize,
}

impl<'a> Embed<'a> {
    /// The page's first embed.
    #[must_use]
    pub fn first(browser: &'a Browser) -> Self {
        Self::nth(browser, 0)
    }

    /// The embed of this number in the page's order, from 0.
    #[must_use]
    pub fn nth(browser: &'a Browser, index: usize) -> Self {
        Self { browser, index }
    }

    fn arguments(self, own: &[&str]) -> Vec<Value> {
        let own = own.iter().map(|argument| json!(argument));
        std::iter::once(json!(self.index)).chain(own).collect()
    }

    /// Runs a script in which `host` is the embed's element, `root` its shadow root,
    /// `words(element)` what an element says, and `arguments[1]` the first argument.
    pub async fn run<T: DeserializeOwned>(self, script: &str, arguments: &[&str]) -> T {
        self.browser
            .run(&[PREFIX, script].concat(), self.arguments(arguments))
            .await
    }

    /// Waits until such a script's value is neither null nor false.
    pub async fn until<T: DeserializeOwned>(
        self,
        what: &str,
        script: &str,
        arguments: &[&str],
    ) -> T {
        self.browser
            .until(what, &[PREFIX, script].concat(), self.arguments(arguments))
            .await
    }

    /// The same for what takes longer.
    pub async fn until_within<T: DeserializeOwned>(
        self,
        patience: Duration,
        what: &str,
        script: &str,
    ) -> T {
        let script = [PREFIX, script].concat();
        self.browser
            .until_within(patience, what, &script, self.arguments(&[]))
            .await
    }

    /// Waits until the whole story is shown, of which the comments' place comes last, and returns its headline.
    pub async fn story(self) -> String {
        let script = "return root?.querySelector('[data-place=comments]')
            && root.querySelector('.headline')?.textContent";
        self.until("the story is shown", script, &[]).await
    }

    /// Waits until the embed says that there is no story, and returns all that it says.
    pub async fn failure(self) -> String {
        let script =
            "const failure = root?.querySelector('.failure'); return failure && words(failure)";
        self.until("the embed says that it failed", script, &[])
            .await
    }

    /// Opens the share bar, so that all of its targets are seen.
    pub async fn show_all_targets(self) {
        let () = self
            .run("root.querySelector('.share details').open = true", &[])
            .await;
    }

    /// Waits until the islands have taken their places in the story.
    pub async fn islands(self) {
        let script = "return !!root?.querySelector('[data-place=share][data-live]')";
        let _: bool = self.until("the islands are there", script, &[]).await;
    }

    /// Comes near the comments and waits until the reply form is there.
    pub async fn reply_form(self) {
        self.scroll_to(".comments").await;
        self.element(&format!("{STEADY} form button.submit")).await;
    }

    /// Brings an element into view, once it is there.
    pub async fn scroll_to(self, selector: &str) {
        let script = "
            const found = root?.querySelector(arguments[1]);
            found?.scrollIntoView({block: 'center'});
            return Boolean(found)";
        let _: bool = self.until(selector, script, &[selector]).await;
    }

    /// What the first element of this selector says, with spaces as a reader sees them.
    pub async fn text(self, selector: &str) -> String {
        let script =
            "const found = root?.querySelector(arguments[1]); return found && words(found)";
        self.until(selector, script, &[selector]).await
    }

    /// What all elements of this selector say.
    pub async fn texts(self, selector: &str) -> Vec<String> {
        self.run(
            "return [...root.querySelectorAll(arguments[1])].map(words)",
            &[selector],
        )
        .await
    }

    /// Waits until an element of this selector says something that contains a text.
    pub async fn until_text(self, selector: &str, text: &str) {
        let script = "return [...root.querySelectorAll(arguments[1])]
            .some((element) => words(element).includes(arguments[2]))";
        let what = format!("{selector} says “{text}”");
        let _: bool = self.until(&what, script, &[selector, text]).await;
    }

    /// How many elements of this selector there are.
    pub async fn count(self, selector: &str) -> usize {
        self.run(
            "return root.querySelectorAll(arguments[1]).length",
            &[selector],
        )
        .await
    }

    /// An attribute of the first element of this selector.
    pub async fn attribute(self, selector: &str, name: &str) -> Option<String> {
        let script = "return root.querySelector(arguments[1]).getAttribute(arguments[2])";
        self.run(script, &[selector, name]).await
    }

    /// Waits for the first element of this selector.
    pub async fn element(self, selector: &str) -> WebElement {
        let script = [PREFIX, "return root?.querySelector(arguments[1])"].concat();
        self.browser
            .element(selector, &script, self.arguments(&[selector]))
            .await
    }

    /// Clicks as a reader does: the element must be visible and not covered. It may come before the
    /// islands do, which may put their own in its place just then.
    pub async fn click(self, selector: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Err(error) = self.element(selector).await.click().await else {
                return;
            };
            let is_replaced = matches!(*error, WebDriverErrorInner::StaleElementReference(_));
            assert!(
                is_replaced && Instant::now() < deadline,
                "click on {selector}: {error}"
            );
        }
    }

    /// Empties the comment's field, as who takes back what she has written.
    pub async fn write_nothing(self) {
        let script = "
            const field = root.querySelector('#comment');
            field.value = '';
            field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))";
        let () = self.run(script, &[]).await;
    }

    /// Takes the comments away, as a partner may, and brings those of this engine.
    pub async fn bring_comments_again(self, engine: &str) {
        for engine in ["off", engine] {
            let script = "host.setAttribute('comments', arguments[1])";
            let () = self.run(script, &[engine]).await;
            let script = "return !root.querySelector('.comments') === (arguments[1] === 'off')";
            let _: bool = self.until(engine, script, &[engine]).await;
        }
        self.reply_form().await;
    }

    /// Deletes the only comment that the reader may delete, as who means it, until it is gone.
    pub async fn delete(self) {
        self.click(".comment .delete").await;
        self.until_text(".comment .delete", "Delete for good?")
            .await;
        let script = "const button = root.querySelector('.comment .delete');
            button?.click();
            return !button";
        let _: bool = self.until("it is deleted", script, &[]).await;
    }

    /// What assistive technology calls the first element of this selector.
    pub async fn accessible_name(self, selector: &str) -> String {
        let element = self.element(selector).await;
        self.browser.accessible_name(&element).await
    }

    /// Types into a field of the reply form, after what is there.
    pub async fn type_into(self, field: &str, text: &str) {
        let element = self.element(&format!("{STEADY} form [name={field}]")).await;
        element
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("typing into {field}: {error}"));
    }

    /// Fills in the reply form: name, e-mail address and comment.
    pub async fn write(self, author: &str, email: &str, comment: &str) {
        for (field, text) in [("comment", comment), ("author", author), ("email", email)] {
            self.type_into(field, text).await;
        }
    }

    /// What stands in a field of the reply form.
    pub async fn value(self, field: &str) -> String {
        let script = "return root.querySelector(`form [name=${arguments[1]}]`).value";
        self.run(script, &[field]).await
    }

    /// Sends the reply form.
    pub async fn send(self) {
        self.click("form button.submit").await;
    }

    /// Sends the reply form and checks that it is refused with these words, that the comment is
    /// still in it, and that the reader is where the words stand.
    pub async fn is_refused(self, comment: &str, refusal: &str) {
        self.send().await;
        self.until_text("form .summary", refusal).await;
        assert_eq!(
            self.value("comment").await,
            comment,
            "the text is gone: {refusal}"
        );
        let focused = self.focused().await.unwrap_or_default();
        assert!(
            focused.contains("summary"),
            "the focus is in {focused:?}, not at: {refusal}"
        );
    }

    /// The name of the element in the shadow root that has the focus.
    pub async fn focused(self) -> Option<String> {
        self.run(
            "return root.activeElement?.id || root.activeElement?.className",
            &[],
        )
        .await
    }
}
