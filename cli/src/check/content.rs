//! What is wrong with a story itself.

use article_embed::article::block::{Block, plain_text};
use article_embed::article::{Access, Article, Reason};
use article_embed::embed::Options;
use article_embed::embed::answer;
use article_embed::json::Json;

use super::finding::OfStory;
use super::finding::story::Pictures;
use super::understood::{Understood, withheld};
use super::walk::{self, Part};
use crate::fetch::Answer;

/// Wider files than this have smaller ones beside them.
const WIDE: u32 = 2560;

/// A text with fewer words may be an excerpt.
const SHORT: usize = 120;

/// What is wrong with a story that was read from this answer.
pub fn findings(
    article: &Article,
    understood: &Understood,
    options: &Options,
    answer: &Answer,
) -> Vec<OfStory> {
    let body = &answer.body;
    let is_placeless = answer.address.is_empty();
    let mut found = Vec::new();
    if body.contains('\u{fffd}') {
        found.push(OfStory::BrokenLetters);
    }
    if serde_json::from_str::<serde::de::IgnoredAny>(body.trim()).is_err() {
        found.push(OfStory::WordsAroundJson);
    }
    if let Access::Withheld(reason) = article.access {
        found.push(OfStory::Withheld(withheld(reason)));
        return found;
    }
    if article.headline.is_empty() {
        found.push(OfStory::NoHeadline);
    }
    if article.access == Access::Protected {
        found.push(OfStory::Protected);
    } else if article.body.is_empty() {
        found.push(OfStory::NoText);
    } else if let Some(end) = cut_off(article, understood.words) {
        found.push(OfStory::CutOff(end));
    }
    about(article, understood, options, &mut found);
    pictures(article, understood, &mut found);
    if understood.format == Some("wordpress") && is_bare(body) {
        found.push(OfStory::NoEmbed);
    }
    left_out(article, is_placeless, &mut found);
    found
}

/// What was left out that readers may miss.
fn left_out(article: &Article, is_placeless: bool, found: &mut Vec<OfStory>) {
    let mut count = 0;
    for dropped in article.dropped.dropped() {
        match dropped.reason {
            Reason::Shortcode => found.push(OfStory::Shortcode(dropped.words.trim().to_owned())),
            Reason::Unreadable => found.push(OfStory::Unreadable(dropped.text())),
            Reason::Unknown => found.push(OfStory::Unknown(dropped.text())),
            Reason::Address => count += 1,
            _ => {}
        }
    }
    if count > 0 {
        found.push(OfStory::NoAddress {
            count,
            is_placeless,
        });
    }
}

/// What is not said about the story.
fn about(article: &Article, understood: &Understood, options: &Options, found: &mut Vec<OfStory>) {
    let is_named = article.byline.is_some() || !article.authors.is_empty();
    let is_credited = understood.publisher.is_some() || article.source.credit_line.is_some();
    let has_rights = article.copyright_notice.is_some() || article.license_url.is_some();
    let has_page = article.canonical_url.is_some() || options.url.is_some();
    for (is_there, finding) in [
        (has_page, OfStory::NoCanonicalUrl),
        (article.date_published.is_some(), OfStory::NoDate),
        (article.language.is_some(), OfStory::NoLanguage),
        (is_named, OfStory::NoAuthor),
        (is_credited, OfStory::NoPublisher),
        (has_rights, OfStory::NoRights),
    ] {
        if !is_there {
            found.push(finding);
        }
    }
}

fn pictures(article: &Article, understood: &Understood, found: &mut Vec<OfStory>) {
    let pictures = understood.pictures;
    let without = |with: usize| Pictures {
        count: pictures.count - with,
        of: pictures.count,
    };
    let lacking = [
        OfStory::NoAlternativeText(without(pictures.with_alternative_text)),
        OfStory::NoPictureSize(without(pictures.with_size)),
        OfStory::NoPictureCredit(without(pictures.with_credit)),
    ];
    found.extend(lacking.into_iter().filter(|finding| match finding {
        OfStory::NoAlternativeText(pictures)
        | OfStory::NoPictureSize(pictures)
        | OfStory::NoPictureCredit(pictures) => pictures.count > 0,
        _ => true,
    }));
    walk::story(article, &mut |part| {
        if let Part::Picture(image) = part
            && let Some(width) = image.width
            && width > WIDE
            && image.srcset.is_empty()
        {
            found.push(OfStory::HugePicture {
                address: image.src.as_str().to_owned(),
                width,
            });
        }
    });
    if article.has_withheld_images {
        found.push(OfStory::WithheldPictures);
    }
}

/// How a text ends that was cut off.
fn cut_off(article: &Article, words: usize) -> Option<String> {
    const MARKS: &[&str] = &["[…]", "[...]", "(…)", "[&hellip;]"];
    const INVITATIONS: &[&str] = &[
        "read more",
        "continue reading",
        "weiterlesen",
        "lire la suite",
        "leer más",
    ];
    let last = article.body.iter().rev().find_map(|block| match block {
        Block::Paragraph(content) => Some(plain_text(content)),
        _ => None,
    })?;
    let last = last.trim();
    let start = last.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let end = || last.get(start..).unwrap_or(last).to_owned();
    let lower = last.to_lowercase();
    let invites = |words: &&str| {
        lower.starts_with(words)
            || lower
                .trim_end_matches(['…', '.', ' ', '»', '→', '>'])
                .ends_with(words)
    };
    let is_open = words < SHORT && (last.ends_with('…') || last.ends_with("..."));
    let is_cut = MARKS.iter().any(|mark| last.ends_with(mark))
        || is_open
        || (last.chars().count() < 80 && INVITATIONS.iter().any(invites));
    is_cut.then(end)
}

/// Whether a post has things that belong to it and came without them.
fn is_bare(body: &str) -> bool {
    let Ok(json) = answer::parse::<Json>(body.trim()) else {
        return false;
    };
    let post = json.items().first().unwrap_or(&json);
    post.get("_embedded").is_null()
}

#[cfg(test)]
mod tests {
    use super::*;
    use article_embed::article::Inline;

    #[test]
    fn texts_that_were_cut_off_are_found_out() {
        for (text, words, expected) in [
            ("The tide was out when […]", 500, true),
            ("The tide was out when [...]", 500, true),
            ("The tide was out…", 50, true),
            ("And then it was gone…", 900, false),
            ("Continue reading The tide", 50, true),
            ("Read more »", 900, true),
            ("They read more than others.", 900, false),
            ("The end.", 20, false),
        ] {
            let article = Article {
                body: vec![
                    Block::Paragraph(vec![Inline::Text(text.into())]),
                    Block::Separator,
                ],
                ..Article::default()
            };
            assert_eq!(cut_off(&article, words).is_some(), expected, "{text}");
        }
    }
}
