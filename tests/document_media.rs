//! Recordings and posts of other services in the project's own article document.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod rendered;

use article_embed::article::{Block, TrackKind};
use article_embed::formats::{self, Reading};
use article_embed::json::Json;
use article_embed::url::{Base, MediaUrl};

fn body(blocks: &str) -> Vec<Block> {
    let text = [
        r#"{"schema": "article-embed/1", "headline": "A story", "body": ["#,
        blocks,
        "]}",
    ]
    .concat();
    let json: Json = serde_json::from_str(&text).unwrap();
    let base = Base::parse("https://news.example/stories/story.json").unwrap();
    let reading = Reading {
        base: &base,
        format: None,
        item: None,
        now: 0,
    };
    formats::read(&json, &reading).unwrap().body
}

#[test]
fn recordings_are_read_with_their_files() {
    let blocks = body(
        r#"{"type": "audio", "sources": ["a.ogg", "http://cdn.example/a.mp3"], "caption": "Listen"},
        {"type": "video", "sources": ["v.mp4"], "poster": "p.jpg", "width": 640, "height": 0}"#,
    );
    let [Block::Audio(audio), Block::Video(video)] = &*blocks else {
        panic!("{blocks:?}");
    };
    let files: Vec<_> = audio.sources.iter().map(MediaUrl::as_str).collect();
    assert_eq!(
        files,
        [
            "https://news.example/stories/a.ogg",
            "https://cdn.example/a.mp3"
        ]
    );
    assert_eq!(audio.caption.len(), 1);
    let poster = video.poster.as_ref().unwrap();
    assert_eq!(poster.as_str(), "https://news.example/stories/p.jpg");
    assert_eq!((video.width, video.height), (Some(640), None));
}

#[test]
fn recordings_are_read_with_their_tracks() {
    let blocks = body(
        r#"{"type": "video", "sources": ["v.mp4"], "tracks": [
            {"src": "v.en.vtt", "kind": "captions", "language": "en", "label": "English", "default": true},
            {"src": "v.cy.vtt"}, {"src": "v.json", "kind": "metadata"}, {"src": "javascript:alert(1)"}, {}]}"#,
    );
    let [Block::Video(video)] = &*blocks else {
        panic!("{blocks:?}");
    };
    let [english, welsh] = &*video.tracks else {
        panic!("{:?}", video.tracks);
    };
    assert_eq!(
        english.src.as_str(),
        "https://news.example/stories/v.en.vtt"
    );
    assert_eq!(english.kind, TrackKind::Captions);
    assert_eq!(english.language.as_deref(), Some("en"));
    assert_eq!(english.label.as_deref(), Some("English"));
    assert!(english.is_default);
    assert_eq!(welsh.kind, TrackKind::Subtitles);
    assert!(!welsh.is_default);
}

#[test]
fn tracks_are_drawn_and_asked_for_by_cors() {
    let with = |tracks| {
        body(
            &[
                r#"{"type": "video", "sources": ["v.mp4"], "tracks": ["#,
                tracks,
                "]}",
            ]
            .concat(),
        )
    };
    let player = |blocks| {
        let markup = rendered::rendered(blocks);
        rendered::check(&markup);
        let (_, player) = markup.split_once("<video").unwrap();
        player.split_once("</video>").unwrap().0.to_owned()
    };
    let two = player(with(
        r#"{"src": "v.en.vtt", "kind": "captions", "language": "en", "label": "A \"b\"", "default": true},
            {"src": "v.cy.vtt"}"#,
    ));
    assert!(two.contains("crossorigin=\"anonymous\""), "{two}");
    let first = "<track kind=\"captions\" srclang=\"en\" label=\"A &quot;b&quot;\" default \
        src=\"https://news.example/stories/v.en.vtt\">";
    let second = "<track kind=\"subtitles\" src=\"https://news.example/stories/v.cy.vtt\">";
    assert!(two.ends_with(&[first, second].concat()), "{two}");
    let none = player(with(""));
    assert!(
        !none.contains("crossorigin") && !none.contains("<track"),
        "{none}"
    );
}

#[test]
fn posts_are_read_with_what_they_say() {
    let blocks = body(
        r#"{"type": "embed", "provider": "x", "id": "20", "title": "A post", "caption": "Said today",
            "body": [{"type": "paragraph", "content": "Words"}]}"#,
    );
    let [Block::Embed(embed)] = &*blocks else {
        panic!("{blocks:?}");
    };
    assert_eq!((embed.provider().label, embed.name()), ("X", "A post"));
    assert_eq!((embed.quote.len(), embed.caption.len()), (1, 1));
}

#[test]
fn films_begin_and_end_where_the_document_says() {
    let blocks = body(
        r#"{"type": "embed", "provider": "youtube", "id": "dQw4w9WgXcQ", "start": 75, "end": 140,
            "list": "PLgate_QUAY-7"},
        {"type": "embed", "provider": "vimeo", "id": "76979871", "start": 75, "end": 140, "list": "PLgate_QUAY-7"},
        {"type": "embed", "provider": "youtube", "id": "dQw4w9WgXcQ", "start": -1, "end": 0, "list": "x&y"},
        {"type": "embed", "provider": "x", "id": "20", "start": 75}"#,
    );
    let found: Vec<_> = blocks
        .iter()
        .map(|block| match block {
            Block::Embed(embed) => (embed.frame(), embed.cue().start()),
            other => panic!("{other:?}"),
        })
        .collect();
    let film = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1";
    let expected = [
        (
            [film, "&start=75&end=140&list=PLgate_QUAY-7"].concat(),
            Some(75),
        ),
        (
            "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1#t=75s".to_owned(),
            Some(75),
        ),
        (film.to_owned(), None),
        (
            "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true".to_owned(),
            None,
        ),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_cannot_be_loaded_is_passed_over() {
    let blocks = body(
        r#"{"type": "audio", "sources": ["javascript:alert(1)"]}, {"type": "video"},
        {"type": "embed", "provider": "x", "id": "20/../.."}, {"type": "embed", "provider": "x"},
        {"type": "embed", "provider": "nobody", "id": "20"}"#,
    );
    assert_eq!(blocks, []);
}
