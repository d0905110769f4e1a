//! `prerender` as a whole: the built program, on files and against a server of this machine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::SystemTime;

use serde_json::{Value, json};
use tempfile::TempDir;
use walkdir::WalkDir;

const MADE: &str = "2026-03-01T08:00:00Z";
const JOURNAL: &str = ".article-embed.jsonl";
const LOCK: &str = ".article-embed.lock";

/// A story with so many paragraphs, in this state.
fn story(number: usize, paragraphs: usize, state: &str) -> Value {
    let words = |at| format!("Tide {at} of mooring {number}, {state}.");
    let body: Vec<_> = (0..paragraphs)
        .map(|at| json!({ "type": "paragraph", "content": words(at) }))
        .collect();
    json!({
        "schema": "article-embed/1",
        "headline": format!("Mooring {number}"),
        "canonical_url": format!("https://news.example/moorings/{number}/"),
        "language": "en",
        "date_published": "2026-02-03",
        "body": body,
    })
}

/// A folder of stories and a folder for what is made of them.
struct Stage {
    root: TempDir,
}

impl Stage {
    /// With so many stories in this state.
    fn with(stories: usize, state: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("in")).unwrap();
        let made = Self { root };
        for number in 0..stories {
            made.put(number, &story(number, 12, state));
        }
        made
    }

    fn file(&self, number: usize) -> PathBuf {
        self.root.path().join(format!("in/{number}.json"))
    }

    fn put(&self, number: usize, story: &Value) {
        fs::write(self.file(number), story.to_string()).unwrap();
    }

    fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    fn command(&self, out: &Path) -> Command {
        let mut command = command(out);
        command.arg(self.root.path().join("in")).arg("--feed");
        command
    }

    /// Runs to the end, and gives what was printed.
    fn run(&self, further: &[&str]) -> Value {
        let output = self.command(&self.out()).args(further).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn command(out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_article-embed"));
    command.arg("prerender").arg("--out").arg(out);
    command.args(["--embed", "https://news.example/embed/"]);
    command.args(["--public", "https://news.example/stories", "--json"]);
    command.env_remove("SOURCE_DATE_EPOCH");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All files of a folder with their bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap();
        if entry.file_type().is_file() && !path.ends_with(LOCK) {
            files.insert(path.to_owned(), fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// When the files were changed.
fn times(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let names = tree(folder).into_keys();
    let time = |name: &Path| fs::metadata(folder.join(name)).unwrap().modified();
    names
        .map(|name| (name.clone(), time(&name).unwrap()))
        .collect()
}

fn strings(value: &Value) -> Vec<&str> {
    let values = value.as_array().unwrap().iter();
    values.map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn the_same_stories_are_the_same_bytes() {
    let stage = Stage::with(3, "first");
    let [one, two] = ["one", "two"].map(|name| stage.root.path().join(name));
    for (out, jobs) in [(&one, "1"), (&two, "4")] {
        let mut command = stage.command(out);
        command.args(["--made", MADE, "--compress", "--jobs", jobs]);
        assert!(command.output().unwrap().status.success());
    }
    let first = tree(&one);
    assert!(first == tree(&two));
    for file in [
        "fragment.html",
        "fragment.html.br",
        "fragment.html.gz",
        "index.html",
        "oembed.json",
        "script.html",
        "hints.html",
        "iframe.html",
        "shadow.html",
        "card.html",
    ] {
        let path = Path::new("1").join(file);
        assert!(first.contains_key(&path), "{file}");
    }
    let text =
        |file: &str| String::from_utf8_lossy(&first[&Path::new("1").join(file)]).into_owned();
    let fragment = text("fragment.html");
    assert!(fragment.contains("&quot;made&quot;:&quot;2026-03-01T08:00:00Z&quot;"));
    assert!(fragment.contains("&quot;modified&quot;:&quot;2026-02-03&quot;"));
    let script = text("script.html");
    let address = "data-article=\"https://news.example/stories/1/fragment.html\"";
    assert!(script.contains(address), "{script}");
}

#[test]
fn only_what_changed_is_written() {
    let stage = Stage::with(4, "first");
    let report = stage.run(&["--made", MADE]);
    assert_eq!(report["written"].as_array().unwrap().len(), 4);
    let before = times(&stage.out());
    let report = stage.run(&[]);
    assert_eq!(report["unchanged"], 4);
    assert_eq!(report["written"], json!([]));
    assert_eq!(times(&stage.out()), before);

    stage.put(2, &story(2, 12, "corrected"));
    fs::remove_file(stage.file(0)).unwrap();
    let report = stage.run(&["--made", "2026-03-02T08:00:00Z"]);
    assert_eq!(
        strings(&report["written"]),
        ["https://news.example/stories/2/"]
    );
    assert_eq!(
        strings(&report["removed"]),
        ["https://news.example/stories/0/"]
    );
    assert!(!stage.out().join("0").exists());
    let after = times(&stage.out());
    for (path, time) in &before {
        if path.starts_with("1") || path.starts_with("3") {
            assert_eq!(after.get(path), Some(time), "{}", path.display());
        }
    }
    let fragment = |name: &str| {
        let path = stage.out().join(name).join("fragment.html");
        fs::read_to_string(path).unwrap()
    };
    assert!(fragment("2").contains("corrected") && fragment("2").contains("2026-03-02T08:00:00Z"));
    assert!(fragment("1").contains(MADE));

    // What somebody has spoilt is mended, and other options are another story.
    fs::write(stage.out().join("1/card.html"), "?").unwrap();
    let report = stage.run(&[]);
    assert_eq!(
        strings(&report["written"]),
        ["https://news.example/stories/1/"]
    );
    let report = stage.run(&["--kinds", "fragment"]);
    assert_eq!(report["written"].as_array().unwrap().len(), 3);
    assert!(!stage.out().join("1/index.html").exists());
    assert!(stage.out().join("1/fragment.html").exists());
}

#[test]
fn what_may_not_be_shown_is_taken_away() {
    let stage = Stage::with(4, "first");
    stage.run(&[]);
    for (number, field, value) in [
        (0, "access", "withheld"),
        (1, "expires", "2020-01-01T00:00:00Z"),
        (2, "embargoed", "9000-01-01T00:00:00Z"),
    ] {
        let mut withdrawn = story(number, 12, "first");
        withdrawn[field] = json!(value);
        stage.put(number, &withdrawn);
    }
    let report = stage.run(&[]);
    assert_eq!(
        report["withdrawn"].as_object().unwrap().len(),
        3,
        "{report}"
    );
    assert_eq!(report["removed"].as_array().unwrap().len(), 3);
    assert_eq!(report["unchanged"], 1);
    let left = tree(&stage.out()).into_keys();
    let left: Vec<_> = left.filter(|path| !path.starts_with("3")).collect();
    assert_eq!(left, [Path::new(JOURNAL)]);
}

#[test]
fn a_story_that_cannot_be_read_stays_as_it_was() {
    let stage = Stage::with(2, "first");
    stage.run(&[]);
    let before = tree(&stage.out().join("1"));
    fs::write(stage.file(1), "{ half of").unwrap();
    let output = stage.command(&stage.out()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        report["failed"]["1"].as_str().unwrap().contains("JSON"),
        "{report}"
    );
    assert!(tree(&stage.out().join("1")) == before);
}

#[test]
fn a_killed_run_is_taken_up_again() {
    const STORIES: usize = 120;
    let stage = Stage::with(STORIES, "first");
    let clean = stage.root.path().join("clean");
    let output = stage
        .command(&clean)
        .args(["--made", MADE])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let lines = || {
        let journal = fs::read(stage.out().join(JOURNAL)).unwrap_or_default();
        String::from_utf8_lossy(&journal).lines().count()
    };
    let mut killed_midway = 0;
    for begun in [2, 20, 50, 90, 130, 170] {
        let mut command = stage.command(&stage.out());
        command.args(["--made", MADE]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        // So many steps are in the journal, or it is over.
        while lines() < begun && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        child.kill().unwrap();
        let status = child.wait().unwrap();
        killed_midway += usize::from(status.code().is_none());
        // What is there is whole.
        for (path, bytes) in tree(&stage.out()) {
            let name = path.file_name().unwrap().to_string_lossy();
            if !name.starts_with('.') {
                let whole = fs::read(clean.join(&path)).unwrap();
                assert!(bytes == whole, "{}", path.display());
            }
        }
    }
    assert!(
        killed_midway >= 3,
        "only {killed_midway} runs were killed midway"
    );
    // Two stories are gone before the next run, which has to know what the killed ones have left of them.
    let gone = ["0", "7"];
    for name in gone {
        fs::remove_file(stage.root.path().join(format!("in/{name}.json"))).unwrap();
        fs::remove_dir_all(clean.join(name)).unwrap();
    }
    stage.run(&["--made", MADE]);
    let made = tree(&stage.out());
    let mut expected = tree(&clean);
    let journal = String::from_utf8(expected.remove(Path::new(JOURNAL)).unwrap()).unwrap();
    let is_gone = |line: &str| {
        gone.iter()
            .any(|name| line.contains(&format!("\"name\":\"{name}\"")))
    };
    let journal = journal.lines().filter(|line| !is_gone(line));
    let journal = journal.collect::<Vec<_>>().join("\n") + "\n";
    expected.insert(JOURNAL.into(), journal.into_bytes());
    let names = made.keys().collect::<Vec<_>>();
    assert_eq!(names, expected.keys().collect::<Vec<_>>());
    assert!(made == expected);
}

#[test]
fn a_reader_never_gets_half_a_file() {
    const STORIES: usize = 30;
    let stage = Stage::with(STORIES, "first");
    stage.run(&["--kinds", "page"]);
    for number in 0..STORIES {
        stage.put(number, &story(number, 200, "second"));
    }
    let mut command = stage.command(&stage.out());
    command.args(["--kinds", "page"]).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    loop {
        let is_over = child.try_wait().unwrap();
        for number in 0..STORIES {
            let page = stage.out().join(format!("{number}/index.html"));
            let text = fs::read_to_string(&page).unwrap();
            let is_whole = text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>");
            let has =
                |state: &str, count| text.matches(&format!(", {state}.</p>")).count() == count;
            // The first paragraph is the page's description, too.
            let is_one = has("first", 13) != has("second", 201);
            assert!(is_whole && is_one, "{}", page.display());
            assert!(
                is_over.is_none() || has("second", 201),
                "{}",
                page.display()
            );
        }
        if let Some(status) = is_over {
            assert!(status.success());
            break;
        }
    }
}

#[test]
fn folders_of_others_are_refused_and_two_runs_do_not_meet() {
    let stage = Stage::with(1, "first");
    let others = stage.root.path().join("others");
    fs::create_dir(&others).unwrap();
    fs::write(others.join("index.html"), "mine").unwrap();
    let output = stage.command(&others).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("did not write"), "{}", said(&output));
    assert_eq!(tree(&others).len(), 1);
    assert!(!others.join(LOCK).exists());

    stage.run(&[]);
    let lock = fs::File::open(stage.out().join(LOCK)).unwrap();
    lock.lock().unwrap();
    let output = stage.command(&stage.out()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("another run"), "{}", said(&output));
    drop(lock);
    assert_eq!(stage.run(&[])["unchanged"], 1);
}

#[test]
fn a_wrong_command_line_is_said_to_be_one() {
    let stage = Stage::with(1, "first");
    for wrong in [
        ["--kinds", "poster"],
        ["--made", "soon"],
        ["--lang", "tlh"],
        ["--heading-level", "9"],
    ] {
        let output = stage.command(&stage.out()).args(wrong).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(2),
            "{wrong:?}: {}",
            said(&output)
        );
    }
    assert!(!stage.out().exists());
}

/// What is answered for a path.
type Answers = Arc<Mutex<BTreeMap<String, (u16, String)>>>;

/// Answers each request with what stands for its path at that moment.
fn serve(answers: Answers) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            answer(stream.unwrap(), &answers.lock().unwrap());
        }
    });
    address
}

