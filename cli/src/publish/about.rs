//! What is said of a story where there is no room for it: in search results, cards and lists.

use article_embed::article::{Access, Article, Block, Direction, Image, inline};
use article_embed::i18n::direction;

/// So many characters of a story are a description; source: what search engines show of one.
const DESCRIPTION: usize = 200;

/// A story in a few words.
#[derive(Clone, Copy)]
pub struct About<'a>(pub &'a Article);

impl<'a> About<'a> {
    /// The headline, else the publisher's name; empty where there is neither.
    #[must_use]
    pub fn title(self) -> &'a str {
        match &*self.0.headline {
            "" => self.0.source.name.as_deref().unwrap_or_default(),
            headline => headline,
        }
    }

    /// The standfirst, else how the text begins; `None` where there are no words to take.
    #[must_use]
    pub fn description(self) -> Option<String> {
        if matches!(self.0.access, Access::Withheld(_)) {
            return None;
        }
        let standfirst = one_line(&inline::plain_text(&self.0.standfirst));
        if !standfirst.is_empty() {
            return Some(standfirst);
        }
        first_words(&self.0.body).map(|words| shortened(&words))
    }

    /// The picture that stands for the story: the first that it has.
    #[must_use]
    pub fn picture(self) -> Option<&'a Image> {
        let in_text = || {
            self.0.body.iter().find_map(|block| match block {
                Block::Image(image) => Some(image),
                Block::Gallery { images, .. } => images.first(),
                _ => None,
            })
        };
        self.0.lead_image.as_ref().or_else(in_text)
    }

    /// Who wrote the story: the authors, else whom its byline names.
    #[must_use]
    pub fn writers(self) -> Vec<&'a str> {
        let names: Vec<_> = self.0.authors.iter().map(|author| &*author.name).collect();
        match (&self.0.byline, names.is_empty()) {
            (Some(byline), true) => vec![byline],
            _ => names,
        }
    }

    /// The value of HTML's `dir` for the story's words.
    #[must_use]
    pub fn direction(self) -> &'static str {
        let language = self.0.language.as_deref().map(direction::of_language);
        (self.0.direction.or(language)).map_or("auto", Direction::as_str)
    }

    /// BCP 47 tag of the story's language.
    #[must_use]
    pub fn language(self) -> Option<&'a str> {
        self.0.language.as_deref()
    }
}

/// The words of the first paragraph that has any.
fn first_words(body: &[Block]) -> Option<String> {
    body.iter().find_map(|block| match block {
        Block::Paragraph(content) => {
            let words = one_line(&inline::plain_text(content));
            (!words.is_empty()).then_some(words)
        }
        Block::Foreign { body, .. } => first_words(body),
        _ => None,
    })
}

/// Words with no more than a space between them.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ")
}

/// How a text begins, up to the end of a word; languages that set no spaces are cut between characters.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(DESCRIPTION) else {
        return text.to_owned();
    };
    let start = text.get(..end).unwrap_or_default();
    let whole = match start.rsplit_once(' ') {
        Some((words, last)) if last.len() < start.len() / 2 => words,
        _ => start,
    };
    let kept = whole.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    format!("{kept}…")
}
