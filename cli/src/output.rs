//! What is said on standard output and standard error.
//!
//! Texts of stories and servers are data: nothing in them steers a terminal or makes a line of a log. A full disk is an
//! error like any other, and a reader who has had enough is none.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::error::CliError;

/// Prints a text, with its styles where a terminal shows them.
pub fn print(text: &str) -> Result<(), CliError> {
    let mut output = anstream::stdout().lock();
    let written = output.write_all(text.as_bytes());
    match written.and_then(|()| output.flush()) {
        // Whoever read has had enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(CliError::Output),
    }
}

/// Prints a text of JSON and ends its line.
pub fn print_json(json: &str) -> Result<(), CliError> {
    print(&(escaped(json) + "\n"))
}

/// Says a line on standard error. Where that cannot be written to, nobody can be told.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", plain(line));
}

/// A text as one line without signs that steer a terminal, or that show its letters in another order.
pub fn plain(text: &str) -> String {
    let folded: Vec<_> = text.split_whitespace().collect();
    folded.join(" ").replace(is_steering, "\u{fffd}")
}

/// JSON that means the same, in which such signs are escaped. They stand in its texts alone, or are its line breaks.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for sign in json.chars() {
        if sign != '\n' && is_steering(sign) {
            let _ = write!(text, "\\u{:04x}", u32::from(sign));
        } else {
            text.push(sign);
        }
    }
    text
}

fn is_steering(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_story_steers_the_terminal() {
        assert_eq!(
            plain("a\u{1b}[31m\u{7}b\u{9b}\n c\r\u{1b}]0;d\u{202e}e\u{2066}"),
            "a\u{fffd}[31m\u{fffd}b\u{fffd} c \u{fffd}]0;d\u{fffd}e\u{fffd}"
        );
        assert_eq!(plain("عربي\u{200f} text"), "عربي\u{200f} text");
    }

    #[test]
    fn json_says_the_same_without_steering() {
        let before = serde_json::json!({ "a": "\u{1b}[1m\u{9b}\u{7f}\u{202e}b\n潮" });
        let text = escaped(&serde_json::to_string_pretty(&before).unwrap());
        assert!(
            text.chars().all(|sign| sign == '\n' || !is_steering(sign)),
            "{text:?}"
        );
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            before
        );
    }
}
