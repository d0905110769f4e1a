//! Words of a story that a reader passes on, with a link to their place in the original: a text
//! directive (WICG, URL Fragment Text Directives).
//!
//! A browser that follows such a link looks for whole words, within one block each, and takes the
//! first place that it finds. So each link is tried on the story's text before it is given away: as
//! long as another place would be found, more of what stands around the words goes along. Reading a
//! selection from the page is left to the islands.

use super::Shareable;
use super::segments::{self, Granularity, small};

/// What separates blocks in a story's text. Within a block every white space is one space.
pub const BLOCK_END: char = '\n';

/// Longer quotes are looked for by their beginning and their end.
const LONG: usize = 100;

/// Shorter ones might stand elsewhere on the original's page, so what stands around them goes along.
const SHORT: usize = 20;

/// So many words stand at the beginning and end of a long quote.
const TERM_WORDS: usize = 4;

/// So many words around a quote go along at most.
const CONTEXT_WORDS: usize = 12;

/// Words in a story's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub directive: String,
}

impl Quote {
    /// The quote of what is selected of a text, made whole words; `None` where no word is.
    #[must_use]
    pub fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        let (start, end) = whole_words(text, start, end)?;
        let words = text.get(start..end)?;
        Some(Self {
            words: words.to_owned(),
            directive: directive(text, start, end),
        })
    }

    /// What is shared: the words between these marks, and the link to them.
    #[must_use]
    pub fn story(&self, marks: (&str, &str), original: &str) -> Shareable {
        let has_fragment = original.bytes().any(|byte| byte == b'#');
        let hash = if has_fragment { "" } else { "#" };
        Shareable {
            title: self.words.clone(),
            marks: [marks.0.to_owned(), marks.1.to_owned()],
            url: [original, hash, ":~:text=", &self.directive].concat(),
        }
    }
}

/// Parts of a text that a link names. Empty ones are not there.
#[derive(Default)]
struct Directive<'a> {
    prefix: &'a str,
    start: &'a str,
    end: &'a str,
    suffix: &'a str,
}

/// The shortest directive that leads to these words and to no place before them.
fn directive(text: &str, start: usize, end: usize) -> String {
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let (before, quote, after) = (slice(0, start), slice(start, end), slice(end, text.len()));
    let (first, last) = (first_block(quote), last_block(quote));
    let is_one_block = first.len() == quote.len();
    let terms = |words| {
        let (start, end) = (first_words(first, words), last_words(last, words));
        let is_apart = !is_one_block || start.len() + end.len() < quote.len();
        is_apart.then_some((start, end))
    };
    let characters = quote.chars().count();
    let shortest = terms(TERM_WORDS).filter(|_| !is_one_block || characters > LONG);
    let folded = small(text);
    let place = small(before).len();
    let place = (place, place + small(quote).len());
    let mut found = Directive::default();
    let fewest = usize::from(shortest.is_none() && characters < SHORT);
    // What stands in other blocks may stand elsewhere in the original, and comes last.
    for (before, after) in [
        (last_block(before), first_block(after)),
        (
            last_block(before.trim_ascii_end()),
            first_block(after.trim_ascii_start()),
        ),
    ] {
        for words in fewest..=CONTEXT_WORDS {
            (found.start, found.end) = match shortest {
                Some(shortest) => terms(TERM_WORDS + words).unwrap_or(shortest),
                None => (quote, ""),
            };
            found.prefix = last_words(before.trim_ascii_end(), words);
            found.suffix = first_words(after.trim_ascii_start(), words);
            if found.place(&folded) == Some(place) {
                return found.written();
            }
        }
    }
    found.written()
}

