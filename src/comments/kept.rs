//! Comments that this browser keeps: a list under a name, one comment a line.
//!
//! Each line is the JSON in which WordPress would list the comment, so that one reader serves all.

use super::{Comment, State, Submission, member, wordpress};
use crate::article::Date;
use crate::article::block::{Block, plain_text};
use crate::html;
use crate::json::{self, Json};
use crate::storage::{self, Kept};
use crate::text::contains;
use crate::url::Base;

/// The comments under a name, oldest first, as they are kept. Lines that are none are left out: the
/// page and its other scripts can write to the same storage.
pub fn records(name: &str) -> Vec<Json> {
    let text = storage::get(name).unwrap_or_default();
    text.lines().filter_map(parse).collect()
}

fn parse(line: &str) -> Option<Json> {
    json::parse(&line.into()).ok()
}

/// Adds a comment.
pub fn add(name: &str, record: &str) -> Kept {
    let mut text = storage::get(name).unwrap_or_default();
    text.push_str(record);
    text.push('\n');
    storage::set(name, &text)
}

/// Forgets the comment of this id.
pub fn remove(name: &str, id: &str) {
    keep_lines(name, |line| {
        read(line).is_some_and(|comment| comment.id != id)
    });
}

fn keep_lines(name: &str, is_kept: impl Fn(&str) -> bool) {
    let text = storage::get(name).unwrap_or_default();
    let mut left = String::new();
    for line in text.lines().filter(|line| is_kept(line)) {
        left.push_str(line);
        left.push('\n');
    }
    if left.is_empty() {
        storage::remove(name);
    } else if left.len() < text.len() {
        storage::set(name, &left);
    }
}

/// A comment that is kept. Its links are whole addresses, since they were typed by a reader.
pub fn comment(record: &Json) -> Option<Comment> {
    let mut comment = wordpress::comment(record, &Base::nowhere(), None)?;
    if comment.id == NAMELESS {
        // The moment that it was kept tells it from others.
        comment.id = [NAMELESS, record.get("date_gmt").text()?].concat();
    }
    comment.created = member::date(record, CREATED).or(comment.created);
    comment.edited = member::date(record, EDITED);
    if record.get("status").as_str() == Some(DELETED) {
        comment.state = State::Deleted;
    }
    Some(comment)
}

/// The member with the moment at which the engine has taken a comment, by its clock. `date_gmt` is when
/// the comment was kept, by this browser's.
const CREATED: &str = "created";

/// The member with the moment of the last change, by the engine's clock.
const EDITED: &str = "edited";

/// The status of a comment that its writer has deleted.
const DELETED: &str = "deleted";

/// The id of a comment whose engine never said what it calls it, before a moment is added.
const NAMELESS: &str = "0";

/// Whether the engine never said what it calls this comment.
pub fn is_nameless(id: &str) -> bool {
    id.starts_with(NAMELESS)
}

/// How many seconds a comment is kept that no list has had, or that has gone and may still be in one: no
/// cache is older. Of one without a name its publisher has decided by then, and what was decided cannot be
/// asked for.
const PATIENCE: i64 = 30 * 86_400;

/// Forgets what has waited for too long under this name.
pub fn remove_forgotten(name: &str) {
    keep_lines(name, |line| {
        parse(line).is_some_and(|record| !is_forgotten(&record))
    });
}

/// Whether this record waits for nothing any more. One that is held waits for its publisher, who can be
/// asked, for as long as that takes.
pub fn is_forgotten(record: &Json) -> bool {
    let is_held = |comment: Comment| comment.state == State::Pending && !is_nameless(&comment.id);
    !comment(record).is_some_and(is_held) && is_long_kept(record, PATIENCE)
}

/// Whether a record was kept so many seconds ago.
fn is_long_kept(record: &Json, seconds: i64) -> bool {
    is_before(member::date(record, "date_gmt").map(Date::in_utc), seconds)
}

/// For how many seconds the same words are taken for the same comment.
const MEMORY: i64 = 3_600;

/// Whether the comment of this id was written so long ago that the same words are another one.
pub fn is_past(name: &str, id: &str) -> bool {
    let records = records(name);
    let mut records = records.iter();
    records.all(|record| !is_of(record, id) || is_long_kept(record, MEMORY))
}

fn is_of(record: &Json, id: &str) -> bool {
    comment(record).is_some_and(|kept| kept.id == id)
}

/// For how many seconds a comment that is listed may be the one that was only now sent, as far as clocks
/// agree.
const CLOCK_SKEW: i64 = 300;

/// Whether a comment with this parent stands where this was sent to: engines that nest less deep put it
/// beside the one that it replies to.
pub fn is_in_place(parent: Option<&str>, sent: &Submission) -> bool {
    parent == sent.parent.as_deref() || (sent.thread.is_some() && parent == sent.thread.as_deref())
}