fn answer(mut stream: TcpStream, answers: &BTreeMap<String, (u16, String)>) {
    let mut lines = BufReader::new(&stream).lines().map(Result::unwrap);
    let first = lines.next().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let (status, body) = answers.get(&path).cloned().unwrap_or((404, String::new()));
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} Said\r\nconnection: close\r\ncontent-length: {length}\r\n");
    let _ = write!(stream, "{head}content-type: application/json\r\n\r\n{body}");
}

#[test]
fn servers_say_which_stories_are_gone() {
    let answers = Answers::default();
    let put = |number: usize, status: u16, body: &str| {
        let path = format!("/{number}.json");
        let answer = (status, body.to_owned());
        answers.lock().unwrap().insert(path, answer);
    };
    let numbers = [0, 1, 2, 3, 4];
    for number in numbers {
        put(number, 200, &story(number, 3, "first").to_string());
    }
    let address = serve(answers.clone());
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    let run = || {
        let mut command = command(&out);
        command.args(numbers.map(|number| format!("{address}/{number}.json")));
        let output = command.output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (output.status.code(), report)
    };
    let (code, report) = run();
    assert_eq!(code, Some(0), "{report}");
    assert_eq!(report["written"].as_array().unwrap().len(), 5, "{report}");
    put(0, 404, "");
    put(1, 410, "");
    put(2, 500, "");
    let draft =
        json!({ "code": "rest_forbidden", "message": "Not for you.", "data": { "status": 401 } });
    put(3, 401, &draft.to_string());
    put(4, 403, "<h1>Too many requests</h1>");
    let (code, report) = run();
    assert_eq!(code, Some(1));
    let is_left = |number: &usize| out.join(number.to_string()).exists();
    let left: Vec<_> = numbers.into_iter().filter(is_left).collect();
    assert_eq!(left, [2, 4], "{report}");
    assert_eq!(
        report["withdrawn"].as_object().unwrap().len(),
        3,
        "{report}"
    );
    assert_eq!(report["failed"].as_object().unwrap().len(), 2, "{report}");
}

