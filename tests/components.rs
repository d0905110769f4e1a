//! Components in a real browser, with engines of their own in place of servers.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod outline;
mod stage;

use article_embed::article::{Block, ExternalEmbed, Image, Inline, MediaObject, WithheldReason};
use article_embed::comments::engine::ListError;
use article_embed::comments::{Field, Page as Listing, Refusal, State};
use article_embed::html::tree;
use article_embed::i18n::{Message, Messages};
use article_embed::render::failure::{Failure, failure};
use article_embed::url::{Base, MediaUrl};
use stage::{FakeEngine, Stage, comment, listing, page};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_browser_reads_html_as_native_builds_do() {
    tree::parse_by(tree::browser::parse);
    let failures = outline::failures();
    assert!(failures.is_empty(), "{failures}");
}

#[wasm_bindgen_test]
fn the_browser_reads_what_others_have_collected_as_native_builds_do() {
    tree::parse_by(tree::browser::parse);
    let differences = outline::collected::differences(&outline::collected::outlines());
    assert!(differences.is_empty(), "{differences}");
}

#[wasm_bindgen_test]
fn a_failure_offers_a_retry_and_the_link() {
    let stage = Stage::still(&failure(&Failure {
        message: Message::NotFound,
        link: Some(("https://news.example/a".into(), "news.example".into())),
        can_retry: true,
        messages: Messages::english("en-GB"),
    }));
    assert!(stage.has("[role=alert]"));
    assert!(stage.text(".failure").contains("could not be found"));
    assert_eq!(
        stage.attribute(".failure a", "href").as_deref(),
        Some("https://news.example/a")
    );
    assert_eq!(
        stage.attribute(".failure button", "data-action").as_deref(),
        Some("retry")
    );
}

#[wasm_bindgen_test]
async fn a_withheld_story_says_why_and_where_it_is_and_offers_no_sharing() {
    for (reason, words) in [
        (WithheldReason::Withheld, "does not let this story"),
        (WithheldReason::Canceled, "withdrawn"),
        (WithheldReason::Embargoed, "not be shown yet"),
        (WithheldReason::Expired, "no longer be shown"),
    ] {
        let mut page = page(&FakeEngine::new(Vec::new()));
        stage::withhold(&mut page, reason);
        let stage = Stage::show(page);
        stage.until_text(".notice", words).await;
        assert_eq!(
            stage.attribute(".original a", "href").as_deref(),
            Some("https://news.example/story")
        );
        assert!(!stage.has(".headline") && !stage.has(".share"));
    }
}

#[wasm_bindgen_test]
async fn the_invitation_to_share_is_the_same_live_as_still() {
    let stage = Stage::show(stage::shareable(Vec::new()));
    let still = stage.html("[data-place=share]");
    let place = stage.size("[data-place=share]");
    stage.focus("[data-place=share] [data-target=copy]");
    stage.until("[data-place=share][data-live]").await;
    assert_eq!(stage.html("[data-place=share] > div"), still);
    assert_eq!(stage.size("[data-place=share]"), place);
    stage
        .until_focused("[data-place=share] [data-target=copy]")
        .await;
}

#[wasm_bindgen_test]
async fn a_reader_of_mastodon_names_her_server() {
    let stage = Stage::show(stage::shareable(Vec::new()));
    stage.until("[data-place=share][data-live]").await;
    stage.click(".share summary");
    stage.click("button[data-target=mastodon]");
    stage.until_focused("#server").await;
    stage.type_into("#server", "no server");
    stage.click("[data-place=share] [type=submit]");
    stage.until("#server-error").await;
    stage.until_focused("#server").await;
    assert_eq!(stage.value("#server"), "no server");
    stage.press("#server", "Escape");
    stage.until_gone("#server").await;
    stage.until_focused("button[data-target=mastodon]").await;
}

#[wasm_bindgen_test]
async fn a_refused_comment_keeps_every_word_and_names_the_field() {
    let engine = FakeEngine::new(vec![Ok(listing(vec![]))]);
    let stage = Stage::show(page(&engine));
    stage.until("form").await;
    for (refusal, place, words) in [
        (Refusal::Missing(Field::Email), "#email-error", "fill in"),
        (
            Refusal::Invalid(Field::Website),
            "#website-error",
            "https://example.com",
        ),
        (Refusal::TooLong(Field::Author), "#author-error", "too long"),
        (Refusal::LoginRequired, ".summary", "signed-in members"),
        (
            Refusal::Other("Not today.".into()),
            ".summary",
            "Not today.",
        ),
        (Refusal::Server(500), ".summary", "could not take"),
        (Refusal::NotSent, ".summary", "offline"),
        (Refusal::Unknown, ".summary", "not certain"),
        (Refusal::Closed, ".summary", "closed meanwhile"),
    ] {
        stage.fill("Words that took an hour", "Zoë", "zoe@example.org");
        engine.answer_next(Err(refusal.clone()));
        stage.submit();
        stage.until_text(place, words).await;
        assert_eq!(
            stage.value("#comment"),
            "Words that took an hour",
            "{refusal:?}"
        );
        assert_eq!(stage.value("#author"), "Zoë", "{refusal:?}");
        assert_eq!(stage.value("#email"), "zoe@example.org", "{refusal:?}");
    }
}