/// Whether a comment stood there before anything was sent only now.
pub fn is_settled(comment: &Comment) -> bool {
    is_before(comment.created, CLOCK_SKEW)
}

/// Whether both were written within so short a time as an engine takes at most.
pub fn are_at_once(one: Option<Date>, other: Option<Date>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    one.unix_seconds().abs_diff(other.unix_seconds()) < TRAVEL_TIME.unsigned_abs()
}

/// Whether a moment was so many seconds ago.
fn is_before(moment: Option<Date>, seconds: i64) -> bool {
    let (Some(moment), Some(now)) = (moment, Date::parse(&now())) else {
        return false;
    };
    moment.unix_seconds() + seconds < now.unix_seconds()
}

/// Whether both are the same comment: engines give an id again whose comment has gone.
pub fn is_same_one(one: &Comment, other: &Comment) -> bool {
    one.id == other.id && moment(one.created) == moment(other.created)
}

/// Whether the first is the second as it was before its writer has changed it, as in a list from a cache.
pub fn is_outdated(listed: &Comment, known: &Comment) -> bool {
    is_same_one(listed, known) && moment(listed.edited) < moment(known.edited)
}

fn moment(date: Option<Date>) -> Option<i64> {
    date.map(Date::unix_seconds)
}

/// What was sent, as a comment that is held under no name.
pub fn nameless(sent: &Submission) -> Option<Comment> {
    read(&doubtful(sent))
}

/// The writer's name as engines list it.
pub fn author(sent: &Submission) -> String {
    html::text(&escape(&sent.author))
}

/// A comment from its line.
pub fn read(line: &str) -> Option<Comment> {
    comment(&parse(line)?)
}

/// What was sent, from a line that is kept.
pub fn submission(line: &Json) -> Option<Submission> {
    let comment = comment(line)?;
    let words = line.at(&["content", "text"]).as_str()?;
    Some(Submission {
        text: words.to_owned(),
        author: comment.author,
        parent: comment.parent,
        ..Submission::default()
    })
}

/// Whether these words are kept under a name for the same place in the thread, as they were typed.
pub fn has(name: &str, sent: &Submission) -> bool {
    records(name).iter().any(|record| has_words(record, sent))
}

/// Whether these words are kept under a name as the comment of this id.
pub fn has_as(name: &str, id: &str, words: &str) -> bool {
    let is_it = |record: &Json| says(record, words) && is_of(record, id);
    records(name).iter().any(is_it)
}

/// Whether these words were kept under a name so lately that they may still be on their way, as where
/// the page was left at once.
pub fn is_fresh(name: &str, sent: &Submission) -> bool {
    let now = Date::parse(&now());
    // A clock that was put back meanwhile tells nothing.
    let is_now =
        |record: &Json| are_at_once(member::date(record, "date_gmt").map(Date::in_utc), now);
    let mut records = records(name).into_iter();
    records.any(|record| has_words(&record, sent) && is_now(&record))
}

/// For how many seconds a comment may be on its way.
const TRAVEL_TIME: i64 = 10;

/// Forgets these words.
pub fn remove_sent(name: &str, sent: &Submission) {
    keep_lines(name, |line| {
        parse(line).is_some_and(|record| !has_words(&record, sent))
    });
}

fn says(record: &Json, words: &str) -> bool {
    record.at(&["content", "text"]).as_str() == Some(words)
}

fn has_words(record: &Json, sent: &Submission) -> bool {
    says(record, &sent.text) && comment(record).is_some_and(|kept| kept.parent == sent.parent)
}

/// What was sent, to be kept under a name until it is known whether it arrived.
pub fn doubtful(sent: &Submission) -> String {
    record(sent, NAMELESS, true)
}

/// Whether both are the same words of the same writer. Engines change marks and spaces, and give
/// writers a name who have none.
pub fn is_same(one: &Comment, other: &Comment) -> bool {
    let is_author = one.author == other.author || one.author.is_empty() || other.author.is_empty();
    if !is_author {
        return false;
    }
    let (one, other) = (words(&one.body), words(&other.body));
    let letters_of_one = letters(&one);
    if letters_of_one.is_empty() {
        // Signs and pictures alone.
        return !one.is_empty() && one == other;
    }
    letters_of_one == letters(&other)
}

/// A comment's words, without the marks in which they were typed: the engine may have made them into
/// what they stand for.
fn words(body: &[Block]) -> String {
    let typed = paragraphs(body);
    if contains(&typed, "<") {
        paragraphs(&html::blocks(&typed, &Base::nowhere()))
    } else {
        typed
    }
}

fn paragraphs(body: &[Block]) -> String {
    let mut words = String::new();
    for block in body {
        if let Block::Paragraph(content) = block {
            words.push_str(plain_text(content).trim());
        }
    }
    words
}

fn letters(words: &str) -> String {
    words.chars().filter(|letter| is_letter(*letter)).collect()
}

