//! When two comments are the same, however an engine shows them.

use crate::article::Date;
use crate::article::block::{Block, plain_text};
use crate::comments::{Comment, Submission};
use crate::html;
use crate::text::contains;
use crate::url::Base;

/// Whether a comment with this parent stands where this was sent to: engines that nest less deep put it
/// beside the one that it replies to.
pub fn is_in_place(parent: Option<&str>, sent: &Submission) -> bool {
    parent == sent.parent.as_deref() || (sent.thread.is_some() && parent == sent.thread.as_deref())
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

/// A writer's name as engines list it.
pub fn author(typed: &str) -> String {
    html::folded(typed)
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
        return !one.is_empty() && signs(&one) == signs(&other);
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

/// Signs without the spaces between them, which stand for lines in one place and not in another.
fn signs(words: &str) -> String {
    words.split_whitespace().collect()
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

#[cfg(test)]
mod tests {
    use super::*;

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
            ("!\n?", "<p>!<br />\n?</p>", true),
            ("!", "<p>?</p>", false),
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