impl Directive<'_> {
    /// The first place in a text of small letters at which a browser finds this.
    fn place(&self, text: &str) -> Option<(usize, usize)> {
        let [prefix, start, end, suffix] =
            [self.prefix, self.start, self.end, self.suffix].map(small);
        let has_suffix = |at: usize| {
            let rest = text.get(at..).unwrap_or_default().trim_ascii_start();
            rest.starts_with(&*suffix)
        };
        let mut from = 0;
        loop {
            let first = if prefix.is_empty() { &start } else { &prefix };
            let mut begin = find(text, first, from)?;
            from = begin + 1;
            if !prefix.is_empty() {
                let rest = text.get(begin + prefix.len()..)?.trim_ascii_start();
                begin = text.len() - rest.len();
            }
            if text.get(begin..)?.starts_with(&*start) {
                let mut stop = begin + start.len();
                loop {
                    if !end.is_empty() {
                        stop = find(text, &end, stop)? + end.len();
                    }
                    if has_suffix(stop) {
                        return Some((begin, stop));
                    }
                    if end.is_empty() {
                        break;
                    }
                }
            }
        }
    }

    /// As it stands in an address.
    fn written(&self) -> String {
        let mut written = String::new();
        if !self.prefix.is_empty() {
            encode(self.prefix, &mut written);
            written.push_str("-,");
        }
        encode(self.start, &mut written);
        if !self.end.is_empty() {
            written.push(',');
            encode(self.end, &mut written);
        }
        if !self.suffix.is_empty() {
            written.push_str(",-");
            encode(self.suffix, &mut written);
        }
        written
    }
}

/// Percent-encodes what is no unreserved character, and the hyphen, which has a meaning here.
fn encode(text: &str, written: &mut String) {
    let encoded = crate::url::encode_component(text);
    for character in encoded.chars() {
        match character {
            '-' => written.push_str("%2D"),
            other => written.push(other),
        }
    }
}

/// Where a part stands in a text from a place on.
fn find(text: &str, part: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let mut windows = rest.windows(part.len().max(1));
    windows
        .position(|window| window == part.as_bytes())
        .map(|at| from + at)
}

/// The selection without white space around it, and with the whole of the words in which it begins
/// and ends: browsers find no halves.
fn whole_words(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let selected = text.get(start..end)?;
    let start = start + selected.len() - selected.trim_ascii_start().len();
    let end = start + selected.trim_ascii().len();
    if start == end {
        return None;
    }
    let before = last_block(text.get(..start)?).len();
    let block = first_block(text.get(start - before..)?);
    let begins = segments::ends(block, Granularity::Word);
    let begin = begins.iter().rev().find(|begin| **begin <= before);
    let start = start - before + begin.copied().unwrap_or_default();
    let before = last_block(text.get(..end)?).len();
    let block = first_block(text.get(end - before..)?);
    let ends = segments::ends(block, Granularity::Word);
    let stop = ends.iter().find(|stop| **stop >= before);
    let end = end - before + stop.copied().unwrap_or(before);
    Some((start, end))
}

/// The text up to the first end of a block.
fn first_block(text: &str) -> &str {
    let end = text.bytes().position(|byte| byte == BLOCK_END as u8);
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// The text after the last end of a block.
fn last_block(text: &str) -> &str {
    let end = text.bytes().rposition(|byte| byte == BLOCK_END as u8);
    text.get(end.map_or(0, |end| end + 1)..).unwrap_or_default()
}

/// The first words of a block, with what stands between them.
fn first_words(block: &str, count: usize) -> &str {
    let mut begin = 0;
    let mut words = 0;
    for end in segments::ends(block, Granularity::Word) {
        if words == count {
            return block.get(..begin).unwrap_or_default().trim_ascii_end();
        }
        words += usize::from(is_word(block, begin, end));
        begin = end;
    }
    block
}

/// The last words of a block, with what stands between them.
fn last_words(block: &str, count: usize) -> &str {
    let ends = segments::ends(block, Granularity::Word);
    let mut end = block.len();
    let mut words = 0;
    for begin in ends.iter().rev().skip(1) {
        if words == count {
            return block.get(end..).unwrap_or_default().trim_ascii_start();
        }
        words += usize::from(is_word(block, *begin, end));
        end = *begin;
    }
    block
        .get(if words == count { end } else { 0 }..)
        .unwrap_or_default()
}

/// Whether a part of a block is more than white space and punctuation. What is not ASCII counts as a
/// word.
fn is_word(block: &str, begin: usize, end: usize) -> bool {
    let part = block.get(begin..end).unwrap_or_default();
    part.bytes()
        .any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}

#[cfg(test)]
mod tests;
