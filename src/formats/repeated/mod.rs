//! What many systems say twice: a lead picture that opens the text too, and a standfirst that was cut
//! from the text. Lines are compared by what survives the ways that systems treat them.

mod picture;
mod standfirst;

pub use picture::{describe, is_same_picture, merge, name, names};
pub use standfirst::read_excerpt;

use crate::article::Article;
use crate::text::around;

/// Leaves out what stands there twice.
pub fn drop_repeated(article: &mut Article) {
    picture::drop_lead(article);
    standfirst::drop_repeated(article);
}

/// Whether two lines say the same, and say anything.
pub fn is_same_line(one: &str, other: &str) -> bool {
    let one = letters(one);
    !one.is_empty() && one == letters(other)
}

/// A text by its letters alone.
fn letters(text: &str) -> String {
    let mut letters = String::new();
    fold(text, &mut letters);
    letters.retain(|sign| sign != END);
    letters
}

/// Whether a text has a part in it; nothing is in any.
pub fn is_in(part: &str, text: &str) -> bool {
    part.is_empty() || around(text, part).0.len() < text.len()
}

fn is_address(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://")
}

/// A line of so many letters is not the same as another by chance.
const LONG: usize = 20;

/// What an end of a sentence or block becomes.
const END: char = '.';

/// Adds a text by its letters and digits alone, with a mark where sentences and lines end: without white
/// space, addresses and all signs that systems exchange for finer ones.
fn fold(text: &str, folded: &mut String) {
    for line in text.split('\n') {
        for word in line.split_whitespace() {
            if is_address(word) {
                continue;
            }
            for sign in word.chars() {
                match sign {
                    '.' | '…' | '!' | '?' | '”' | '"' | '»' | ':' => folded.push(END),
                    '0'..='9' | 'a'..='z' | 'A'..='Z' => folded.push(sign),
                    '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => {}
                    _ => folded.push(sign),
                }
            }
        }
        folded.push(END);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_same_whatever_their_signs() {
        for (one, other, is_same) in [
            ("“Low” tide – at 4", "\"Low\" tide - at 4.", true),
            ("Low\u{a0}tide", "Low  tide\n", true),
            ("Low tide", "Low tides", false),
            ("Low tides", "Low tide", false),
            ("潮が引く。", "潮が引く", true),
            ("", "", false),
            ("!", "?", false),
        ] {
            assert_eq!(is_same_line(one, other), is_same, "{one}");
        }
    }
}
