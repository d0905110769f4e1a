//! Stories of files and folders.

use std::fs;

use clap::Parser;

use super::*;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    stories: StoryArgs,
}

pub const DOCUMENT: &str = r#"{"schema": "article-embed/1", "headline": "Low water"}"#;

const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Tides", "items": [
    {"id": "a", "title": "A", "content_text": "x"}, {"id": "b", "title": "B", "content_text": "y"},
    {"title": "Nameless", "content_text": "z"}]}"#;

pub fn stories(args: &[&str]) -> Vec<Result<Story, Missing>> {
    let command = Command::try_parse_from([&["test"], args].concat()).unwrap();
    command.stories.stories(None).collect()
}

pub fn told(stories: &[Result<Story, Missing>]) -> Vec<String> {
    let line = |story: &Result<Story, Missing>| match story {
        Ok(story) => {
            let item = story.item.as_deref().unwrap_or("-");
            format!("{} {} {item}", story.name, story.article)
        }
        Err(missing) => format!("error {}", missing.error),
    };
    stories.iter().map(line).collect()
}

#[test]
fn a_folder_is_gone_through_in_order_and_feeds_in_it_are_taken_apart() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (name, text) in [
        ("b.json", DOCUMENT),
        ("a/z.JSON", DOCUMENT),
        ("a/feed.json", FEED),
        ("a/notes.txt", DOCUMENT),
        (".drafts/d.json", DOCUMENT),
        (".e.json", DOCUMENT),
        ("out/.article-embed.jsonl", ""),
        ("out/b/oembed.json", DOCUMENT),
    ] {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = root.to_str().unwrap();
    let found = stories(&["--feed", root]);
    let names = [
        "a/feed/a  a",
        "a/feed/b  b",
        "a/feed/story-3  -",
        "a/z  -",
        "b  -",
    ];
    // Without an address nobody else could pick a story from the feed, but it is read by its id.
    assert_eq!(told(&found), names);
    let published = "https://tides.example/{name}.json";
    assert_eq!(
        told(&stories(&["--feed", root, "--address", published])),
        [
            "a/feed/a https://tides.example/a/feed.json a",
            "a/feed/b https://tides.example/a/feed.json b",
            "a/feed/story-3 https://tides.example/a/feed.json -",
            "a/z https://tides.example/a/z.json -",
            "b https://tides.example/b.json -",
        ]
    );
    assert_eq!(
        told(&stories(&[root])),
        [format!(
            "error {root}: is a folder; --feed takes all stories in it"
        )]
    );
}

#[test]
fn a_file_is_one_story_unless_all_of_its_stories_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tides.json");
    fs::write(&path, FEED).unwrap();
    let path = path.to_str().unwrap();
    let published = "https://tides.example/{name}.json";
    assert_eq!(
        told(&stories(&[path, "--item", "b", "--address", published])),
        ["tides https://tides.example/tides.json b"]
    );
    let apart = "https://tides.example/{id}.json";
    assert_eq!(
        told(&stories(&[path, "--feed", "--address", apart])),
        [
            "a https://tides.example/a.json a",
            "b https://tides.example/b.json b",
            "story-3 https://tides.example/story-3.json -",
        ]
    );
}

#[test]
fn what_is_missing_or_called_alike_is_told_and_the_rest_comes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("low.json");
    fs::write(&path, DOCUMENT).unwrap();
    let path = path.to_str().unwrap();
    let absent = [path, "-absent"].concat();
    let found = stories(&[&absent, path, path]);
    assert_eq!(
        told(&found),
        [
            format!("error {absent}: cannot be read"),
            "low  -".to_owned(),
            "error there are two stories called “low”".to_owned(),
        ]
    );
    assert!(matches!(&found[0], Err(missing) if missing.is_source));
    assert!(matches!(&found[2], Err(missing) if !missing.is_source));
}

#[test]
fn stories_can_be_worked_on_by_many_at_once() {
    fn is_sent<T: Send>() {}
    is_sent::<Stories>();
    is_sent::<Result<Story, Missing>>();
}
