//! The pictures of an item: its associations with their renditions, or itself.

use super::super::format::StorySource;
use super::super::repeated::{is_same_picture, merge};
use super::super::writing::Writing;
use super::super::{body, fields, image, rights};
use super::FORMAT;
use super::wording::{self, CAPTION, CREDIT};
use crate::article::block::{Block, Inline, plain_text};
use crate::article::{Article, Image};
use crate::json::Json;
use crate::text::around;
use crate::url::Base;

/// What an item's type is where it is a picture.
pub fn is_picture(item: &Json) -> bool {
    matches!(item.get("type").as_str(), Some("picture" | "graphic"))
}

/// A picture that is the whole item opens it, and its caption is the text where there is no other.
pub fn read_picture(item: &Json, article: &mut Article, base: &Base) {
    article.standfirst.clear();
    let Some(mut image) = picture(item, base) else {
        return;
    };
    if article.body.is_empty() {
        let Some(caption) = wording::best(item, &CAPTION) else {
            article.body.push(Block::Image(image));
            return;
        };
        article.body = caption.blocks(base);
        image.caption.clear();
    }
    article.lead_image = Some(image);
}

/// A picture that is named for it opens the story, otherwise the first that the text has not. The others
/// end it, unless the text has pictures of its own.
pub fn push_pictures(story: &StorySource, article: &mut Article, base: &Base) {
    let associations = story.json.get("associations");
    let is_shown = |block: &Block| matches!(block, Block::Image(_) | Block::Gallery { .. });
    let is_illustrated = article.body.iter().any(is_shown);
    let mut pictures = Vec::new();
    for (index, item) in fields::values(associations).into_iter().enumerate() {
        if !is_picture(item) {
            continue;
        }
        if !matches!(rights::judge(item, &FORMAT, story.now), Ok(None)) {
            article.has_withheld_images = true;
            continue;
        }
        let Some(image) = picture(item, base) else {
            continue;
        };
        // Names are those of members in version 1, and stand in the items later.
        let name = match associations.entries().get(index) {
            Some((name, _)) => name,
            None => fields::text(item, "name").unwrap_or_default(),
        };
        if name.starts_with("feature") {
            pictures.insert(0, image);
            continue;
        }
        let is_inline = is_illustrated && INLINE.iter().any(|start| name.starts_with(start));
        // The one that opens the text may lead.
        if !is_inline && place(&image, article).is_none_or(|place| place == 0) {
            pictures.push(image);
        }
    }
    let mut pictures = pictures.into_iter();
    let Some(mut lead) = pictures.next() else {
        return;
    };
    if let Some(place) = place(&lead, article)
        && let Block::Image(image) = article.body.remove(place)
    {
        merge(&mut lead, image);
    }
    article.lead_image = Some(lead);
    if !is_illustrated {
        for image in pictures {
            article.body.push(Block::Image(image));
        }
    }
}

/// Where a picture stands in the text.
fn place(picture: &Image, article: &Article) -> Option<usize> {
    let mut blocks = article.body.iter();
    blocks.position(|block| matches!(block, Block::Image(image) if is_same_picture(picture, image)))
}

/// How Superdesk's names begin of what stands in the text.
const INLINE: [&str; 2] = ["editor_", "embedded"];

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
    if let Some(caption) = wording::best(item, &CAPTION) {
        image.caption = caption.words(base);
    }
    image.credit = credit(item, base);
    image.is_made_with_ai = image::is_made_with_ai(item);
    Some(image)
}

/// Who made a picture, and the agency's line about that, or else who has the rights.
fn credit(item: &Json, base: &Base) -> Vec<Inline> {
    let maker = fields::text(item, FORMAT.places.byline).unwrap_or_default();
    let agency = match wording::best(item, &CREDIT) {
        Some(credit) => plain_text(&credit.words(base)),
        None => fields::owned(item, "creditline creditLine credit").unwrap_or_default(),
    };
    let is_named = around(&agency, maker).0.len() < agency.len();
    let credit = match (maker, &*agency) {
        ("", "") => fields::owned(item, RIGHTS).unwrap_or_default(),
        ("", _) => agency,
        (_, "") => maker.to_owned(),
        _ if is_named => agency,
        _ => [maker, " / ", &agency].concat(),
    };
    body::words_from_plain(
        Some(&*credit).filter(|credit| !credit.is_empty()),
        Writing::Loose,
        base,
    )
}