#[wasm_bindgen_test]
async fn a_comment_that_came_too_fast_is_sent_again_by_itself() {
    let engine = FakeEngine::new(vec![Ok(listing(vec![]))]);
    let stage = Stage::show(page(&engine));
    stage.until("form").await;
    stage.fill("Quick words", "Zoë", "zoe@example.org");
    engine.answer_next(Err(Refusal::TooFast(2)));
    stage.submit();
    stage.until_text(".summary", "too quickly").await;
    stage.until_text(".submit", "Sends in 2 s").await;
    // Meanwhile nothing can be sent twice.
    stage.submit();
    assert_eq!(engine.posted(), 1);
    engine.answer_next(Ok(comment("9", None, "Quick words")));
    stage.until_text(".submit", "Sends in 1 s").await;
    stage
        .until_text(".comment.posted .words", "Quick words")
        .await;
    assert_eq!(engine.posted(), 2);
    assert_eq!(stage.value("#comment"), "");
    assert_eq!(stage.text(".summary"), "");
}

#[wasm_bindgen_test]
async fn fields_are_checked_before_anything_is_sent() {
    let engine = FakeEngine::new(vec![Ok(listing(vec![]))]);
    let stage = Stage::show(page(&engine));
    stage.until("form").await;
    for (text, author, email, error, field) in [
        ("", "Zoë", "zoe@example.org", "#comment-error", "comment"),
        ("   ", "Zoë", "zoe@example.org", "#comment-error", "comment"),
        ("Words", "", "zoe@example.org", "#author-error", "author"),
        ("Words", "Zoë", "", "#email-error", "email"),
        ("Words", "Zoë", "zoe at example", "#email-error", "email"),
    ] {
        stage.fill(text, author, email);
        stage.submit();
        stage.until(error).await;
        assert_eq!(
            stage.focused().as_deref(),
            Some(field),
            "{text:?} {author:?} {email:?}"
        );
        let described = stage.attribute(&format!("#{field}"), "aria-describedby");
        assert_eq!(described.as_deref(), error.strip_prefix('#'));
    }
    assert_eq!(engine.posted(), 0, "nothing may have been sent");
}

#[wasm_bindgen_test]
async fn a_double_click_posts_once_and_a_taken_comment_clears_the_text_only() {
    let engine = FakeEngine::new(vec![Ok(listing(vec![comment("1", None, "First")]))]);
    let stage = Stage::show(page(&engine));
    stage.until("form").await;
    stage.fill("Held words", "Zoë", "zoe@example.org");
    let mut held = comment("2", None, "Held words");
    held.state = State::Pending;
    engine.answer_next(Ok(held));
    stage.submit();
    stage.submit();
    // It is shown at once, and as what it is.
    stage.until_text(".comment .sending", "Sending").await;
    stage
        .until_text(".comment.posted .pending", "awaiting")
        .await;
    assert_eq!(engine.posted(), 1);
    assert_eq!(stage.value("#comment"), "");
    assert_eq!(stage.value("#author"), "Zoë");
    assert!(
        stage
            .text("[role=status]:not(.share *)")
            .contains("awaiting moderation")
    );
}

#[wasm_bindgen_test]
async fn a_list_that_fails_can_be_had_again_and_nothing_typed_is_lost_meanwhile() {
    let engine = FakeEngine::new(vec![
        Err(ListError::Unreadable { status: 502 }),
        Ok(listing(vec![
            comment("1", None, "First"),
            comment("2", Some("1"), "Reply"),
        ])),
    ]);
    let stage = Stage::show(page(&engine));
    stage.until("[data-live] .notice button").await;
    stage.fill("Typed early", "Zoë", "");
    stage.click(".comments .notice button");
    stage.until(".thread .thread .comment").await;
    assert_eq!(stage.value("#comment"), "Typed early");
    stage.click(".comment .reply");
    stage.until(".cancel").await;
    assert_eq!(stage.focused().as_deref(), Some("comment"));
    // A reply stands under its comment and has words of its own; the others wait.
    assert!(stage.has(".thread > li > .reply-form"));
    assert_eq!(stage.value("#comment"), "");
    assert_eq!(stage.value("#author"), "Zoë");
    stage.click(".cancel");
    stage.until_gone(".cancel").await;
    assert!(!stage.has(".thread .reply-form"));
    stage.until_value("#comment", "Typed early").await;
    assert_eq!(stage.value("#author"), "Zoë");
}

