//! The picture of an article in JSON-LD: an address, an object, a reference, or a list of all of these.

use super::super::format::StorySource;
use super::super::writing::Writing;
use super::super::{body, fields, image, left_out};
use super::nodes::resolve;
use crate::article::{Image, Reason, Report};
use crate::json::Json;
use crate::url::Base;

/// The first picture that can be read, or else the story's thumbnail.
pub fn lead(story: &StorySource, base: &Base, dropped: &mut Report) -> Option<Image> {
    let mut images = Vec::new();
    for field in ["image", "thumbnailUrl", "thumbnail"] {
        push_images(story.json.get(field), story.answer, &mut images);
    }
    let mut nodes = images.iter();
    let lead = nodes.find_map(|node| read(node, base, dropped));
    dropped.look(|dropped| {
        for node in nodes {
            dropped.add(Reason::Alternative, "image", || left_out::words(node));
        }
    });
    lead
}

/// Lists hold lists, and objects list what they have in several sizes.
fn push_images<'a>(json: &'a Json, answer: &'a Json, images: &mut Vec<&'a Json>) {
    for node in fields::one_or_many(json) {
        match node {
            Json::Array(_) => push_images(node, answer, images),
            _ if !node.get("@list").is_null() => push_images(node.get("@list"), answer, images),
            _ => images.push(resolve(node, answer)),
        }
    }
}

/// Who made a picture, or has the rights to it.
const CREDIT: &str = "creditText creator.name creator.0.name author.name copyrightHolder.name copyrightHolder copyrightNotice";

fn read(node: &Json, base: &Base, dropped: &mut Report) -> Option<Image> {
    // A name within a page is no file.
    let is_file = fields::text(node, "@id").is_some_and(|id| !id.contains('#'));
    let image = image::read(node, "contentUrl.0 contentUrl url.0 url", base)
        .or_else(|| image::read(node, if is_file { "@id" } else { "thumbnailUrl" }, base));
    let Some(mut image) = image else {
        dropped.add(Reason::Address, "image", || left_out::words(node));
        return None;
    };
    image.caption = body::line_of(node, "caption.text caption", Writing::Loose, base, dropped);
    image.credit = body::line_of(node, CREDIT, Writing::Loose, base, dropped);
    left_out::others(node, CREDIT, dropped);
    left_out::no_place(node, "description", dropped);
    image.is_made_with_ai = image::is_made_with_ai(node);
    Some(image)
}

#[cfg(test)]
mod tests {
    use crate::article::block::plain_text;
    use crate::formats::pick::tests::read;
    use crate::url::MediaUrl;

    fn lead(members: &str) -> Option<crate::article::Image> {
        let answer = r##"{"@context": "https://schema.org", "@graph": [{"@type": "Article", "headline": "Tea",
            "url": "https://gazette.example/tea", MEMBERS},
            {"@type": "ImageObject", "@id": "#cup", "contentUrl": "/cup.jpg"}]}"##;
        read(&answer.replace("MEMBERS", members))
            .unwrap()
            .lead_image
    }

    #[test]
    fn a_picture_is_written_in_many_ways() {
        for (members, expected) in [
            (r#""image": "/a.jpg?w=1&amp;h=2""#, "/a.jpg?w=1&h=2"),
            (r#""image": ["", "/a.jpg", "/b.jpg"]"#, "/a.jpg"),
            (r#""image": [["/a.jpg"]]"#, "/a.jpg"),
            (r#""image": {"@list": ["/a.jpg", "/b.jpg"]}"#, "/a.jpg"),
            (r#""image": {"url": ["/a.jpg", "/b.jpg"]}"#, "/a.jpg"),
            (
                r#""image": {"@type": "ImageObject", "contentUrl": "/a.jpg"}"#,
                "/a.jpg",
            ),
            (r#""image": {"@id": "/a.jpg"}"#, "/a.jpg"),
            (r##""image": {"@id": "#cup"}"##, "/cup.jpg"),
            (
                r#""image": {"@id": "/tea#elsewhere"}, "thumbnailUrl": "/a.jpg""#,
                "/a.jpg",
            ),
            (
                r#""image": {"@type": "ImageObject", "thumbnailUrl": "/a.jpg"}"#,
                "/a.jpg",
            ),
            (r#""thumbnailUrl": ["/a.jpg"]"#, "/a.jpg"),
        ] {
            let address = ["https://gazette.example", expected].concat();
            let lead = lead(members).map(|image| image.src);
            assert_eq!(
                lead.as_ref().map(MediaUrl::as_str),
                Some(&*address),
                "{members}"
            );
        }
        assert_eq!(lead(r#""image": {"@id": "/tea#elsewhere"}"#), None);
    }

    #[test]
    fn who_made_a_picture_and_how_is_told() {
        for (members, credit) in [
            (r#""creditText": "Bo &amp; Co""#, "Bo & Co"),
            (
                r#""creator": [{"name": "Bo"}], "copyrightHolder": {"name": "Us"}"#,
                "Bo",
            ),
            (r#""copyrightHolder": {"name": "Us"}"#, "Us"),
            (r#""copyrightNotice": "© Us""#, "© Us"),
        ] {
            let image = [r#""image": {"url": "/a.jpg", "#, members, "}"].concat();
            assert_eq!(plain_text(&lead(&image).unwrap().credit), credit);
        }
        let terms = "https://cv.iptc.org/newscodes/digitalsourcetype/";
        for (kind, is_made_with_ai) in [
            ("trainedAlgorithmicMedia", true),
            ("compositeWithTrainedAlgorithmicMedia", true),
            ("digitalCapture", false),
            ("algorithmicMedia", false),
        ] {
            for value in [
                ["\"", terms, kind, "\""].concat(),
                ["{\"@id\": \"", kind, "\"}"].concat(),
            ] {
                let image = [
                    r#""image": {"url": "/a.jpg", "digitalSourceType": "#,
                    &value,
                    "}",
                ]
                .concat();
                assert_eq!(
                    lead(&image).unwrap().is_made_with_ai,
                    is_made_with_ai,
                    "{value}"
                );
            }
        }
    }
}