/// Who has the rights to a picture.
const RIGHTS: &str = "copyrightholder copyrightHolder copyrightnotice copyrightNotice";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::plain_text;
    use crate::formats::pick::tests::read;

    fn picture(name: &str) -> String {
        r#"{"type": "picture", "description_text": "Of NAME", "byline": "Ann",
            "renditions": {"o": {"href": "https://cdn.example/p/NAME.jpg", "mimetype": "image/jpeg", "width": 640, "height": 426}}}"#
            .replace("NAME", name)
    }

    fn item(body: &str, associations: &[(&str, &str)]) -> Article {
        let mut members = Vec::new();
        for (name, file) in associations {
            members.push(["\"", name, "\": ", &picture(file)].concat());
        }
        let answer = r#"{"guid": "urn:x:1", "headline": "H", "body_html": "BODY", "associations": {MEMBERS}}"#;
        read(
            &answer
                .replace("BODY", body)
                .replace("MEMBERS", &members.join(",")),
        )
        .unwrap()
    }

    /// The lead picture, and then those in the text.
    fn pictures(article: &Article) -> Vec<String> {
        let mut found = vec![article.lead_image.as_ref()];
        for block in &article.body {
            if let Block::Image(image) = block {
                found.push(Some(image));
            }
        }
        let name = |image: Option<&Image>| {
            let address = image.map_or("-", |image| image.src.as_str());
            address.rsplit('/').next().unwrap_or_default().to_owned()
        };
        found.into_iter().map(name).collect()
    }

    const PLAIN: &str = "<p>One.</p>";
    const WITH_PICTURE: &str = "<p>One.</p><figure><img src='https://cdn.example/p/in-320x213.jpg'><figcaption>In.</figcaption></figure><p>Two.</p>";

    #[test]
    fn the_named_picture_leads_and_those_in_the_text_stay_there() {
        for (body, associations, expected) in [
            (
                PLAIN,
                &[("editor_0", "in"), ("featuremedia", "top")][..],
                &["top.jpg", "in.jpg"][..],
            ),
            (PLAIN, &[("a", "in"), ("b", "out")], &["in.jpg", "out.jpg"]),
            (
                WITH_PICTURE,
                &[("editor_0", "other"), ("featureMedia", "top")],
                &["top.jpg", "in-320x213.jpg"],
            ),
            (
                WITH_PICTURE,
                &[("editor_0", "other")],
                &["-", "in-320x213.jpg"],
            ),
            (
                WITH_PICTURE,
                &[("a", "in"), ("b", "out")],
                &["out.jpg", "in-320x213.jpg"],
            ),
            (WITH_PICTURE, &[("featuremedia", "in")], &["in.jpg"]),
        ] {
            let article = item(body, associations);
            assert_eq!(pictures(&article), expected, "{body} {associations:?}");
        }
        let article = item(WITH_PICTURE, &[("featuremedia", "in")]);
        let lead = article.lead_image.unwrap();
        assert_eq!(plain_text(&lead.caption), "Of in\nIn.");
    }

    #[test]
    fn a_picture_that_is_the_item_has_its_caption_for_a_text() {
        for (words, caption, credit) in [
            (
                r#""descriptions": [{"role": "creditline", "value": "Us"}, {"role": "caption", "value": "Mud."}]"#,
                Some("Mud."),
                "Us",
            ),
            (
                r#""description_text": "Mud.", "byline": "Ann", "creditline": "Us""#,
                Some("Mud."),
                "Ann / Us",
            ),
            (
                r#""description_caption": "Mud.", "by": "Ann", "description_creditline": "Ann/Us""#,
                Some("Mud."),
                "Ann/Us",
            ),
            (r#""copyrightHolder": "Us &amp; Co""#, None, "Us & Co"),
        ] {
            let answer = r#"{"uri": "urn:x:1", "type": "picture", "headline": "H", "renditions": [
                {"href": "https://cdn.example/p/a.jpg", "width": 640, "height": 426}], "digitalsourcetype": "trainedAlgorithmicMedia", WORDS}"#;
            let article = read(&answer.replace("WORDS", words)).unwrap();
            assert!(article.standfirst.is_empty());
            let image = match (&article.body[..], &article.lead_image, caption) {
                ([Block::Paragraph(line)], Some(lead), Some(caption)) => {
                    assert_eq!(plain_text(line), caption);
                    assert!(lead.caption.is_empty());
                    lead
                }
                ([Block::Image(image)], None, None) => image,
                other => panic!("{words}: {other:?}"),
            };
            assert_eq!(plain_text(&image.credit), credit);
            assert!(image.is_made_with_ai);
        }
    }
}