#[wasm_bindgen_test]
async fn a_list_that_was_turned_round_again_is_not_mixed_with_the_other() {
    let page_of = |items| {
        Ok(Listing {
            next: Some(2),
            ..listing(items)
        })
    };
    let engine = FakeEngine::new(vec![
        page_of(vec![
            comment("1", None, "First"),
            comment("2", None, "Second"),
        ]),
        page_of(vec![
            comment("8", None, "Eighth"),
            comment("9", None, "Ninth"),
        ]),
        page_of(vec![
            comment("1", None, "First"),
            comment("2", None, "Again"),
        ]),
    ]);
    let stage = Stage::show(page(&engine));
    stage.until("form").await;
    assert_eq!(stage.text(".order"), "Newest first");
    // The answer to the first press comes when the second has been made.
    stage.click(".order");
    stage.until_text(".order", "Oldest first").await;
    stage.click(".order");
    stage.until_text("li:nth-child(2) .words", "Again").await;
    assert!(!stage.has("li:nth-child(3)"));
    assert_eq!(stage.text(".order"), "Newest first");
}

#[wasm_bindgen_test]
async fn the_newest_thread_comes_first_where_the_reader_wants_it_so() {
    let engine = FakeEngine::new(vec![Ok(listing(vec![
        comment("1", None, "First"),
        comment("2", Some("1"), "Reply"),
        comment("3", Some("1"), "Later reply"),
        comment("4", None, "Last"),
    ]))]);
    let stage = Stage::show(page(&engine));
    stage.until("form").await;
    // All are here, so that no engine is asked again.
    stage.click(".order");
    stage
        .until_text(".thread > li:first-child > .comment .words", "Last")
        .await;
    stage
        .until_text(".thread .thread li:first-child .words", "Reply")
        .await;
}

#[wasm_bindgen_test]
async fn closed_comments_have_no_form() {
    let engine = FakeEngine::new(vec![Ok(listing(vec![]))]);
    let mut page = page(&engine);
    stage::close_comments(&mut page);
    let stage = Stage::show(page);
    stage.until_text(".comments", "Comments are closed").await;
    assert!(!stage.has("form"));
}

#[wasm_bindgen_test]
async fn nothing_is_loaded_from_where_a_comment_says() {
    let recording = MediaObject {
        sources: vec![picture("b.mp3", "").src],
        ..MediaObject::default()
    };
    let mut comment = comment("1", None, "");
    comment.body = vec![
        Block::Image(picture("a.png", "A bridge")),
        Block::Audio(recording.clone()),
        Block::Video(recording),
    ];
    let engine = FakeEngine::new(vec![Ok(listing(vec![comment]))]);
    let stage = Stage::show(page(&engine));
    stage.until_text(".comment .words a", "A bridge").await;
    stage
        .until_text(".comment .words p:last-child a", "b.mp3")
        .await;
    assert!(!stage.has(".comment :is(img, audio, video, source)"));
}

#[wasm_bindgen_test]
async fn nothing_of_the_article_becomes_markup() {
    let engine = FakeEngine::new(vec![Ok(listing(vec![comment("1", None, "<b>x</b>")]))]);
    let mut page = page(&engine);
    stage::poison(&mut page);
    let stage = Stage::show(page);
    stage.until(".comment").await;
    assert!(!stage.has("b, script, img[onerror], [onclick]"));
    assert_eq!(stage.text(".headline"), "<img src=x onerror=alert(1)>");
}

/// A file that nobody has.
fn file(name: &str) -> MediaUrl {
    let base = Base::parse("http://127.0.0.1:9/").unwrap();
    base.media(name).unwrap()
}

fn picture(name: &str, alt: &str) -> Image {
    Image {
        alt: alt.into(),
        caption: vec![Inline::Text(["Under ", alt].concat())],
        width: Some(300),
        height: Some(200),
        ..Image::new(file(name))
    }
}

