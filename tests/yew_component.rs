//! The component for applications that are written with Yew, in a real browser: what they change, and
//! when. That it looks like an embed, and works like one, is a browser test.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use article_embed::ArticleEmbed;
use article_embed::islands::article_embed::Props;
use article_embed::timer;
use js_sys::Function;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement, ShadowRoot};
use yew::AppHandle;

wasm_bindgen_test_configure!(run_in_browser);

/// Runs JavaScript.
fn run(code: &str, argument: &str) -> JsValue {
    let function = Function::new_with_args("argument", code);
    function
        .call1(&JsValue::NULL, &JsValue::from_str(argument))
        .unwrap()
}

/// Has the network answer an address of `news.example` with a text, after so many milliseconds.
fn answer(path: &str, milliseconds: u32, text: &str) {
    let code = format!(
        "const real = window.real ??= window.fetch, answers = window.answers ??= {{}};
        answers['https://news.example/{path}'] = [argument, {milliseconds}];
        window.fetch = async (request, how) => {{
            const found = answers[request.url];
            if (!found) return real(request, how);
            await new Promise((done) => setTimeout(done, found[1]));
            return new Response(found[0]);
        }};"
    );
    run(&code, text);
}

fn story(headline: &str, body: &str) -> String {
    format!(
        "{{\"schema\":\"article-embed/1\",\"headline\":\"{headline}\",\"language\":\"en-GB\",\
         \"canonical_url\":\"https://news.example/{headline}/\",\"body\":[{body}]}}"
    )
}

const PARAGRAPH: &str = "{\"type\":\"paragraph\",\"content\":\"It turns.\"}";

fn props(path: &str) -> Props {
    let article = format!("https://news.example/{path}");
    yew::props!(Props {
        article,
        comments: "preview"
    })
}

/// The component on a page.
struct Mounted {
    place: Element,
    /// There until it is taken away.
    app: Option<AppHandle<ArticleEmbed>>,
}

impl Mounted {
    fn new(props: Props) -> Self {
        let document = document();
        let place = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&place).unwrap();
        let app = yew::Renderer::<ArticleEmbed>::with_root_and_props(place.clone(), props);
        Self {
            place,
            app: Some(app.render()),
        }
    }

    fn update(&mut self, props: Props) {
        self.app.as_mut().unwrap().update(props);
    }

    fn host(&self) -> Option<HtmlElement> {
        let host = self.place.first_element_child()?;
        host.dyn_into().ok()
    }

    fn root(&self) -> Option<ShadowRoot> {
        self.host()?.shadow_root()
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.root()?.query_selector(selector).unwrap()?;
        found.dyn_into().ok()
    }

    async fn until(&self, selector: &str) -> HtmlElement {
        for _ in 0..200 {
            if let Some(found) = self.find(selector) {
                return found;
            }
            timer::wait(20).await;
        }
        let html = self.root().map(|root| root.inner_html());
        panic!("no {selector} in {}", html.unwrap_or_default());
    }

    async fn until_headline(&self, words: &str) {
        for _ in 0..200 {
            let found = self
                .find(".headline")
                .and_then(|found| found.text_content());
            if found.as_deref() == Some(words) {
                return;
            }
            timer::wait(20).await;
        }
        panic!("no story {words}");
    }

    fn count(&self, selector: &str) -> u32 {
        let found = self.root().unwrap().query_selector_all(selector);
        found.unwrap().length()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
    }
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

