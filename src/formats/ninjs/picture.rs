//! The pictures of an item: its associations with their renditions, or itself.

use super::super::format::StorySource;
use super::super::repeated::{describe, is_in, merge, name, names};
use super::super::writing::Writing;
use super::super::{body, fields, image, left_out, rights};
use super::FORMAT;
use super::wording::{self, CAPTION, CREDIT};
use crate::article::block::{Block, Inline, plain_text};
use crate::article::{Article, Image, Reason, Report};
use crate::json::Json;
use crate::text::around;
use crate::url::Base;

/// What an item's type is where it is a picture.
pub fn is_picture(item: &Json) -> bool {
    matches!(item.get("type").as_str(), Some("picture" | "graphic"))
}

/// A picture that is the whole item opens it, and its caption is the text where there is no other.
pub fn read_picture(item: &Json, article: &mut Article, base: &Base) {
    let Some(mut image) = picture(item, base, &mut article.dropped) else {
        let files = || left_out::words(item.get("renditions"));
        article.dropped.add(Reason::Address, "renditions", files);
        return;
    };
    let standfirst = std::mem::take(&mut article.standfirst);
    let dropped = &mut article.dropped;
    dropped.add(Reason::Alternative, "description", || {
        plain_text(&standfirst)
    });
    if article.body.is_empty() {
        // What else there is has been noted with the picture.
        let Some(caption) = wording::best(item, &CAPTION, &mut Report::default()) else {
            article.body.push(Block::Image(image));
            return;
        };
        article.body = caption.blocks(base, dropped);
        image.caption.clear();
    }
    article.lead_image = Some(image);
}

/// So many pictures of the text at most are held against those of the item.
const COMPARED: usize = 100;

/// A picture that is named for it opens the story, otherwise the first that the text has not. The others
/// end it, unless the text has pictures of its own.
pub fn push_pictures(story: &StorySource, article: &mut Article, base: &Base) {
    let associations = story.json.get("associations");
    let is_shown = |block: &Block| matches!(block, Block::Image(_) | Block::Gallery { .. });
    let is_illustrated = article.body.iter().any(is_shown);
    let in_text = names_in_text(&article.body);
    let (mut lead, mut pictures) = (None, Vec::new());
    for (index, item) in fields::values(associations).into_iter().enumerate() {
        let dropped = &mut article.dropped;
        let reason = if !is_picture(item) {
            Some(Reason::NoPlace)
        } else if !matches!(rights::judge(item, &FORMAT, story.now), Ok(None)) {
            article.has_withheld_images = true;
            Some(Reason::Rights)
        } else {
            None
        };
        if let Some(reason) = reason {
            dropped.add(reason, "associations", || left_out::words(item));
            continue;
        }
        let Some(image) = picture(item, base, dropped) else {
            dropped.add(Reason::Address, "associations", || left_out::words(item));
            continue;
        };
        // Names are those of members in version 1, and stand in the items later.
        let name = match associations.entries().get(index) {
            Some((name, _)) => name,
            None => fields::text(item, "name").unwrap_or_default(),
        };
        if lead.is_none() && name.starts_with("feature") {
            lead = Some(image);
            continue;
        }
        let is_inline = is_illustrated && INLINE.iter().any(|start| name.starts_with(start));
        // The one that opens the text may lead.
        let place = place(&image, &in_text);
        if is_inline || place.is_some_and(|place| place > 0) {
            let reason = if place.is_some() {
                Reason::Repeated
            } else {
                Reason::NoPlace
            };
            dropped.add(reason, "associations", || describe(&image));
        } else {
            pictures.push(image);
        }
    }
    let mut pictures = pictures.into_iter();
    let Some(mut lead) = lead.or_else(|| pictures.next()) else {
        return;
    };
    if let Some(place) = place(&lead, &in_text)
        && let Block::Image(image) = article.body.remove(place)
    {
        merge(&mut lead, image, &mut article.dropped);
    }
    for image in pictures {
        if is_illustrated {
            let dropped = &mut article.dropped;
            dropped.add(Reason::Alternative, "associations", || describe(&image));
        } else {
            article.body.push(Block::Image(image));
        }
    }
    article.lead_image = Some(lead);
}

/// The names of the pictures in a text, with their places.
fn names_in_text(body: &[Block]) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (place, block) in body.iter().enumerate() {
        if let Block::Image(image) = block
            && names.len() < COMPARED
        {
            names.push((place, name(image.src.as_str())));
        }
    }
    names
}

/// Where a picture stands in the text, in any of its sizes.
fn place(picture: &Image, in_text: &[(usize, String)]) -> Option<usize> {
    if in_text.is_empty() {
        return None;
    }
    let own = names(picture);
    let mut places = in_text.iter();
    places
        .find(|(_, name)| own.contains(name))
        .map(|(place, _)| *place)
}

/// How Superdesk's names begin of what stands in the text.
const INLINE: [&str; 2] = ["editor_", "embedded"];

/// The widest rendition that is made for screens, with the others as its sizes.
fn picture(item: &Json, base: &Base, dropped: &mut Report) -> Option<Image> {
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
    let Some(mut image) = best else {
        return None;
    };
    image::add_sizes(&mut image, renditions, "href", base);
    let mut others = Report::default();
    image.alt = wording::headline(item, &mut others).unwrap_or_default();
    if let Some(caption) = wording::best(item, &CAPTION, &mut others) {
        image.caption = caption.words(base, dropped);
    }
    image.credit = credit(item, base, dropped);
    // Lines of one list serve several purposes.
    let shown = [&image.caption, &image.credit].map(|line| plain_text(line));
    others.forget(|words| shown.iter().any(|line| is_in(words, line)));
    dropped.take("", others);
    image.is_made_with_ai = image::is_made_with_ai(item);
    Some(image)
}

/// Who made a picture, and the agency's line about that, or else who has the rights.
fn credit(item: &Json, base: &Base, dropped: &mut Report) -> Vec<Inline> {
    let maker = fields::text(item, FORMAT.places.byline).unwrap_or_default();
    // Lines for other purposes have been noted with the caption.
    let agency = match wording::best(item, &CREDIT, &mut Report::default()) {
        Some(credit) => plain_text(&credit.words(base, dropped)),
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
    dropped.look(|dropped| {
        for place in RIGHTS.split(' ') {
            let holder = fields::text(item, place).filter(|holder| !is_in(holder, &credit));
            dropped.add(Reason::Alternative, place, || {
                holder.unwrap_or_default().to_owned()
            });
        }
    });
    if credit.is_empty() {
        return Vec::new();
    }
    body::line(&credit, "creditline", Writing::Loose, base, dropped)
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

    #[test]
    fn a_picture_that_cannot_be_loaded_keeps_its_words() {
        let item = r#"{"uri": "urn:x:1", "type": "picture", "headline": "H", "description_text": "Mud.",
            "renditions": [{"href": "file:///a.jpg", "width": 640, "height": 426}]}"#;
        let article = read(item).unwrap();
        assert_eq!(plain_text(&article.standfirst), "Mud.");
        let [file] = article.dropped.dropped() else {
            panic!("{:?}", article.dropped);
        };
        assert_eq!((file.reason, &*file.field), (Reason::Address, "renditions"));
        assert_eq!(file.words, "file:///a.jpg");
    }
}