/// A JSON Feed with these stories, which goes on at this address.
fn feed(ids: &[&str], next: Option<&str>) -> String {
    let item = |id: &&str| json!({ "id": id, "title": id, "content_text": "Ebb." });
    let items: Vec<_> = ids.iter().map(item).collect();
    let mut feed =
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tides", "items": items });
    if let Some(next) = next {
        feed["next_url"] = json!(next);
    }
    feed.to_string()
}

const MAINTENANCE: &str = "<!doctype html><title>Back soon</title>";
const REFUSED: &str = r#"{"code": "rest_no_route", "message": "None.", "data": {"status": 404}}"#;
const SHORTER: &str =
    r#"{"code": "rest_post_invalid_page_number", "message": "?", "data": {"status": 400}}"#;

#[test]
fn a_feed_that_is_broken_takes_no_story_away() {
    let first = feed(&["a", "b"], Some("/2.json"));
    let second = feed(&["c"], None);
    let answers = Answers::default();
    let put = |path: &str, status: u16, body: &str| {
        let answer = (status, body.to_owned());
        answers.lock().unwrap().insert(path.to_owned(), answer);
    };
    let address = serve(answers.clone());
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    let run = || {
        put("/1.json", 200, &first);
        let mut command = command(&out);
        command.arg("--feed").arg([&address, "/1.json"].concat());
        command
    };
    let left = || ["a", "b", "c"].map(|name| out.join(name).join("fragment.html").exists());
    put("/2.json", 200, &second);
    assert!(run().output().unwrap().status.success());
    for (path, status, body) in [
        ("/1.json", 200, MAINTENANCE),
        ("/1.json", 200, first.split_at(first.len() / 2).0),
        ("/1.json", 200, ""),
        ("/1.json", 200, REFUSED),
        ("/1.json", 200, r#"{"temperature": 4}"#),
        ("/2.json", 200, MAINTENANCE),
        ("/2.json", 200, REFUSED),
        ("/2.json", 200, &story(7, 1, "alone").to_string()),
        ("/2.json", 400, ""),
        ("/2.json", 404, ""),
    ] {
        let mut command = run();
        put("/2.json", 200, &second);
        put(path, status, body);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{path} {status} {body}");
        assert_eq!(left(), [true; 3], "{path} {status} {body}");
    }
    let mut command = run();
    put("/2.json", 400, SHORTER);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(left(), [true, true, false]);
}

#[test]
fn a_file_of_several_stories_that_is_broken_takes_none_away() {
    let stage = Stage::with(1, "first");
    let file = stage.root.path().join("in/tides.json");
    let both = feed(&["a", "b"], None);
    fs::write(&file, &both).unwrap();
    stage.run(&[]);
    let left = || ["a", "b"].map(|name| stage.out().join("tides").join(name).exists());
    for broken in [MAINTENANCE, both.split_at(both.len() / 2).0, REFUSED, "{}"] {
        fs::write(&file, broken).unwrap();
        let output = stage.command(&stage.out()).output().unwrap();
        assert_eq!(left(), [true; 2], "{broken}: {}", said(&output));
    }
    fs::write(&file, feed(&["b"], None)).unwrap();
    stage.run(&[]);
    assert_eq!(left(), [false, true]);
}

#[test]
fn a_source_without_stories_takes_nothing_away_unless_it_may() {
    let stage = Stage::with(2, "first");
    stage.run(&[]);
    let before = tree(&stage.out());
    for number in 0..2 {
        fs::remove_file(stage.file(number)).unwrap();
    }
    let output = stage.command(&stage.out()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("--allow-empty"), "{}", said(&output));
    assert!(before == tree(&stage.out()));
    let report = stage.run(&["--allow-empty"]);
    assert_eq!(strings(&report["removed"]).len(), 2);
    assert!(!stage.out().join("0").exists());
    // There is nothing to take away any more.
    stage.run(&[]);
}

#[test]
fn a_feed_whose_stories_nobody_can_find_fails() {
    let stage = Stage::with(1, "first");
    let feed = stage.root.path().join("feed.json");
    let run = |text: &str| {
        fs::write(&feed, text).unwrap();
        let mut command = command(&stage.out());
        command.arg(&feed).arg("--feed").output().unwrap()
    };
    let good = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "title": "A", "content_text": "x"}]}"#;
    assert!(run(good).status.success());
    let before = tree(&stage.out());
    for text in [
        r#"{"version": "https://jsonfeed.org/version/1.1", "items": null}"#,
        r#"{"code": "rest_no_route", "message": "No route", "data": {"status": 404}}"#,
        r#"{"code": "rest_no_route", "message": "No route"}"#,
    ] {
        let output = run(text);
        assert_eq!(output.status.code(), Some(1), "{text}: {}", said(&output));
        assert!(before == tree(&stage.out()), "{text}");
    }
}