#[wasm_bindgen_test]
async fn what_is_changed_leaves_alone_what_the_reader_does() {
    let frame = "{\"type\":\"embed\",\"provider\":\"youtube\",\"id\":\"dQw4w9WgXcQ\"}";
    let heading = "{\"type\":\"heading\",\"level\":2,\"content\":\"Below\"}";
    let body = [PARAGRAPH, frame, heading, PARAGRAPH].join(",");
    answer("mill.json", 0, &story("mill", &body));
    let mut mounted = Mounted::new(props("mill.json"));
    mounted.until("[data-place=share][data-live]").await;
    mounted.until("button[data-action=frame]").await.click();
    let frame = mounted.until("figure iframe").await;
    mounted.until("form #comment").await;
    let field = mounted.find("#comment").unwrap();
    let comments = mounted.find(".comments").unwrap();

    let changed = Props {
        heading_level: Some(3),
        theme: Some("dark".into()),
        share: Some("copy x".into()),
        class: "wide".into(),
        ..props("mill.json")
    };
    mounted.update(changed);
    mounted.until("h3.headline").await;
    mounted.until("h4.heading").await;
    mounted.until("h4.comments-title").await;
    assert_eq!(mounted.count("[data-place=share] [data-target]"), 2);
    let host = mounted.host().unwrap();
    assert_eq!(host.get_attribute("theme").as_deref(), Some("dark"));
    assert_eq!(host.class_name(), "wide");
    assert_eq!(mounted.find("figure iframe"), Some(frame));
    assert_eq!(mounted.find("#comment"), Some(field));
    assert_eq!(mounted.find(".comments"), Some(comments));

    let without = Props {
        comments: Some("off".into()),
        ..props("mill.json")
    };
    mounted.update(without);
    mounted.until("h2.headline").await;
    timer::wait(50).await;
    assert_eq!(mounted.count(".comments"), 0);
}

#[wasm_bindgen_test]
async fn another_language_comes_from_the_folder() {
    answer("mill.json", 0, &story("mill", PARAGRAPH));
    let texts = format!("[{}\"\"]", "\"Wort\",".repeat(200));
    answer("languages/de.json", 50, &texts);
    let german = Props {
        lang: Some("de".into()),
        languages: Some("https://news.example/languages".into()),
        ..props("mill.json")
    };
    let mut mounted = Mounted::new(german.clone());
    // It is awaited.
    mounted.until(".story").await;
    mounted.until("[data-place=share] [lang=de]").await;
    let english = Props {
        lang: None,
        ..german
    };
    mounted.update(english.clone());
    mounted.until("[data-place=share] [lang=en]").await;
    // Where it cannot be had, the story does not wait for it for long.
    mounted.update(Props {
        lang: Some("fr".into()),
        ..english
    });
    timer::wait(50).await;
    mounted.until("[data-place=share] [lang=en]").await;
}

#[wasm_bindgen_test]
async fn a_long_story_comes_portion_by_portion() {
    let body = vec![PARAGRAPH; 1_300].join(",");
    answer("long.json", 0, &story("long", &body));
    let mounted = Mounted::new(props("long.json"));
    mounted.until("[data-place=share][data-live]").await;
    assert_eq!(mounted.count(".portion"), 7);
    assert_eq!(mounted.count(".text p"), 1_300);
}

#[wasm_bindgen_test]
async fn what_comes_too_late_is_dropped() {
    answer("slow.json", 400, &story("slow", PARAGRAPH));
    answer("mill.json", 0, &story("mill", PARAGRAPH));
    let mut mounted = Mounted::new(props("slow.json"));
    timer::wait(20).await;
    mounted.update(props("mill.json"));
    mounted.until_headline("mill").await;
    timer::wait(500).await;
    mounted.until_headline("mill").await;

    // The component is gone before its story comes.
    mounted.update(props("slow.json"));
    timer::wait(20).await;
    mounted.app.take().unwrap().destroy();
    timer::wait(0).await;
    assert_eq!(mounted.place.child_element_count(), 0);
    timer::wait(500).await;
}

#[wasm_bindgen_test]
async fn the_pages_address_is_shared_as_it_is_by_then() {
    answer("mill.json", 0, &story("mill", PARAGRAPH));
    let mounted = Mounted::new(Props {
        share_url: Some("page".into()),
        ..props("mill.json")
    });
    mounted.until("[data-place=share][data-live]").await;
    run("history.pushState(null, '', '?elsewhere')", "");
    let link = mounted.until("a[data-target=facebook]").await;
    let column = mounted.find("[data-column]").unwrap();
    for _ in 0..100 {
        let over = web_sys::Event::new("pointerover").unwrap();
        column.dispatch_event(&over).unwrap();
        timer::wait(20).await;
        if link.get_attribute("href").unwrap().contains("elsewhere") {
            return;
        }
    }
    panic!("{:?} is shared", link.get_attribute("href"));
}
