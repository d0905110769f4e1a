//! The pictures of an item: its associations with their renditions, or itself.

use super::super::format::StorySource;
use super::super::{body, fields, image, rights};
use super::{FORMAT, wording};
use crate::article::block::Block;
use crate::article::{Article, Image};
use crate::json::Json;
use crate::url::Base;

/// The first picture opens the story. The others end it, unless the text has pictures of its own.
pub fn push_pictures(story: &StorySource, article: &mut Article, base: &Base) {
    if story.json.get("type").as_str() == Some("picture") {
        article.lead_image = picture(story.json, base);
        return;
    }
    let is_illustrated = article
        .body
        .iter()
        .any(|block| matches!(block, Block::Image(_)));
    for item in fields::values(story.json.get("associations")) {
        if item.get("type").as_str() != Some("picture") {
            continue;
        }
        if !matches!(rights::judge(item, &FORMAT, story.now), Ok(None)) {
            article.has_withheld_images = true;
        } else if let Some(mut image) = picture(item, base) {
            if let Some(caption) = wording::description(item) {
                image.caption = caption.words(base);
            }
            if article.lead_image.is_none() {
                article.lead_image = Some(image);
            } else if !is_illustrated {
                article.body.push(Block::Image(image));
            }
        }
    }
    if let Some(lead) = &article.lead_image {
        article.body.retain(
            |block| !matches!(block, Block::Image(image) if body::is_same_picture(lead, image)),
        );
    }
}

/// The widest rendition that is made for screens, with the others as its sizes.
fn picture(item: &Json, base: &Base) -> Option<Image> {
    let renditions = item.get("renditions");
    let mut best = None;
    let mut best_width = 0;
    for rendition in fields::values(renditions) {
        let kind = fields::text(rendition, "mimetype contenttype contentType");
        let width = fields::pixels(rendition, "width").unwrap_or_default();
        let width = if width > image::WIDEST { 0 } else { width };
        if kind.is_none_or(|kind| kind.starts_with("image/"))
            && (best.is_none() || width > best_width)
        {
            best = image::read(rendition, "href", base).or(best);
            best_width = width;
        }
    }
    let mut image = best?;
    image::add_sizes(&mut image, renditions, "href", base);
    image.alt = wording::headline(item).unwrap_or_default();
    image.credit = body::words_from_plain(fields::text(item, FORMAT.places.byline));
    Some(image)
}