#[test]
fn a_story_cannot_be_a_file_of_another() {
    let stage = Stage::with(1, "first");
    let folder = stage.root.path().join("in/0");
    fs::create_dir(&folder).unwrap();
    let inner = story(7, 1, "first").to_string();
    fs::write(folder.join("fragment.html.json"), inner).unwrap();
    let output = stage.command(&stage.out()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("0/fragment.html"),
        "{}",
        said(&output)
    );
    assert!(stage.out().join("0/fragment.html").is_file());
}

#[test]
fn what_was_written_within_the_source_is_no_source() {
    let stage = Stage::with(2, "first");
    let out = stage.root.path().join("in/out");
    for _ in 0..2 {
        let output = stage.command(&out).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
    let names: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn what_is_wrong_steers_no_terminal() {
    let stage = Stage::with(0, "first");
    let name = "a\u{1b}]0;b\u{7}\r\u{9b}31m\u{202e}.json";
    fs::write(stage.root.path().join("in").join(name), "{\"\u{1b}[1m").unwrap();
    let output = stage.command(&stage.out()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let texts = [said(&output), String::from_utf8(output.stdout).unwrap()];
    for text in texts {
        assert!(!text.is_empty());
        let is_plain = |sign: char| sign == '\n' || !sign.is_control() && sign != '\u{202e}';
        assert!(text.chars().all(is_plain), "{text:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_output_that_takes_nothing_is_an_error() {
    let stage = Stage::with(1, "first");
    let [source, out, full] = ["in/0.json", "out", "full"].map(|name| stage.root.path().join(name));
    stage.run(&[]);
    let folder = stage.root.path().join("in");
    let [source, out, folder] = [&source, &out, &folder].map(|path| path.to_str().unwrap());
    let places = "--embed https://news.example/embed/ --public https://news.example/stories";
    let prerender = [
        &["prerender", folder, "--feed", "--out", out][..],
        &places.split(' ').collect::<Vec<_>>(),
    ]
    .concat();
    for args in [
        prerender.clone(),
        [&prerender[..], &["--json"]].concat(),
        vec!["check", "--offline", source],
        vec!["check", "--offline", "--json", source],
        vec!["check", "--offline", "--feed", source],
        vec!["convert", source],
    ] {
        // No file may grow, as on a disk that is full.
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"])
            .arg(env!("CARGO_BIN_EXE_article-embed"))
            .args(&args)
            .stdout(fs::File::create(&full).unwrap())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
            .wait_with_output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {}", said(&output));
        let said = said(&output);
        assert!(said.contains("the result cannot be written"), "{said}");
    }
}