/// Letters and digits, as far as it takes to tell texts apart: of ASCII those that are, and whatever
/// stands among neither signs nor pictures, into which engines turn `x` and `:)`.
fn is_letter(letter: char) -> bool {
    // What gives the shortest answers their sense, engines leave alone.
    letter.is_ascii_alphanumeric()
        || matches!(letter, '+' | '👍' | '👎')
        || (letter > '\u{bf}'
            && !matches!(letter, '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{1f000}'..='\u{1ffff}'))
}

/// The line for a comment.
pub fn record(submission: &Submission, id: &str, is_held: bool) -> String {
    line(
        submission,
        id,
        if is_held { HELD } else { PUBLISHED },
        None,
        None,
    )
}

/// The line for a comment as the engine has taken it.
pub fn record_of(sent: &Submission, taken: &Comment) -> String {
    let is_held = taken.state == State::Pending;
    let status = if is_held { HELD } else { PUBLISHED };
    line(sent, &taken.id, status, taken.created, taken.edited)
}

/// The line for a comment that its writer has deleted: nothing is left of it but which one it was.
pub fn record_of_deleted(comment: &Comment) -> String {
    let nothing = Submission::default();
    line(&nothing, &comment.id, DELETED, comment.created, None)
}

/// WordPress's words for it.
const HELD: &str = "hold";
/// WordPress's words for it.
const PUBLISHED: &str = "approved";

fn line(
    submission: &Submission,
    id: &str,
    status: &str,
    created: Option<Date>,
    edited: Option<Date>,
) -> String {
    let parent = submission.parent.as_deref();
    let parent: Option<u32> = parent.and_then(|id| id.parse().ok());
    let words = ["<p>", &escape(&submission.text), "</p>"].concat();
    let content = json::members(&[("rendered", &words), ("text", &submission.text)]);
    let members = json::members(&[
        ("author_name", &escape(&submission.author)),
        ("author_url", &submission.website),
        ("date_gmt", &now()),
        ("status", status),
        (CREATED, &datetime(created)),
        (EDITED, &datetime(edited)),
    ]);
    let parent = parent.unwrap_or_default().to_string();
    [
        r#"{"id":"#,
        id,
        r#","parent":"#,
        &parent,
        r#","content":{"#,
        &content,
        "},",
        &members,
        "}",
    ]
    .concat()
}

/// Empty where there is none.
#[inline(never)]
fn datetime(date: Option<Date>) -> String {
    date.map(Date::datetime).unwrap_or_default()
}

/// Plain text as HTML.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '\n' => html.push_str("<br>"),
            other => html.push(other),
        }
    }
    html
}

fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back_as_it_was_written() {
        let submission = Submission {
            text: "1 < 2 & <b>so</b>\n\nthat \"is\"".into(),
            author: "Hold & Co".into(),
            parent: Some("7".into()),
            ..Submission::default()
        };
        // The clock is the browser's, so only what does not need it is read here.
        let html = ["<p>", &escape(&submission.text), "</p>"].concat();
        assert_eq!(
            html,
            "<p>1 &lt; 2 &amp; &lt;b>so&lt;/b><br><br>that \"is\"</p>"
        );
        let blocks = crate::html::blocks(&html, &Base::nowhere());
        assert_eq!(blocks.len(), 2, "{blocks:?}");
    }

    #[test]
    fn words_are_the_same_however_an_engine_shows_them() {
        let said = |author: &str, body: Vec<Block>| Comment {
            id: "1".into(),
            parent: None,
            author: author.into(),
            author_url: None,
            body,
            created: None,
            state: crate::comments::State::Published,
            by_publisher: false,
            permalink: None,
            source: None,
            edited: None,
            folded: None,
        };
        for (typed, shown, is_same) in [
            (
                "I <b>really</b> mean it",
                "<p>I <b>really</b> mean it</p>",
                true,
            ),
            ("two\nlines", "<p>two<br />\nlines</p>", true),
            (
                "so \"it\" is...",
                "<p>so &#8220;it&#8221; is&#8230;</p>",
                true,
            ),
            ("1 < 2", "<p>1 &lt; 2</p>", true),
            ("👍", "<p>👍</p>", true),
            ("👍", "<p>👎</p>", false),
            ("Great 👍", "<p>Great 👎</p>", false),
            ("-1", "<p>+1</p>", false),
            ("C++", "<p>C</p>", false),
            ("So it is :)", "<p>So it is 🙂</p>", true),
            ("yes", "<p>no</p>", false),
            ("<hr>", "<hr>", false),
        ] {
            let typed_body = crate::comments::plain(typed);
            let shown_body = html::blocks(shown, &Base::nowhere());
            for (name, is_same) in [("Ada", is_same), ("", is_same), ("Bo", false)] {
                let [one, other] = [
                    said("Ada", typed_body.clone()),
                    said(name, shown_body.clone()),
                ];
                assert_eq!(super::is_same(&one, &other), is_same, "{typed} by {name}");
            }
        }
    }
}
