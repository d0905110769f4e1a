//! A story as it is presented ahead of its readers, of whom nothing is known: neither their languages nor their
//! devices nor the page.

use std::collections::BTreeMap;

use super::presentation::{self, Surroundings};
use super::{Options, languages};
use crate::article::Article;
use crate::i18n::{Messages, bundled};
use crate::render::Page;

/// The story as it is shown with these options, which `attributes` are the words of. What is wrong with the
/// comments' place comes beside it.
#[must_use]
pub fn page<'a>(
    article: &'a Article,
    options: &'a Options,
    attributes: BTreeMap<String, String>,
) -> (Page<'a>, Option<String>) {
    let surroundings = Surroundings {
        // The loader takes the button away where the device has none.
        has_share_sheet: true,
        ..Surroundings::default()
    };
    let messages = messages(article, options);
    let (mut page, mistake) = presentation::page(article, options, messages, &surroundings);
    page.context.options = attributes;
    (page, mistake)
}

/// The interface's texts: in the language that was chosen, else in the story's, else in English.
fn messages(article: &Article, options: &Options) -> Messages {
    let locale = languages::choose(options, Some(article), &[]);
    languages::known(&locale)
        .or_else(|| languages::take(&locale, bundled::texts(locale.language)))
        .unwrap_or_default()
}