#[wasm_bindgen_test]
async fn a_frame_of_another_service_comes_when_the_reader_asks_for_it() {
    let mut film = ExternalEmbed::named("youtube", "dQw4w9WgXcQ").unwrap();
    film.title = "A film".into();
    let mut post = ExternalEmbed::named("x", "20").unwrap();
    post.quote = vec![Block::Paragraph(vec![Inline::Text("Quoted words".into())])];
    let body = vec![Block::Embed(film), Block::Embed(post)];
    let stage = Stage::show(stage::story(body));
    stage.until("[data-live]").await;
    stage.dress();
    assert!(!stage.has("iframe"), "a frame was there unasked");
    assert_eq!(stage.text(".film .frame-title"), "A film");
    assert_eq!(
        stage
            .attribute(".film .frame-show", "aria-label")
            .as_deref(),
        Some("Play video · loads from YouTube: A film")
    );
    assert_eq!(
        stage.attribute(".film > a", "href").as_deref(),
        Some("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    );
    assert!(stage.text(".post .frame-card").contains("Quoted words"));
    let card = stage.size(".film .frame-box");
    stage.focus(".film .frame-show");
    stage.click(".film .frame-show");
    stage.until_focused(".film iframe").await;
    assert_eq!(
        stage.size(".film .frame-box"),
        card,
        "the frame is of another size"
    );
    let attribute = |name| stage.attribute("iframe", name).unwrap_or_default();
    assert_eq!(
        attribute("src"),
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
    );
    assert_eq!(attribute("title"), "A film");
    assert!(attribute("sandbox").contains("allow-scripts"));
    assert!(!attribute("sandbox").contains("top-navigation"));
    assert!(stage.has(".post .frame-show"), "the other one came along");
    stage.click(".post .frame-show");
    stage.until_focused(".post iframe").await;
    assert!(stage.has(".film iframe"), "the first one went away");
}

#[wasm_bindgen_test]
async fn pictures_open_in_the_whole_window_and_give_the_focus_back() {
    let gallery = Block::Gallery {
        images: vec![picture("b.png", "B"), picture("c.png", "C")],
        caption: Vec::new(),
    };
    let body = vec![Block::Image(picture("a.png", "A")), gallery];
    let stage = Stage::show(stage::story(body));
    stage.until("[data-live]").await;
    assert!(!stage.has("dialog[open]"));
    stage.focus(".gallery .enlarge");
    stage.click(".gallery .enlarge");
    stage.until("dialog[open] img[alt=B]").await;
    stage.until_focused("dialog .close").await;
    assert_eq!(stage.text("dialog figcaption").trim(), "Under B");
    stage.click("dialog .next");
    stage.until("dialog[open] img[alt=C]").await;
    stage.press("dialog", "ArrowRight");
    stage.until("dialog[open] img[alt=A]").await;
    stage.press("dialog", "ArrowLeft");
    stage.until("dialog[open] img[alt=C]").await;
    stage.swipe("dialog", -80);
    stage.until("dialog[open] img[alt=A]").await;
    stage.swipe("dialog", 80);
    stage.until("dialog[open] img[alt=C]").await;
    // No more than a touch that trembles.
    stage.swipe("dialog", 20);
    stage.click("dialog .previous");
    stage.until("dialog[open] img[alt=B]").await;
    stage.until_text("dialog [role=status]", "2").await;
    stage.click("dialog .close");
    stage.until_gone("dialog[open]").await;
    stage.until_focused(".gallery .enlarge").await;
    // The same picture opens again.
    stage.click(".gallery .enlarge");
    stage.until("dialog[open] img[alt=B]").await;
}

#[wasm_bindgen_test]
async fn a_picture_that_does_not_come_keeps_its_place_and_its_words() {
    let unknown = Image {
        width: None,
        height: None,
        ..picture("b.png", "B")
    };
    let body = vec![Block::Image(picture("a.png", "A")), Block::Image(unknown)];
    let stage = Stage::show(stage::story(body));
    stage.until(".picture img").await;
    stage.dress();
    for selector in [".picture img[width]", ".picture img:not([width])"] {
        stage.fail_to_load(selector).await;
        let (width, height) = stage.size(selector);
        assert!(width > 100, "{selector} is {width} wide");
        // An upright window shows no more of it than there is room for.
        let expected = (width * 2 / 3).min(stage::window_height());
        assert!(
            (height - expected).abs() <= 1,
            "{selector} is {width} by {height}"
        );
    }
    assert!(stage.text(".picture figcaption").contains("Under A"));
}

#[wasm_bindgen_test]
async fn recordings_fetch_nothing_until_they_are_played() {
    let media = MediaObject {
        sources: vec![file("a.mp4"), file("a.webm")],
        caption: vec![Inline::Text("Listen".into())],
        ..MediaObject::default()
    };
    let body = vec![Block::Audio(media.clone()), Block::Video(media)];
    let stage = Stage::show(stage::story(body));
    stage.until(".recording").await;
    for player in ["audio", "video"] {
        let selector = [player, "[controls][preload=none] > source + source"].concat();
        assert!(stage.has(&selector), "{player}");
    }
    assert_eq!(stage.text("figcaption").trim(), "Listen");
}
